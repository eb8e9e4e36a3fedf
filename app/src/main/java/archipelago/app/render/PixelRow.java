package archipelago.app.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/// A row of columns in colours, put on a surface as one image: a row of work has hundreds of runs of columns, and each
/// as a rectangle of its own takes longer than the whole image.
final class PixelRow {
    private BufferedImage image;
    private int[] pixels;
    private AffineTransform transform;
    private int left;
    private int width;
    private int top;
    private int height;

    /// Begins a row, with nothing in it.
    void begin(Graphics2D g, double fromX, double toX, double fromY, double toY) {
        transform = g.getTransform();
        left = pixelX(fromX);
        width = Math.max(0, pixelX(toX) - left);
        top = pixelY(fromY);
        height = Math.max(1, pixelY(toY) - top);
        if (image == null || image.getWidth() < width || image.getHeight() < height) {
            int wide = Math.max(Math.max(1, width), image == null ? 0 : image.getWidth());
            int high = Math.max(height, image == null ? 0 : image.getHeight());
            image = new BufferedImage(wide, high, BufferedImage.TYPE_INT_ARGB_PRE);
            pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        }
        Arrays.fill(pixels, 0, width, 0);
    }

    /// Fills the columns between two places.
    void run(double fromX, double toX, Color colour) {
        int from = Math.clamp(pixelX(fromX) - left, 0, width);
        int until = Math.clamp(pixelX(toX) - left, from, width);
        Arrays.fill(pixels, from, until, premultiplied(colour));
    }

    /// Puts the row on the surface.
    void end(Graphics2D g) {
        if (width == 0) {
            return;
        }
        for (int y = 1; y < height; y++) {
            System.arraycopy(pixels, 0, pixels, y * image.getWidth(), width);
        }
        g.setTransform(new AffineTransform());
        g.drawImage(image, left, top, left + width, top + height, 0, 0, width, height, null);
        g.setTransform(transform);
    }

    private int pixelX(double x) {
        return (int) Math.round(x * transform.getScaleX() + transform.getTranslateX());
    }

    private int pixelY(double y) {
        return (int) Math.round(y * transform.getScaleY() + transform.getTranslateY());
    }

    private static int premultiplied(Color colour) {
        int alpha = colour.getAlpha();
        return alpha << 24
                | channel(colour.getRed(), alpha) << 16
                | channel(colour.getGreen(), alpha) << 8
                | channel(colour.getBlue(), alpha);
    }

    private static int channel(int value, int alpha) {
        return (value * alpha + 127) / 255;
    }
}
