package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.TimeAxis;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.compare.Comparison;
import archipelago.engine.compare.InstanceTally;
import archipelago.engine.compare.KindTally;
import archipelago.engine.compare.Latencies;
import archipelago.engine.compare.Tally;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/// What two futures have come to, line by line: a figure for each side and the difference. It flows into
/// as many columns as have room; where there is none for all, lines that do not differ are left out
/// first, and how many are missing is said.
final class DifferenceTable {
    private static final double LINE = 17;
    private static final double TITLE = 22;
    private static final double SIZE = 11.5;
    private static final double LEAST_COLUMN = 340;
    private static final double GAP = 34;
    private static final int LEAST_LINES = 3;
    private static final int NO_KERNEL = -2;
    private static final String NOTHING = "–";

    /// A line of the table.
    ///
    /// @param kernel for a heading with a swatch, the slot of a kernel; else [#NO_KERNEL]
    /// @param heading whether it names what the lines after it are about
    record Line(String label, String a, String b, String delta, boolean heading, int kernel) {
        static Line heading(String label, int kernel) {
            return new Line(label, "", "", "", true, kernel);
        }

        boolean differs() {
            return !a.equals(b);
        }
    }

    private final Comparison comparison;
    private final Theme theme;
    private final List<Line> lines = new ArrayList<>();

    DifferenceTable(Beside beside, Theme theme) {
        comparison = beside.comparison();
        this.theme = theme;
        totals();
        for (var name : comparison.instances()) {
            instance(name, slot(name, beside.a().frame(), beside.b().frame()));
        }
        for (var kind : comparison.kinds()) {
            kind(kind.words(), comparison.a().kind(kind), comparison.b().kind(kind));
        }
    }

    private static int slot(String name, Frame... frames) {
        for (var frame : frames) {
            for (KernelView kernel : frame.kernels) {
                if (kernel.name().equals(name)) {
                    return kernel.slot();
                }
            }
        }
        return NO_KERNEL;
    }

    // --- what stands in it ----------------------------------------------------------------------

    private void totals() {
        lines.add(Line.heading(Text.COMPARE_WHOLE.of(), NO_KERNEL));
        number(Text.COMPARE_EVENTS, comparison.a(), comparison.b(), Tally::events);
        number(Text.COMPARE_MESSAGES, comparison.a(), comparison.b(), Tally::messages);
        number(Text.COMPARE_LOST, comparison.a(), comparison.b(), Tally::messagesLost);
        number(Text.COMPARE_REFUSED, comparison.a(), comparison.b(), Tally::sendsRefused);
        number(Text.COMPARE_DOORBELLS, comparison.a(), comparison.b(), Tally::doorbellsLost);
        latencies(comparison.a().latencies(), comparison.b().latencies());
    }

    private void latencies(Latencies a, Latencies b) {
        latency(Text.COMPARE_P50, a, b, Latencies::p50Ns);
        latency(Text.COMPARE_P95, a, b, Latencies::p95Ns);
        latency(Text.COMPARE_P99, a, b, Latencies::p99Ns);
    }

    private void latency(Text label, Latencies a, Latencies b, ToLongFunction<Latencies> rank) {
        lines.add(line(
                label, a.count() == 0 ? null : a, b.count() == 0 ? null : b, rank, DifferenceTable::time));
    }

    private void instance(String name, int slot) {
        var a = comparison.a().instance(name);
        var b = comparison.b().instance(name);
        lines.add(Line.heading(name, slot));
        var statusA = status(a);
        var statusB = status(b);
        lines.add(new Line(
                Text.COMPARE_STATUS.of(), statusA, statusB, statusA.equals(statusB) ? "" : "≠", false, NO_KERNEL));
        lines.add(line(Text.COMPARE_SERVICE, a, b, InstanceTally::lostNs, DifferenceTable::time));
        lines.add(line(Text.COMPARE_BOOTS, a, b, InstanceTally::boots, DifferenceTable::grouped));
        lines.add(line(Text.COMPARE_CORES, a, b, InstanceTally::cores, DifferenceTable::grouped));
        lines.add(line(Text.COMPARE_MEMORY, a, b, InstanceTally::memoryBytes, DifferenceTable::size));
    }

    private static String status(InstanceTally instance) {
        if (instance == null) {
            return NOTHING;
        }
        return instance.exists() ? instance.status().word() : Text.COMPARE_DELETED.of();
    }

    private void kind(String words, KindTally a, KindTally b) {
        lines.add(Line.heading(words, NO_KERNEL));
        number(Text.COMPARE_SENT, a, b, KindTally::sent);
        number(Text.COMPARE_TAKEN, a, b, KindTally::taken);
        number(Text.COMPARE_LOST, a, b, KindTally::lost);
        if (a.taken() > 0 && b.taken() > 0) {
            latencies(a.latencies(), b.latencies());
        }
    }

    private <T> void number(Text label, T a, T b, ToLongFunction<T> what) {
        lines.add(line(label, a, b, what, DifferenceTable::grouped));
    }

    private static <T> Line line(Text label, T a, T b, ToLongFunction<T> what, LongFunction<String> words) {
        var one = a == null ? NOTHING : words.apply(what.applyAsLong(a));
        var other = b == null ? NOTHING : words.apply(what.applyAsLong(b));
        boolean both = a != null && b != null;
        long difference = both ? what.applyAsLong(b) - what.applyAsLong(a) : 0;
        var delta = difference == 0 ? "" : (difference > 0 ? "+" : "") + words.apply(difference);
        return new Line(label.of(), one, other, both ? delta : one.equals(other) ? "" : "≠", false, NO_KERNEL);
    }

    /// `1 842 306`, with thin spaces.
    static String grouped(long number) {
        var digits = Long.toString(Math.abs(number));
        var out = new StringBuilder(number < 0 ? "−" : "");
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                out.append(TimeAxis.THIN_SPACE);
            }
            out.append(digits.charAt(i));
        }
        return out.toString();
    }

    private static String time(long ns) {
        return Times.shown(ns, 3);
    }

    private static String size(long bytes) {
        return bytes < 0 ? "−" + Sizes.shown(-bytes) : Sizes.shown(bytes);
    }

    // --- how it is painted ----------------------------------------------------------------------

    /// How high it will be: as it wishes, if that is no more than it may be; 0 if there is no room for a
    /// few lines. It does not depend on what stands in it, so that nothing moves as time passes.
    static double height(double most, double wish) {
        int fitting = (int) ((Math.min(most, Math.max(wish, TITLE + LEAST_LINES * LINE)) - TITLE) / LINE);
        return fitting < LEAST_LINES ? 0 : TITLE + fitting * LINE;
    }

    private static int columns(double width) {
        return (int) Math.max(1, (width + GAP) / (LEAST_COLUMN + GAP));
    }

    void paint(Pen pen, Rectangle2D box) {
        int columns = columns(box.getWidth());
        int high = (int) ((box.getHeight() - TITLE) / LINE);
        double wide = (box.getWidth() - (columns - 1) * GAP) / columns;
        pen.g.setColor(theme.colour(Role.LINE));
        pen.g.fill(new Rectangle2D.Double(box.getX(), Math.rint(box.getY()) - 5, box.getWidth(), 1));
        var flow = fitted(columns, high);
        for (int c = 0; c < flow.columns().size(); c++) {
            double x = box.getX() + c * (wide + GAP);
            boolean last = c > 0 && c == flow.columns().size() - 1 && flow.missing() > 0;
            title(pen, c == 0 ? Text.COMPARE_TABLE.of() : last ? Text.MORE_LINES.count(flow.missing()) : "", x,
                    box.getY() + 8, wide);
            for (int i = 0; i < flow.columns().get(c).size(); i++) {
                line(pen, flow.columns().get(c).get(i), x, box.getY() + TITLE + i * LINE + LINE / 2, wide);
            }
        }
    }

    /// The lines in columns.
    ///
    /// @param missing how many found no room
    record Flow(List<List<Line>> columns, int missing) {}

    /// All lines, or as many as have room: those that differ before the others, from the top.
    Flow fitted(int columns, int high) {
        var chosen = new ArrayList<>(lines);
        var flow = flow(chosen, high);
        while (flow.size() > columns) {
            int drop = chosen.size() - 1;
            while (drop > 0 && (chosen.get(drop).differs() || chosen.get(drop).heading())) {
                drop--;
            }
            chosen.remove(drop > 0 ? drop : chosen.size() - 1);
            dropHeadingsWithoutLines(chosen);
            flow = flow(chosen, high);
        }
        long shown = chosen.stream().filter(line -> !line.heading()).count();
        return new Flow(flow, (int) (lines.stream().filter(line -> !line.heading()).count() - shown));
    }

    /// A heading does not stand at the foot of a column, and one that goes on in the next is repeated.
    private static List<List<Line>> flow(List<Line> chosen, int high) {
        var columns = new ArrayList<List<Line>>();
        Line heading = null;
        for (var line : chosen) {
            boolean full = columns.isEmpty() || columns.getLast().size() >= high - (line.heading() ? 1 : 0);
            if (full) {
                columns.add(new ArrayList<>());
                if (!line.heading() && heading != null) {
                    columns.getLast().add(heading);
                }
            }
            heading = line.heading() ? line : heading;
            columns.getLast().add(line);
        }
        return columns;
    }

    private static void dropHeadingsWithoutLines(List<Line> chosen) {
        for (int i = chosen.size() - 1; i >= 0; i--) {
            boolean last = i == chosen.size() - 1 || chosen.get(i + 1).heading();
            if (chosen.get(i).heading() && last) {
                chosen.remove(i);
            }
        }
    }

    private static double right(double x, double wide, int column) {
        return x + wide * switch (column) {
            case 0 -> 0.58;
            case 1 -> 0.78;
            default -> 1;
        };
    }

    private void title(Pen pen, String words, double x, double y, double wide) {
        var muted = theme.colour(Role.TEXT_MUTED);
        pen.left(Pen.fit(words, right(x, wide, 0) - x - 20, Typeface.STRONG, 11), x, y, Typeface.STRONG, 11, muted);
        pen.right("A", right(x, wide, 0), y, Typeface.STRONG, 11, muted);
        pen.right("B", right(x, wide, 1), y, Typeface.STRONG, 11, muted);
        pen.right(Text.COMPARE_DELTA.of(), right(x, wide, 2), y, Typeface.STRONG, 11, muted);
    }

    private void line(Pen pen, Line line, double x, double y, double wide) {
        if (line.heading()) {
            heading(pen, line, x, y, wide);
            return;
        }
        var figures = theme.colour(line.differs() ? Role.TEXT : Role.TEXT_FAINT);
        var face = line.differs() ? Typeface.MONO_MEDIUM : Typeface.MONO;
        double room = right(x, wide, 0) - x - 74;
        pen.left(Pen.fit(line.label(), room, Typeface.TEXT, SIZE), x + 16, y, Typeface.TEXT, SIZE,
                theme.colour(line.differs() ? Role.TEXT : Role.TEXT_MUTED));
        pen.right(line.a(), right(x, wide, 0), y, face, 11, figures);
        pen.right(line.b(), right(x, wide, 1), y, face, 11, figures);
        if (line.differs()) {
            DifferenceMark.paint(pen.g, x + 6, y, 11, theme);
            pen.right(line.delta(), right(x, wide, 2), y, Typeface.MONO_MEDIUM, 11, theme.colour(Role.ACCENT));
        }
    }

    private void heading(Pen pen, Line line, double x, double y, double wide) {
        double left = x;
        if (line.kernel() != NO_KERNEL) {
            pen.g.setColor(theme.kernel(line.kernel()).solid());
            pen.g.fill(new Rectangle2D.Double(x, y - 6, 3, 12));
            left += 9;
        }
        pen.left(Pen.fit(line.label(), wide - 12, Typeface.STRONG, SIZE), left, y, Typeface.STRONG, SIZE,
                theme.colour(Role.TEXT));
    }
}
