package archipelago.app.layout;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.QuadCurve2D;

/// The way of a message on the map: a smooth curve along which it moves evenly.
public final class Route {
    private static final int STEPS = 48;

    private final QuadCurve2D[] curves;
    private final Path2D path = new Path2D.Double();
    private final double[] x = new double[STEPS + 1];
    private final double[] y = new double[STEPS + 1];
    private final double[] length = new double[STEPS + 1];

    /// Bends to the left of its direction, so that a way and the way back lie apart.
    static Route direct(Point2D from, Point2D to) {
        double dx = to.getX() - from.getX();
        double dy = to.getY() - from.getY();
        double distance = Math.hypot(dx, dy);
        double bend = distance == 0 ? 0 : Math.min(0.22, 34 / distance);
        double cx = (from.getX() + to.getX()) / 2 + dy * bend;
        double cy = (from.getY() + to.getY()) / 2 - dx * bend;
        return new Route(new QuadCurve2D.Double(from.getX(), from.getY(), cx, cy, to.getX(), to.getY()));
    }

    /// Passes a point of the lane between two sockets, along the lane; then goes level with the
    /// middle of the target, below what is written on tiles, and turns into the target's inbox.
    static Route through(Point2D from, Point2D lane, boolean upright, Point2D door, Point2D to) {
        double ax = upright ? lane.getX() : from.getX();
        double ay = upright ? from.getY() : lane.getY();
        double bx = upright ? lane.getX() : door.getX();
        double by = upright ? door.getY() : lane.getY();
        double cx = upright ? to.getX() : door.getX();
        double cy = upright ? door.getY() : to.getY();
        return new Route(
                new QuadCurve2D.Double(from.getX(), from.getY(), ax, ay, lane.getX(), lane.getY()),
                new QuadCurve2D.Double(lane.getX(), lane.getY(), bx, by, door.getX(), door.getY()),
                new QuadCurve2D.Double(door.getX(), door.getY(), cx, cy, to.getX(), to.getY()));
    }

    private Route(QuadCurve2D... curves) {
        this.curves = curves;
        path.moveTo(curves[0].getX1(), curves[0].getY1());
        for (var c : curves) {
            path.quadTo(c.getCtrlX(), c.getCtrlY(), c.getX2(), c.getY2());
        }
    }

    /// The way in steps. Most of those who have one never ask, because they have arrived.
    private void measure() {
        if (length[STEPS] > 0) {
            return;
        }
        for (int s = 0; s <= STEPS; s++) {
            double at = (double) s / STEPS * curves.length;
            int c = Math.min(curves.length - 1, (int) at);
            place(s, curves[c], at - c);
        }
    }

    private void place(int step, QuadCurve2D c, double t) {
        double u = 1 - t;
        x[step] = u * u * c.getX1() + 2 * u * t * c.getCtrlX() + t * t * c.getX2();
        y[step] = u * u * c.getY1() + 2 * u * t * c.getCtrlY() + t * t * c.getY2();
        length[step] = step == 0 ? 0 : length[step - 1] + Math.hypot(x[step] - x[step - 1], y[step] - y[step - 1]);
    }

    /// The whole way. Callers must not change it.
    public Path2D path() {
        return path;
    }

    public double length() {
        measure();
        return length[STEPS];
    }

    /// The point after a share of the way.
    ///
    /// @param share from 0 to 1
    public Point2D at(double share) {
        double wanted = Math.clamp(share, 0, 1) * length();
        int s = 1;
        while (s < STEPS && length[s] < wanted) {
            s++;
        }
        double step = length[s] - length[s - 1];
        double t = step == 0 ? 0 : (wanted - length[s - 1]) / step;
        return new Point2D.Double(x[s - 1] + (x[s] - x[s - 1]) * t, y[s - 1] + (y[s] - y[s - 1]) * t);
    }
}
