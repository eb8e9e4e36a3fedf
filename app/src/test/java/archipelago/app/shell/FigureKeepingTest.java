package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.cli.CommandLines;
import archipelago.app.rows.Photographer;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.app.start.RecentFiles;
import archipelago.app.vm.FigureVm;
import archipelago.engine.base.Times;
import archipelago.engine.cli.Program;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.session.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What somebody sees, kept as a figure: the same that the command line draws.
@ExtendWith(ApplicationExtension.class)
class FigureKeepingTest {
    private static final Path STORY = Path.of("../scenarios/first-light.json");
    private static final long TALK_NS = 5_605_800 * Times.US;

    @TempDir
    static Path folder;

    private final Path kept = folder.resolve("kept");
    private Window window;
    private Seat seat;

    @Start
    void start(Stage stage) {
        var source = ScenarioSource.read(STORY, new ScenarioReader()).value().orElseThrow();
        var live = new LiveEngine(new Session(source.scenario()));
        live.seek(TALK_NS);
        window = new Station(stage, WindowState.FIRST, last -> {}, Logbook.NONE, new RecentFiles(), new ChosenFile(kept)).show(live);
        seat = Seat.at(window);
    }

    @BeforeEach
    void waitForTheFirstPicture() {
        seat.waitUntil(() -> window.frame().nowNs == TALK_NS);
    }

    private static void openCard(FxRobot robot) {
        robot.press(KeyCode.SHIFT).type(KeyCode.W).release(KeyCode.SHIFT);
    }

    private <T> void choose(FxRobot robot, String id, T value) {
        ComboBox<T> choice = robot.lookup(id).queryComboBox();
        robot.interact(() -> choice.getSelectionModel().select(value));
    }

    private Path save(FxRobot robot, String ending) {
        Photographer.picture();
        robot.clickOn("#figure-save");
        seat.waitUntil(() -> window.desk().status().note().get().startsWith("Written: "));
        assertThat(robot.lookup("#figure").tryQuery()).isEmpty();
        return folder.resolve("kept" + ending);
    }

    private static Path drawn(String view, String ending, String... more) {
        var file = folder.resolve("drawn-" + view + ending);
        var out = new StringWriter();
        var program = CommandLines.create().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        var words = new String[] {
            "picture", STORY.toString(), "--at", "5.6058s", "--view", view, "--size", "1280x720", "--out", file.toString()
        };
        var all = Stream.concat(Arrays.stream(words), Arrays.stream(more))
                .toArray(String[]::new);
        assertThat(Program.execute(program, all)).as(out.toString()).isZero();
        return file;
    }

    @ParameterizedTest
    @Reaches(Row.VECTOR_FIGURES)
    @EnumSource(value = FigureVm.What.class, names = {"MAP", "TIMELINE", "COMPARE"})
    void aViewIsTheSameToTheLastByteAsFromTheCommandLine(FigureVm.What what, FxRobot robot) {
        if (what == FigureVm.What.COMPARE) {
            robot.type(KeyCode.V, 6);
        }
        openCard(robot);
        choose(robot, "#figure-what", what);
        choose(robot, "#figure-size", FigureVm.SIZES.getFirst());
        choose(robot, "#figure-form", FigureVm.Form.SVG);
        var kept = save(robot, ".svg");
        assertThat(kept).hasSameTextualContentAs(drawn(what.name().toLowerCase(Locale.ROOT), ".svg"));
    }

    @Test
    @Reaches(Row.MOVING_FIGURES)
    void picturesAreOfTheSamePixelsAndMoveTheSameWay(FxRobot robot) {
        robot.type(KeyCode.V);
        openCard(robot);
        assertThat(robot.lookup("#figure-until").tryQuery()).isPresent();
        assertThat(robot.lookup("#figure-until").query().isVisible()).isFalse();
        choose(robot, "#figure-size", FigureVm.SIZES.getFirst());
        assertThat(save(robot, ".png")).hasSameBinaryContentAs(drawn("lanes", ".png"));
        openCard(robot);
        choose(robot, "#figure-form", FigureVm.Form.GIF);
        robot.clickOn("#figure-until").eraseText(30).write("5.6059 s");
        robot.interact(() -> window.desk().status().explain(""));
        assertThat(save(robot, ".gif")).hasSameBinaryContentAs(drawn("lanes", ".gif", "--until", "5.6059s"));
    }

    @Test
    void theWholeWindowIsKeptInTheSizeThatWasChosenAndStaysAsItIs(FxRobot robot) throws IOException {
        var scene = robot.lookup(".window").query().getScene();
        double width = scene.getRoot().getLayoutBounds().getWidth();
        openCard(robot);
        choose(robot, "#figure-what", FigureVm.What.WINDOW);
        choose(robot, "#figure-size", FigureVm.SIZES.getFirst());
        var image = ImageIO.read(save(robot, ".png").toFile());
        assertThat(image.getWidth()).isEqualTo(1280);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(scene.getRoot().getLayoutBounds().getWidth()).isEqualTo(width);
    }

    @Test
    void whatCannotBeIsSaidOnTheCard(FxRobot robot) {
        openCard(robot);
        choose(robot, "#figure-what", FigureVm.What.WINDOW);
        choose(robot, "#figure-form", FigureVm.Form.GIF);
        robot.clickOn("#figure-save");
        assertThat(problem(robot)).startsWith("The whole window can be kept as a still figure only");
        choose(robot, "#figure-what", FigureVm.What.MAP);
        robot.clickOn("#figure-until").eraseText(30).write("1 s").clickOn("#figure-save");
        assertThat(problem(robot)).isEqualTo("“1 s” is not later than now, 5.6058 s.");
        choose(robot, "#figure-what", FigureVm.What.COMPARE);
        robot.type(KeyCode.ENTER);
        assertThat(problem(robot)).isEqualTo("There is only one future yet.");
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#figure").tryQuery()).isEmpty();
        assertThat(Files.exists(kept)).isFalse();
    }

    private static String problem(FxRobot robot) {
        return robot.lookup("#figure-problem").queryAs(Label.class).getText();
    }
}
