package archipelago.app.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/// A moving picture (GIF) that is written picture by picture and begins again at its end.
public final class Film implements AutoCloseable {
    private static final String GIF_METADATA = "javax_imageio_gif_image_1.0";
    private static final String GIF_STREAM = "NETSCAPE";

    private final int hundredths;
    private final ImageWriter writer;
    private final OutputStream file;
    private final ImageOutputStream stream;
    private int pictures;

    /// Begins a file; one that is there already is written over.
    ///
    /// @param hundredths how long each picture stays, in hundredths of a second
    public Film(Path path, int hundredths) throws IOException {
        this.hundredths = hundredths;
        writer = ImageIO.getImageWritersByFormatName("gif").next();
        file = Files.newOutputStream(path);
        stream = ImageIO.createImageOutputStream(file);
        writer.setOutput(stream);
        writer.prepareWriteSequence(null);
    }

    /// Appends a picture.
    ///
    /// @throws IOException if it cannot be written
    public void add(BufferedImage image) throws IOException {
        writer.writeToSequence(new IIOImage(image, null, metadata(writer, image, hundredths)), null);
        pictures++;
    }

    /// How many pictures it has.
    public int pictures() {
        return pictures;
    }

    @Override
    public void close() throws IOException {
        try (file; stream) { // Closing the image stream writes what is left and leaves the file open.
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadata metadata(ImageWriter writer, BufferedImage image, int hundredths)
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
