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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/// How many requests each kernel answered, over the last stretch of time up to the present.
public final class RateChart {
    /// The height that the figure looks best at.
    public static final double HEIGHT = 130;

    /// Thousands of answers in a second.
    static final String UNIT = "k/s";

    private static final int BUCKETS = 48;
    private static final double CAPTION = 20;
    private static final double KEY = 11;
    private static final double LEAST_KEYED = 70;
    private static final double SIZE = 11;
    /// Where there are more kernels, a line for each would be a thicket.
    private static final int MOST_LINES = 24;
    private static final float BAND = 0.22f;

    /// @param spanNs how far back the chart looks; positive
    public void paint(
            Graphics2D picture, Rectangle2D bounds, History history, Frame frame, long spanNs, Theme theme) {
        paint(picture, bounds, history, frame, Stretch.last(frame.nowNs, spanNs), theme, Selection.NOTHING);
    }

    /// @param lit whose line stands beside the band where there are very many
    void paint(
            Graphics2D picture,
            Rectangle2D bounds,
            History history,
            Frame frame,
            Stretch stretch,
            Theme theme,
            Selection lit) {
        try (var pen = new Pen(picture)) {
            var rates = Rates.of(history, frame, stretch);
            boolean many = frame.kernels.size() > MOST_LINES;
            var unit = stretch.words(UNIT);
            var band = many ? Text.CHART_BAND.of(frame.kernels.size(), lined(frame, rates, lit)) : "";
            boolean above = ChartsView.titled(bounds, Text.CHART_ANSWERED.of(), band + " · " + unit);
            ChartsView.title(pen, bounds, Text.CHART_ANSWERED.of(),
                    List.of(many && above ? band + " · " + unit : unit, UNIT), theme);
            // What the band is stands below it where it has no room above it.
            boolean below = many && !above && bounds.getHeight() > LEAST_KEYED;
            if (below) {
                pen.left(Pen.fit(band, bounds.getWidth(), Typeface.TEXT, SIZE), bounds.getX(), bounds.getMaxY() - 5,
                        Typeface.TEXT, SIZE, theme.colour(Role.TEXT_MUTED));
            }
            double high = bounds.getHeight() - CAPTION - (below ? KEY : 0);
            var area = new Rectangle2D.Double(bounds.getX(), bounds.getY() + CAPTION, bounds.getWidth(), high);
            var names = LineNames.of(frame, rates.perKernel(), many, area.getHeight());
            var drawn = new ChartRenderingInfo();
            chart(frame, rates, many, theme, lit, names.width()).draw(pen.g, area, drawn);
            names.paint(pen, drawn.getPlotInfo().getDataArea(), range(rates.most()), theme);
        }
    }

    /// The kernels that have a line beside the band.
    private static String lined(Frame frame, Rates rates, Selection lit) {
        var busiest = frame.kernels.get(rates.busiest());
        return lit instanceof Selection.OfKernel(int slot) && slot != busiest.slot() && frame.kernel(slot) != null
                ? busiest.name() + ", " + frame.kernel(slot).name()
                : busiest.name();
    }

    /// Thousands of answers a second, of each kernel in each bucket of time that lies in the run: `perKernel[k][b]`.
    private record Rates(int first, double[][] perKernel) {
        static Rates of(History history, Frame frame, Stretch stretch) {
            long bucketNs = Math.max(1, stretch.spanNs() / BUCKETS);
            // Buckets lie at round instants, so that the lines keep their form while time passes. The
            // bucket that the present is in is not full yet and would look like a drop.
            long firstNs = stretch.toNs() / bucketNs * bucketNs - BUCKETS * bucketNs;
            int first = firstNs >= 0 ? 0 : (int) Math.min(BUCKETS, Math.ceilDiv(-firstNs, bucketNs));
            var rates = new double[frame.kernels.size()][BUCKETS - first];
            for (int k = 0; k < rates.length; k++) {
                int slot = frame.kernels.get(k).slot();
                for (int b = 0; b < rates[k].length; b++) {
                    long fromNs = firstNs + (first + b) * bucketNs;
                    rates[k][b] = history.answered(slot, fromNs, fromNs + bucketNs - 1) * (double) Times.MS / bucketNs;
                }
            }
            return new Rates(first, rates);
        }

        /// The kernel that answered most.
        int busiest() {
            int busiest = 0;
            for (int k = 1; k < perKernel.length; k++) {
                busiest = sum(k) > sum(busiest) ? k : busiest;
            }
            return busiest;
        }

        private double sum(int kernel) {
            return Arrays.stream(perKernel[kernel]).sum();
        }

        double most() {
            return Arrays.stream(perKernel).flatMapToDouble(Arrays::stream).max().orElse(0);
        }

        /// A line through the middles of the buckets.
        XYSeries line(int kernel) {
            var line = new XYSeries(kernel, false, false);
            for (int b = 0; b < perKernel[kernel].length; b++) {
                line.add(first + b, perKernel[kernel][b]);
            }
            return line;
        }

        /// The mean of all kernels, with the least and the most of them around it.
        YIntervalSeries band() {
            var band = new YIntervalSeries("", false, false);
            for (int bucket = 0; bucket < BUCKETS - first; bucket++) {
                int b = bucket;
                var all = Arrays.stream(perKernel).mapToDouble(rates -> rates[b]).summaryStatistics();
                band.add(first + b, all.getAverage(), all.getMin(), all.getMax());
            }
            return band;
        }
    }

    private static JFreeChart chart(Frame frame, Rates rates, boolean many, Theme theme, Selection lit, double right) {
        var renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true); // Dashes go on from point to point.
        var lines = new XYSeriesCollection();
        int busiest = rates.busiest();
        for (int k = 0; k < frame.kernels.size(); k++) {
            boolean picked = lit.equals(new Selection.OfKernel(frame.kernels.get(k).slot()));
            if (!many || k == busiest || picked) {
                renderer.setSeriesPaint(lines.getSeriesCount(), theme.kernel(frame.kernels.get(k).slot()).stroke());
                renderer.setSeriesStroke(lines.getSeriesCount(), Texture.of(frame.kernels.get(k).slot()).line(1.4f));
                lines.addSeries(rates.line(k));
            }
        }
        var plot = new XYPlot(lines, time(), rate(rates.most(), theme), renderer);
        if (many) {
            band(plot, rates, theme);
        }
        plot.setBackgroundPaint(null);
        plot.setOutlinePaint(theme.colour(Role.LINE));
        plot.setOutlineStroke(new BasicStroke(1));
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(theme.colour(Role.GRID));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setRangeZeroBaselineVisible(false);
        plot.setInsets(new RectangleInsets(7, 0, 7, 1 + right));
        var chart = new JFreeChart(null, Typeface.TEXT.size(11), plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        return chart;
    }

    /// All kernels as a band, behind the line of the one that answered most.
    private static void band(XYPlot plot, Rates rates, Theme theme) {
        var all = new YIntervalSeriesCollection();
        all.addSeries(rates.band());
        var renderer = new DeviationRenderer(true, false);
        renderer.setAlpha(BAND);
        renderer.setSeriesFillPaint(0, theme.colour(Role.TEXT_MUTED));
        renderer.setSeriesPaint(0, theme.colour(Role.TEXT));
        renderer.setSeriesStroke(0, line(1.8f));
        plot.setDataset(1, all);
        plot.setRenderer(1, renderer);
    }

    private static BasicStroke line(float width) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static NumberAxis time() {
        var axis = new NumberAxis();
        axis.setVisible(false);
        axis.setRange(0, BUCKETS - 1);
        return axis;
    }

    /// What the upper end of the axis stands for.
    private static double range(double most) {
        return most == 0 ? 1 : most * 1.12;
    }

    private static NumberAxis rate(double most, Theme theme) {
        var axis = new NumberAxis();
        axis.setRange(0, range(most));
        axis.setNumberFormatOverride(new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axis.setTickLabelFont(Typeface.MONO.size(11));
        axis.setTickLabelPaint(theme.colour(Role.TEXT_MUTED));
        axis.setTickMarksVisible(false);
        axis.setAxisLineVisible(false);
        return axis;
    }
}
