package archipelago.app.layout;

import archipelago.app.i18n.Text;
import archipelago.engine.frame.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The columns of a sequence chart: one for each kernel, the host first, or one for each core of a kernel that is
/// opened. Where they are too many for their least width, some stand out of sight.
final class SequenceColumns {
    /// What the row of names takes at most where they stand upright, because the columns are many.
    private static final double UPRIGHT_HEADS = 112;
    /// Columns that are narrower have their names upright; narrower than the least none is, and the rest is scrolled.
    private static final double UPRIGHT_BELOW = 46;
    private static final double LEAST_PITCH = 17;
    /// What a name takes in a small head: so much for each letter, and so much around them.
    private static final double LETTER = 5.9;
    private static final double HEAD_AROUND = 8;
    /// The same for one that stands upright.
    private static final double UPRIGHT_LETTER = 6.5;
    private static final double UPRIGHT_AROUND = 26;
    /// At the right, what says how many columns there are beyond.
    private static final double BEYOND = 40;
    private static final double AXIS = 128;
    private static final double AXIS_SHARE = 0.2;
    private static final double RIGHT = 8;
    private static final double HEAD_MOST = 168;
    private static final double BAR_MOST = 11;
    private static final double BAR_LEAST = 3;

    final double left;
    final double right;
    /// How high the row of names is.
    final double heads;
    final int first;
    final int last;
    final List<SequenceLayout.Column> all;
    /// Those in sight.
    final List<SequenceLayout.Column> seen;
    /// How many kernels have no column because somebody hid them.
    final int hidden;
    /// By slot: the number of its first column, or -1.
    private final int[] places;

    private record Who(int kernel, int core, String name) {}

    /// @param skipped how many stand out of sight at the left, if there are so many
    SequenceColumns(
            History history, Frame frame, TimeWindow window, LaneChoice lanes, double width, double height, int skipped) {
        left = Math.rint(Math.min(AXIS, width * AXIS_SHARE));
        var who = new ArrayList<Who>();
        int gone = 0;
        for (int slot = 0; slot < history.slots(); slot++) {
            var life = history.life(slot, frame.nowNs, window.fromNs(), window.toNs());
            if (life != null && lanes.hidden().contains(slot)) {
                gone++;
            } else if (life != null) {
                add(who, history, frame, window, lanes, slot, life.name());
            }
        }
        hidden = gone;
        double room = Math.max(1, width - left - RIGHT);
        boolean more = room / Math.max(1, who.size()) < LEAST_PITCH;
        right = more ? width - BEYOND : width - RIGHT;
        double pitch = more ? LEAST_PITCH : Math.max(0.5, room / Math.max(1, who.size()));
        int fitting = more ? Math.max(1, (int) ((right - left) / pitch)) : who.size();
        first = Math.clamp(skipped, 0, Math.max(0, who.size() - fitting));
        last = Math.min(who.size(), first + fitting);
        int longest = who.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        boolean narrow = pitch < UPRIGHT_BELOW || pitch < HEAD_AROUND + LETTER * longest;
        double wish = Math.max(SequenceLayout.HEADS + 1, Math.rint(UPRIGHT_AROUND + UPRIGHT_LETTER * longest));
        heads = narrow && height > 2 * UPRIGHT_HEADS ? Math.min(UPRIGHT_HEADS, wish) : SequenceLayout.HEADS;
        all = placed(who, pitch);
        seen = all.subList(first, last);
        places = new int[history.slots()];
        Arrays.fill(places, -1);
        for (int i = all.size() - 1; i >= 0; i--) {
            places[all.get(i).kernel()] = i;
        }
    }

    private static void add(
            List<Who> who, History history, Frame frame, TimeWindow window, LaneChoice lanes, int slot, String name) {
        int before = who.size();
        for (int core = 0; core < frame.owner.length && lanes.opened().contains(slot); core++) {
            boolean its = frame.owner[core] == slot
                    || history.coreStretches(core, window.fromNs(), window.toNs()).stream()
                            .anyMatch(stretch -> stretch.owner() == slot);
            if (its) {
                who.add(new Who(slot, core, Text.CPU.of(lanes.machine().physicalId(core))));
            }
        }
        if (who.size() == before) {
            who.add(new Who(slot, -1, name));
        }
    }

    private List<SequenceLayout.Column> placed(List<Who> who, double pitch) {
        double between = pitch * (heads > SequenceLayout.HEADS ? 0.2 : 0.08);
        double half = Math.min(HEAD_MOST, pitch - Math.min(10, between)) / 2;
        double bar = Math.clamp(Math.rint(pitch * 0.12), BAR_LEAST, BAR_MOST);
        var found = new ArrayList<SequenceLayout.Column>();
        for (int i = 0; i < who.size(); i++) {
            double x = Math.rint(left + (i - first + 0.5) * pitch);
            var one = who.get(i);
            found.add(new SequenceLayout.Column(
                    one.kernel(), one.core(), one.name(), x, Math.rint(x - half), Math.rint(x + half), bar));
        }
        return List.copyOf(found);
    }

    /// The column of a kernel, or the first one of its cores; null if it has none. It may be out of sight.
    SequenceLayout.Column of(int kernel) {
        return kernel >= 0 && kernel < places.length && places[kernel] >= 0 ? all.get(places[kernel]) : null;
    }

    /// The column in which a core of a kernel stands; null if the kernel has none.
    SequenceLayout.Column of(int kernel, int core) {
        for (var column : all) {
            if (column.kernel() == kernel && column.core() == core) {
                return column;
            }
        }
        return of(kernel);
    }

    /// Whether one of two columns is in sight: a line between others would only pass through.
    boolean anySeen(SequenceLayout.Column one, SequenceLayout.Column other) {
        return seen.contains(one) || seen.contains(other);
    }

    /// How many gaps between lanes lie between those of two kernels; none if one of them has none.
    int between(int one, int other) {
        return one < places.length && other < places.length && places[one] >= 0 && places[other] >= 0
                ? Math.abs(places[one] - places[other])
                : 0;
    }

    /// How many columns would have to be skipped so that a kernel's is in sight.
    int showing(int kernel) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).kernel() == kernel) {
                return i < first ? i : i >= last ? i - (last - first) + 1 : first;
            }
        }
        return first;
    }
}
