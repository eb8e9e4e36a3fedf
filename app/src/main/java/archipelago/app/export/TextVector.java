package archipelago.app.export;

import archipelago.app.render.Typeface;
import java.awt.Font;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Text;

/// Texts of JavaFX, line by line as they are broken on the screen.
final class TextVector {
    private TextVector() {}

    static void draw(Text text, SvgGraphics g) {
        if (text.getFill() == null || text.getText().isEmpty()) {
            return;
        }
        var whole = text.getLayoutBounds();
        var room = new Rectangle2D.Double(
                whole.getMinX(), whole.getMinY(), whole.getWidth(), whole.getHeight());
        g.setPaint(ShapeVector.paint(text.getFill(), room));
        g.setFont(font(text.getFont()));
        var lines = text.getLayoutInfo().getTextLines(false);
        double top = lines.getFirst().bounds().getMinY();
        for (var line : lines) {
            double baseline = whole.getMinY() + text.getBaselineOffset() + line.bounds().getMinY() - top;
            line(text, line.start(), line.end(), baseline, g);
        }
        int end = text.getText().length();
        if (text.isUnderline()) {
            g.fill(path(List.of(text.underlineShape(0, end))));
        }
        if (text.isStrikethrough()) {
            g.fill(path(List.of(text.getStrikeThroughShape(0, end))));
        }
    }

    /// A line, in runs of signs that the font has, without wide gaps. For the other signs JavaFX takes
    /// another font, with other widths, and readers make one space of many; so each run stands where
    /// JavaFX has put it.
    private static void line(Text text, int start, int end, double baseline, SvgGraphics g) {
        var words = text.getText();
        int from = start;
        for (int at = start; at < end; ) {
            int next = words.offsetByCodePoints(at, 1);
            if (next >= end || parts(words, at, next, g.getFont())) {
                var run = words.substring(from, next);
                if (!run.isBlank()) {
                    int gap = run.length() - run.stripLeading().length();
                    g.drawString(run.strip(), (float) left(text, from + gap), (float) baseline);
                }
                from = next;
            }
            at = next;
        }
    }

    private static boolean parts(String words, int at, int next, Font font) {
        int one = words.codePointAt(at);
        int other = words.codePointAt(next);
        boolean gap = Character.isWhitespace(one) && Character.isWhitespace(other);
        return gap || font.canDisplay(one) != font.canDisplay(other);
    }

    /// Where a sign begins.
    private static double left(Text text, int at) {
        return path(List.of(text.getRangeShape(at, at + 1, false))).getBounds2D().getMinX();
    }

    private static Path2D path(List<PathElement> steps) {
        return ShapeVector.path(steps, FillRule.NON_ZERO);
    }

    /// The same font for Java2D: one of the program's own, by its full name, or one of the system.
    private static Font font(javafx.scene.text.Font font) {
        for (var face : Typeface.values()) {
            if (face.size(1).getFontName(Locale.ROOT).equals(font.getName())) {
                return face.size(font.getSize());
            }
        }
        int style = (font.getStyle().contains("Bold") ? Font.BOLD : Font.PLAIN)
                | (font.getStyle().contains("Italic") ? Font.ITALIC : Font.PLAIN);
        return new Font(font.getFamily(), style, 1).deriveFont((float) font.getSize());
    }
}
