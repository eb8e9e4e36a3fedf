package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.layout.Talk;
import archipelago.app.render.Theme.Role;
import archipelago.engine.frame.KernelView;
import archipelago.engine.seek.FactQueryWords;
import java.awt.BasicStroke;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/// Charts with a line for each kernel: how long messages wait for it, and how busy its cores are.
final class KernelRows {
    private static final double SIZE = 11;
    private static final double TITLE = 20;
    private static final double HEADING = 18;
    private static final double LEAST = 13;
    /// From this height on a bar has room under its number.
    private static final double ROOMY = 19;
    private static final double MOST = 60;
    /// What the words for kernels without a row take.
    private static final double MORE = 15;
    private static final double LABELS = 86;
    private static final int BUCKETS = 50;
    private static final List<String> COLUMNS = List.of("p50", "p90", "p99", "max");
    /// Which of them are shown: as many as have room for their numbers.
    private static final int[][] CHOICES = {{0, 1, 2, 3}, {0, 2, 3}, {0, 3}, {3}};
    private static final double CELL_EDGES = 10;
    /// Among its columns, the one of what still waits has this share of the room at most.
    /// As much as usually waits.
    private static final int MANY = 88;
    private static final long MANY_NS = 88_800;
    private static final double UNTAKEN_SHARE = 0.5;
    private static final List<String> UNITS = List.of("ns", "µs", "ms", "s");

    private final Moment moment;
    private final Theme theme;
    private final Stretch stretch;
    private final long spanNs;
    private final long nowNs;
    private final long fromNs;
    private final ChartPlaces places;
    /// By slot: the work that was done before the edge of each part.
    private final Map<Integer, long[]> parts = new HashMap<>();

    KernelRows(Moment moment, Stretch stretch, ChartPlaces places) {
        this.moment = moment;
        theme = moment.theme();
        this.stretch = stretch;
        spanNs = stretch.spanNs();
        nowNs = stretch.toNs();
        fromNs = stretch.beginNs();
        this.places = places;
    }

    private interface Row {
        void paint(KernelView kernel, Rectangle2D box);
    }

    /// The time from publishing to taking, for each kernel that took messages or has some that wait; and how many those
    /// are, since they are in no percentile before they are taken.
    void waits(Pen pen, Rectangle2D box) {
        ChartsView.title(pen, box, Text.CHART_WAIT.of(), Text.CHART_BY_RECEIVER.of(), stretch, theme);
        Map<Integer, Percentiles> waits = new HashMap<>();
        moment.history().talk().waits(fromNs, nowNs).forEach((slot, ns) -> waits.put(slot, Percentiles.of(ns)));
        var untaken = moment.history().talk().untaken(nowNs);
        var kernels = moment.frame().kernels.stream()
                .filter(kernel -> waits.containsKey(kernel.slot()) || untaken.containsKey(kernel.slot()))
                .toList();
        if (kernels.isEmpty()) {
            ChartsView.nothing(pen, box, Text.CHART_NO_WAIT, theme);
            return;
        }
        long longestNs = waits.values().stream().mapToLong(Percentiles::max).max().orElse(1);
        var area = new Rectangle2D.Double(
                box.getX(), box.getY() + TITLE + HEADING, box.getWidth(), box.getHeight() - TITLE - HEADING);
        var shown = fitting(kernels, area, kernel -> Math.max(
                waits.containsKey(kernel.slot()) ? waits.get(kernel.slot()).max() : 0,
                untaken.containsKey(kernel.slot()) ? untaken.get(kernel.slot()).longestNs() : 0));
        double labels = labels(box);
        double room = box.getWidth() - labels;
        double last = untakenWidth(room);
        room -= last;
        if (last > 0) {
            pen.right(Text.CHART_UNTAKEN.of(), box.getMaxX() - 2, box.getY() + TITLE + HEADING / 2, Typeface.TEXT, SIZE,
                    theme.colour(Role.TEXT_MUTED));
        }
        var columns = columns(shown.stream().map(kernel -> waits.get(kernel.slot())).toList(), room);
        double cell = room / columns.length;
        for (int c = 0; c < columns.length && cell > 24; c++) {
            double right = box.getX() + labels + (c + 1) * cell;
            pen.right(COLUMNS.get(columns[c]), right - 2, box.getY() + TITLE + HEADING / 2, Typeface.TEXT, SIZE,
                    theme.colour(Role.TEXT_MUTED));
        }
        rows(pen, kernels.size(), shown, area, Text.CHART_MORE_SHORTER, (kernel, row) -> {
            untaken(pen, untaken.get(kernel.slot()), row, last);
            var took = waits.get(kernel.slot());
            var values = took == null ? null : took.values();
            for (int c = 0; c < columns.length && values != null; c++) {
                double x = row.getX() + labels + c * cell;
                wait(pen, kernel, values[columns[c]], longestNs,
                        new Rectangle2D.Double(x, row.getY(), cell, row.getHeight()));
            }
        });
    }

    /// What the column of what still waits takes, always the same, so that nothing moves; nothing where it has no room.
    private static double untakenWidth(double room) {
        double heading = Typeface.TEXT.width(Text.CHART_UNTAKEN.of(), SIZE);
        double widest = Typeface.TEXT.width(Text.CHART_UNTAKEN_FIGURE.of(MANY, shown(MANY_NS)), SIZE);
        double wide = Math.max(heading, widest) + CELL_EDGES;
        return wide <= room * UNTAKEN_SHARE ? wide : 0;
    }

    private static String words(Talk.Untaken untaken) {
        return Text.CHART_UNTAKEN_FIGURE.of(untaken.messages(), shown(untaken.longestNs()));
    }

    private void untaken(Pen pen, Talk.Untaken untaken, Rectangle2D row, double room) {
        if (room > 0) {
            boolean roomy = row.getHeight() >= ROOMY;
            pen.right(untaken == null ? "0" : words(untaken), row.getMaxX() - 2, row.getCenterY() - (roomy ? 2.5 : 0),
                    Typeface.TEXT, SIZE, theme.colour(untaken == null ? Role.TEXT_MUTED : Role.TEXT));
        }
    }

    private static int[] columns(List<Percentiles> shown, double room) {
        double widest = shown.stream()
                .filter(Objects::nonNull)
                .flatMapToLong(waits -> Arrays.stream(waits.values()))
                .mapToDouble(ns -> Typeface.MONO.width(shown(ns), SIZE))
                .max()
                .orElse(0);
        for (var choice : CHOICES) {
            if (widest + CELL_EDGES <= room / choice.length) {
                return choice;
            }
        }
        return CHOICES[CHOICES.length - 1];
    }

    private void wait(Pen pen, KernelView kernel, long ns, long longestNs, Rectangle2D cell) {
        var words = shown(ns);
        double room = cell.getWidth() - CELL_EDGES;
        boolean roomy = cell.getHeight() >= ROOMY;
        // Where a bar has no room under its number, it is as high as the row, and pale.
        var look = theme.kernel(kernel.slot());
        double bottom = roomy ? cell.getCenterY() + 9 : cell.getMaxY() - 1;
        double thick = roomy ? 3 : cell.getHeight() - 2;
        var track = new Rectangle2D.Double(cell.getX() + 8, bottom - thick, room, thick);
        pen.g.setColor(theme.colour(Role.SUNKEN));
        pen.g.fill(track);
        pen.g.setColor(roomy ? look.solid() : look.fill());
        double share = (double) ns / Math.max(1, longestNs);
        pen.g.fill(new Rectangle2D.Double(track.x, track.y, Math.max(1, room * share), thick));
        if (Typeface.MONO.width(words, SIZE) <= room) {
            double middle = cell.getCenterY() - (roomy ? 2.5 : 0);
            pen.right(words, cell.getMaxX() - 4, middle, Typeface.MONO, SIZE, theme.colour(Role.TEXT));
        }
    }

    /// Three digits are enough to compare waits, and keep the columns narrow.
    static String shown(long ns) {
        var rounded = new BigDecimal(ns).round(new MathContext(3, RoundingMode.HALF_UP));
        int unit = 0;
        while (unit < UNITS.size() - 1 && rounded.compareTo(BigDecimal.valueOf(1000)) >= 0) {
            rounded = rounded.movePointLeft(3);
            unit++;
        }
        int digits = unit == 0 ? 0 : Math.max(0, 3 - (rounded.precision() - rounded.scale()));
        return rounded.setScale(digits, RoundingMode.HALF_UP).toPlainString() + " " + UNITS.get(unit);
    }

    /// The share of the kernels' cores that was busy, over the stretch and in each part of it.
    void work(Pen pen, Rectangle2D box) {
        var kernels = moment.frame().kernels;
        int full = fullHeight(kernels);
        ChartsView.title(pen, box, Text.CHART_BUSY.of(), Text.CHART_OF_CORES.of(full), stretch, theme);
        if (kernels.stream().noneMatch(kernel -> busyNs(kernel, fromNs, nowNs) > 0)) {
            ChartsView.nothing(pen, box, Text.CHART_NO_WORK, theme);
            return;
        }
        var rows = new Rectangle2D.Double(
                box.getX(), box.getY() + TITLE, box.getWidth(), box.getHeight() - TITLE);
        var shown = fitting(kernels, rows, kernel -> Math.round(1e6 * share(kernel, fromNs, nowNs)));
        rows(pen, kernels.size(), shown, rows, Text.CHART_MORE_LESS_BUSY, (kernel, row) -> work(pen, kernel, row, full));
    }

    private long busyNs(KernelView kernel, long from, long to) {
        return kernel.slot() < moment.history().slots() ? moment.history().busyNs(kernel.slot(), from, to) : 0;
    }

    private void work(Pen pen, KernelView kernel, Rectangle2D row, int full) {
        double labels = labels(row);
        double figure = 50;
        double x = row.getX() + labels;
        double width = row.getWidth() - labels - figure;
        double bottom = Math.rint(row.getMaxY() - 3);
        double high = bottom - row.getY() - 3;
        pen.g.setColor(theme.colour(Role.SUNKEN));
        pen.g.fill(new Rectangle2D.Double(x, bottom - high, Math.max(0, width), high));
        places.runs(new Rectangle2D.Double(x, bottom - high, Math.max(1, width), high), stretch);
        double wide = width / BUCKETS;
        // One shape is painted faster than fifty.
        var shape = new Path2D.Double();
        shape.moveTo(x, bottom);
        for (int b = 0; b < BUCKETS && wide > 0; b++) {
            double top = bottom - high * Math.min(1, part(kernel, b) * 100 / full);
            shape.lineTo(Math.rint(x + b * wide), top);
            shape.lineTo(Math.rint(x + (b + 1) * wide), top);
        }
        shape.lineTo(shape.getCurrentPoint().getX(), bottom);
        pen.g.setColor(theme.kernel(kernel.slot()).solid());
        pen.g.fill(shape);
        pen.g.setColor(theme.colour(Role.LINE_STRONG));
        pen.g.fill(new Rectangle2D.Double(x, bottom, Math.max(0, width), 1));
        long perMille = Math.round(1000 * share(kernel, fromNs, nowNs));
        var words = share(perMille, busyNs(kernel, fromNs, nowNs) > 0);
        pen.right(words, row.getMaxX() - 2, row.getCenterY(), Typeface.MONO, SIZE, theme.colour(Role.TEXT));
    }

    /// A share in per cent, with a tenth where it is small.
    private static String share(long perMille, boolean any) {
        if (perMille == 0) {
            return any ? "<0.1 %" : "0 %";
        }
        return (perMille < 100 ? perMille / 10 + "." + perMille % 10 : Long.toString((perMille + 5) / 10)) + " %";
    }

    /// The round percentage that the busiest part of all just does not exceed.
    private int fullHeight(List<KernelView> kernels) {
        double most = 0;
        for (var kernel : kernels) {
            for (int b = 0; b < BUCKETS; b++) {
                most = Math.max(most, part(kernel, b) * 100);
            }
        }
        for (int full : new int[] {1, 2, 5, 10, 25, 50}) {
            if (most <= full) {
                return full;
            }
        }
        return 100;
    }

    /// The share in one part of the stretch. The parts begin at round instants, so that they keep
    /// their form while time passes.
    private double part(KernelView kernel, int number) {
        long partNs = Math.max(1, spanNs / BUCKETS);
        long firstNs = nowNs / partNs * partNs - BUCKETS * partNs;
        if (firstNs + number * partNs < 0 || kernel.slot() >= moment.history().slots() || kernel.cores() == 0) {
            return 0;
        }
        var work = parts.computeIfAbsent(kernel.slot(), slot -> {
            var edgesNs = new long[BUCKETS + 1];
            Arrays.setAll(edgesNs, edge -> Math.max(0, firstNs + edge * partNs));
            return moment.history().busyBefore(slot, edgesNs);
        });
        return Math.clamp((double) (work[number + 1] - work[number]) / (partNs * kernel.cores()), 0, 1);
    }

    private double share(KernelView kernel, long from, long to) {
        long possibleNs = (to - from) * kernel.cores();
        return possibleNs <= 0 ? 0 : Math.clamp((double) busyNs(kernel, from, to) / possibleNs, 0, 1);
    }

    private static double labels(Rectangle2D box) {
        return Math.min(LABELS, box.getWidth() * 0.32);
    }

    /// As many kernels as there is room for, those that weigh most.
    private List<KernelView> fitting(List<KernelView> kernels, Rectangle2D box, ToLongFunction<KernelView> weight) {
        boolean all = kernels.size() * LEAST <= box.getHeight();
        int count = all ? kernels.size() : (int) Math.max(0, (box.getHeight() - MORE) / LEAST);
        return Foremost.of(kernels, count, weight, moment.selected());
    }

    /// @param all how many kernels there are
    /// @param more the words for how many have no row
    private void rows(Pen pen, int all, List<KernelView> shown, Rectangle2D box, Text more, Row painter) {
        double room = box.getHeight();
        if (shown.size() < all) {
            room -= MORE;
            var words = more.count(all - shown.size());
            pen.left(Pen.fit(words, box.getWidth(), Typeface.TEXT, SIZE), box.getX(), box.getMaxY() - 6,
                    Typeface.TEXT, SIZE, theme.colour(Role.TEXT_MUTED));
        }
        double high = shown.isEmpty() ? 0 : Math.min(MOST, room / shown.size());
        double y = box.getY();
        for (var kernel : shown) {
            var row = new Rectangle2D.Double(box.getX(), y, box.getWidth(), high);
            places.things().add(row, new Selection.OfKernel(kernel.slot()));
            places.behind(row, FactQueryWords.about(kernel.name()) + " " + FactQueryWords.stretch(fromNs, nowNs));
            var name = Pen.fit(kernel.name(), labels(box) - 8, Typeface.MEDIUM, SIZE);
            pen.left(name, box.getX(), row.getCenterY(), Typeface.MEDIUM, SIZE,
                    theme.kernel(kernel.slot()).stroke());
            painter.paint(kernel, row);
            if (moment.selected().equals(new Selection.OfKernel(kernel.slot()))) {
                pen.g.setColor(theme.colour(Role.ACCENT));
                pen.g.setStroke(new BasicStroke(1.5f));
                pen.g.draw(new RoundRectangle2D.Double(
                        row.getX() - 5, row.getY() + 0.5, row.getWidth() + 10, row.getHeight() - 1, 7, 7));
            }
            y += high;
        }
    }
}
