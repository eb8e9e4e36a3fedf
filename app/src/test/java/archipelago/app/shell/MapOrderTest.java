package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.engine.base.Reading;
import archipelago.engine.cli.Inputs;
import archipelago.engine.live.StillEngine;
import archipelago.engine.scenario.FileCheck;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.session.Session;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The machine as it is built and in the order of its kernels, by keys and by typing; and who talks to whom on it.
@ExtendWith(ApplicationExtension.class)
class MapOrderTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final int LAST_CHAPTER = 5;
    private static final int HOST_ONLY = 8;

    private static Session session;
    /// CPUs 84 and 85: threads of one core, of which two kernels have one each.
    private static int left;
    private static int right;

    private Window window;

    @BeforeAll
    static void tellTheStory() {
        var source = new ScenarioLibrary(new ScenarioReader()).read("caches-and-threads").value().orElseThrow();
        session = new Session(source.scenario());
        while (session.simulation().state().story.chapter < LAST_CHAPTER) {
            session.seekEvents(session.events() + 50);
        }
        left = session.scenario().machine().coreOf(84);
        right = session.scenario().machine().coreOf(85);
    }

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        window = Window.open(new StillEngine(session), stage, Theme.Name.LIGHT);
    }

    @Test
    void threadsOfACoreAreHalvesOfATileAsItIsBuiltAndStandApartInTheOrderOfKernels(FxRobot robot) throws Exception {
        rest();
        var built = window.map().places();
        assertThat(built.joinedRight(left)).isTrue();
        assertThat(built.joinedLeft(right)).isTrue();
        assertThat(built.caches()).hasSize(4);
        picture("map-order-as-built");

        robot.push(KeyCode.ALT, KeyCode.O);
        rest();
        var ordered = window.map().places();
        assertThat(ordered.byOwner()).isTrue();
        assertThat(ordered.joinedRight(left)).isFalse();
        assertThat(ordered.joinedRight(HOST_ONLY)).as("threads that one kernel has are one tile there, too").isTrue();
        assertThat(ordered.territories()).as("each kernel is one place").hasSize(5);
        picture("map-order-of-kernels");

        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("as built").type(KeyCode.ENTER);
        rest();
        assertThat(window.map().places().byOwner()).isFalse();
        assertThat(window.map().places().joinedRight(left)).isTrue();
    }

    @Test
    void whatIsHarmlessAndMeantIsNotToldWhenTheLibraryIsOpened() {
        assertThat(Inputs.openFromLibrary("caches-and-threads").problems()).isEmpty();
        assertThat(new FileCheck((file, text) -> Reading.of(text))
                        .check(Path.of("..", "scenarios", "caches-and-threads.json")).problems())
                .hasSize(1);
    }

    @Test
    void theInspectorTellsTheCacheAndTheSiblingAndWhoHasIt(FxRobot robot) throws Exception {
        rest();
        var tile = window.map().places().tile(right);
        robot.clickOn(window.map().localToScreen(tile.getCenterX(), tile.getCenterY()));
        rest();

        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfCore(right));
        var rows = window.desk().inspector().inspection().get().rows();
        assertThat(rows).anySatisfy(row -> assertThat(row.value()).startsWith("L3 3 · CPU 80-95"));
        assertThat(rows).anySatisfy(row -> assertThat(row.value()).startsWith("CPU 84 · left"));
        picture("map-order-sibling");
    }

    @Test
    void whoTalksToWhomStandsOnTheMapInNumbersAndEscapePutsItAway(FxRobot robot) throws Exception {
        rest();
        robot.push(KeyCode.ALT, KeyCode.M);
        rest();
        assertThat(window.map().matrixShown()).isTrue();
        picture("map-matrix");
        robot.type(KeyCode.ESCAPE);
        assertThat(window.map().matrixShown()).isFalse();
    }

    /// Until nothing moves on the map any more.
    private void rest() throws TimeoutException {
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.waitForAsyncFx(10_000, window::pulse);
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () ->
                WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
                    window.pulse();
                    return !window.map().changing();
                }));
        WaitForAsyncUtils.waitForAsyncFx(10_000, window::pulse);
    }

    private void picture(String name) {
        BufferedImage image = WaitForAsyncUtils.waitForAsyncFx(20_000, () -> window.picture(1600, 1000));
        WaitForAsyncUtils.waitForAsyncFx(10_000, window::fitScene);
        try {
            Files.createDirectories(PICTURES);
            ImageIO.write(image, "png", PICTURES.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
