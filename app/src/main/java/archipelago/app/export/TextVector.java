package archipelago.app.export;

import archipelago.app.render.Typeface;
import java.awt.Font;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;
import javafx.scene.shape.FillRule;
import javafx.scene.text.Text;

/// Texts of JavaFX, line by line as they are broken on the screen.
final class TextVector {
    private TextVector() {}

    static void draw(Text text, SvgGraphics g) {
        if (text.getFill() == null || text.getText().isEmpty()) {
            return;
        }
        var whole = text.getLayoutBounds();
        var room = new java.awt.geom.Rectangle2D.Double(
                whole.getMinX(), whole.getMinY(), whole.getWidth(), whole.getHeight());
        g.setPaint(ShapeVector.paint(text.getFill(), room));
        g.setFont(font(text.getFont()));
        var lines = text.getLayoutInfo().getTextLines(false);
        double top = lines.getFirst().bounds().getMinY();
        for (var line : lines) {
            // The spaces where a line is broken are not seen.
            var words = text.getText().substring(line.start(), line.end()).stripTrailing();
            double x = whole.getMinX() + line.bounds().getMinX();
            double y = whole.getMinY() + text.getBaselineOffset() + line.bounds().getMinY() - top;
            g.drawString(words, (float) x, (float) y);
        }
        int end = text.getText().length();
        if (text.isUnderline()) {
            g.fill(path(List.of(text.underlineShape(0, end))));
        }
        if (text.isStrikethrough()) {
            g.fill(path(List.of(text.getStrikeThroughShape(0, end))));
        }
    }

    private static Path2D path(List<javafx.scene.shape.PathElement> steps) {
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
