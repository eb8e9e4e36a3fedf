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
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
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
    private static final int LAST_CHAPTER = 5;
    private static final int HOST_ONLY = 8;

    private static Session session;
    /// CPUs 84 and 85: threads of one core, of which two kernels have one each.
    private static int left;
    private static int right;

    private Window window;
    private Seat seat;

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
        seat = Seat.at(window);
    }

    @Test
    void threadsOfACoreAreHalvesOfATileAsItIsBuiltAndStandApartInTheOrderOfKernels(FxRobot robot) {
        seat.rest();
        var built = window.map().places();
        assertThat(built.joinedRight(left)).isTrue();
        assertThat(built.joinedLeft(right)).isTrue();
        assertThat(built.caches()).hasSize(4);
        picture("map-order-as-built");

        robot.push(KeyCode.ALT, KeyCode.O);
        seat.rest();
        var ordered = window.map().places();
        assertThat(ordered.byOwner()).isTrue();
        assertThat(ordered.joinedRight(left)).isFalse();
        assertThat(ordered.joinedRight(HOST_ONLY)).as("threads that one kernel has are one tile there, too").isTrue();
        assertThat(ordered.territories()).as("each kernel is one place").hasSize(5);
        picture("map-order-of-kernels");

        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("as built").type(KeyCode.ENTER);
        seat.rest();
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
    void theInspectorTellsTheCacheAndTheSiblingAndWhoHasIt(FxRobot robot) {
        seat.rest();
        robot.clickOn(seat.tile(right));
        seat.rest();

        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfCore(right));
        var rows = window.desk().inspector().inspection().get().rows();
        assertThat(rows).anySatisfy(row -> assertThat(row.value()).startsWith("L3 3 · CPU 80-95"));
        assertThat(rows).anySatisfy(row -> assertThat(row.value()).startsWith("CPU 84 · left"));
        picture("map-order-sibling");
    }

    @Test
    void whoTalksToWhomStandsOnTheMapInNumbersAndEscapePutsItAway(FxRobot robot) {
        seat.rest();
        robot.push(KeyCode.ALT, KeyCode.M);
        seat.rest();
        assertThat(window.map().matrixShown()).isTrue();
        picture("map-matrix");
        robot.type(KeyCode.ESCAPE);
        assertThat(window.map().matrixShown()).isFalse();
    }

    private void picture(String name) {
        seat.keep(name, 1600, 1000);
        WaitForAsyncUtils.waitForAsyncFx(10_000, window::fitScene);
    }
}
