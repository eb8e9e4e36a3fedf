package archipelago.app.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.MultipleGradientPaint.ColorSpaceType;
import java.awt.MultipleGradientPaint.CycleMethod;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.RadialGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.ArcTo;
import javafx.scene.shape.Circle;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.QuadCurveTo;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.shape.StrokeType;
import javafx.scene.shape.VLineTo;
import javafx.scene.transform.Transform;

/// Shapes, paints and places of JavaFX in the words of Java2D.
final class ShapeVector {
    private ShapeVector() {}

    static void draw(Shape shape, SvgGraphics g) {
        var outline = outline(shape);
        if (shape.getFill() != null) {
            g.setPaint(paint(shape.getFill(), outline.getBounds2D()));
            g.fill(outline);
        }
        if (shape.getStroke() != null && shape.getStrokeWidth() > 0) {
            g.setPaint(paint(shape.getStroke(), outline.getBounds2D()));
            stroke(shape, outline, g);
        }
    }

    private static void stroke(Shape shape, java.awt.Shape outline, SvgGraphics g) {
        if (shape.getStrokeType() == StrokeType.CENTERED) {
            g.setStroke(line(shape, shape.getStrokeWidth()));
            g.draw(outline);
            return;
        }
        // A line on one side is one side of a line that is twice as thick.
        var line = new Area(line(shape, 2 * shape.getStrokeWidth()).createStrokedShape(outline));
        if (shape.getStrokeType() == StrokeType.INSIDE) {
            line.intersect(new Area(outline));
        } else {
            line.subtract(new Area(outline));
        }
        g.fill(line);
    }

    private static BasicStroke line(Shape shape, double width) {
        int cap = switch (shape.getStrokeLineCap()) {
            case BUTT -> BasicStroke.CAP_BUTT;
            case ROUND -> BasicStroke.CAP_ROUND;
            case SQUARE -> BasicStroke.CAP_SQUARE;
        };
        int join = switch (shape.getStrokeLineJoin()) {
            case MITER -> BasicStroke.JOIN_MITER;
            case ROUND -> BasicStroke.JOIN_ROUND;
            case BEVEL -> BasicStroke.JOIN_BEVEL;
        };
        float miter = (float) Math.max(1, shape.getStrokeMiterLimit());
        return new BasicStroke(
                (float) width,
                cap,
                join,
                miter,
                dashes(shape.getStrokeDashArray()),
                (float) shape.getStrokeDashOffset());
    }

    /// Lengths of dashes as Java2D takes them: none at all if they are no pattern.
    static float[] dashes(List<Double> lengths) {
        float[] dashes = new float[lengths.size()];
        float sum = 0;
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = lengths.get(i).floatValue();
            sum += dashes[i];
        }
        return sum > 0 ? dashes : null;
    }

    /// A shape without its strokes, in its own units.
    static java.awt.Shape outline(Shape shape) {
        return switch (shape) {
            case Rectangle r when r.getArcWidth() > 0 && r.getArcHeight() > 0 -> new RoundRectangle2D.Double(
                    r.getX(), r.getY(), r.getWidth(), r.getHeight(), r.getArcWidth(), r.getArcHeight());
            case Rectangle r -> new Rectangle2D.Double(r.getX(), r.getY(), r.getWidth(), r.getHeight());
            case Circle c -> new Ellipse2D.Double(
                    c.getCenterX() - c.getRadius(),
                    c.getCenterY() - c.getRadius(),
                    2 * c.getRadius(),
                    2 * c.getRadius());
            case Ellipse e -> new Ellipse2D.Double(
                    e.getCenterX() - e.getRadiusX(),
                    e.getCenterY() - e.getRadiusY(),
                    2 * e.getRadiusX(),
                    2 * e.getRadiusY());
            case Line l -> new Line2D.Double(l.getStartX(), l.getStartY(), l.getEndX(), l.getEndY());
            case Polygon p -> points(p.getPoints(), true);
            case Polyline p -> points(p.getPoints(), false);
            case Path p when straight(p.getElements()) -> path(p.getElements(), p.getFillRule());
            case SVGPath p -> {
                // JavaFX tells what the words of a path mean by what is left of it when nothing is taken away.
                var bare = new SVGPath();
                bare.setContent(p.getContent());
                bare.setFillRule(p.getFillRule());
                yield area(bare);
            }
            default -> area(shape);
        };
    }

    private static java.awt.Shape area(Shape shape) {
        var whole = (Path) Shape.subtract(shape, new Rectangle());
        return path(whole.getElements(), FillRule.EVEN_ODD);
    }

    private static boolean straight(List<PathElement> elements) {
        return elements.stream().allMatch(e -> e.isAbsolute() && !(e instanceof ArcTo));
    }

    /// Steps of JavaFX as a path; all of them absolute, and no arcs.
    static Path2D path(List<PathElement> elements, FillRule rule) {
        var path = new Path2D.Double(rule == FillRule.EVEN_ODD ? Path2D.WIND_EVEN_ODD : Path2D.WIND_NON_ZERO);
        for (var element : elements) {
            switch (element) {
                case MoveTo to -> path.moveTo(to.getX(), to.getY());
                case LineTo to -> path.lineTo(to.getX(), to.getY());
                case HLineTo to -> path.lineTo(to.getX(), path.getCurrentPoint().getY());
                case VLineTo to -> path.lineTo(path.getCurrentPoint().getX(), to.getY());
                case QuadCurveTo to -> path.quadTo(to.getControlX(), to.getControlY(), to.getX(), to.getY());
                case CubicCurveTo to -> path.curveTo(
                        to.getControlX1(),
                        to.getControlY1(),
                        to.getControlX2(),
                        to.getControlY2(),
                        to.getX(),
                        to.getY());
                case ClosePath _ -> path.closePath();
                default -> throw new IllegalStateException("no step of an outline: " + element);
            }
        }
        return path;
    }

    private static Path2D points(List<Double> points, boolean closed) {
        var path = new Path2D.Double();
        for (int i = 0; i + 1 < points.size(); i += 2) {
            if (i == 0) {
                path.moveTo(points.get(i), points.get(i + 1));
            } else {
                path.lineTo(points.get(i), points.get(i + 1));
            }
        }
        if (closed && !points.isEmpty()) {
            path.closePath();
        }
        return path;
    }

    // --- paints and places ----------------------------------------------------------------------

    /// A paint for what takes up this room.
    static Paint paint(javafx.scene.paint.Paint paint, Rectangle2D room) {
        return switch (paint) {
            case javafx.scene.paint.Color colour -> colour(colour);
            case LinearGradient line -> {
                var from = new Point2D.Double(line.getStartX(), line.getStartY());
                var to = new Point2D.Double(line.getEndX(), line.getEndY());
                yield from.equals(to) || line.getStops().size() < 2
                        ? colour(line.getStops().getLast().getColor())
                        : new LinearGradientPaint(
                                from,
                                to,
                                fractions(line.getStops()),
                                colours(line.getStops()),
                                beyond(line.getCycleMethod()),
                                ColorSpaceType.SRGB,
                                place(line.isProportional(), room));
            }
            case RadialGradient round -> {
                var centre = new Point2D.Double(round.getCenterX(), round.getCenterY());
                yield round.getRadius() <= 0 || round.getStops().size() < 2
                        ? colour(round.getStops().getLast().getColor())
                        : new RadialGradientPaint(
                                centre,
                                (float) round.getRadius(),
                                centre,
                                fractions(round.getStops()),
                                colours(round.getStops()),
                                beyond(round.getCycleMethod()),
                                ColorSpaceType.SRGB,
                                place(round.isProportional(), room));
            }
            default -> throw new UnsupportedOperationException("no lines can be made of " + paint);
        };
    }

    /// Shares of a room are stretched with it, also what is round.
    private static AffineTransform place(boolean shares, Rectangle2D room) {
        return shares
                ? new AffineTransform(room.getWidth(), 0, 0, room.getHeight(), room.getX(), room.getY())
                : new AffineTransform();
    }

    /// Java2D wants every stop behind the one before it.
    private static float[] fractions(List<Stop> stops) {
        float[] fractions = new float[stops.size()];
        for (int i = 0; i < fractions.length; i++) {
            float least = i == 0 ? 0 : Math.nextUp(fractions[i - 1]);
            fractions[i] = Math.max(least, (float) stops.get(i).getOffset());
        }
        return fractions;
    }

    private static Color[] colours(List<Stop> stops) {
        return stops.stream().map(stop -> colour(stop.getColor())).toArray(Color[]::new);
    }

    private static CycleMethod beyond(javafx.scene.paint.CycleMethod method) {
        return switch (method) {
            case NO_CYCLE -> CycleMethod.NO_CYCLE;
            case REFLECT -> CycleMethod.REFLECT;
            case REPEAT -> CycleMethod.REPEAT;
        };
    }

    private static Color colour(javafx.scene.paint.Color colour) {
        return new Color(
                (float) colour.getRed(),
                (float) colour.getGreen(),
                (float) colour.getBlue(),
                (float) colour.getOpacity());
    }

    static AffineTransform transform(Transform t) {
        return new AffineTransform(t.getMxx(), t.getMyx(), t.getMxy(), t.getMyy(), t.getTx(), t.getTy());
    }
}
