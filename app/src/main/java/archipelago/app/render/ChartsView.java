package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Times;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/// Four charts of the last stretch of time up to the present: answers, traffic, waits and work. All
/// of it comes from the history; what lies behind the present is left out.
public final class ChartsView implements MachineView {
    /// How far back the charts look.
    public static final long SPAN_NS = 10 * Times.MS;

    private static final double EDGE = 16;
    private static final double GAP = 26;
    /// Two charts stand side by side from this width on.
    private static final double LEAST_PAIR = 420;
    private static final double LEAST_WIDTH = 130;
    private static final double LEAST_HEIGHT = 84;

    private Places places = new Places();

    private interface Chart {
        void paint(Pen pen, Rectangle2D box);
    }

    @Override
    public void paint(Graphics2D g, Moment moment, double width, double height) {
        places = new Places();
        double room = width - 2 * EDGE;
        if (room < LEAST_WIDTH || height < LEAST_HEIGHT) {
            return;
        }
        try (var pen = new Pen(g)) {
            pen.g.clip(new Rectangle2D.Double(0, 0, width, height));
            var key = new KernelKey(KernelKey.names(moment.frame()), room, height > 300 ? 2 : 1);
            key.paint(pen, EDGE, 8, moment, places);
            double top = 8 + key.height() + 10;
            // A run that is younger than the stretch is shown from its beginning.
            long spanNs = Math.clamp(moment.frame().nowNs, 1, SPAN_NS);
            var traffic = new TrafficMatrix(moment, spanNs, places);
            var rows = new KernelRows(moment, spanNs, places);
            var charts = new Chart[] {
                (p, box) -> rate(p, box, moment, spanNs), traffic::paint, rows::waits, rows::work
            };
            int columns = room >= LEAST_PAIR ? 2 : 1;
            int lines = (int) Math.clamp((height - top - EDGE + GAP) / (LEAST_HEIGHT + GAP), 1, 4 / columns);
            double wide = (room - (columns - 1) * GAP) / columns;
            double high = (height - top - EDGE + 4 - (lines - 1) * GAP) / lines;
            for (int c = 0; c < columns * lines && high >= LEAST_HEIGHT / 2; c++) {
                double x = EDGE + c % columns * (wide + GAP);
                double y = top + c / columns * (high + GAP);
                charts[c].paint(pen, new Rectangle2D.Double(x, y, wide, high));
            }
        }
    }

    @Override
    public Selection hit(double x, double y) {
        return places.at(x, y);
    }

    private static void rate(Pen pen, Rectangle2D box, Moment moment, long spanNs) {
        var frame = moment.frame();
        long fromNs = frame.nowNs - spanNs;
        boolean any = frame.kernels.stream()
                .anyMatch(kernel -> moment.history().answered(kernel.slot(), fromNs, frame.nowNs) > 0);
        if (any) {
            new RateChart().paint(pen.g, box, moment.history(), frame, spanNs, moment.theme());
        } else {
            title(pen, box, Text.CHART_ANSWERED.of(), RateChart.UNIT, spanNs, moment.theme());
            nothing(pen, box, Text.CHART_NO_ANSWER, moment.theme());
        }
    }

    /// A chart's title, its unit and the stretch of time, as far as they have room.
    static void title(Pen pen, Rectangle2D box, String title, String unit, long spanNs, Theme theme) {
        var muted = theme.colour(Role.TEXT_MUTED);
        double y = box.getY() + 8;
        // Capitals stand a little apart; hence the addition.
        double taken = Typeface.STRONG.width(Pen.capitals(title), 11) * 1.05 + 14;
        pen.caption(title, box.getX(), y, muted);
        for (var words : new String[] {Text.CHART_LAST.of(unit, Times.shown(spanNs, 1)), unit}) {
            if (taken + Typeface.TEXT.width(words, 11.5) <= box.getWidth()) {
                pen.right(words, box.getMaxX(), y, Typeface.TEXT, 11.5, muted);
                return;
            }
        }
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
