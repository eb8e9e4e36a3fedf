package archipelago.app.export;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Polygon;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.Map;

/// The many doors of `Graphics2D`, led to a few: shapes that are filled or drawn, texts, pixels.
abstract class DrawnWithShapes extends Graphics2D {
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    /// Asked for the measures of fonts; nothing is drawn on it.
    private Graphics2D measures;

    /// Puts pixels down, each one unit large before `place` is applied.
    abstract void drawPixels(BufferedImage image, AffineTransform place);

    abstract RenderingHints hints();

    // --- shapes ---------------------------------------------------------------------------------

    @Override
    public void drawLine(int x1, int y1, int x2, int y2) {
        draw(new Line2D.Double(x1, y1, x2, y2));
    }

    @Override
    public void fillRect(int x, int y, int width, int height) {
        fill(new Rectangle(x, y, width, height));
    }

    @Override
    public void clearRect(int x, int y, int width, int height) {
        var before = getPaint();
        setPaint(getBackground());
        fillRect(x, y, width, height);
        setPaint(before);
    }

    @Override
    public void drawRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        draw(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    @Override
    public void fillRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        fill(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    @Override
    public void drawOval(int x, int y, int width, int height) {
        draw(new Ellipse2D.Double(x, y, width, height));
    }

    @Override
    public void fillOval(int x, int y, int width, int height) {
        fill(new Ellipse2D.Double(x, y, width, height));
    }

    @Override
    public void drawArc(int x, int y, int width, int height, int start, int extent) {
        draw(new Arc2D.Double(x, y, width, height, start, extent, Arc2D.OPEN));
    }

    @Override
    public void fillArc(int x, int y, int width, int height, int start, int extent) {
        fill(new Arc2D.Double(x, y, width, height, start, extent, Arc2D.PIE));
    }

    @Override
    public void drawPolyline(int[] xs, int[] ys, int count) {
        var path = new Path2D.Double();
        for (int i = 0; i < count; i++) {
            if (i == 0) {
                path.moveTo(xs[i], ys[i]);
            } else {
                path.lineTo(xs[i], ys[i]);
            }
        }
        draw(path);
    }

    @Override
    public void drawPolygon(int[] xs, int[] ys, int count) {
        draw(new Polygon(xs, ys, count));
    }

    @Override
    public void fillPolygon(int[] xs, int[] ys, int count) {
        fill(new Polygon(xs, ys, count));
    }

    // --- texts ----------------------------------------------------------------------------------

    @Override
    public void drawString(String text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    @Override
    public void drawString(AttributedCharacterIterator text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    /// Texts of several fonts are drawn as their outlines.
    @Override
    public void drawString(AttributedCharacterIterator text, float x, float y) {
        new TextLayout(text, CONTEXT).draw(this, x, y);
    }

    @Override
    public void drawGlyphVector(GlyphVector glyphs, float x, float y) {
        fill(glyphs.getOutline(x, y));
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return CONTEXT;
    }

    @Override
    public FontMetrics getFontMetrics(Font font) {
        if (measures == null) {
            measures = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
            measures.setRenderingHint(
                    RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        }
        return measures.getFontMetrics(font);
    }

    // --- pixels ---------------------------------------------------------------------------------

    @Override
    public boolean drawImage(Image image, AffineTransform place, ImageObserver observer) {
        drawPixels(pixels(image), place);
        return true;
    }

    @Override
    public void drawImage(BufferedImage image, BufferedImageOp change, int x, int y) {
        drawPixels(change == null ? image : change.filter(image, null), AffineTransform.getTranslateInstance(x, y));
    }

    @Override
    public boolean drawImage(Image image, int x, int y, ImageObserver observer) {
        return drawImage(image, AffineTransform.getTranslateInstance(x, y), observer);
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, ImageObserver observer) {
        var place = AffineTransform.getTranslateInstance(x, y);
        place.scale((double) width / image.getWidth(observer), (double) height / image.getHeight(observer));
        return drawImage(image, place, observer);
    }

    @Override
    public boolean drawImage(Image image, int x, int y, Color ground, ImageObserver observer) {
        return drawImage(image, x, y, image.getWidth(observer), image.getHeight(observer), ground, observer);
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, Color ground, ImageObserver observer) {
        var before = getPaint();
        setPaint(ground);
        fillRect(x, y, width, height);
        setPaint(before);
        return drawImage(image, x, y, width, height, observer);
    }

    @Override
    public boolean drawImage(
            Image image, int toX1, int toY1, int toX2, int toY2, int x1, int y1, int x2, int y2,
            ImageObserver observer) {
        var part = pixels(image).getSubimage(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
        return drawImage(part, toX1, toY1, toX2 - toX1, toY2 - toY1, observer);
    }

    @Override
    public boolean drawImage(
            Image image, int toX1, int toY1, int toX2, int toY2, int x1, int y1, int x2, int y2, Color ground,
            ImageObserver observer) {
        var before = getPaint();
        setPaint(ground);
        fillRect(toX1, toY1, toX2 - toX1, toY2 - toY1);
        setPaint(before);
        return drawImage(image, toX1, toY1, toX2, toY2, x1, y1, x2, y2, observer);
    }

    @Override
    public void drawRenderedImage(RenderedImage image, AffineTransform place) {
        var copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        copy.createGraphics().drawRenderedImage(image, null);
        drawPixels(copy, place);
    }

    @Override
    public void drawRenderableImage(RenderableImage image, AffineTransform place) {
        drawRenderedImage(image.createDefaultRendering(), place);
    }

    private static BufferedImage pixels(Image image) {
        if (image instanceof BufferedImage pixels) {
            return pixels;
        }
        var copy = new BufferedImage(image.getWidth(null), image.getHeight(null), BufferedImage.TYPE_INT_ARGB);
        copy.createGraphics().drawImage(image, 0, 0, null);
        return copy;
    }

    // --- places and clips -----------------------------------------------------------------------

    @Override
    public void translate(int x, int y) {
        translate((double) x, (double) y);
    }

    @Override
    public void translate(double x, double y) {
        transform(AffineTransform.getTranslateInstance(x, y));
    }

    @Override
    public void rotate(double angle) {
        transform(AffineTransform.getRotateInstance(angle));
    }

    @Override
    public void rotate(double angle, double x, double y) {
        transform(AffineTransform.getRotateInstance(angle, x, y));
    }

    @Override
    public void scale(double x, double y) {
        transform(AffineTransform.getScaleInstance(x, y));
    }

    @Override
    public void shear(double x, double y) {
        transform(AffineTransform.getShearInstance(x, y));
    }

    @Override
    public void clipRect(int x, int y, int width, int height) {
        clip(new Rectangle(x, y, width, height));
    }

    @Override
    public void setClip(int x, int y, int width, int height) {
        setClip(new Rectangle(x, y, width, height));
    }

    @Override
    public Rectangle getClipBounds() {
        var clip = getClip();
        return clip == null ? null : clip.getBounds();
    }

    @Override
    public boolean hit(Rectangle place, Shape shape, boolean onStroke) {
        var outline = onStroke ? getStroke().createStrokedShape(shape) : shape;
        return getTransform().createTransformedShape(outline).intersects(place);
    }

    // --- hints ----------------------------------------------------------------------------------

    @Override
    public void setRenderingHint(RenderingHints.Key key, Object value) {
        if (value == null) {
            hints().remove(key);
        } else {
            hints().put(key, value);
        }
    }

    @Override
    public Object getRenderingHint(RenderingHints.Key key) {
        return hints().get(key);
    }

    @Override
    public void setRenderingHints(Map<?, ?> others) {
        hints().clear();
        addRenderingHints(others);
    }

    @Override
    public void addRenderingHints(Map<?, ?> others) {
        hints().putAll(others);
    }

    @Override
    public RenderingHints getRenderingHints() {
        return (RenderingHints) hints().clone();
    }

    // --- what has no meaning for lines ----------------------------------------------------------

    /// There is no screen behind it.
    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        return null;
    }

    @Override
    public void setPaintMode() {
        setComposite(AlphaComposite.SrcOver);
    }

    @Override
    public void setXORMode(Color other) {
        throw new UnsupportedOperationException("lines cannot be mixed with what lies under them");
    }

    @Override
    public void copyArea(int x, int y, int width, int height, int dx, int dy) {
        throw new UnsupportedOperationException("lines cannot be copied from where they were drawn");
    }

    @Override
    public void dispose() {
        if (measures != null) {
            measures.dispose();
            measures = null;
        }
    }
}
