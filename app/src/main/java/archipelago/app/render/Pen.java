package archipelago.app.render;

import archipelago.app.layout.TimeAxis;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextAttribute;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;
import java.util.Map;

/// Writes and rules lines on a picture that somebody else owns. It draws on a copy of the
/// graphics, so that nothing that it sets there outlives it; [#close] ends it.
final class Pen implements AutoCloseable {
    private static final String THIN_SPACE = String.valueOf(TimeAxis.THIN_SPACE);
    private static final double THIN = 0.22;
    /// Where in a line its gap is, and half of its width and height.
    private static final double GAP_AT = 0.42;
    private static final double GAP = 2.6;
    private static final double GAP_HIGH = 5;

    final Graphics2D g;

    Pen(Graphics2D picture) {
        g = (Graphics2D) picture.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    @Override
    public void close() {
        g.dispose();
    }

    /// A colour between two others.
    ///
    /// @param share how much of `other` is in it, 0 to 1
    static Color blend(Color one, Color other, double share) {
        return new Color(
                channel(one.getRed(), other.getRed(), share),
                channel(one.getGreen(), other.getGreen(), share),
                channel(one.getBlue(), other.getBlue(), share));
    }

    private static int channel(int one, int other, double share) {
        return (int) Math.round(one + (other - one) * share);
    }

    static Color alpha(Color colour, double alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(alpha * 255));
    }

    /// How wide a text will be; a thin space is a fifth of the letters' height, also in fonts that
    /// have no sign for it.
    static double width(String text, Typeface face, double points) {
        double width = -points * THIN;
        for (var part : text.split(THIN_SPACE, -1)) {
            width += face.width(part, points) + points * THIN;
        }
        return width;
    }

    /// Writes a text with its left end at `x` and its letters' middle at `y`.
    void left(String text, double x, double y, Typeface face, double points, Color colour) {
        g.setFont(face.size(points));
        g.setColor(colour);
        // The middle of a line of text is the middle of its figures, about 0.72 em high.
        float base = (float) Math.rint(y + points * 0.36);
        double at = x;
        for (var part : text.split(THIN_SPACE, -1)) {
            g.drawString(part, (float) at, base);
            at += face.width(part, points) + points * THIN;
        }
    }

    void right(String text, double x, double y, Typeface face, double points, Color colour) {
        left(text, x - width(text, face, points), y, face, points, colour);
    }

    void centre(String text, double x, double y, Typeface face, double points, Color colour) {
        left(text, x - width(text, face, points) / 2, y, face, points, colour);
    }

    /// The form of captions.
    static String capitals(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /// A caption over a small figure: capitals, a little spread.
    void caption(String text, double x, double y, Color colour) {
        var font = Typeface.STRONG.size(11).deriveFont(Map.of(TextAttribute.TRACKING, 0.03));
        g.setFont(font);
        g.setColor(colour);
        g.drawString(capitals(text), (float) x, (float) Math.rint(y + 4));
    }

    /// The text, or as much of its beginning and its end as fits. Names that begin alike often
    /// differ at their ends.
    static String fit(String text, double width, Typeface face, double points) {
        var fitting = text;
        for (int kept = text.length() - 1; kept > 0 && face.width(fitting, points) > width; kept--) {
            int tail = kept / 3;
            fitting = text.substring(0, kept - tail) + "…" + text.substring(text.length() - tail);
        }
        return fitting;
    }

    /// A line one pixel wide that covers whole pixels.
    void vertical(double x, double y1, double y2, Color colour) {
        g.setColor(colour);
        g.fill(new Rectangle2D.Double(Math.rint(x), Math.rint(y1), 1, Math.rint(y2) - Math.rint(y1)));
    }

    void line(double x1, double y1, double x2, double y2, double width, Color colour) {
        g.setColor(colour);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    void dashed(double x1, double y1, double x2, double y2, double width, Color colour) {
        g.setColor(colour);
        g.setStroke(new BasicStroke(
                (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {3, 3}, 0));
        g.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    /// A gap in a line, between two strokes across it: what it stands for did not get through.
    void gap(double x1, double y1, double x2, double y2, Color ground, Color ink) {
        double length = Math.max(0.01, Math.hypot(x2 - x1, y2 - y1));
        double dx = (x2 - x1) / length;
        double dy = (y2 - y1) / length;
        double x = x1 + (x2 - x1) * GAP_AT;
        double y = y1 + (y2 - y1) * GAP_AT;
        line(x - dx * GAP, y - dy * GAP, x + dx * GAP, y + dy * GAP, 3, ground);
        for (double side : new double[] {-GAP, GAP}) {
            double sx = x + dx * side;
            double sy = y + dy * side;
            line(sx - dy * GAP_HIGH, sy + dx * GAP_HIGH, sx + dy * GAP_HIGH, sy - dx * GAP_HIGH, 1.7, ink);
        }
    }

    /// Fills a box in the row of columns that was begun, or as a shape where none is kept.
    void part(TimelineImages kept, Rectangle2D box, Color colour) {
        if (kept != null) {
            kept.row.fill(box, colour);
        } else {
            g.setColor(colour);
            g.fill(box);
        }
    }

    /// A text on a rounded ground.
    void chip(String text, double left, double middle, double width, Typeface face, double points, Theme theme) {
        g.setColor(theme.colour(Theme.Role.TIP_BACK));
        g.fill(new RoundRectangle2D.Double(left, middle - 9, width, 18, 7, 7));
        centre(text, left + width / 2, middle, face, points, theme.colour(Theme.Role.TIP_TEXT));
    }
}
