package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.render.Theme;
import archipelago.app.rows.Photographer;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.app.start.Entry;
import archipelago.app.start.RecentFiles;
import archipelago.app.view.StartPage;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What can be opened is one key away, and found by typing.
@ExtendWith(ApplicationExtension.class)
class StartPageTest {
    private static final Path FILE = Path.of("..", "scenarios", "standby.json");

    @TempDir
    Path folder;

    private Stage stage;
    private Station station;
    private Seat seat;

    @Start
    void start(Stage primary) {
        stage = primary;
        var recent = new RecentFiles(folder.resolve("recent.txt"));
        recent.opened(FILE);
        recent.opened(folder.resolve("gone.json"));
        station = new Station(stage, Theme.Name.LIGHT, Logbook.NONE, recent);
        seat = Seat.atFirst(station);
    }

    @Test
    @Reaches(Row.LIBRARY)
    void theWholeLibraryIsThereAndTheFilesOpenedLately(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.N);
        var page = loaded();
        int phenomena = new ScenarioLibrary(new ScenarioReader()).phenomena().size();

        assertThat(page.shown()).filteredOn(entry -> entry.section() == Entry.Section.PHENOMENA).hasSize(phenomena);
        assertThat(page.shown()).filteredOn(entry -> entry.section() == Entry.Section.RECENT)
                .as("a file that is gone is not offered")
                .extracting(Entry::title)
                .containsExactly("standby.json");
        assertThat(page.shown().getFirst().name()).isEqualTo("first-light");
        Photographer.picture();
        robot.type(KeyCode.ESCAPE);
        assertThat(station.window().pages().shown()).isFalse();
    }

    @Test
    void aScenarioIsChosenWithTheKeyboardAlone(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.N);
        loaded();
        robot.write("shop runs on one kernel");
        assertThat(page().shown()).extracting(Entry::name).containsExactly("kernel-update");
        robot.type(KeyCode.ENTER);
        seat.waitUntil(() -> stage.getTitle().contains("A new kernel without a break"));
        seat.waitUntil(() -> station.window().frame().playing);
    }

    @Test
    void theArrowKeysGoFromCardToCard(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.N);
        loaded();
        robot.write("series mailing list").type(KeyCode.RIGHT, KeyCode.ENTER);
        seat.waitUntil(() -> stage.getTitle().contains("October 2025"));
    }

    @Test
    void downGoesToAnotherRow(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.N);
        loaded();
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        seat.waitUntil(() -> !stage.getTitle().contains("First light"));
    }

    @Test
    void escapeFirstEndsTheFilterThenClosesThePage(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.N);
        loaded();
        robot.write("zzz");
        assertThat(page().shown()).isEmpty();
        assertThat(robot.lookup(".find-nothing").query().isVisible()).isTrue();
        robot.type(KeyCode.ENTER).type(KeyCode.ESCAPE);
        assertThat(page().shown()).isNotEmpty();
        robot.type(KeyCode.ESCAPE);
        assertThat(station.window().pages().shown()).isFalse();
    }

    @Test
    void theNameOfTheProgramLeadsHereAndAClickOpens(FxRobot robot) {
        robot.clickOn("#START_PAGE");
        loaded();
        robot.write("host dies");
        robot.clickOn("#start-phenomena-52-host-dies");
        seat.waitUntil(() -> station.window().pages().shown() == false);
        seat.waitUntil(() -> !stage.getTitle().contains("First light"));
    }

    @Test
    void ctrlKOpensAScenarioToo(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K).type(KeyCode.ESCAPE); // The first look begins to read the library.
        seat.waitUntil(() -> station.choices().size() > 50);
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("half a pool").type(KeyCode.ENTER);
        seat.waitUntil(() -> stage.getTitle().contains("Half a pool"));
    }

    @Test
    void everyScenarioHasItsPicture(FxRobot robot) throws IOException {
        robot.push(KeyCode.CONTROL, KeyCode.N);
        loaded();
        seat.waitUntil(() -> page().painted() == page().shown().size());
        seat.keep("start-light", 1280, 720);
        seat.keep("start", 1600, 1000);
        robot.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.DOWN, KeyCode.DOWN, KeyCode.DOWN);
        seat.keep("start-phenomena", 1600, 1000);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> station.window().look().theme().set(Theme.of(Theme.Name.DARK)));
        seat.waitUntil(() -> page().painted() == page().shown().size());
        seat.keep("start-dark", 1280, 720);
    }

    private StartPage loaded() {
        seat.waitUntil(() -> page().shown().size() > 50);
        return page();
    }

    private StartPage page() {
        return (StartPage) station.window().pages().page().orElseThrow();
    }
}
