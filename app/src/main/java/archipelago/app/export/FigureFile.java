package archipelago.app.export;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// A figure as a file: one view of a run at an instant, or a moving one.
///
/// @param file where to; one that is there already is written over
/// @param form how
/// @param width in pixels
/// @param height in pixels
public record FigureFile(Path file, PictureFile.Form form, int width, int height) {
    /// How many pictures a moving figure has, and how long each stays, in hundredths of a second.
    public static final int PICTURES = 60;

    public static final int HUNDREDTHS = 8;

    /// Something that can be drawn at any instant.
    @FunctionalInterface
    public interface Drawing {
        void draw(long ns, Graphics2D g, int width, int height);
    }

    /// Writes what is there at an instant.
    ///
    /// @throws IOException if the file cannot be written
    public void write(Drawing drawing, long atNs) throws IOException {
        if (form == PictureFile.Form.SVG) {
            PictureFile.writeSvg(width, height, g -> drawing.draw(atNs, g, width, height), file);
        } else {
            PictureFile.writePng(image(drawing, atNs), file);
        }
    }

    /// Writes a moving figure, picture by picture, so that it needs no more memory than a still one.
    ///
    /// @param done told after each picture how many there are
    /// @throws IOException if the file cannot be written
    public void writeMoving(Drawing drawing, long atNs, long untilNs, IntConsumer done) throws IOException {
        try (var film = new Film(file, HUNDREDTHS)) {
            for (long instant : instants(atNs, untilNs)) {
                film.add(image(drawing, instant));
                done.accept(film.pictures());
            }
        }
    }

    private BufferedImage image(Drawing drawing, long ns) {
        return PictureFile.image(width, height, g -> drawing.draw(ns, g, width, height));
    }

    /// The instants of a moving figure, evenly spread.
    public static List<Long> instants(long atNs, long untilNs) {
        var instants = new ArrayList<Long>();
        long spanNs = untilNs - atNs;
        long last = PICTURES - 1;
        for (long i = 0; i <= last; i++) {
            instants.add(atNs + spanNs / last * i + spanNs % last * i / last);
        }
        return instants;
    }
}
