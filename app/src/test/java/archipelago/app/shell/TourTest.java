package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.render.Theme;
import archipelago.app.start.RecentFiles;
import archipelago.engine.cli.Inputs;
import archipelago.engine.state.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The tour goes on when somebody does what it asks for; and what the model is worth can be read.
@ExtendWith(ApplicationExtension.class)
class TourTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    private Station station;

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        station = new Station(stage, Theme.Name.LIGHT, Logbook.NONE, new RecentFiles());
        station.show(Inputs.openDefault().opened().orElseThrow());
    }

    @Test
    void theTourEndsWithAKernelThatPanickedAndOthersThatGoOn(FxRobot robot) throws IOException {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        assertTitle(robot, "One computer, several kernels");
        picture("tour-look");
        robot.type(KeyCode.DIGIT1);
        assertTitle(robot, "Time is yours");
        picture("tour-time");
        robot.type(KeyCode.SPACE);
        assertTitle(robot, "Kernels talk");
        robot.type(KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN);
        waitUntil(() -> station.window().frame().chapter >= 3);
        assertTitle(robot, "Now break one");
        picture("tour-panic");
        robot.type(KeyCode.DIGIT2, KeyCode.C, KeyCode.SPACE);
        assertTitle(robot, "The others go on");
        picture("tour-others");
        assertThat(station.window().frame().kernel(0).phase()).isEqualTo(Phase.UP);
        assertThat(station.window().frame().kernel(2).phase()).isEqualTo(Phase.UP);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        assertThat(station.window().tour().running()).isFalse();
    }

    @Test
    void theTourCanBeDoneByItselfAndEndedAtAnyTime(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("tour").type(KeyCode.ENTER);
        assertTitle(robot, "One computer, several kernels");
        robot.clickOn("#tour-show");
        assertTitle(robot, "Time is yours");
        robot.clickOn("#tour-show");
        assertTitle(robot, "Kernels talk");
        robot.type(KeyCode.ESCAPE);
        assertThat(station.window().tour().running()).isFalse();
    }

    @Test
    void theTourTakesItsOwnScenario(FxRobot robot) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> station.openFromLibrary("kernel-update"));
        waitUntil(() -> station.window().frame() != null && title().contains("without a break"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        waitUntil(() -> title().contains("First light") && station.window().tour().running());
    }

    @Test
    void whatTheModelIsWorthIsReadFoundAndLeft(FxRobot robot) throws IOException {
        robot.clickOn("#fidelity");
        assertThat(robot.lookup(".fidelity-subject").queryAll()).hasSizeGreaterThan(6);
        picture("fidelity-light");
        robot.write("doorbell");
        assertThat(robot.lookup(".fidelity-line").queryAllAs(Label.class)).isNotEmpty();
        picture("fidelity-found");
        robot.type(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> station.window().look().theme().set(Theme.of(Theme.Name.DARK)));
        robot.type(KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN);
        picture("fidelity-dark");
        robot.type(KeyCode.ESCAPE);
        assertThat(station.window().pages().shown()).isFalse();
    }

    private String title() {
        return station.stage().getTitle();
    }

    private void assertTitle(FxRobot robot, String words) {
        waitUntil(() -> robot.lookup(".tour-card .pop-title").tryQueryAs(Label.class)
                .map(label -> label.getText().equals(words))
                .orElse(false));
    }

    private void waitUntil(BooleanSupplier there) {
        try {
            WaitForAsyncUtils.waitFor(25, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
                station.window().pulse();
                return there.getAsBoolean();
            }));
        } catch (TimeoutException e) {
            throw new AssertionError("it did not get there", e);
        }
    }

    private void picture(String name) throws IOException {
        var image = WaitForAsyncUtils.waitForAsyncFx(30_000, () -> station.window().picture(1280, 720));
        Files.createDirectories(PICTURES);
        ImageIO.write(image, "png", PICTURES.resolve(name + ".png").toFile());
    }
}
