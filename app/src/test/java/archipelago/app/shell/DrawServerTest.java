package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.render.Theme;
import archipelago.app.start.RecentFiles;
import archipelago.app.view.BuildPage;
import archipelago.engine.cli.Inputs;
import archipelago.engine.command.Command;
import archipelago.engine.scenario.FileCheck;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// One's own server is drawn in one step, and a story is told on with other kernels; nothing of it is lost on the way.
@ExtendWith(ApplicationExtension.class)
class DrawServerTest {
    private static final Path FILES =
            Path.of("..", "engine", "src", "test", "resources", "archipelago", "engine", "survey");

    @TempDir
    Path folder;

    private Stage stage;
    private Station station;
    private Seat seat;

    @Start
    void start(Stage primary) {
        stage = primary;
        station = new Station(stage, WindowState.FIRST, last -> {}, Logbook.NONE, new RecentFiles(),
                new ChosenFile(folder.resolve("machine.json")));
        seat = Seat.atFirst(station);
    }

    @Test
    void aFileOfHwlocThatIsDroppedOnTheWindowIsDrawnAndRuns(FxRobot robot) throws IOException {
        drop(FILES.resolve("hwloc-epyc.xml"));
        assertThat(told(robot)).isEqualTo("Everything fits: it can run.");
        assertThat(field(robot, "#build-nodes")).isEqualTo("4");
        assertThat(field(robot, "#build-memory")).isEqualTo("63GiB");
        assertThat(words(robot, ".build-guess")).contains("≈ Other PCI devices are left out.");
        seat.keep("draw-server", 1600, 1000);
        dark();
        seat.keep("draw-server-dark", 1280, 720);

        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        seat.waitUntil(() -> stage.getTitle().contains("hwloc-epyc"));
        assertThat(station.window().frame().owner).hasSize(64);
    }

    @Test
    void theStartPageLeadsToWhatLscpuTells(FxRobot robot) throws IOException {
        Files.copy(FILES.resolve("lscpu-two-sockets.json"), folder.resolve("machine.json"));
        robot.push(KeyCode.CONTROL, KeyCode.N);
        seat.waitUntil(() -> station.window().pages().shown());
        robot.clickOn("#start-IMPORT_MACHINE");
        drawn();
        assertThat(field(robot, "#build-sockets")).isEqualTo("2");
        assertThat(field(robot, "#build-cores")).isEqualTo("32");
        seat.keep("draw-server-lscpu", 1280, 720);
    }

    @Test
    void inTheEditorItIsAChangeThatCanBeTakenBack(FxRobot robot) throws IOException {
        Files.copy(FILES.resolve("lscpu-epyc-table.json"), folder.resolve("machine.json"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        drawn();
        robot.clickOn("#build-import");
        assertThat(told(robot)).startsWith("From machine.json: 64 cores, 4 NUMA nodes");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(field(robot, "#build-cores")).isEqualTo("8");
    }

    @Test
    void ctrlKFindsIt(FxRobot robot) throws IOException {
        Files.writeString(folder.resolve("machine.json"), "{\"cpus\": [ {\"cpu\": \"first\"} ]}");
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("my server").type(KeyCode.ENTER);
        seat.waitUntil(() -> station.window().pages().shown());
        assertThat(words(robot, ".problem-sentence")).anyMatch(words -> words.contains("this CPU has no number"));
    }

    @Test
    void aStoryIsToldOnWithoutAKernelThatItNeeded(FxRobot robot) throws IOException {
        robot.push(KeyCode.CONTROL, KeyCode.E);
        drawn();
        assertThat(told(robot)).isEqualTo("Everything fits: it can run.");
        robot.clickOn("#build-remove-0");
        assertThat(told(robot)).startsWith("web-server is removed, and with it of the story: 7 steps");
        var drops = robot.lookup(node -> node.getId() != null && node.getId().startsWith("build-drop-")
                && !node.getId().equals("build-drop-all")).queryAll();
        assertThat(drops).isNotEmpty();
        seat.keep("draw-story-light", 1600, 1000);
        dark();
        seat.keep("draw-story-dark", 1280, 720);

        clickOnWhatMayBeScrolled(robot, drops.iterator().next());
        assertThat(drops(robot)).as("what only followed from it fits again").isLessThan(drops.size());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(drops(robot)).isEqualTo(drops.size());
        clickOnWhatMayBeScrolled(robot, robot.lookup("#build-drop-all").query());
        assertThat(drops(robot)).isZero();
        assertThat(told(robot)).isEqualTo("Everything fits: it can run.");
    }

    @Test
    void imagesServicesAndTrafficAreWrittenIntoTheFile(FxRobot robot) throws IOException {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        drawn();
        type(robot, "#build-image-0", "vmlinux-rt");
        type(robot, "#build-image-size-0", "96MiB");
        type(robot, "#build-cmdline-0", "quiet isolcpus=5");
        clickOnWhatMayBeScrolled(robot, robot.lookup("#build-flow-0").query());
        type(robot, "#build-every-0", "50us");
        type(robot, "#build-work-0", "soon");
        assertThat(words(robot, ".build-details .pop-problem")).contains("“soon” is no time; write 20us or 5ms");
        type(robot, "#build-work-0", "9us");
        clickOnWhatMayBeScrolled(robot, robot.lookup("#build-add-service").query());
        type(robot, "#build-service-0", "shop");
        assertThat(told(robot)).isEqualTo("Everything fits: it can run.");
        seat.keep("draw-services", 1600, 1000);

        robot.push(KeyCode.CONTROL, KeyCode.S);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(Inputs.check(folder.resolve("machine.json")).outcome()).isEqualTo(FileCheck.Outcome.SOUND);
        var scenario = new ScenarioReader().read(folder.resolve("machine.json")).value().orElseThrow();
        assertThat(scenario.services()).containsExactly(new Scenario.Service("shop", "web-server"));
        assertThat(scenario.traffic().getFirst().everyNs()).isEqualTo(50_000);
        assertThat(scenario.traffic().getFirst().workNs()).isEqualTo(9_000);
        assertThat(scenario.steps()).extracting(Scenario.Step::deed).contains(new Scenario.Deed.Give(
                new Command.Load("web-server", "vmlinux-rt", 96 << 20, 0, "quiet isolcpus=5")));
    }

    @Test
    void theWindowIsNotClosedOverADrawingThatNoFileHas(FxRobot robot) throws IOException {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        drawn();
        robot.clickOn("#build-add-kernel").type(KeyCode.ESCAPE);
        close();
        assertThat(stage.isShowing()).isTrue();
        assertThat(robot.lookup("#unsaved-save").tryQuery()).isPresent();
        seat.keep("draw-unsaved", 1280, 720);
        robot.clickOn("#unsaved-draw");
        drawn();
        assertThat(robot.lookup("#build-name-1").tryQuery()).as("it is still there").isPresent();
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        robot.type(KeyCode.ESCAPE);
        assertThat(station.window().pages().shown()).isFalse();
        close();
        assertThat(stage.isShowing()).as("nothing is changed any more").isFalse();
    }

    private void close() {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            var asked = new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST);
            stage.fireEvent(asked);
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void drop(Path file) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> station.drop(List.of(file.toFile())));
        drawn();
    }

    private void dark() {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> station.window().look().theme().set(Theme.of(Theme.Name.DARK)));
    }

    private void drawn() {
        seat.waitUntil(() -> station.window().pages().page().filter(BuildPage.class::isInstance)
                .filter(page -> ((BuildPage) page).map().getWidth() > 0).isPresent());
    }

    /// A column may be longer than the window: the keyboard brings what has it into sight.
    private void clickOnWhatMayBeScrolled(FxRobot robot, Node node) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, node::requestFocus);
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void type(FxRobot robot, String id, String words) {
        TextField field = robot.lookup(id).queryAs(TextField.class);
        WaitForAsyncUtils.waitForAsyncFx(10_000, field::requestFocus);
        robot.push(KeyCode.CONTROL, KeyCode.A).write(words).type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static long drops(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup(node -> node.getId() != null && node.getId().startsWith("build-drop-")
                && !node.getId().equals("build-drop-all")).queryAll().size();
    }

    private static String told(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup("#build-told").queryAs(Label.class).getText();
    }

    private static String field(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(TextField.class).getText();
    }

    private static List<String> words(FxRobot robot, String style) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup(style).queryAllAs(Label.class).stream().map(Label::getText).toList();
    }
}
