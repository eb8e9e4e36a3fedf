package archipelago.app.render;

import archipelago.engine.base.Require;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The letters of every picture. The fonts travel with the program, so that a text takes the same
/// room on every machine.
public enum Typeface {
    TEXT("Inter_400Regular.ttf"),
    MEDIUM("Inter_500Medium.ttf"),
    STRONG("Inter_600SemiBold.ttf"),
    BOLD("Inter_700Bold.ttf"),
    MONO("JetBrainsMono_400Regular.ttf"),
    MONO_MEDIUM("JetBrainsMono_500Medium.ttf");

    private static final FontRenderContext CONTEXT = new FontRenderContext(new AffineTransform(), true, true);

    private final String file;
    private final Font font;

    Typeface(String file) {
        this.file = file;
        font = load(file);
    }

    /// Where the font's file is, for loaders of other toolkits.
    public String resource() {
        return "/archipelago/app/assets/fonts/" + file;
    }

    public Font size(double points) {
        return font.deriveFont((float) points);
    }

    /// How wide a text is, in the unit of `points`.
    public double width(String text, double points) {
        return size(points).getStringBounds(text, CONTEXT).getWidth();
    }

    private static Font load(String file) {
        try (var in = Typeface.class.getResourceAsStream("/archipelago/app/assets/fonts/" + file)) {
            Require.that(in != null, "the font is part of the program", file);
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the font " + file + " cannot be read", e);
        }
    }
}
