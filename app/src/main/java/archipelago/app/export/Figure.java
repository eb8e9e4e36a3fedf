package archipelago.app.export;

import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.app.layout.TimeScale;
import archipelago.app.layout.TimeWindow;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.layout.TimelineMarks;
import archipelago.app.layout.TimelineRows;
import archipelago.app.render.Imprint;
import archipelago.app.render.MachineMapPainter;
import archipelago.app.render.MapMarks;
import archipelago.app.render.MapNotes;
import archipelago.app.render.Moment;
import archipelago.app.render.Theme;
import archipelago.app.render.TimelinePainter;
import archipelago.app.render.ViewKind;
import archipelago.app.vm.Figures;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Scenario;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/// One view of the machine at one moment, drawn on whatever is given: the same painters that the
/// window uses, without a window.
public final class Figure {
    private static final double MARGIN = 16;

    /// The views that can be drawn by themselves.
    public enum View {
        MAP,
        TIMELINE,
        LANES,
        MEMORY,
        RINGS,
        TREE,
        CHARTS
    }

    private final Scenario scenario;
    private final Machine machine;
    private final Theme theme;
    private final Selection selection;
    private final TimeScale.Mode scale;

    public Figure(Scenario scenario, Theme theme, Selection selection) {
        this(scenario, theme, selection, TimeScale.Mode.LINEAR);
    }

    /// @param scale how far apart instants stand, in the lanes and in the timeline
    public Figure(Scenario scenario, Theme theme, Selection selection, TimeScale.Mode scale) {
        this.scenario = scenario;
        machine = scenario.machine();
        this.theme = theme;
        this.selection = selection;
        this.scale = scale;
    }

    /// Draws a view over all of a surface of this size, in the units of `g`, and under it what it shows.
    public void draw(View view, Frame frame, Graphics2D g, int width, int height) {
        draw(view, frame, null, g, width, height);
    }

    /// The same, with a timeline that somebody has moved.
    ///
    /// @param shown the stretch of time that the timeline shows; null for one around the moment
    public void draw(View view, Frame frame, TimeWindow shown, Graphics2D g, int width, int height) {
        g.setColor(theme.colour(Theme.Role.SURFACE));
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        g.translate(MARGIN, MARGIN);
        double w = width - 2 * MARGIN;
        double h = height - 2 * MARGIN - Imprint.HEIGHT;
        switch (view) {
            case MAP -> drawMap(frame, g, w, h);
            case TIMELINE -> drawTimeline(frame, shown, g, w, h);
            case LANES, MEMORY, RINGS, TREE, CHARTS -> {
                var painted = ViewKind.valueOf(view.name()).create();
                painted.scale(scale);
                painted.paint(g, new Moment(machine, frame, History.of(frame.journal), theme, selection), w, h);
            }
        }
        imprint(g, theme, scenario, frame, w, height - 2 * MARGIN);
        g.translate(-MARGIN, -MARGIN);
    }

    /// Writes what a figure shows at its foot.
    static void imprint(Graphics2D g, Theme theme, Scenario scenario, Frame frame, double width, double height) {
        var what = Text.IMPRINT.of(
                scenario.title(), scenario.seed(), Figures.seconds(frame.nowNs), Figures.grouped(frame.events));
        var proof = Text.STATUS_FINGERPRINT.of() + " " + Figures.fingerprint(frame.fingerprint);
        new Imprint(theme).paint(g, what, proof, width, height);
    }

    private void drawMap(Frame frame, Graphics2D g, double width, double height) {
        var layout = MachineMapLayout.of(machine, frame, width, height);
        var marks = MapMarks.of(MapNotes.of(machine, frame)).withSelected(selection);
        new MachineMapPainter().paint(g, layout, machine, frame, theme, marks);
    }

    private void drawTimeline(Frame frame, TimeWindow shown, Graphics2D g, double width, double height) {
        var history = History.of(frame.journal);
        var window = shown != null
                ? shown
                : TimeWindow.paced(frame.nowNs, frame.speedNsPerSecond, frame.furthestNs > frame.nowNs);
        var layout = TimelineLayout.of(history, frame, window, scale, width, height, TimelineRows.KERNELS);
        new TimelinePainter().paint(g, layout, frame, history, theme, marks());
    }

    private TimelineMarks marks() {
        return switch (selection) {
            case Selection.OfKernel(int slot) -> new TimelineMarks(slot, -1, -1, Double.NaN);
            case Selection.OfCore(int core) -> new TimelineMarks(-1, core, -1, Double.NaN);
            case Selection.OfFlight(long message) -> new TimelineMarks(-1, -1, message, Double.NaN);
            default -> TimelineMarks.NONE;
        };
    }
}
