package archipelago.app.export;

import archipelago.app.render.Typeface;
import archipelago.engine.base.Require;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Component;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/// Looks at figures with somebody else's eyes (JSVG), and at two pictures of the same thing side by side.
final class Eyes {
    /// Pictures are compared in squares of so many pixels.
    private static final int TILE = 20;
    private static final Path PICTURES = Path.of("target", "pictures");

    private Eyes() {}

    /// How far two pictures are apart, in steps of 255.
    ///
    /// @param whole the mean difference of a pixel's brightness, over everything
    /// @param tile the same over the tile where it is greatest; white letters on black, whose
    ///     edges two programs smooth in two ways, are up to 29 apart
    /// @param tint the difference between the mean colours of a tile, where it is greatest: how edges are
    ///     smoothed hardly counts in it, but a word that is missing does; 14 because JavaFX leaves holes in large
    ///     letters whose strokes overlap, which the figure does not have
    record Apart(double whole, double tile, double tint) {
        private static final Apart NOTHING = new Apart(0, 0, 0);

        boolean isClose() {
            return whole <= 2.5 && tile <= 32 && tint <= 14;
        }
    }

    static BufferedImage look(String svg, int width, int height) {
        for (var face : Typeface.values()) {
            GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(face.size(12));
        }
        var file = new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
        var document = new SVGLoader().load(file, null, LoaderContext.createDefault());
        Require.that(document != null, "the figure can be read");
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        document.render((Component) null, g, new ViewBox(0, 0, width, height));
        g.dispose();
        return image;
    }

    /// Reads a figure as XML.
    static Document parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }

    static void write(BufferedImage image, String name) throws IOException {
        Files.createDirectories(PICTURES);
        ImageIO.write(image, "png", PICTURES.resolve(name + ".png").toFile());
    }

    static void write(String svg, String name) throws IOException {
        Files.createDirectories(PICTURES);
        Files.writeString(PICTURES.resolve(name + ".svg"), svg);
    }

    /// @param without tiles that touch one of these are left out
    static Apart compare(BufferedImage one, BufferedImage other, List<Rectangle2D> without) {
        var apart = Apart.NOTHING;
        double sum = 0;
        int tiles = 0;
        for (int y = 0; y < one.getHeight(); y += TILE) {
            for (int x = 0; x < one.getWidth(); x += TILE) {
                var tile = new Rectangle2D.Double(
                        x, y, Math.min(TILE, one.getWidth() - x), Math.min(TILE, one.getHeight() - y));
                if (without.stream().noneMatch(tile::intersects)) {
                    var here = compare(one, other, tile);
                    sum += here.whole;
                    tiles++;
                    apart = new Apart(0, Math.max(apart.tile, here.tile), Math.max(apart.tint, here.tint));
                }
            }
        }
        return new Apart(sum / tiles, apart.tile, apart.tint);
    }

    private static Apart compare(BufferedImage one, BufferedImage other, Rectangle2D.Double tile) {
        double[] tint = new double[3];
        double bright = 0;
        for (int y = (int) tile.getMinY(); y < tile.getMaxY(); y++) {
            for (int x = (int) tile.getMinX(); x < tile.getMaxX(); x++) {
                int a = one.getRGB(x, y);
                int b = other.getRGB(x, y);
                double all = 0;
                for (int channel = 0; channel < 3; channel++) {
                    int difference = (a >> 8 * channel & 255) - (b >> 8 * channel & 255);
                    tint[channel] += difference;
                    all += difference;
                }
                bright += Math.abs(all) / 3;
            }
        }
        double pixels = tile.getWidth() * tile.getHeight();
        double most = Math.max(Math.max(Math.abs(tint[0]), Math.abs(tint[1])), Math.abs(tint[2]));
        return new Apart(bright / pixels, bright / pixels, most / pixels);
    }
}
