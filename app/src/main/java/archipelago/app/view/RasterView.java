package archipelago.app.view;

import archipelago.engine.base.Require;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;

/// A part of the window that a Java2D painter paints. The painter's pixels are the window's pixels:
/// picture and pixel buffer share one array, sized by the screen's scale, so that nothing is copied
/// and letters stay sharp. It paints in [#pulse()], once, and only after something has changed.
///
/// It paints on two surfaces in turn: the window's other thread may still be putting the last picture
/// on the screen, and must not find a half-painted one.
public final class RasterView extends Region {
    /// Paints a whole surface of `width` times `height` points. The ground is transparent.
    @FunctionalInterface
    public interface Painting {
        void paint(Graphics2D g, int width, int height);
    }

    /// No picture is larger than this on a side, in pixels.
    private static final int MOST_PIXELS = 16_384;

    private final ImageView image = new ImageView();
    private Painting painting = (g, width, height) -> {};
    private Surface front;
    private Surface back;
    private double scale = 1;
    private boolean stale = true;
    private boolean onScreen;
    private Function<Double, Double> heightForWidth = width -> 0.0;

    public RasterView() {
        getStyleClass().add("raster");
        image.setSmooth(false);
        image.setManaged(false);
        image.setMouseTransparent(true);
        getChildren().add(image);
        setMinSize(0, 0);
        widthProperty().addListener(size -> repaint());
        heightProperty().addListener(size -> repaint());
    }

    public void painting(Painting what) {
        painting = what;
        repaint();
    }

    /// Lets the height follow the width, for figures that stand in a column.
    public void heightForWidth(Function<Double, Double> rule) {
        heightForWidth = rule;
        requestLayout();
    }

    @Override
    public javafx.geometry.Orientation getContentBias() {
        return javafx.geometry.Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return heightForWidth.apply(width);
    }

    /// Marks the picture as out of date; the next pulse paints it.
    public void repaint() {
        stale = true;
    }

    /// Paints, if the picture is out of date and there is room for it.
    ///
    /// @param screenScale pixels per point
    public void pulse(double screenScale) {
        int width = (int) Math.round(getWidth());
        int height = (int) Math.round(getHeight());
        if ((!stale && screenScale == scale) || width <= 0 || height <= 0) {
            return;
        }
        scale = screenScale;
        int pixelsWide = Math.clamp((long) Math.ceil(width * scale), 1, MOST_PIXELS);
        int pixelsHigh = Math.clamp((long) Math.ceil(height * scale), 1, MOST_PIXELS);
        if (front == null || !front.measures(pixelsWide, pixelsHigh)) {
            front = Surface.of(pixelsWide, pixelsHigh);
            back = Surface.of(pixelsWide, pixelsHigh);
        }
        image.setFitWidth(pixelsWide / scale);
        image.setFitHeight(pixelsHigh / scale);
        Arrays.fill(array(back.picture()), 0);
        var g = back.picture().createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.scale(scale, scale);
            onScreen = true;
            painting.paint(g, width, height);
        } finally {
            onScreen = false;
            g.dispose();
        }
        back.pixels().updateBuffer(buffer -> null);
        image.setImage(back.image());
        var shown = back;
        back = front;
        front = shown;
        stale = false;
    }

    /// Whether what is painted right now is for the screen, where images can be put; not for a figure in lines.
    boolean onScreen() {
        return onScreen;
    }

    /// What is on the screen, until the next pulse; empty before there is anything.
    Optional<BufferedImage> shown() {
        return front == null || stale && image.getImage() == null ? Optional.empty() : Optional.of(front.picture());
    }

    /// Paints what it shows on another surface, in the same places and with lines in place of pixels;
    /// nothing, if it shows nothing yet.
    public void paint(Graphics2D g) {
        if (front != null) {
            painting.paint(g, (int) Math.round(getWidth()), (int) Math.round(getHeight()));
        }
    }

    /// A picture, and the same pixels as an image of the window.
    private record Surface(BufferedImage picture, PixelBuffer<IntBuffer> pixels, WritableImage image) {
        static Surface of(int pixelsWide, int pixelsHigh) {
            var picture = new BufferedImage(pixelsWide, pixelsHigh, BufferedImage.TYPE_INT_ARGB_PRE);
            var pixels = new PixelBuffer<>(
                    pixelsWide, pixelsHigh, IntBuffer.wrap(array(picture)), PixelFormat.getIntArgbPreInstance());
            return new Surface(picture, pixels, new WritableImage(pixels));
        }

        boolean measures(int pixelsWide, int pixelsHigh) {
            return picture.getWidth() == pixelsWide && picture.getHeight() == pixelsHigh;
        }
    }

    private static int[] array(BufferedImage picture) {
        var buffer = picture.getRaster().getDataBuffer();
        Require.that(buffer instanceof DataBufferInt, "a picture's pixels are whole numbers");
        return ((DataBufferInt) buffer).getData();
    }
}
