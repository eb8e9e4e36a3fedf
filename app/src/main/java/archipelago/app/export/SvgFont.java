package archipelago.app.export;

import archipelago.app.render.Typeface;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.util.Locale;

/// Fonts in the words of SVG. Text stays text in a figure: it can be searched, copied, read aloud and
/// put into other words, and a file with it is a tenth of the size of one with outlines. The price is
/// that a viewer without the fonts takes others. So each face names what comes nearest to it, and each
/// text says how long it is: it keeps to its room whatever it is written with.
final class SvgFont {
    private static final String SANS = ", \"Helvetica Neue\", Arial, \"DejaVu Sans\", sans-serif";
    private static final String MONO = ", \"DejaVu Sans Mono\", Menlo, Consolas, monospace";
    private static final int ORDINARY = 400;
    private static final int BOLD = 700;
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private SvgFont() {}

    /// The attributes of a text in a font that is drawn `scale` times as large as it says.
    static String attributes(Font font, double scale) {
        var text = new StringBuilder(" font-family='").append(families(font)).append("'");
        text.append(SvgShape.attribute("font-size", font.getSize2D() * scale));
        int weight = weight(font);
        if (weight != ORDINARY) {
            text.append(SvgShape.attribute("font-weight", weight));
        }
        if (font.isItalic()) {
            text.append(" font-style=\"italic\"");
        }
        if (isSpacedOut(font)) {
            text.append(SvgShape.attribute("letter-spacing", tracking(font) * font.getSize2D() * scale));
        }
        return text.toString();
    }

    /// The attributes that keep a text to its length. Not for spaced-out ones: viewers do not agree on
    /// whether the space behind the last letter counts.
    static String kept(double length) {
        return SvgShape.attribute("textLength", length) + " lengthAdjust=\"spacingAndGlyphs\"";
    }

    static boolean isSpacedOut(Font font) {
        return tracking(font) != 0;
    }

    private static double tracking(Font font) {
        return font.getAttributes().get(TextAttribute.TRACKING) instanceof Number share ? share.doubleValue() : 0;
    }

    /// How long a text is, in the unit of the font's size.
    static double length(String text, Font font) {
        return font.getStringBounds(text, CONTEXT).getWidth();
    }

    /// First the face by the name that it has as a family of its own, as some systems know it; then
    /// the family, in which the weight finds it; then what most systems have.
    private static String families(Font font) {
        var family = font.getFamily(Locale.ROOT);
        for (var own : new String[] {"Inter", "JetBrains Mono"}) {
            if (family.startsWith(own)) {
                var face = family.equals(own) ? "" : "\"" + family + "\", ";
                return face + "\"" + own + "\"" + (own.equals("Inter") ? SANS : MONO);
            }
        }
        return switch (family) {
            case Font.MONOSPACED, Font.DIALOG_INPUT -> "monospace";
            case Font.SERIF -> "serif";
            case Font.SANS_SERIF, Font.DIALOG -> "sans-serif";
            default -> "\"" + SvgDocument.escaped(family) + "\"" + SANS;
        };
    }

    private static int weight(Font font) {
        var name = font.getFontName(Locale.ROOT);
        for (var face : Typeface.values()) {
            if (face.size(1).getFontName(Locale.ROOT).equals(name)) {
                return switch (face) {
                    case TEXT, MONO -> ORDINARY;
                    case MEDIUM, MONO_MEDIUM -> 500;
                    case STRONG -> 600;
                    case BOLD -> BOLD;
                };
            }
        }
        return font.isBold() ? BOLD : ORDINARY;
    }
}
