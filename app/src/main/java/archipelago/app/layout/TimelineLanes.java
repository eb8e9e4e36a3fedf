package archipelago.app.layout;

import archipelago.app.layout.TimelineLayout.CoreRow;
import archipelago.app.layout.TimelineLayout.Lane;
import archipelago.engine.frame.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lanes of a timeline, one for each kernel, and under some of them the rows of their cores.
final class TimelineLanes {
    private static final double LANE_MOST = 84;
    private static final double BAR_LEAST = 3;
    /// A bar has this height as long as its lane leaves it room.
    private static final double BAR_LOW = 9;
    private static final double BAR_MOST = 26;
    private static final double BAR_SHARE = 0.42;
    /// Lower than this, a lane would have no room for its name; more lanes than fit are scrolled.
    private static final double LANE_LEAST = 15;
    /// Where not even so many have room, all of them are drawn without names.
    private static final int FEW_LANES = 2;
    /// The rows of cores: with a name each as long as they are few, then lower, at last as lines of a heat map.
    static final double CORE_NAMED = 14;
    private static final double CORE_LOW = 7;
    private static final double CORE_LINE = 3;
    private static final int FEW_CORES = 16;
    private static final int MANY_CORES = 100;
    private static final double CORE_THIN = 2;
    private static final double CORE_HAIR = 1;
    private static final int LINES = 256;
    private static final int THIN_LINES = 512;

    final List<Lane> all;
    final List<CoreRow> cores;
    /// How high all of them are.
    final double height;
    /// What is shown of them: moved no farther than they reach.
    final TimelineRows rows;
    /// How many pixels of rows are hidden above.
    final double moved;
    private final TimeWindow window;

    /// @param room how high the room for them is
    TimelineLanes(History history, Frame frame, TimeWindow window, TimelineRows wanted, double room) {
        this.window = window;
        var found = new ArrayList<CoreRow>();
        var slots = slots(history, frame);
        var opened = cores(history, frame, wanted);
        var own = slots.stream().map(slot -> opened.getOrDefault(slot, List.of())).toList();
        double extra = own.stream().mapToDouble(some -> some.size() * coreRow(some.size())).sum();
        double pitch = pitch(slots.size(), room, extra);
        height = slots.size() * pitch + extra;
        rows = wanted.moved(Math.clamp(wanted.offset(), 0, Math.max(0, Math.rint(height - room))));
        // Where all rows are alike, none is cut at an edge.
        moved = extra > 0 ? rows.offset() : Math.rint(rows.offset() / pitch) * pitch;
        all = List.copyOf(lanes(history, frame, slots, own, pitch, found));
        cores = List.copyOf(found);
    }

    /// How high the row of a kernel is. If they are too many for the room, a whole number of them fills it.
    private static double pitch(int lanes, double room, double extra) {
        if (lanes == 0) {
            return LANE_MOST;
        }
        double pitch = Math.clamp((room - extra) / lanes, room < FEW_LANES * LANE_LEAST ? 0.5 : LANE_LEAST, LANE_MOST);
        boolean more = extra == 0 && lanes * pitch > room && room >= FEW_LANES * LANE_LEAST;
        return more ? room / Math.floor(room / LANE_LEAST) : pitch;
    }

    private List<Integer> slots(History history, Frame frame) {
        var slots = new ArrayList<Integer>();
        for (int slot = 0; slot < history.slots(); slot++) {
            if (history.life(slot, frame.nowNs, window.fromNs(), window.toNs()) != null) {
                slots.add(slot);
            }
        }
        return slots;
    }

    /// By slot: the cores that a kernel has or had in the window, if they have rows.
    private Map<Integer, List<Integer>> cores(History history, Frame frame, TimelineRows wanted) {
        var found = new HashMap<Integer, List<Integer>>();
        for (int core = 0; core < frame.owner.length && !wanted.opened().isEmpty(); core++) {
            for (var stretch : history.coreStretches(core, window.fromNs(), window.toNs())) {
                if (wanted.opened().contains(stretch.owner())) {
                    var own = found.computeIfAbsent(stretch.owner(), none -> new ArrayList<>());
                    if (own.isEmpty() || own.getLast() != core) {
                        own.add(core);
                    }
                }
            }
        }
        return found;
    }

    private static double coreRow(int cores) {
        return cores <= FEW_CORES ? CORE_NAMED
                : cores <= MANY_CORES ? CORE_LOW
                : cores <= LINES ? CORE_LINE
                : cores <= THIN_LINES ? CORE_THIN : CORE_HAIR;
    }

    private List<Lane> lanes(
            History history,
            Frame frame,
            List<Integer> slots,
            List<List<Integer>> cores,
            double pitch,
            List<CoreRow> found) {
        double bar = Math.clamp(Math.rint(Math.max(pitch * BAR_SHARE, Math.min(BAR_LOW, pitch - 6))), BAR_LEAST, BAR_MOST);
        var lanes = new ArrayList<Lane>();
        double top = TimelineLayout.RULER + TimelineLayout.ACTS - moved;
        for (int i = 0; i < slots.size(); i++) {
            int slot = slots.get(i);
            double barTop = Math.rint(top + Math.max(0, pitch - bar) / 2);
            var kernel = frame.kernel(slot);
            lanes.add(new Lane(
                    slot,
                    history.life(slot, frame.nowNs, window.fromNs(), window.toNs()).name(),
                    kernel == null ? 0 : kernel.cores(),
                    top,
                    top + pitch,
                    barTop,
                    barTop + Math.min(bar, Math.max(1, Math.floor(pitch)))));
            top += pitch;
            double high = coreRow(cores.get(i).size());
            for (int core : cores.get(i)) {
                // Between pixels, so that rows are sharp and stand at the same distances.
                found.add(new CoreRow(slot, core, Math.rint(top), Math.rint(top) + high));
                top += high;
            }
        }
        return lanes;
    }
}
