package archipelago.app.export;

import archipelago.engine.base.Require;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGHints;

/// Pictures as files.
public final class PictureFile {
    private static final String GIF_METADATA = "javax_imageio_gif_image_1.0";
    private static final String GIF_STREAM = "NETSCAPE";

    private PictureFile() {}

    /// The forms that there are, by the endings of file names.
    public enum Form {
        PNG,
        SVG,
        GIF;

        /// The form that a name asks for, or null if it is another one.
        public static Form of(Path path) {
            var name = path.getFileName().toString().toLowerCase(Locale.ROOT);
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

    public static void writePng(BufferedImage image, Path path) throws IOException {
        try (var out = Files.newOutputStream(path)) {
            Require.that(ImageIO.write(image, "png", out), "PNG can be written");
        }
    }

    public static void writeSvg(int width, int height, Consumer<Graphics2D> drawing, Path path) throws IOException {
        var g = new SVGGraphics2D(width, height);
        hints(g);
        g.setRenderingHint(SVGHints.KEY_TEXT_RENDERING, "geometricPrecision");
        drawing.accept(g);
        Files.writeString(path, g.getSVGDocument(), StandardCharsets.UTF_8);
    }

    /// Writes a moving picture that begins again at its end.
    ///
    /// @param hundredths how long each picture stays, in hundredths of a second
    public static void writeGif(List<BufferedImage> images, int hundredths, Path path) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (var stream = ImageIO.createImageOutputStream(Files.newOutputStream(path))) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (var image : images) {
                writer.writeToSequence(new IIOImage(image, null, gifMetadata(writer, image, hundredths)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadata gifMetadata(ImageWriter writer, BufferedImage image, int hundredths)
            throws IOException {
        var metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), writer.getDefaultWriteParam());
        var root = (IIOMetadataNode) metadata.getAsTree(GIF_METADATA);
        var control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", Integer.toString(hundredths));
        control.setAttribute("transparentColorIndex", "0");
        var loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", GIF_STREAM);
        loop.setAttribute("authenticationCode", "2.0");
        loop.setUserObject(new byte[] {1, 0, 0});
        child(root, "ApplicationExtensions").appendChild(loop);
        metadata.setFromTree(GIF_METADATA, root);
        return metadata;
    }

    private static IIOMetadataNode child(IIOMetadataNode parent, String name) {
        for (int i = 0; i < parent.getLength(); i++) {
            if (parent.item(i).getNodeName().equals(name)) {
                return (IIOMetadataNode) parent.item(i);
            }
        }
        var node = new IIOMetadataNode(name);
        parent.appendChild(node);
        return node;
    }
}
