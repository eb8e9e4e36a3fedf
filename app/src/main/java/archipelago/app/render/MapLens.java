package archipelago.app.render;

import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.MapMoves;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/// A lens over the map: around a point, the same map three times as large, and what is under the point stays there.
final class MapLens {
    private static final double WIDTH = 340;
    private static final double HEIGHT = 230;

    private final MapPen pen;
    private final MachineMapLayout layout;
    private final Machine machine;
    private final Frame frame;
    private final MapMarks marks;

    MapLens(MapPen pen, MachineMapLayout layout, Machine machine, Frame frame, MapMarks marks) {
        this.pen = pen;
        this.layout = layout;
        this.machine = machine;
        this.frame = frame;
        this.marks = marks;
    }

    /// Where a lens over a point lies: inside of the view, however near to its edge the point is.
    static Rectangle2D place(MachineMapLayout layout, Point2D at) {
        var view = layout.view();
        double w = Math.min(WIDTH, view.getWidth());
        double h = Math.min(HEIGHT, view.getHeight());
        return new Rectangle2D.Double(
                Math.rint(Math.clamp(at.getX() - w / 2, view.getMinX(), view.getMaxX() - w)),
                Math.rint(Math.clamp(at.getY() - h / 2, view.getMinY(), view.getMaxY() - h)),
                w,
                h);
    }

    void paint(Point2D at) {
        var place = place(layout, at);
        var closer = layout.at(frame, MapMoves.lens(layout, at.getX(), at.getY()));
        var clip = pen.g.getClip();
        pen.fill(MapPen.grown(place, 3), MapPen.faded(pen.colour(Theme.Role.TEXT), 0.16));
        pen.g.clip(place);
        pen.fill(place, pen.colour(Theme.Role.SURFACE));
        MachineMapPainter.part(pen, closer, machine, frame, marks, place);
        pen.g.setClip(clip);
        pen.line(MapPen.round(MapPen.grown(place, 1), 3), pen.colour(Theme.Role.ACCENT), 2);
    }
}
