package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// How many requests each kernel answered, over the last stretch of time up to the present.
public final class RateChart {
    /// The height that the figure looks best at.
    public static final double HEIGHT = 130;

    /// Thousands of answers in a second.
    static final String UNIT = "k/s";

    private static final int BUCKETS = 48;
    /// More lines than this cannot be told apart by colours: they are pale, and the one that is lit has its colour.
    private static final int MOST_COLOURED = 24;
    private static final double PALE = 0.3;
    private static final double CAPTION = 20;

    /// @param spanNs how far back the chart looks; positive
    public void paint(
            Graphics2D picture, Rectangle2D bounds, History history, Frame frame, long spanNs, Theme theme) {
        paint(picture, bounds, history, frame, Stretch.last(frame.nowNs, spanNs), theme, Selection.NOTHING);
    }

    /// @param lit whose line stands out where there are very many
    void paint(
            Graphics2D picture,
            Rectangle2D bounds,
            History history,
            Frame frame,
            Stretch stretch,
            Theme theme,
            Selection lit) {
        try (var pen = new Pen(picture)) {
            ChartsView.title(pen, bounds, Text.CHART_ANSWERED.of(), UNIT, stretch, theme);
            var area = new Rectangle2D.Double(
                    bounds.getX(), bounds.getY() + CAPTION, bounds.getWidth(), bounds.getHeight() - CAPTION);
            chart(history, frame, stretch, theme, lit).draw(pen.g, area);
        }
    }

    private static JFreeChart chart(History history, Frame frame, Stretch stretch, Theme theme, Selection lit) {
        var renderer = new XYLineAndShapeRenderer(true, false);
        var lines = lines(history, frame, stretch, renderer, theme, lit);
        var plot = new XYPlot(lines, time(), rate(lines, theme), renderer);
        plot.setBackgroundPaint(null);
        plot.setOutlinePaint(theme.colour(Role.LINE));
        plot.setOutlineStroke(new BasicStroke(1));
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(theme.colour(Role.GRID));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setRangeZeroBaselineVisible(false);
        plot.setInsets(new RectangleInsets(7, 0, 7, 1));
        var chart = new JFreeChart(null, Typeface.TEXT.size(11), plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        return chart;
    }

    /// One line for each kernel that exists, through the middles of the buckets.
    private static XYSeriesCollection lines(
            History history,
            Frame frame,
            Stretch stretch,
            XYLineAndShapeRenderer renderer,
            Theme theme,
            Selection lit) {
        boolean crowded = frame.kernels.size() > MOST_COLOURED;
        var lines = new XYSeriesCollection();
        long bucketNs = Math.max(1, stretch.spanNs() / BUCKETS);
        // Buckets lie at round instants, so that the lines keep their form while time passes. The
        // bucket that the present is in is not full yet and would look like a drop.
        long lastNs = stretch.toNs() / bucketNs * bucketNs;
        // The first line lies on top of the others.
        var kernels = new ArrayList<>(frame.kernels);
        kernels.sort(Comparator.comparing(kernel -> !lit.equals(new Selection.OfKernel(kernel.slot()))));
        for (var kernel : kernels) {
            var line = new XYSeries(kernel.slot(), false, false);
            for (int b = BUCKETS; b > 0; b--) {
                long fromNs = lastNs - b * bucketNs;
                if (fromNs >= 0) {
                    int count = history.answered(kernel.slot(), fromNs, fromNs + bucketNs - 1);
                    line.add(BUCKETS - b, count * (double) Times.MS / bucketNs);
                }
            }
            boolean plain = crowded && !lit.equals(new Selection.OfKernel(kernel.slot()));
            renderer.setSeriesPaint(
                    lines.getSeriesCount(),
                    plain ? Pen.alpha(theme.colour(Role.TEXT_MUTED), PALE) : theme.kernel(kernel.slot()).stroke());
            renderer.setSeriesStroke(
                    lines.getSeriesCount(),
                    new BasicStroke(plain ? 0.8f : 1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            lines.addSeries(line);
        }
        return lines;
    }

    private static NumberAxis time() {
        var axis = new NumberAxis();
        axis.setVisible(false);
        axis.setRange(0, BUCKETS - 1);
        return axis;
    }

    private static NumberAxis rate(XYSeriesCollection lines, Theme theme) {
        var axis = new NumberAxis();
        double most = 0;
        for (int s = 0; s < lines.getSeriesCount(); s++) {
            for (int i = 0; i < lines.getItemCount(s); i++) {
                most = Math.max(most, lines.getYValue(s, i));
            }
        }
        axis.setRange(0, most == 0 ? 1 : most * 1.12);
        axis.setNumberFormatOverride(new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axis.setTickLabelFont(Typeface.MONO.size(11));
        axis.setTickLabelPaint(theme.colour(Role.TEXT_MUTED));
        axis.setTickMarksVisible(false);
        axis.setAxisLineVisible(false);
        return axis;
    }
}
