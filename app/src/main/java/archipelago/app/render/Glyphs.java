package archipelago.app.render;

import archipelago.engine.state.MessageKind;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RectangularShape;
import java.awt.geom.RoundRectangle2D;

/// The signs that all pictures share: a message's kind is a shape, a state is a glyph, idleness is
/// a hatch. They are drawn, not typed, so that they look the same in every font and at every size.
/// Every method paints in the graphics' colour unless it is given one, and leaves colour, stroke
/// and clip as it found them.
public final class Glyphs {
    /// Signs for what a core or a kernel does.
    public enum Sign {
        /// A full triangle that points right: it runs.
        RUNNING,
        /// A dotted ring: nothing to do.
        IDLE,
        /// Two bars: it waits in a park loop.
        PARKED,
        /// Two opposite arrows: it is on its way to another owner.
        MOVING,
        /// A cross: it has panicked, or stopped because its kernel did.
        PANICKED,
        /// An hourglass: it loops and does not go on.
        HUNG,
        /// A ring with a slash: it will not come back.
        DEAD,
        /// An empty square: it is off.
        OFF
    }

    private Glyphs() {}

    /// Fills a message's shape around a point: payload ■, reply ◆, control ●, notice ▲. All shapes
    /// of one size look equally heavy.
    ///
    /// @param size the side of the square; the other shapes are as large in area
    public static void message(Graphics2D g, MessageKind.Shape shape, double x, double y, double size) {
        g.fill(messageShape(shape, x, y, size));
    }

    /// The outline that [#message] fills.
    public static Shape messageShape(MessageKind.Shape shape, double x, double y, double size) {
        double half = size / 2;
        return switch (shape) {
            case PAYLOAD -> new Rectangle2D.Double(x - half, y - half, size, size);
            case REPLY -> polygon(x, y - half * 1.36, x + half * 1.36, y, x, y + half * 1.36, x - half * 1.36, y);
            case CONTROL -> new Ellipse2D.Double(x - half * 1.12, y - half * 1.12, size * 1.12, size * 1.12);
            case NOTICE -> polygon(x, y - half * 1.42, x + half * 1.36, y + half, x - half * 1.36, y + half);
        };
    }

    /// Fills an area with rising lines, one pixel wide. The lines of neighbouring areas meet,
    /// because all lie on one grid.
    ///
    /// @param gap the distance from one line to the next along the x axis
    public static void hatch(Graphics2D g, Shape area, Color colour, double gap) {
        lines(g, area, colour, gap, true);
    }

    /// Fills an area with rising and falling lines.
    public static void crossHatch(Graphics2D g, Shape area, Color colour, double gap) {
        lines(g, area, colour, gap, true);
        lines(g, area, colour, gap, false);
    }

    /// Draws a state's sign around a point.
    ///
    /// @param size the side of the square that the sign fits into
    public static void sign(Graphics2D g, Sign sign, double x, double y, double size) {
        var stroke = g.getStroke();
        double half = size / 2;
        float line = (float) Math.max(1.3, size / 7);
        g.setStroke(new BasicStroke(line, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        switch (sign) {
            case RUNNING -> g.fill(polygon(
                    x - half * 0.7, y - half * 0.9, x + half * 0.9, y, x - half * 0.7, y + half * 0.9));
            case IDLE -> {
                float dash = (float) (Math.PI * (size - line) / 12);
                g.setStroke(new BasicStroke(
                        line, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {dash, dash}, 0));
                g.draw(circle(x, y, half - line / 2));
            }
            case PARKED -> {
                double bar = size * 0.26;
                g.fill(new Rectangle2D.Double(x - size * 0.36, y - half * 0.8, bar, size * 0.8));
                g.fill(new Rectangle2D.Double(x + size * 0.36 - bar, y - half * 0.8, bar, size * 0.8));
            }
            case MOVING -> moving(g, x, y, half);
            case PANICKED -> {
                double arm = half * 0.72;
                g.draw(new Line2D.Double(x - arm, y - arm, x + arm, y + arm));
                g.draw(new Line2D.Double(x - arm, y + arm, x + arm, y - arm));
            }
            case HUNG -> {
                double side = half * 0.68;
                double up = half * 0.86;
                g.fill(polygon(x - side, y - up, x + side, y - up, x, y));
                g.draw(polygon(x - side, y + up, x + side, y + up, x, y));
                g.draw(new Line2D.Double(x - side, y - up, x + side, y - up));
            }
            case OFF -> g.draw(new Rectangle2D.Double(x - half * 0.7, y - half * 0.7, half * 1.4, half * 1.4));
            case DEAD -> {
                double radius = half - line / 2;
                g.draw(circle(x, y, radius));
                g.draw(new Line2D.Double(x - radius * 0.7, y + radius * 0.7, x + radius * 0.7, y - radius * 0.7));
            }
        }
        g.setStroke(stroke);
    }

    /// Draws how far a start has come: a ring of which a part is filled.
    ///
    /// @param share from 0 to 1
    public static void progress(Graphics2D g, double share, double x, double y, double size) {
        var stroke = g.getStroke();
        float line = (float) Math.max(1.2, size / 9);
        double radius = size / 2 - line / 2;
        g.setStroke(new BasicStroke(line));
        g.draw(circle(x, y, radius));
        g.fill(new Arc2D.Double(x - radius, y - radius, radius * 2, radius * 2, 90, -360 * share, Arc2D.PIE));
        g.setStroke(stroke);
    }

    private static void moving(Graphics2D g, double x, double y, double half) {
        double up = half * 0.42;
        double head = half * 0.42;
        double reach = half * 0.95;
        g.draw(new Line2D.Double(x - reach, y - up, x + reach, y - up));
        g.draw(polyline(x + reach - head, y - up - head, x + reach, y - up, x + reach - head, y - up + head));
        g.draw(new Line2D.Double(x - reach, y + up, x + reach, y + up));
        g.draw(polyline(x - reach + head, y + up - head, x - reach, y + up, x - reach + head, y + up + head));
    }

    private static void lines(Graphics2D g, Shape area, Color colour, double gap, boolean rising) {
        var before = g.getColor();
        var stroke = g.getStroke();
        g.setColor(colour);
        g.setStroke(new BasicStroke(1));
        if (area instanceof RectangularShape box && !(area instanceof Ellipse2D)) {
            g.draw(linesIn(box.getFrame(), corner(area), gap, rising));
        } else {
            var clip = g.getClip();
            g.clip(area);
            g.draw(linesIn(area.getBounds2D(), 0, gap, rising));
            g.setClip(clip);
        }
        g.setStroke(stroke);
        g.setColor(before);
    }

    private static double corner(Shape area) {
        return area instanceof RoundRectangle2D round ? round.getArcWidth() / 2 : 0;
    }

    /// Lines are cut at the box by arithmetic: a clip of another form than a rectangle is slow, and
    /// jagged.
    private static Path2D linesIn(Rectangle2D box, double corner, double gap, boolean rising) {
        var path = new Path2D.Double();
        // On a rising line x + y is the same everywhere, on a falling one x - y.
        double least = rising ? box.getMinX() + box.getMinY() : box.getMinX() - box.getMaxY();
        double most = rising ? box.getMaxX() + box.getMaxY() : box.getMaxX() - box.getMinY();
        double cut = corner * 0.75;
        for (double sum = Math.ceil((least + cut) / gap) * gap; sum < most - cut; sum += gap) {
            double left = Math.max(box.getMinX(), rising ? sum - box.getMaxY() : sum + box.getMinY());
            double right = Math.min(box.getMaxX(), rising ? sum - box.getMinY() : sum + box.getMaxY());
            if (right > left) {
                path.moveTo(left, rising ? sum - left : left - sum);
                path.lineTo(right, rising ? sum - right : right - sum);
            }
        }
        return path;
    }

    private static Ellipse2D circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2);
    }

    private static Path2D polygon(double... xy) {
        var path = polyline(xy);
        path.closePath();
        return path;
    }

    private static Path2D polyline(double... xy) {
        var path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        return path;
    }
}
