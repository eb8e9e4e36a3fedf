package archipelago.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/// Keeps pictures to look at. Tests keep hundreds of them, so it hurries: no transparency, which takes the writer
/// several times as long, and little packing.
public final class Png {
    private static final float LITTLE_PACKING = 0.9f;

    private Png() {}

    /// Writes a picture into a file, whose folder is made if it is not there.
    public static void write(BufferedImage picture, Path file) {
        var opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        var g = opaque.createGraphics();
        g.drawImage(picture, 0, 0, null);
        g.dispose();
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(LITTLE_PACKING);
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            try (var out = ImageIO.createImageOutputStream(file.toFile())) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(opaque, null, null), how);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }
}
