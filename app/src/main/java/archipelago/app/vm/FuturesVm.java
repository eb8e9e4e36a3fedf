package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Times;
import archipelago.engine.frame.BranchView;
import archipelago.engine.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// All futures of a session as a tree: each under the one that it left.
public final class FuturesVm {
    private static final int DIGITS = 6;
    /// Within these parts of the width the tree is drawn.
    private static final double LEFT = 0.02;
    private static final double RIGHT = 0.98;

    /// One future.
    ///
    /// @param parentRow the row of the one that it left, or -1
    /// @param depth how many futures lie between it and the first one
    /// @param title its name, or what it began with
    /// @param detail where it begins, what was done, how far it is known
    /// @param from where it begins, as a share of the width: forks and ends stand in the order of time, at equal
    ///     distances, because most forks lie within an instant of each other
    /// @param until where it ends
    /// @param now where the machine stands; NaN for all but the present one
    public record Row(
            int number,
            String name,
            int parentRow,
            int depth,
            String title,
            String detail,
            boolean present,
            double from,
            double until,
            double now) {}

    private final FactWords words;
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());

    public FuturesVm(FactWords words) {
        this.words = words;
    }

    public void update(Frame frame) {
        var newest = new Tree(frame).rows();
        if (!newest.equals(rows.get())) {
            rows.set(newest);
        }
    }

    /// One look at the futures of a frame.
    private final class Tree {
        private final Frame frame;
        private final List<Long> instants;
        private final List<Row> rows = new ArrayList<>();

        Tree(Frame frame) {
            this.frame = frame;
            var all = new TreeSet<Long>();
            for (var branch : frame.branches) {
                all.add(branch.forkedAtNs());
                all.add(end(branch));
            }
            instants = List.copyOf(all);
        }

        List<Row> rows() {
            add(0, -1, 0);
            return List.copyOf(rows);
        }

        private void add(int number, int parentRow, int depth) {
            if (number >= frame.branches.size()) {
                return;
            }
            int row = rows.size();
            rows.add(row(frame.branches.get(number), parentRow, depth));
            for (var other : frame.branches) {
                if (other.parent() == number) {
                    add(other.number(), row, depth + 1);
                }
            }
        }

        private Row row(BranchView branch, int parentRow, int depth) {
            boolean present = branch.number() == frame.branch;
            return new Row(
                    branch.number(),
                    branch.name(),
                    parentRow,
                    depth,
                    title(branch),
                    detail(branch),
                    present,
                    place(branch.forkedAtNs()),
                    place(end(branch)),
                    present ? place(frame.nowNs) : Double.NaN);
        }

        private long end(BranchView branch) {
            return Math.max(branch.furthestNs(), branch.number() == frame.branch ? frame.nowNs : 0);
        }

        private double place(long ns) {
            int after = 0;
            while (after < instants.size() && instants.get(after) < ns) {
                after++;
            }
            double rank = after;
            if (after > 0 && after < instants.size() && instants.get(after) > ns) {
                long before = instants.get(after - 1);
                rank = after - 1 + (double) (ns - before) / (instants.get(after) - before);
            }
            return LEFT + (RIGHT - LEFT) * Math.min(rank, instants.size() - 1) / Math.max(1, instants.size() - 1);
        }
    }

    private String title(BranchView branch) {
        return branch.name().isEmpty() ? began(branch) : branch.name();
    }

    private String began(BranchView branch) {
        return branch.undone()
                .map(act -> Text.FUTURE_WITHOUT.of(words.command(act)))
                .or(() -> branch.act().map(words::command))
                .orElseGet((branch.acts() > 0 ? Text.COMPARE_ACTED : Text.COMPARE_STORY)::of);
    }

    private String detail(BranchView branch) {
        var parts = new ArrayList<String>();
        if (!branch.name().isEmpty()) {
            parts.add(began(branch));
        }
        if (branch.parent() >= 0) {
            parts.add(Text.FUTURE_FROM.of(branch.parent(), Times.shown(branch.forkedAtNs(), DIGITS)));
        }
        parts.add(Text.FUTURE_ACTS.count(branch.acts()));
        return String.join(" · ", parts);
    }

    /// All futures, each under the one that it left.
    public ReadOnlyObjectProperty<List<Row>> rows() {
        return rows.getReadOnlyProperty();
    }
}
