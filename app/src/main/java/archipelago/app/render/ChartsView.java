package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Measures;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Times;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// Charts of a stretch of time, the chosen one or the last up to the present: answers, traffic, waits and
/// work, and more below them. All of it comes from the history. A double click goes to the rows behind a
/// figure, a drag along the time chooses another stretch.
public final class ChartsView implements MachineView {
    /// How far back the charts look.
    public static final long SPAN_NS = 10 * Times.MS;

    private static final int CHARTS = 8;
    private static final double EDGE = 16;
    private static final double GAP = 22;
    private static final double GAP_BELOW = 18;
    /// Two charts stand side by side from this width on.
    private static final double LEAST_PAIR = 420;
    private static final double LEAST_WIDTH = 130;
    private static final double LEAST_HEIGHT = 84;
    /// A chart is to have room for so many kernels, if there are so many, before another one stands under it.
    private static final int KERNELS = 5;
    private static final double HEADS = 38;
    private static final double KERNEL_LINE = 13;
    private static final double FOOT = 12;
    private static final double NOTE_SIZE = 10.5;
    /// The note stands beside the key, if it leaves it so much of the width; else below the charts.
    private static final double KEY_SHARE = 0.5;
    private static final double BESIDE = 24;
    /// How much of the chart of answers the numbers of its axis take.
    private static final double AXIS = 24;

    private ChartPlaces places = new ChartPlaces();
    private Measures measures = Measures.NONE;
    private Measures brush = Measures.NONE;
    /// The line of charts that is shown first, and how many lines are out of sight.
    private int firstLine;
    private int hiddenLines;

    private interface Chart {
        void paint(Pen pen, Rectangle2D box);
    }

    @Override
    public void paint(Graphics2D g, Moment moment, double width, double height) {
        places = new ChartPlaces();
        double room = width - 2 * EDGE;
        if (room < LEAST_WIDTH || height < LEAST_HEIGHT) {
            return;
        }
        try (var pen = new Pen(g)) {
            pen.g.clip(new Rectangle2D.Double(0, 0, width, height));
            double noted = Pen.width(note(1, CHARTS), Typeface.TEXT, NOTE_SIZE) + BESIDE;
            boolean beside = noted < room * KEY_SHARE;
            double keyed = beside ? room - noted : room;
            var key = new KernelKey(KernelKey.names(moment.frame()), keyed, height > 320 ? 2 : 1);
            key.paint(pen, EDGE, 8, moment, places.things());
            double top = 8 + key.height() + 10;
            // A run that is younger than the stretch is shown from its beginning.
            var stretch = stretch(moment);
            var traffic = new TrafficMatrix(moment, stretch, places);
            var rows = new KernelRows(moment, stretch, places);
            var more = new RunCharts(moment, stretch, places);
            var charts = new Chart[] {
                (p, box) -> rate(p, box, moment, stretch),
                traffic::paint,
                rows::waits,
                rows::work,
                more::pairs,
                more::doorbells,
                more::memory,
                more::recovery
            };
            int columns = room >= LEAST_PAIR ? 2 : 1;
            double least = Math.max(
                    LEAST_HEIGHT, HEADS + KERNEL_LINE * Math.min(KERNELS, moment.frame().kernels.size()));
            int lines = (int) Math.clamp((height - top - FOOT + GAP_BELOW) / (least + GAP_BELOW), 1, 4 / columns);
            double wide = (room - (columns - 1) * GAP) / columns;
            double high = (height - top - FOOT - (beside ? 0 : FOOT) - (lines - 1) * GAP_BELOW) / lines;
            hiddenLines = CHARTS / columns - lines;
            firstLine = Math.clamp(firstLine, 0, hiddenLines);
            for (int c = 0; c < columns * lines && high >= LEAST_HEIGHT / 2; c++) {
                double x = EDGE + c % columns * (wide + GAP);
                double y = top + c / columns * (high + GAP_BELOW);
                charts[firstLine * columns + c].paint(pen, new Rectangle2D.Double(x, y, wide, high));
            }
            brushed(pen, moment.theme());
            int first = firstLine * columns + 1;
            var words = note(first, first - 1 + lines * columns);
            double y = beside ? 8 + KernelKey.LINE / 2 : height - 5;
            if (Pen.width(words, Typeface.TEXT, NOTE_SIZE) < room) {
                pen.right(words, width - EDGE, y, Typeface.TEXT, NOTE_SIZE, moment.theme().colour(Role.TEXT_MUTED));
            }
        }
    }

    /// What is measured, else the last stretch; a run that is younger is shown from its beginning.
    private Stretch stretch(Moment moment) {
        return measures.hasRange() && measures.rangeNs() > 0
                ? new Stretch(measures.fromNs(), measures.toNs(), true)
                : Stretch.last(moment.frame().nowNs, Math.clamp(moment.frame().nowNs, 1, SPAN_NS));
    }

    private void brushed(Pen pen, Theme theme) {
        if (brush.hasRange()) {
            pen.g.setColor(Pen.alpha(theme.colour(Role.ACCENT), 0.25));
            places.boxes(brush.fromNs(), brush.toNs()).forEach(pen.g::fill);
        }
    }

    /// Which charts these are, and how one comes to the others and to the rows behind them.
    private static String note(int first, int last) {
        return Text.CHART_NOTE.of(first, last, CHARTS);
    }

    @Override
    public void scroll(double x, int lines) {
        firstLine = Math.clamp(firstLine + Integer.signum(lines), 0, Math.max(0, hiddenLines));
    }

    @Override
    public void measure(Measures chosen, Measures begun) {
        measures = chosen;
        brush = begun;
    }

    @Override
    public String behind(double x, double y) {
        return places.behind(x, y);
    }

    @Override
    public long ns(double x, double y) {
        return places.ns(x, y);
    }

    @Override
    public Selection hit(double x, double y) {
        return places.things().at(x, y);
    }

    private void rate(Pen pen, Rectangle2D box, Moment moment, Stretch stretch) {
        var frame = moment.frame();
        long fromNs = stretch.fromNs();
        boolean any = frame.kernels.stream()
                .anyMatch(kernel -> moment.history().answered(kernel.slot(), fromNs, stretch.toNs()) > 0);
        if (any) {
            new RateChart().paint(
                    pen.g, box, moment.history(), frame, stretch, moment.theme(), moment.selected());
            // The numbers at the left take a part of the width that differs; the time of the lines is as good as exact.
            double left = box.getX() + AXIS;
            double wide = box.getMaxX() - left;
            places.runs(new Rectangle2D.Double(left, box.getY() + 20, wide, box.getHeight() - 20), stretch);
        } else {
            title(pen, box, Text.CHART_ANSWERED.of(), RateChart.UNIT, stretch, moment.theme());
            nothing(pen, box, Text.CHART_NO_ANSWER, moment.theme());
        }
    }

    /// A chart's title, its unit and the stretch of time, as far as they have room.
    static void title(Pen pen, Rectangle2D box, String title, String unit, Stretch stretch, Theme theme) {
        title(pen, box, title, List.of(stretch.words(unit), unit), theme);
    }

    /// @param notes what stands at the right: the first for which there is room
    static void title(Pen pen, Rectangle2D box, String title, List<String> notes, Theme theme) {
        var muted = theme.colour(Role.TEXT_MUTED);
        double y = box.getY() + 8;
        pen.caption(title, box.getX(), y, muted);
        for (var words : notes) {
            if (titled(box, title, words)) {
                pen.right(words, box.getMaxX(), y, Typeface.TEXT, 11.5, muted);
                return;
            }
        }
    }

    /// Whether a note has room beside a title.
    static boolean titled(Rectangle2D box, String title, String note) {
        // Capitals stand a little apart; hence the addition.
        double taken = Typeface.STRONG.width(Pen.capitals(title), 11) * 1.05 + 14;
        return taken + Typeface.TEXT.width(note, 11.5) <= box.getWidth();
    }

    /// Says that there is nothing to show, in the middle of a chart's room.
    static void nothing(Pen pen, Rectangle2D box, Text what, Theme theme) {
        var area = new Rectangle2D.Double(
                box.getX() + 0.5, box.getY() + 20.5, box.getWidth() - 1, Math.max(0, box.getHeight() - 21));
        pen.g.setColor(theme.colour(Role.LINE));
        pen.g.draw(area);
        var words = Pen.fit(what.of(), box.getWidth() - 16, Typeface.TEXT, 11.5);
        if (area.getHeight() > 16) {
            pen.centre(words, area.getCenterX(), area.getCenterY(), Typeface.TEXT, 11.5,
                    theme.colour(Role.TEXT_MUTED));
        }
    }
}
