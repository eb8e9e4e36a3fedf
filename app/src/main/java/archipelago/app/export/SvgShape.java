package archipelago.app.export;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/// Shapes as the beginnings of SVG elements: `<rect x="…"`, still without colours and without an end.
final class SvgShape {
    private SvgShape() {}

    /// A shape in the units of the whole picture. What is a rectangle, an ellipse or a line stays one,
    /// so that a person who opens the file in an editor can take hold of it.
    static String element(Shape shape, AffineTransform transform) {
        boolean upright = transform.getShearX() == 0
                && transform.getShearY() == 0
                && transform.getScaleX() > 0
                && transform.getScaleY() > 0;
        return switch (shape) {
            case Line2D line -> line(line, transform);
            case Rectangle2D box when upright ->
                "<rect" + box(transform.createTransformedShape(box).getBounds2D());
            case RoundRectangle2D box when upright -> {
                var bounds = transform.createTransformedShape(box.getFrame()).getBounds2D();
                double rx = Math.min(box.getArcWidth(), box.getWidth()) / 2 * transform.getScaleX();
                double ry = Math.min(box.getArcHeight(), box.getHeight()) / 2 * transform.getScaleY();
                yield "<rect" + box(bounds) + attribute("rx", rx) + attribute("ry", ry);
            }
            case Ellipse2D oval when upright -> {
                var bounds = transform.createTransformedShape(oval.getFrame()).getBounds2D();
                yield "<ellipse"
                        + attribute("cx", bounds.getCenterX())
                        + attribute("cy", bounds.getCenterY())
                        + attribute("rx", bounds.getWidth() / 2)
                        + attribute("ry", bounds.getHeight() / 2);
            }
            default -> path(shape, transform);
        };
    }

    static String attribute(String name, double value) {
        return " " + name + "=\"" + SvgNumber.of(value) + "\"";
    }

    static String matrix(AffineTransform t) {
        return "matrix(" + SvgNumber.of(t.getScaleX()) + " " + SvgNumber.of(t.getShearY()) + " "
                + SvgNumber.of(t.getShearX()) + " " + SvgNumber.of(t.getScaleY()) + " "
                + SvgNumber.of(t.getTranslateX()) + " " + SvgNumber.of(t.getTranslateY()) + ")";
    }

    private static String box(Rectangle2D box) {
        return attribute("x", box.getX())
                + attribute("y", box.getY())
                + attribute("width", box.getWidth())
                + attribute("height", box.getHeight());
    }

    private static String line(Line2D line, AffineTransform transform) {
        var from = transform.transform(line.getP1(), null);
        var to = transform.transform(line.getP2(), null);
        return "<line"
                + attribute("x1", from.getX())
                + attribute("y1", from.getY())
                + attribute("x2", to.getX())
                + attribute("y2", to.getY());
    }

    private static String path(Shape shape, AffineTransform transform) {
        var steps = shape.getPathIterator(transform);
        var text = new StringBuilder("<path");
        if (steps.getWindingRule() == PathIterator.WIND_EVEN_ODD) {
            text.append(" fill-rule=\"evenodd\" clip-rule=\"evenodd\"");
        }
        text.append(" d=\"");
        double[] points = new double[6];
        for (; !steps.isDone(); steps.next()) {
            switch (steps.currentSegment(points)) {
                case PathIterator.SEG_MOVETO -> step(text, 'M', points, 2);
                case PathIterator.SEG_LINETO -> step(text, 'L', points, 2);
                case PathIterator.SEG_QUADTO -> step(text, 'Q', points, 4);
                case PathIterator.SEG_CUBICTO -> step(text, 'C', points, 6);
                default -> text.append('Z');
            }
        }
        return text.append('"').toString();
    }

    private static void step(StringBuilder text, char letter, double[] points, int count) {
        text.append(letter);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(SvgNumber.of(points[i]));
        }
    }
}
