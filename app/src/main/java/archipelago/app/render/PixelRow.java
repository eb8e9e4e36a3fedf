package archipelago.app.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
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
        for (int y = 0; y < height; y++) {
            Arrays.fill(pixels, y * image.getWidth(), y * image.getWidth() + width, 0);
        }
    }

    /// Fills a box that lies in the row.
    void fill(Rectangle2D box, Color colour) {
        int from = Math.clamp(pixelX(box.getX()) - left, 0, width);
        int until = Math.clamp(pixelX(box.getMaxX()) - left, from, width);
        int below = Math.clamp(pixelY(box.getMaxY()) - top, 0, height);
        int value = premultiplied(colour);
        for (int y = Math.clamp(pixelY(box.getY()) - top, 0, below); y < below; y++) {
            Arrays.fill(pixels, y * image.getWidth() + from, y * image.getWidth() + until, value);
        }
    }

    /// Puts the row on the surface.
    void end(Graphics2D g) {
        if (width > 0) {
            g.setTransform(new AffineTransform());
            g.drawImage(image, left, top, left + width, top + height, 0, 0, width, height, null);
            g.setTransform(transform);
        }
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
