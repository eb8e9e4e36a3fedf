package archipelago.app.export;

import archipelago.engine.base.Require;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.LinearGradientPaint;
import java.awt.MultipleGradientPaint.CycleMethod;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The text of an SVG picture while it grows. What is used by name, clips and gradients, stands once
/// and is numbered in the order of its first use, so that the same drawing is the same file.
final class SvgDocument {
    private static final AffineTransform AS_IT_IS = new AffineTransform();

    private final int width;
    private final int height;
    private final StringBuilder body = new StringBuilder();
    /// What is used by name: its text without the name, and the name.
    private final Map<String, String> named = new LinkedHashMap<>();
    private int groups;

    SvgDocument(int width, int height) {
        this.width = width;
        this.height = height;
    }

    void add(String element) {
        body.append(element).append('\n');
    }

    /// Begins a group that is drawn as a whole and then let through so much.
    void open(double opacity) {
        groups++;
        add("<g" + SvgShape.attribute("opacity", opacity) + ">");
    }

    void close() {
        Require.that(groups > 0, "a group that ends has begun");
        groups--;
        add("</g>");
    }

    /// The whole file. Viewers would pair and join letters on their own; the program's painters and
    /// controls do not, so here that is put off.
    String text() {
        Require.that(groups == 0, "every group has ended");
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"")
                .append(SvgShape.attribute("width", width))
                .append(SvgShape.attribute("height", height))
                .append(" viewBox=\"0 0 ").append(width).append(' ').append(height).append('"')
                .append(" text-rendering=\"geometricPrecision\"")
                .append(" style=\"font-kerning:none;font-variant-ligatures:none\">\n");
        if (!named.isEmpty()) {
            text.append("<defs>\n");
            named.forEach((element, name) -> {
                int end = element.indexOf('>');
                text.append(element, 0, end).append(" id=\"").append(name).append('"');
                text.append(element, end, element.length()).append('\n');
            });
            text.append("</defs>\n");
        }
        return text.append(body).append("</svg>\n").toString();
    }

    /// The attribute that lets only what is inside of a shape be seen; the shape is in the picture's
    /// own units.
    String clip(Shape shape) {
        var element = "<clipPath>" + SvgShape.element(shape, AS_IT_IS) + "/></clipPath>";
        return " clip-path=\"url(#" + name(element, "c") + ")\"";
    }

    /// The attributes that paint.
    ///
    /// @param what `fill` or `stroke`
    /// @param opacity what the drawing lets through beside the paint's own
    String paint(String what, Paint paint, double opacity, AffineTransform transform) {
        if (paint instanceof Color colour) {
            return colour(what, what + "-opacity", colour, opacity);
        }
        var through = opacity < 1 ? SvgShape.attribute(what + "-opacity", opacity) : "";
        return " " + what + "=\"url(#" + name(gradient(paint, transform), "p") + ")\"" + through;
    }

    private String name(String element, String letter) {
        return named.computeIfAbsent(element, e -> letter + named.size());
    }

    private static String colour(String colourName, String opacityName, Color colour, double opacity) {
        double through = opacity * colour.getAlpha() / 255;
        var hex = String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xffffff);
        return " " + colourName + "=\"" + hex + "\"" + (through < 1 ? SvgShape.attribute(opacityName, through) : "");
    }

    private static String gradient(Paint paint, AffineTransform transform) {
        return switch (paint) {
            case GradientPaint two -> gradient(
                    "linearGradient",
                    ends(two.getPoint1(), two.getPoint2()),
                    two.isCyclic() ? CycleMethod.REFLECT : CycleMethod.NO_CYCLE,
                    transform,
                    new float[] {0, 1},
                    new Color[] {two.getColor1(), two.getColor2()});
            case LinearGradientPaint line -> gradient(
                    "linearGradient",
                    ends(line.getStartPoint(), line.getEndPoint()),
                    line.getCycleMethod(),
                    together(transform, line.getTransform()),
                    line.getFractions(),
                    line.getColors());
            case RadialGradientPaint round -> gradient(
                    "radialGradient",
                    SvgShape.attribute("cx", round.getCenterPoint().getX())
                            + SvgShape.attribute("cy", round.getCenterPoint().getY())
                            + SvgShape.attribute("fx", round.getFocusPoint().getX())
                            + SvgShape.attribute("fy", round.getFocusPoint().getY())
                            + SvgShape.attribute("r", round.getRadius()),
                    round.getCycleMethod(),
                    together(transform, round.getTransform()),
                    round.getFractions(),
                    round.getColors());
            default -> throw new UnsupportedOperationException("no lines can be made of " + paint.getClass());
        };
    }

    private static String gradient(
            String kind,
            String place,
            CycleMethod beyond,
            AffineTransform transform,
            float[] fractions,
            Color[] colours) {
        var text = new StringBuilder("<").append(kind).append(" gradientUnits=\"userSpaceOnUse\"").append(place);
        if (beyond != CycleMethod.NO_CYCLE) {
            text.append(" spreadMethod=\"").append(beyond.name().toLowerCase(Locale.ROOT)).append('"');
        }
        text.append(" gradientTransform=\"").append(SvgShape.matrix(transform)).append("\">");
        for (int i = 0; i < fractions.length; i++) {
            text.append("<stop").append(SvgShape.attribute("offset", fractions[i]));
            text.append(colour("stop-color", "stop-opacity", colours[i], 1)).append("/>");
        }
        return text.append("</").append(kind).append('>').toString();
    }

    private static String ends(Point2D from, Point2D to) {
        return SvgShape.attribute("x1", from.getX())
                + SvgShape.attribute("y1", from.getY())
                + SvgShape.attribute("x2", to.getX())
                + SvgShape.attribute("y2", to.getY());
    }

    private static AffineTransform together(AffineTransform outer, AffineTransform inner) {
        var both = new AffineTransform(outer);
        both.concatenate(inner);
        return both;
    }

    /// A text as it stands between tags and inside attributes. Signs that XML has no way to write are
    /// left out.
    static String escaped(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(sign -> {
            switch (sign) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                default -> {
                    boolean known = sign >= ' ' && sign < 0xd800 || sign > 0xdfff && sign != 0xfffe && sign != 0xffff;
                    if (known || sign == '\t') {
                        out.appendCodePoint(sign);
                    }
                }
            }
        });
        return out.toString();
    }
}
