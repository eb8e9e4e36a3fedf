package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.Selection;
import archipelago.app.render.MemoryFigure;
import archipelago.app.render.RateChart;
import archipelago.app.render.RingFigure;
import archipelago.app.render.StateMachineFigure;
import archipelago.app.render.Theme;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.machine.Machine;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// The small figures of the inspector: an instance's states, a ring, the memory, the requests.
public final class InspectorFigures {
    private static final long LEAST_SPAN_NS = 10 * Times.MS;
    private static final long CHART_STEPS = 250;

    private final Machine machine;
    private final Look look;
    private final StateMachineFigure stateMachineFigure = new StateMachineFigure();
    private final RingFigure ringFigure = new RingFigure();
    private final MemoryFigure memoryFigure = new MemoryFigure();
    private final RateChart rateChart = new RateChart();
    private final RasterView stateMachine;
    private final RasterView ring;
    private final RasterView memory;
    private final RasterView requests;
    private Frame frame;
    private History history;
    private Selection selection = Selection.NOTHING;
    private ChartStamp chartStamp;

    /// What the chart shows, to the width of about a pixel. It is the dearest of the figures, and
    /// changes the least from pulse to pulse.
    private record ChartStamp(long step, long spanNs, int branch, Theme theme) {}

    public InspectorFigures(Machine machine, Look look) {
        this.machine = machine;
        this.look = look;
        stateMachine = view(StateMachineFigure.HEIGHT, Text.FIGURE_STATES, this::paintStates);
        ring = view(RingFigure.HEIGHT, Text.FIGURE_RING, this::paintRing);
        memory = view(MemoryFigure.HEIGHT, Text.FIGURE_MEMORY, this::paintMemory);
        requests = view(RateChart.HEIGHT, Text.FIGURE_REQUESTS, this::paintRequests);
    }

    private static RasterView view(double height, Text words, RasterView.Painting painting) {
        var view = new RasterView();
        view.heightForWidth(width -> height);
        view.setMinHeight(height);
        view.setAccessibleText(words.of());
        view.painting(painting);
        return view;
    }

    RasterView stateMachine() {
        return stateMachine;
    }

    RasterView ring() {
        return ring;
    }

    RasterView memory() {
        return memory;
    }

    RasterView requests() {
        return requests;
    }

    /// Takes what the figures are painted from.
    public void update(Frame newest, History known, Selection selected) {
        frame = newest;
        history = known;
        selection = selected;
        List.of(stateMachine, ring, memory).forEach(RasterView::repaint);
        var stamp = new ChartStamp(newest.nowNs / (spanNs() / CHART_STEPS), spanNs(), newest.branch, look.get());
        if (!stamp.equals(chartStamp)) {
            chartStamp = stamp;
            requests.repaint();
        }
    }

    /// Paints those that are shown.
    public void pulse(double scale) {
        for (var view : all()) {
            if (view.isVisible() && frame != null) {
                view.pulse(scale);
            }
        }
    }

    private List<RasterView> all() {
        return List.of(stateMachine, ring, memory, requests);
    }

    private KernelView kernel() {
        return selection instanceof Selection.OfKernel(int slot) ? frame.kernel(slot) : null;
    }

    private void paintStates(Graphics2D g, int width, int height) {
        var kernel = kernel();
        if (kernel != null) {
            stateMachineFigure.paint(
                    g,
                    bounds(width, height),
                    frame.books.generation().states(),
                    kernel,
                    history,
                    frame.nowNs,
                    look.get());
        }
    }

    private void paintRing(Graphics2D g, int width, int height) {
        var kernel = kernel();
        if (kernel != null) {
            int slots = frame.books.generation().messageArea().slots();
            ringFigure.paint(g, bounds(width, height), slots, kernel, look.get());
        }
    }

    private void paintMemory(Graphics2D g, int width, int height) {
        memoryFigure.paint(g, bounds(width, height), machine, frame, look.get());
    }

    private void paintRequests(Graphics2D g, int width, int height) {
        rateChart.paint(g, bounds(width, height), history, frame, spanNs(), look.get());
    }

    private long spanNs() {
        return Math.max(LEAST_SPAN_NS, 10 * frame.speedNsPerSecond);
    }

    private static Rectangle2D bounds(int width, int height) {
        return new Rectangle2D.Double(0, 0, width, height);
    }
}
