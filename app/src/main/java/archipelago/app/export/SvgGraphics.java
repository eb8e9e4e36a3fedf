package archipelago.app.export;

import archipelago.engine.base.Require;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Line2D;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/// Writes what is drawn on it as SVG, in the picture's own units: places are worked out here, so that
/// elements carry no transforms, and what cannot be seen is not written. Text is written as text.
/// Copies of it ([#create()]) write into the same picture.
public final class SvgGraphics extends DrawnWithShapes {
    private static final AffineTransform AS_IT_IS = new AffineTransform();

    private final SvgDocument document;
    private AffineTransform transform = new AffineTransform();
    /// In the picture's units; null where nothing is cut off.
    private Shape clip;
    private Paint paint = Color.BLACK;
    private Color background = Color.WHITE;
    private Stroke stroke = new BasicStroke();
    private Composite composite = AlphaComposite.SrcOver;
    private Font font = new Font(Font.DIALOG, Font.PLAIN, 12);
    private final RenderingHints hints = new RenderingHints(null);

    SvgGraphics(int width, int height) {
        this(new SvgDocument(width, height));
        clip = new Rectangle2D.Double(0, 0, width, height);
    }

    private SvgGraphics(SvgDocument document) {
        this.document = document;
    }

    /// The whole file as it is now.
    String text() {
        return document.text();
    }

    /// Begins a group that is drawn as a whole and then let through so much, 0 to 1.
    void openGroup(double opacity) {
        document.open(opacity);
    }

    void closeGroup() {
        document.close();
    }

    @Override
    public Graphics create() {
        var copy = new SvgGraphics(document);
        copy.transform = new AffineTransform(transform);
        copy.clip = clip;
        copy.paint = paint;
        copy.background = background;
        copy.stroke = stroke;
        copy.composite = composite;
        copy.font = font;
        copy.hints.add(hints);
        return copy;
    }

    // --- drawing --------------------------------------------------------------------------------

    @Override
    public void fill(Shape shape) {
        var seen = seenAs(shape).getBounds2D();
        if (!seen.isEmpty() && !hidden(seen)) {
            document.add(SvgShape.element(shape, transform) + painted("fill") + clipFor(seen) + "/>");
        }
    }

    @Override
    public void draw(Shape shape) {
        if (!(stroke instanceof BasicStroke line) || !keepsForms(transform)) {
            fill(stroke.createStrokedShape(shape));
            return;
        }
        var seen = seenAs(line.createStrokedShape(shape)).getBounds2D();
        if (!hidden(seen)) {
            document.add(element(shape) + " fill=\"none\"" + painted("stroke") + line(line)
                    + clipFor(seen) + "/>");
        }
    }

    /// Charts ask for even lines: those that run along the pixels then lie in the middle of some.
    private String element(Shape shape) {
        boolean even = hints.get(RenderingHints.KEY_STROKE_CONTROL) == RenderingHints.VALUE_STROKE_NORMALIZE;
        if (even && shape instanceof Line2D line) {
            var from = transform.transform(line.getP1(), null);
            var to = transform.transform(line.getP2(), null);
            if (from.getX() == to.getX() || from.getY() == to.getY()) {
                var centred = new Line2D.Double(even(from.getX()), even(from.getY()), even(to.getX()), even(to.getY()));
                return SvgShape.element(centred, AS_IT_IS);
            }
        }
        if (even && shape instanceof Rectangle2D && upright(shape, seenAs(shape)) instanceof Rectangle2D seen) {
            double left = even(seen.getMinX());
            double top = even(seen.getMinY());
            var centred = new Rectangle2D.Double(left, top, even(seen.getMaxX()) - left, even(seen.getMaxY()) - top);
            return SvgShape.element(centred, AS_IT_IS);
        }
        return SvgShape.element(shape, transform);
    }

    private static double even(double place) {
        return Math.floor(place) + 0.5;
    }

    private String line(BasicStroke line) {
        double scale = Math.sqrt(Math.abs(transform.getDeterminant()));
        var text = new StringBuilder(SvgShape.attribute("stroke-width", Math.max(line.getLineWidth(), 0.1) * scale));
        text.append(switch (line.getEndCap()) {
            case BasicStroke.CAP_ROUND -> " stroke-linecap=\"round\"";
            case BasicStroke.CAP_SQUARE -> " stroke-linecap=\"square\"";
            default -> "";
        });
        text.append(switch (line.getLineJoin()) {
            case BasicStroke.JOIN_ROUND -> " stroke-linejoin=\"round\"";
            case BasicStroke.JOIN_BEVEL -> " stroke-linejoin=\"bevel\"";
            default -> SvgShape.attribute("stroke-miterlimit", line.getMiterLimit());
        });
        if (line.getDashArray() != null) {
            text.append(" stroke-dasharray=\"");
            for (int i = 0; i < line.getDashArray().length; i++) {
                text.append(i == 0 ? "" : " ").append(SvgNumber.of(line.getDashArray()[i] * scale));
            }
            text.append('"');
            if (line.getDashPhase() != 0) {
                text.append(SvgShape.attribute("stroke-dashoffset", line.getDashPhase() * scale));
            }
        }
        return text.toString();
    }

    @Override
    public void drawString(String text, float x, float y) {
        if (text.isBlank()) {
            return;
        }
        double length = SvgFont.length(text, font);
        double ascent = font.getSize2D();
        var room = new Rectangle2D.Double(x, y - ascent, length, 1.5 * ascent);
        var seen = seenAs(room).getBounds2D();
        if (hidden(seen)) {
            return;
        }
        boolean straight = keepsForms(transform) && transform.getShearX() == 0 && transform.getScaleX() > 0;
        var place = transform.transform(new Point2D.Double(x, y), null);
        double scale = straight ? transform.getScaleX() : 1;
        var element = "<text"
                + SvgShape.attribute("x", straight ? place.getX() : x)
                + SvgShape.attribute("y", straight ? place.getY() : y)
                + (straight ? "" : " transform=\"" + SvgShape.matrix(transform) + "\"")
                + SvgFont.attributes(font, scale)
                + (SvgFont.isSpacedOut(font) ? "" : SvgFont.kept(length * scale))
                + (text.equals(text.strip()) && !text.contains("  ") ? "" : " xml:space=\"preserve\"")
                + document.paint("fill", paint, opacity(), straight ? transform : AS_IT_IS);
        // A clip stands in the units of what it clips; around the text those are the picture's.
        var cut = clipFor(seen);
        document.add((cut.isEmpty() ? "" : "<g" + cut + ">") + element + ">" + SvgDocument.escaped(text) + "</text>"
                + (cut.isEmpty() ? "" : "</g>"));
    }

    @Override
    void drawPixels(BufferedImage image, AffineTransform place) {
        var whole = new AffineTransform(transform);
        whole.concatenate(place);
        var seen = whole.createTransformedShape(new Rectangle(image.getWidth(), image.getHeight())).getBounds2D();
        if (hidden(seen)) {
            return;
        }
        var png = new ByteArrayOutputStream();
        try {
            Require.that(ImageIO.write(image, "png", png), "PNG can be written");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        document.add("<g" + clipFor(seen) + "><image transform=\"" + SvgShape.matrix(whole) + "\""
                + SvgShape.attribute("width", image.getWidth())
                + SvgShape.attribute("height", image.getHeight())
                + SvgShape.attribute("opacity", opacity())
                + " xlink:href=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png.toByteArray()) + "\"/></g>");
    }

    private String painted(String what) {
        boolean hard = hints.get(RenderingHints.KEY_ANTIALIASING) == RenderingHints.VALUE_ANTIALIAS_OFF;
        return document.paint(what, paint, opacity(), transform) + (hard ? " shape-rendering=\"crispEdges\"" : "");
    }

    private double opacity() {
        return composite instanceof AlphaComposite alpha ? alpha.getAlpha() : 1;
    }

    /// Whether circles stay circles, so that a line is as thick in all directions.
    private static boolean keepsForms(AffineTransform t) {
        int changes = AffineTransform.TYPE_GENERAL_SCALE | AffineTransform.TYPE_GENERAL_TRANSFORM;
        return (t.getType() & changes) == 0;
    }

    // --- what is seen ---------------------------------------------------------------------------

    private Shape seenAs(Shape shape) {
        return transform.createTransformedShape(shape);
    }

    private boolean hidden(Rectangle2D seen) {
        boolean clear = paint instanceof Color colour && colour.getAlpha() == 0;
        return clear || opacity() == 0 || clip != null && !clip.intersects(seen);
    }

    private String clipFor(Rectangle2D seen) {
        return clip == null || clip.contains(seen) ? "" : document.clip(clip);
    }

    @Override
    public void clip(Shape shape) {
        var added = seenAs(shape);
        if (clip == null) {
            clip = upright(shape, added);
        } else if (clip instanceof Rectangle2D one && upright(shape, added) instanceof Rectangle2D other) {
            var both = one.createIntersection(other);
            clip = both.getWidth() < 0 || both.getHeight() < 0 ? new Rectangle2D.Double() : both;
        } else {
            var both = new Area(clip);
            both.intersect(new Area(added));
            clip = both;
        }
    }

    /// A rectangle that still is one after the transform, else the shape.
    private Shape upright(Shape before, Shape after) {
        boolean straight = transform.getShearX() == 0 && transform.getShearY() == 0;
        return straight && before instanceof Rectangle2D ? after.getBounds2D() : after;
    }

    @Override
    public Shape getClip() {
        if (clip == null) {
            return null;
        }
        try {
            var back = transform.createInverse().createTransformedShape(clip);
            return clip instanceof Rectangle2D && transform.getShearX() == 0 ? back.getBounds2D() : back;
        } catch (NoninvertibleTransformException e) {
            return new Rectangle2D.Double(); // Nothing can be seen of what has no extent.
        }
    }

    @Override
    public void setClip(Shape shape) {
        clip = shape == null ? null : upright(shape, seenAs(shape));
    }

    // --- what it is set to ----------------------------------------------------------------------

    @Override
    public AffineTransform getTransform() {
        return new AffineTransform(transform);
    }

    @Override
    public void setTransform(AffineTransform other) {
        transform = new AffineTransform(other);
    }

    @Override
    public void transform(AffineTransform inner) {
        transform.concatenate(inner);
    }

    @Override
    public Paint getPaint() {
        return paint;
    }

    @Override
    public void setPaint(Paint other) {
        paint = other == null ? paint : other;
    }

    @Override
    public Color getColor() {
        return paint instanceof Color colour ? colour : Color.BLACK;
    }

    @Override
    public void setColor(Color colour) {
        setPaint(colour);
    }

    @Override
    public Color getBackground() {
        return background;
    }

    @Override
    public void setBackground(Color colour) {
        background = colour;
    }

    @Override
    public Stroke getStroke() {
        return stroke;
    }

    @Override
    public void setStroke(Stroke other) {
        stroke = other;
    }

    @Override
    public Composite getComposite() {
        return composite;
    }

    @Override
    public void setComposite(Composite other) {
        composite = other;
    }

    @Override
    public Font getFont() {
        return font;
    }

    @Override
    public void setFont(Font other) {
        font = other == null ? font : other;
    }

    @Override
    RenderingHints hints() {
        return hints;
    }
}
