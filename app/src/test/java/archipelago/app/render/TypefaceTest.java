package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TypefaceTest {
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    /// JavaFX fills enlarged letters so that a place which two strokes cover is empty.
    @ParameterizedTest
    @EnumSource
    void noStrokeOfALetterLiesOverAnother(Typeface face) {
        var font = face.size(1_000);
        var torn = new ArrayList<String>();
        IntStream.concat(IntStream.rangeClosed(0x21, 0x17f), "–—‘’“”…€→←↑↓⇄≠−·×µ".chars())
                .filter(font::canDisplay)
                .mapToObj(Character::toString)
                .filter(letter -> {
                    var outline = font.createGlyphVector(EXACT, letter).getOutline();
                    var whole = filled(Path2D.WIND_NON_ZERO, outline);
                    whole.subtract(filled(Path2D.WIND_EVEN_ODD, outline));
                    return whole.getBounds2D().getWidth() > 2 && whole.getBounds2D().getHeight() > 2;
                })
                .forEach(torn::add);
        assertThat(torn).isEmpty();
    }

    private static Area filled(int rule, Shape outline) {
        var path = new Path2D.Double(rule);
        path.append(outline.getPathIterator(null), false);
        return new Area(path);
    }
}
