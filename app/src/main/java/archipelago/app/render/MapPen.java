package archipelago.app.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/// A graphics and a theme, with the few strokes and texts that painters are made of.
final class MapPen {
    /// The height of capitals and figures, as a share of a font's size.
    static final double CAPS = 0.72;

    final Graphics2D g;
    final Theme theme;

    MapPen(Graphics2D g, Theme theme) {
        this.g = g;
        this.theme = theme;
    }

    /// Draws on an image of its own, prepared like the map.
    static void draw(BufferedImage image, Consumer<Graphics2D> what) {
        var g = image.createGraphics();
        try {
            prepare(g);
            what.accept(g);
        } finally {
            g.dispose();
        }
    }

    /// Asks for smooth lines that lie exactly where they are put, and for evenly spaced letters.
    static void prepare(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    Color colour(Theme.Role role) {
        return theme.colour(role);
    }

    void fill(Shape shape, Color colour) {
        g.setColor(colour);
        g.fill(shape);
    }

    /// Fills a shape whose edge is going to be drawn over: without smoothing, which for large areas
    /// takes far longer than the edge.
    void ground(Shape shape, Color colour) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        fill(shape, colour);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    void line(Shape shape, Color colour, double width) {
        g.setColor(colour);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(shape);
    }

    /// A line that ends where it ends.
    void straight(Line2D line, Color colour, double width) {
        g.setColor(colour);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        g.draw(line);
    }

    void dashed(Shape shape, Color colour, double width, double dash, double gap, double phase) {
        g.setColor(colour);
        g.setStroke(new BasicStroke(
                (float) width,
                BasicStroke.CAP_ROUND,
                BasicStroke.JOIN_ROUND,
                1,
                new float[] {(float) dash, (float) gap},
                (float) phase));
        g.draw(shape);
    }

    /// @param baseline where the letters stand
    void text(String text, Typeface face, double size, Color colour, double x, double baseline) {
        g.setFont(face.size(size));
        g.setColor(colour);
        g.drawString(text, (float) x, (float) baseline);
    }

    void centred(String text, Typeface face, double size, Color colour, double x, double baseline) {
        text(text, face, size, colour, x - face.width(text, size) / 2, baseline);
    }

    /// Where letters stand whose capitals are to lie around a middle line.
    static double baseline(double middle, double size) {
        return middle + CAPS * size / 2;
    }

    /// The text, or as much of it as has room, with an ellipsis.
    static String cut(String text, Typeface face, double size, double room) {
        if (face.width(text, size) <= room) {
            return text;
        }
        for (int length = text.length() - 1; length > 0; length--) {
            var shorter = text.substring(0, length).strip() + "…";
            if (face.width(shorter, size) <= room) {
                return shorter;
            }
        }
        return "";
    }

    /// A rectangle with round corners whose outline of one pixel falls on whole pixels.
    static RoundRectangle2D round(Rectangle2D box, double radius) {
        return new RoundRectangle2D.Double(
                box.getX() + 0.5, box.getY() + 0.5, box.getWidth() - 1, box.getHeight() - 1, radius * 2, radius * 2);
    }

    /// The same with other corners at its left than at its right.
    static Shape round(Rectangle2D box, double atLeft, double atRight) {
        double x = box.getX() + 0.5;
        double y = box.getY() + 0.5;
        double right = box.getMaxX() - 0.5;
        double bottom = box.getMaxY() - 0.5;
        var path = new Path2D.Double();
        path.moveTo(x + atLeft, y);
        path.lineTo(right - atRight, y);
        path.quadTo(right, y, right, y + atRight);
        path.lineTo(right, bottom - atRight);
        path.quadTo(right, bottom, right - atRight, bottom);
        path.lineTo(x + atLeft, bottom);
        path.quadTo(x, bottom, x, bottom - atLeft);
        path.lineTo(x, y + atLeft);
        path.quadTo(x, y, x + atLeft, y);
        path.closePath();
        return path;
    }

    static Rectangle2D grown(Rectangle2D box, double by) {
        return new Rectangle2D.Double(
                box.getX() - by, box.getY() - by, box.getWidth() + 2 * by, box.getHeight() + 2 * by);
    }

    static Color faded(Color colour, double alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(alpha * 255));
    }

    static Color mixed(Color a, Color b, double shareOfB) {
        return new Color(
                (int) Math.round(a.getRed() + (b.getRed() - a.getRed()) * shareOfB),
                (int) Math.round(a.getGreen() + (b.getGreen() - a.getGreen()) * shareOfB),
                (int) Math.round(a.getBlue() + (b.getBlue() - a.getBlue()) * shareOfB));
    }
}
