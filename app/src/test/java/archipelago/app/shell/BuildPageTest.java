package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.render.Theme;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.app.start.RecentFiles;
import archipelago.app.view.BuildPage;
import archipelago.engine.cli.Inputs;
import archipelago.engine.scenario.FileCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javafx.geometry.Point2D;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A machine is drawn by hand, checked while it is drawn, kept as files and run.
@ExtendWith(ApplicationExtension.class)
class BuildPageTest {

    @TempDir
    Path folder;

    private Stage stage;
    private Station station;
    private Seat seat;

    @Start
    void start(Stage primary) {
        stage = primary;
        station = new Station(
                stage,
                WindowState.FIRST,
                last -> {},
                Logbook.NONE,
                new RecentFiles(),
                new ChosenFile(folder.resolve("drawn.json")));
        seat = Seat.atFirst(station);
    }

    @Test
    void aMachineIsDrawnWithTheKeyboardAloneAndRuns(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        drawn();
        robot.type(KeyCode.DIGIT2, KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.ENTER);
        assertThat(told(robot)).isEqualTo("Everything fits: it can run.");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        seat.waitUntil(() -> stage.getTitle().contains("My machine"));
        seat.waitUntil(() -> station.window().frame().playing);
        assertThat(station.window().frame().owner).hasSize(8);
    }

    @Test
    void theLongestSizeHasRoomInItsField(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        drawn();
        for (var id : new String[] {"#build-memory", "#build-memory-0"}) {
            var field = robot.lookup(id).queryAs(TextField.class);
            var words = new Text("1024GiB");
            words.setFont(field.getFont());
            double room = field.getWidth() - field.getInsets().getLeft() - field.getInsets().getRight();
            assertThat(words.getLayoutBounds().getWidth()).isLessThan(room - 4);
        }
    }

    @Test
    void aMachineIsDrawnAndKeptWithTheMouseAlone(FxRobot robot) {
        robot.clickOn("#START_PAGE");
        robot.clickOn("#start-NEW_MACHINE");
        drawn();
        robot.clickOn("#build-sockets-more");
        assertThat(field(robot, "build-sockets")).isEqualTo("2");
        robot.clickOn("#build-cores-less");
        robot.clickOn("#build-memory-more");
        robot.clickOn("#build-memory-0-less");
        assertThat(field(robot, "build-cores")).isEqualTo("7");
        assertThat(field(robot, "build-memory")).isEqualTo("32GiB");
        assertThat(field(robot, "build-memory-0")).isEqualTo("1GiB");
        robot.clickOn("#build-sockets-less").clickOn("#build-sockets-less");
        assertThat(field(robot, "build-sockets")).as("one is the least").isEqualTo("1");
        robot.clickOn("#build-save");
        assertThat(Inputs.check(folder.resolve("drawn.json")).outcome()).isEqualTo(FileCheck.Outcome.SOUND);
        seat.keep("build-steps", 1280, 720);
    }

    private static String field(FxRobot robot, String id) {
        WaitForAsyncUtils.waitForFxEvents();
        return Seat.onTheirThread(() -> robot.lookup("#" + id).queryAs(TextField.class).getText());
    }

    @Test
    @Reaches(Row.DRAW)
    void coresAreGivenByDraggingOverThemAndOneUndoTakesThemBack(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        drawn();
        assertThat(cores(robot, 1)).isEqualTo("2 cores");
        robot.drag(tile(6), MouseButton.PRIMARY).moveTo(tile(7)).drop();
        assertThat(cores(robot, 1)).isEqualTo("4 cores");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(cores(robot, 1)).isEqualTo("2 cores");
        robot.push(KeyCode.CONTROL, KeyCode.Y);
        assertThat(cores(robot, 1)).isEqualTo("4 cores");
        robot.clickOn(tile(6));
        assertThat(cores(robot, 1)).as("a second click takes it back").isEqualTo("3 cores");
    }

    @Test
    @Reaches(Row.VALIDATE)
    void aBadValueIsRefusedWithASentenceAndStaysTyped(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        drawn();
        type(robot, "#build-memory-0", "4 parsecs");
        assertThat(robot.lookup(".pop-problem").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("“4 parsecs” is no size; write 512MiB or 4GiB");
        assertThat(robot.lookup("#build-memory-0").queryAs(TextField.class).getText()).isEqualTo("4 parsecs");
        type(robot, "#build-sockets", "99");
        assertThat(robot.lookup("#build-sockets").queryAs(TextField.class).getText()).isEqualTo("99");
        assertThat(told(robot)).as("the drawing is as it was").isEqualTo("Everything fits: it can run.");
    }

    @Test
    void whatIsWrongIsSaidAtItsPlaceInTheWordsOfCheck(FxRobot robot) throws IOException {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        drawn();
        type(robot, "#build-memory-0", "64GiB");
        assertThat(robot.lookup("#build-run").queryAs(Button.class).isDisabled()).isTrue();
        robot.clickOn("#build-add-kernel");
        assertThat(robot.lookup(".build-problem").queryAllAs(Label.class)).anyMatch(label -> !label.getText().isEmpty());
        seat.keep("build-wrong", 1280, 720);
    }

    @Test
    @Reaches(value = Row.SCENARIO_FILE, evidence = "rows/scenario-file.txt")
    void aLargerMachineIsKeptAsFilesThatCheckAccepts(FxRobot robot) throws IOException {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        drawn();
        type(robot, "#build-sockets", "2");
        type(robot, "#build-nodes", "2");
        type(robot, "#build-distance", "32");
        robot.clickOn("#build-add-device");
        robot.clickOn("#build-add-kernel");
        robot.drag(tile(16), MouseButton.PRIMARY).moveTo(tile(18)).drop();
        assertThat(told(robot)).isEqualTo("Everything fits: it can run.");
        seat.keep("build-light", 1280, 720);
        seat.keep("build", 1600, 1000);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> station.window().look().theme().set(Theme.of(Theme.Name.DARK)));
        seat.keep("build-dark", 1280, 720);

        robot.push(KeyCode.CONTROL, KeyCode.S);
        var verdict = Inputs.check(folder.resolve("drawn.json"));
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.outcome()).isEqualTo(FileCheck.Outcome.SOUND);
        Files.createDirectories(Path.of("target", "rows"));
        Files.copy(folder.resolve("drawn.json"), Path.of("target", "rows", "scenario-file.txt"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(Files.readString(folder.resolve("drawn.dts"))).contains("distance-matrix = <0 10>, <1 12>, <2 32>");
    }

    @Test
    void theMachineThatIsShownCanBeDrawnFurther(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.E);
        drawn();
        assertThat(robot.lookup("#build-name-0").queryAs(TextField.class).getText()).isEqualTo("web-server");
        assertThat(robot.lookup("#build-name-1").queryAs(TextField.class).getText()).isEqualTo("database");
        assertThat(cores(robot, 2)).isEqualTo("5 cores");
        assertThat(told(robot)).isEqualTo("Everything fits: it can run.");
        robot.type(KeyCode.ESCAPE);
        assertThat(station.window().pages().shown()).isFalse();
    }

    @Test
    void aDrawingThatWasLeftGoesOnWhereItWas(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        drawn();
        robot.clickOn("#build-add-kernel");
        robot.type(KeyCode.ESCAPE);
        assertThat(station.window().pages().shown()).isFalse();
        assertThat(station.window().desk().status().note().get()).startsWith("No file has the drawing yet");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        drawn();
        assertThat(robot.lookup("#build-name-1").tryQuery()).isPresent();
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#build-name-1").tryQuery()).isEmpty();
    }

    private void type(FxRobot robot, String field, String words) {
        robot.clickOn(field).push(KeyCode.CONTROL, KeyCode.A).write(words).type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String told(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup("#build-told").queryAs(Label.class).getText();
    }

    private static String cores(FxRobot robot, int owner) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup("#build-owner-" + owner + " .kernel-detail").queryAs(Label.class)
                .getText();
    }

    private Point2D tile(int core) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            station.window().pulse();
            var tile = page().tile(core);
            return page().map().localToScreen(tile.getCenterX(), tile.getCenterY());
        });
    }

    private BuildPage page() {
        return (BuildPage) station.window().pages().page().orElseThrow();
    }

    private void drawn() {
        WaitForAsyncUtils.waitForFxEvents();
        seat.waitUntil(() -> station.window().pages().shown() && page().map().getWidth() > 0);
        tile(0);
    }
}
