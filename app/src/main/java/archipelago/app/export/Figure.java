package archipelago.app.export;

import archipelago.app.layout.History;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.app.layout.TimeWindow;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.layout.TimelineMarks;
import archipelago.app.render.MachineMapPainter;
import archipelago.app.render.MapMarks;
import archipelago.app.render.MapNotes;
import archipelago.app.render.Moment;
import archipelago.app.render.Theme;
import archipelago.app.render.TimelinePainter;
import archipelago.app.render.ViewKind;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
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

    private final Machine machine;
    private final Theme theme;
    private final Selection selection;

    public Figure(Machine machine, Theme theme, Selection selection) {
        this.machine = machine;
        this.theme = theme;
        this.selection = selection;
    }

    /// Draws a view over all of a surface of this size, in the units of `g`.
    public void draw(View view, Frame frame, Graphics2D g, int width, int height) {
        g.setColor(theme.colour(Theme.Role.SURFACE));
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        g.translate(MARGIN, MARGIN);
        double w = width - 2 * MARGIN;
        double h = height - 2 * MARGIN;
        switch (view) {
            case MAP -> drawMap(frame, g, w, h);
            case TIMELINE -> drawTimeline(frame, g, w, h);
            case LANES, MEMORY, RINGS, TREE, CHARTS -> ViewKind.valueOf(view.name())
                    .create()
                    .paint(g, new Moment(machine, frame, History.of(frame.journal), theme, selection), w, h);
        }
        g.translate(-MARGIN, -MARGIN);
    }

    private void drawMap(Frame frame, Graphics2D g, double width, double height) {
        var layout = MachineMapLayout.of(machine, frame, width, height);
        var marks = MapMarks.of(MapNotes.of(machine, frame)).withSelected(selection);
        new MachineMapPainter().paint(g, layout, machine, frame, theme, marks);
    }

    private void drawTimeline(Frame frame, Graphics2D g, double width, double height) {
        var history = History.of(frame.journal);
        var window = TimeWindow.paced(frame.nowNs, frame.speedNsPerSecond, frame.furthestNs > frame.nowNs);
        var layout = TimelineLayout.of(history, frame, window.fromNs(), window.toNs(), width, height);
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
