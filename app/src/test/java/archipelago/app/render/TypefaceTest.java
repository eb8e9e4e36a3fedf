package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.font.FontRenderContext;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The letters that the program brings with it.
class TypefaceTest {
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    /// Where two strokes of a letter overlap, JavaFX leaves a notch as soon as something is shown enlarged: on a wall
    /// and on a very large screen.
    @ParameterizedTest
    @EnumSource
    void noStrokesOfALetterOverlap(Typeface face) {
        var font = face.size(2048).deriveFont(2048f);
        var overlapping = new ArrayList<String>();
        for (char letter = '!'; letter <= '\u017f'; letter++) {
            if (font.canDisplay(letter) && letter != '\u00ad') {
                var outline = font.createGlyphVector(EXACT, new char[] {letter}).getOutline();
                var all = new Path2D.Double(Path2D.WIND_NON_ZERO);
                all.append(outline, false);
                var once = new Path2D.Double(Path2D.WIND_EVEN_ODD);
                once.append(outline, false);
                var twice = new Area(all);
                twice.subtract(new Area(once));
                var box = twice.getBounds2D();
                if (box.getWidth() > 16 && box.getHeight() > 16) {
                    overlapping.add(Character.toString(letter));
                }
            }
        }
        assertThat(overlapping).isEmpty();
    }
}
