package archipelago.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Stories;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.shell.Window;
import archipelago.engine.cli.Inputs;
import archipelago.engine.live.Live;
import archipelago.engine.live.StillEngine;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// The window as lines and texts, beside the window as pixels.
@ExtendWith(ApplicationExtension.class)
class WindowVectorTest {
    private static final Path FIRST_LIGHT = Path.of("..", "scenarios", "first-light.json");

    /// One window in both ways, the words that can be seen in it, and where something is let through.
    private record Both(BufferedImage pixels, String svg, List<String> words, List<Rectangle2D> translucent) {
        Eyes.Apart apart() {
            return apart(svg);
        }

        /// JSVG lets the parts of a translucent group through one by one and not as a whole, so what it shows
        /// of the few that there are says nothing.
        Eyes.Apart apart(String other) {
            return Eyes.compare(pixels, Eyes.look(other, pixels.getWidth(), pixels.getHeight()), translucent);
        }
    }

    @Test
    void linesShowWhatPixelsShowInEveryThemeAndSize() throws IOException {
        for (var theme : Theme.Name.values()) {
            check(both(theme, 1600, 1000, web()), "vector-" + theme.word());
            check(both(theme, 1280, 720, web()), "vector-small-" + theme.word());
        }
        check(both(Theme.Name.LIGHT, 3840, 2160, window -> {}), "vector-huge");
    }

    @Test
    void linesShowWhatPixelsShowOfEverySelection() throws IOException {
        check(both(Theme.Name.LIGHT, 1600, 1000, select(new Selection.OfCore(9))), "vector-core");
        check(both(Theme.Name.DARK, 1600, 1000, select(new Selection.OfFlight(3))), "vector-message");
        check(both(Theme.Name.LIGHT, 1600, 1000, select(Selection.NOTHING)), "vector-nothing");
    }

    private static void check(Both both, String name) throws IOException {
        Eyes.write(both.svg(), name);
        Eyes.write(both.pixels(), name + "-pixels");
        Eyes.write(Eyes.look(both.svg(), both.pixels().getWidth(), both.pixels().getHeight()), name);
        assertThat(both.apart()).as(name).matches(Eyes.Apart::isClose, "close to the pixels");
        assertThat(both.words()).as(name).hasSizeGreaterThan(40);
        assertThat(missing(both, both.svg())).as(name).isEmpty();
    }

    @Test
    void linesShowWhatPixelsShowOfAMachineThatHasRunForLong() throws IOException {
        var live = new StillEngine(Inputs.open(FIRST_LIGHT, Optional.empty()).opened().orElseThrow().session());
        live.seek(5_627_250_000L);
        check(both(live, Theme.Name.LIGHT, 1280, 720, select(new Selection.OfCore(0))), "vector-story");
    }

    @Test
    void whatIsMissingOrInTheWrongPlaceIsSeen() {
        var both = both(Theme.Name.LIGHT, 1600, 1000, web());
        var console = Theme.of(Theme.Name.LIGHT).colour(Theme.Role.CONSOLE_BACK).getRGB() & 0xffffff;
        var ground = "\n<rect [^\n]*" + String.format("fill=\"#%06x\"", console) + "/>";
        for (var lost : List.of("<text [^\n]*>Force halt</text>", "<text [^\n]*>Timeline</text>", ground)) {
            var without = both.svg().replaceFirst(lost, "");
            assertThat(without).isNotEqualTo(both.svg());
            assertThat(both.apart(without)).as(lost).matches(apart -> !apart.isClose(), "not close any more");
        }
        var moved = both.svg().replaceFirst("<text x=\"[0-9.]*\"([^\n]*>Timeline)", "<text x=\"320\"$1");
        assertThat(both.apart(moved)).matches(apart -> !apart.isClose(), "not close any more");
        assertThat(missing(both, both.svg().replaceFirst("<text [^\n]*>Force halt</text>", "")))
                .containsExactly("Force halt");
    }

    @Test
    void theSameWindowIsTheSameFile() {
        var one = both(Theme.Name.CONTRAST, 1280, 720, web());
        assertThat(both(Theme.Name.CONTRAST, 1280, 720, web()).svg()).isEqualTo(one.svg());
        assertThat(both(Theme.Name.DARK, 1280, 720, web()).svg()).isNotEqualTo(one.svg());
    }

    @Test
    void noViewOfTheMachineIsPixelsInIt() {
        var svg = both(Theme.Name.LIGHT, 1600, 1000, web()).svg();
        assertThat(svg).doesNotContain("<image").contains(">web-server · panicked · 4 cores · 4 GiB<");
        var places = Eyes.parse(svg).getElementsByTagName("text");
        assertThat(places.getLength()).isGreaterThan(150);
    }

    // --- the window -----------------------------------------------------------------------------

    private static Consumer<Window> web() {
        return select(new Selection.OfKernel(1));
    }

    private static Consumer<Window> select(Selection selection) {
        return window -> window.select(selection);
    }

    private static Both both(Theme.Name theme, int width, int height, Consumer<Window> before) {
        return both(Stories.live(), theme, width, height, before);
    }

    private static Both both(Live live, Theme.Name theme, int width, int height, Consumer<Window> before) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var stage = new Stage();
            var window = Window.open(live, stage, theme);
            before.accept(window);
            // The figure comes first: taking pixels would finish a layout that it left unfinished.
            var svg = WindowPicture.svg(window, width, height);
            var pixels = window.picture(width, height);
            var words = new ArrayList<String>();
            var translucent = new ArrayList<Rectangle2D>();
            var root = window.laidOut(width, height);
            look(root, new Rectangle2D.Double(0, 0, width, height), words, translucent);
            stage.close();
            return new Both(pixels, svg, words, translucent);
        });
    }

    /// Collects the words of controls, as they are shown, that lie wholly in what can be seen.
    private static void look(Node node, Rectangle2D seen, List<String> words, List<Rectangle2D> translucent) {
        if (!node.isVisible()) {
            return;
        }
        var here = room(node.localToScene(node.getBoundsInLocal()));
        if (node.getOpacity() < 1) {
            translucent.add(here);
        }
        if (node.getClip() != null) {
            seen = seen.createIntersection(room(node.localToScene(node.getClip().getBoundsInParent())));
        }
        if (node instanceof Text text && text.getParent() instanceof Labeled && seen.contains(here)) {
            words.add(text.getText());
        }
        if (node instanceof Parent parent) {
            for (var child : parent.getChildrenUnmodifiable()) {
                look(child, seen, words, translucent);
            }
        }
    }

    private static Rectangle2D room(Bounds bounds) {
        return new Rectangle2D.Double(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
    }

    /// The words that the figure does not have. Where a line is broken and how wide a gap is does not
    /// count; that they follow one another does.
    private static List<String> missing(Both both, String svg) {
        var texts = Eyes.parse(svg).getElementsByTagName("text");
        var all = new StringBuilder();
        for (int i = 0; i < texts.getLength(); i++) {
            all.append(texts.item(i).getTextContent()).append('\n');
        }
        var found = close(all.toString());
        return both.words().stream().filter(words -> !found.contains(close(words))).toList();
    }

    private static String close(String words) {
        return words.codePoints()
                .filter(sign -> !Character.isWhitespace(sign))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
