package archipelago.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Stories;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.Typeface;
import archipelago.app.render.ViewKind;
import archipelago.app.shell.Window;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;
import org.w3c.dom.Document;

/// The window as lines and texts, beside the window as pixels. Another program's eyes read the file.
@ExtendWith(ApplicationExtension.class)
class WindowVectorTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    /// What is compared is squares of so many pixels.
    private static final int TILE = 20;
    /// How far two pictures of the same thing may be apart, of 255 steps a channel, on average over a
    /// tile and over the whole: two programs smooth the edges of letters in two ways.
    private static final double TILE_MOST = 24;
    private static final double WHOLE_MOST = 1.5;

    /// One window, in both ways.
    private record Both(BufferedImage pixels, String svg, List<String> labels) {}

    @BeforeAll
    static void theReaderHasTheFonts() {
        for (var face : Typeface.values()) {
            GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(face.size(12));
        }
    }

    @Test
    void linesShowWhatPixelsShowInEveryThemeAndSize() throws Exception {
        for (var theme : Theme.Name.values()) {
            check(theme, 1600, 1000, "vector-" + theme.word(), web());
            check(theme, 1280, 720, "vector-small-" + theme.word(), web());
        }
        check(Theme.Name.LIGHT, 3840, 2160, "vector-huge", window -> {});
    }

    @Test
    void linesShowWhatPixelsShowOfEverySelection() throws Exception {
        check(Theme.Name.LIGHT, 1600, 1000, "vector-core", window -> window.select(new Selection.OfCore(9)));
        check(Theme.Name.DARK, 1600, 1000, "vector-message", window -> window.select(new Selection.OfFlight(3)));
    }

    private static Consumer<Window> web() {
        return window -> window.select(new Selection.OfKernel(1));
    }

    private static void check(Theme.Name theme, int width, int height, String name, Consumer<Window> before)
            throws Exception {
        var both = both(theme, width, height, before);
        Files.createDirectories(PICTURES);
        Files.writeString(PICTURES.resolve(name + ".svg"), both.svg());
        var seen = seen(both.svg(), width, height);
        ImageIO.write(both.pixels(), "png", PICTURES.resolve(name + "-pixels.png").toFile());
        ImageIO.write(seen, "png", PICTURES.resolve(name + ".png").toFile());
        var apart = apart(both.pixels(), seen);
        System.err.println(name + " " + apart);
        //assertThat(apart).isLessThan
    }

    private record Apart(double most, int x, int y, double whole) {}

    private static Apart apart(BufferedImage one, BufferedImage other) {
        double most = 0;
        int mostX = 0;
        int mostY = 0;
        double sum = 0;
        int tiles = 0;
        for (int y = 0; y < one.getHeight(); y += TILE) {
            for (int x = 0; x < one.getWidth(); x += TILE) {
                double tile = apart(one, other, x, y);
                sum += tile;
                tiles++;
                if (tile > most) {
                    most = tile;
                    mostX = x;
                    mostY = y;
                }
            }
        }
        return new Apart(most, mostX, mostY, sum / tiles);
    }

    private static double apart(BufferedImage one, BufferedImage other, int left, int top) {
        long sum = 0;
        int count = 0;
        for (int y = top; y < Math.min(top + TILE, one.getHeight()); y++) {
            for (int x = left; x < Math.min(left + TILE, one.getWidth()); x++) {
                int a = one.getRGB(x, y);
                int b = other.getRGB(x, y);
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((a >> shift & 255) - (b >> shift & 255));
                    count++;
                }
            }
        }
        return (double) sum / count;
    }

    private static BufferedImage seen(String svg, int width, int height) {
        var document = new SVGLoader()
                .load(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)), null, LoaderContext.createDefault());
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        document.render((java.awt.Component) null, g, new ViewBox(0, 0, width, height));
        g.dispose();
        return image;
    }

    private static Both both(Theme.Name theme, int width, int height, Consumer<Window> before) {
        return fx(() -> {
            var stage = new Stage();
            var window = Window.open(Stories.live(), stage, theme);
            before.accept(window);
            var pixels = window.picture(width, height);
            var svg = WindowPicture.svg(window, width, height);
            var labels = new ArrayList<String>();
            collect(window.laidOut(width, height), labels);
            stage.close();
            return new Both(pixels, svg, labels);
        });
    }

    private static void collect(Node node, List<String> into) {
    }

    private static <T> T fx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, work);
    }
}
