package archipelago.app.export;

import archipelago.engine.base.Require;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/// Pictures as files.
public final class PictureFile {
    private PictureFile() {}

    /// Who takes pictures one by one, as they are drawn.
    @FunctionalInterface
    public interface Taker {
        void take(BufferedImage image) throws IOException;
    }

    /// The forms that there are, by the endings of file names.
    public enum Form {
        PNG,
        SVG,
        GIF;

        /// The form that a name asks for, or null if it is another one.
        public static Form of(Path path) {
            var name = path.toString().toLowerCase(Locale.ROOT);
            for (var form : values()) {
                if (name.endsWith("." + form.name().toLowerCase(Locale.ROOT))) {
                    return form;
                }
            }
            return null;
        }
    }

    /// Draws into pixels.
    public static BufferedImage image(int width, int height, Consumer<Graphics2D> drawing) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        hints(g);
        drawing.accept(g);
        g.dispose();
        return image;
    }

    /// The quality that all pictures have.
    private static void hints(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /// Writes pixels as PNG; a file that is there already is written over.
    public static void writePng(BufferedImage image, Path path) throws IOException {
        try (var out = Files.newOutputStream(path)) {
            Require.that(ImageIO.write(image, "png", out), "PNG can be written");
        }
    }

    /// Draws into lines and text: an SVG file. The same drawing is the same file, to the last byte.
    public static String svg(int width, int height, Consumer<SvgGraphics> drawing) {
        var g = new SvgGraphics(width, height);
        hints(g);
        drawing.accept(g);
        return g.text();
    }

    /// Draws into lines and text, and writes them as SVG; a file that is there already is written over.
    public static void writeSvg(int width, int height, Consumer<SvgGraphics> drawing, Path path) throws IOException {
        Files.writeString(path, svg(width, height, drawing), StandardCharsets.UTF_8);
    }
}
