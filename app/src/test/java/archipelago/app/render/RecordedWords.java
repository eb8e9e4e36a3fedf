package archipelago.app.render;

import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A surface that paints as any other and remembers what was written on it, and where.
public final class RecordedWords extends Graphics2D {
    /// @param box the letters' room on the picture: as wide as written, as high as small letters
    /// @param whole whether no clip cuts it
    public record Written(String text, Rectangle2D box, boolean whole) {}

    private final Graphics2D g;
    private final List<Written> written;

    private RecordedWords(Graphics2D g, List<Written> written) {
        this.g = g;
        this.written = written;
    }

    public static RecordedWords on(BufferedImage image) {
        return new RecordedWords(image.createGraphics(), new ArrayList<>());
    }

    public List<Written> written() {
        return written;
    }

    @Override
    public Graphics create() {
        return new RecordedWords((Graphics2D) g.create(), written);
    }

    @Override
    public void drawString(String text, float x, float y) {
        g.drawString(text, x, y);
        if (text.isBlank()) {
            return;
        }
        var width = g.getFont().getStringBounds(text.strip(), g.getFontRenderContext()).getWidth();
        double high = g.getFont().getSize2D() * 0.55;
        double left = x + (text.startsWith(" ") ? g.getFont().getSize2D() * 0.2 : 0);
        var room = new Rectangle2D.Double(left + 0.5, y - high, Math.max(0, width - 1), high);
        var box = g.getTransform().createTransformedShape(room).getBounds2D();
        var clip = g.getClip() == null ? null : g.getTransform().createTransformedShape(g.getClip()).getBounds2D();
        var least = new Rectangle2D.Double(box.getX() + 1, box.getY() + 1, box.getWidth() - 2, box.getHeight() - 2);
        written.add(new Written(text, box, clip == null || clip.contains(least)));
    }

    @Override
    public void drawString(String text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    @Override
    public void drawString(AttributedCharacterIterator text, int x, int y) {
        g.drawString(text, x, y);
    }

    @Override
    public void drawString(AttributedCharacterIterator text, float x, float y) {
        g.drawString(text, x, y);
    }

    // --- everything else is passed on -----------------------------------------------------------

    @Override
    public void draw(Shape s) {
        g.draw(s);
    }

    @Override
    public void fill(Shape s) {
        g.fill(s);
    }

    @Override
    public boolean drawImage(Image i, AffineTransform t, ImageObserver o) {
        return g.drawImage(i, t, o);
    }

    @Override
    public void drawImage(BufferedImage i, BufferedImageOp op, int x, int y) {
        g.drawImage(i, op, x, y);
    }

    @Override
    public void drawRenderedImage(RenderedImage i, AffineTransform t) {
        g.drawRenderedImage(i, t);
    }

    @Override
    public void drawRenderableImage(RenderableImage i, AffineTransform t) {
        g.drawRenderableImage(i, t);
    }

    @Override
    public void drawGlyphVector(GlyphVector v, float x, float y) {
        g.drawGlyphVector(v, x, y);
    }

    @Override
    public boolean hit(Rectangle r, Shape s, boolean stroke) {
        return g.hit(r, s, stroke);
    }

    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        return g.getDeviceConfiguration();
    }

    @Override
    public void setComposite(Composite c) {
        g.setComposite(c);
    }

    @Override
    public void setPaint(Paint p) {
        g.setPaint(p);
    }

    @Override
    public void setStroke(Stroke s) {
        g.setStroke(s);
    }

    @Override
    public void setRenderingHint(RenderingHints.Key k, Object v) {
        g.setRenderingHint(k, v);
    }

    @Override
    public Object getRenderingHint(RenderingHints.Key k) {
        return g.getRenderingHint(k);
    }

    @Override
    public void setRenderingHints(Map<?, ?> hints) {
        g.setRenderingHints(hints);
    }

    @Override
    public void addRenderingHints(Map<?, ?> hints) {
        g.addRenderingHints(hints);
    }

    @Override
    public RenderingHints getRenderingHints() {
        return g.getRenderingHints();
    }

    @Override
    public void translate(int x, int y) {
        g.translate(x, y);
    }

    @Override
    public void translate(double x, double y) {
        g.translate(x, y);
    }

    @Override
    public void rotate(double theta) {
        g.rotate(theta);
    }

    @Override
    public void rotate(double theta, double x, double y) {
        g.rotate(theta, x, y);
    }

    @Override
    public void scale(double x, double y) {
        g.scale(x, y);
    }

    @Override
    public void shear(double x, double y) {
        g.shear(x, y);
    }

    @Override
    public void transform(AffineTransform t) {
        g.transform(t);
    }

    @Override
    public void setTransform(AffineTransform t) {
        g.setTransform(t);
    }

    @Override
    public AffineTransform getTransform() {
        return g.getTransform();
    }

    @Override
    public Paint getPaint() {
        return g.getPaint();
    }

    @Override
    public Composite getComposite() {
        return g.getComposite();
    }

    @Override
    public void setBackground(Color c) {
        g.setBackground(c);
    }

    @Override
    public Color getBackground() {
        return g.getBackground();
    }

    @Override
    public Stroke getStroke() {
        return g.getStroke();
    }

    @Override
    public void clip(Shape s) {
        g.clip(s);
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return g.getFontRenderContext();
    }

    @Override
    public Color getColor() {
        return g.getColor();
    }

    @Override
    public void setColor(Color c) {
        g.setColor(c);
    }

    @Override
    public void setPaintMode() {
        g.setPaintMode();
    }

    @Override
    public void setXORMode(Color c) {
        g.setXORMode(c);
    }

    @Override
    public Font getFont() {
        return g.getFont();
    }

    @Override
    public void setFont(Font f) {
        g.setFont(f);
    }

    @Override
    public FontMetrics getFontMetrics(Font f) {
        return g.getFontMetrics(f);
    }

    @Override
    public Rectangle getClipBounds() {
        return g.getClipBounds();
    }

    @Override
    public void clipRect(int x, int y, int w, int h) {
        g.clipRect(x, y, w, h);
    }

    @Override
    public void setClip(int x, int y, int w, int h) {
        g.setClip(x, y, w, h);
    }

    @Override
    public Shape getClip() {
        return g.getClip();
    }

    @Override
    public void setClip(Shape s) {
        g.setClip(s);
    }

    @Override
    public void copyArea(int x, int y, int w, int h, int dx, int dy) {
        g.copyArea(x, y, w, h, dx, dy);
    }

    @Override
    public void drawLine(int x1, int y1, int x2, int y2) {
        g.drawLine(x1, y1, x2, y2);
    }

    @Override
    public void fillRect(int x, int y, int w, int h) {
        g.fillRect(x, y, w, h);
    }

    @Override
    public void clearRect(int x, int y, int w, int h) {
        g.clearRect(x, y, w, h);
    }

    @Override
    public void drawRoundRect(int x, int y, int w, int h, int a, int b) {
        g.drawRoundRect(x, y, w, h, a, b);
    }

    @Override
    public void fillRoundRect(int x, int y, int w, int h, int a, int b) {
        g.fillRoundRect(x, y, w, h, a, b);
    }

    @Override
    public void drawOval(int x, int y, int w, int h) {
        g.drawOval(x, y, w, h);
    }

    @Override
    public void fillOval(int x, int y, int w, int h) {
        g.fillOval(x, y, w, h);
    }

    @Override
    public void drawArc(int x, int y, int w, int h, int from, int arc) {
        g.drawArc(x, y, w, h, from, arc);
    }

    @Override
    public void fillArc(int x, int y, int w, int h, int from, int arc) {
        g.fillArc(x, y, w, h, from, arc);
    }

    @Override
    public void drawPolyline(int[] xs, int[] ys, int n) {
        g.drawPolyline(xs, ys, n);
    }

    @Override
    public void drawPolygon(int[] xs, int[] ys, int n) {
        g.drawPolygon(xs, ys, n);
    }

    @Override
    public void fillPolygon(int[] xs, int[] ys, int n) {
        g.fillPolygon(xs, ys, n);
    }

    @Override
    public boolean drawImage(Image i, int x, int y, ImageObserver o) {
        return g.drawImage(i, x, y, o);
    }

    @Override
    public boolean drawImage(Image i, int x, int y, int w, int h, ImageObserver o) {
        return g.drawImage(i, x, y, w, h, o);
    }

    @Override
    public boolean drawImage(Image i, int x, int y, Color c, ImageObserver o) {
        return g.drawImage(i, x, y, c, o);
    }

    @Override
    public boolean drawImage(Image i, int x, int y, int w, int h, Color c, ImageObserver o) {
        return g.drawImage(i, x, y, w, h, c, o);
    }

    @Override
    public boolean drawImage(
            Image i, int dx1, int dy1, int dx2, int dy2, int sx1, int sy1, int sx2, int sy2, ImageObserver o) {
        return g.drawImage(i, dx1, dy1, dx2, dy2, sx1, sy1, sx2, sy2, o);
    }

    @Override
    public boolean drawImage(
            Image i,
            int dx1,
            int dy1,
            int dx2,
            int dy2,
            int sx1,
            int sy1,
            int sx2,
            int sy2,
            Color c,
            ImageObserver o) {
        return g.drawImage(i, dx1, dy1, dx2, dy2, sx1, sy1, sx2, sy2, c, o);
    }

    @Override
    public void dispose() {
        g.dispose();
    }
}
