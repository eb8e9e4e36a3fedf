package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.render.Theme;
import archipelago.app.rows.Photographer;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.app.start.RecentFiles;
import archipelago.engine.cli.Inputs;
import archipelago.engine.state.Phase;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The tour goes on when somebody does what it asks for; and what the model is worth can be read.
@ExtendWith(ApplicationExtension.class)
class TourTest {

    private Station station;
    private Seat seat;

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        station = new Station(stage, Theme.Name.LIGHT, Logbook.NONE, new RecentFiles());
        seat = Seat.at(station);
        station.show(Inputs.openDefault().opened().orElseThrow());
    }

    @Test
    @Reaches(Row.GUIDED_TEXT)
    void theTourEndsWithAKernelThatPanickedAndOthersThatGoOn(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        assertTitle(robot, "One computer, several kernels");
        seat.waitFor(frame -> frame.chapter == 2 && !frame.playing);
        seat.keep("tour-look", 1280, 720);
        robot.type(KeyCode.DIGIT1);
        assertTitle(robot, "Time is yours");
        seat.keep("tour-time", 1280, 720);
        robot.type(KeyCode.SPACE);
        assertTitle(robot, "Kernels talk");
        robot.type(KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN);
        seat.waitUntil(() -> station.window().frame().chapter >= 3);
        assertTitle(robot, "Now break one");
        seat.keep("tour-panic", 1280, 720);
        seat.waitFor(frame -> !frame.playing && !frame.searching);
        robot.type(KeyCode.DIGIT2, KeyCode.C);
        assertTitle(robot, "The others go on");
        robot.type(KeyCode.SPACE);
        seat.waitFor(frame -> frame.playing);
        seat.keep("tour-others", 1280, 720);
        assertThat(station.window().frame().kernel(0).phase()).isEqualTo(Phase.UP);
        assertThat(station.window().frame().kernel(2).phase()).isEqualTo(Phase.UP);
        Photographer.picture();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        assertThat(station.window().tour().running()).isFalse();
    }

    @Test
    void whoIsHereForTheFirstTimeIsAskedAndNothingPlaysBefore(FxRobot robot) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> station.welcome(Inputs.openDefault().opened().orElseThrow()));
        assertTitle(robot, "Several kernels on one computer");
        assertThat(station.window().frame().playing).isFalse();
        seat.keep("tour-welcome", 1280, 720);
        robot.type(KeyCode.ENTER);
        assertTitle(robot, "One computer, several kernels");
        seat.waitFor(frame -> frame.chapter == 2 && !frame.playing);
        assertThat(station.window().frame().kernels).as("there are colours to tell apart").hasSizeGreaterThan(1);
        robot.type(KeyCode.DIGIT2);
        assertTitle(robot, "Time is yours");
        robot.type(KeyCode.SPACE);
        seat.waitFor(frame -> frame.playing);
        assertTitle(robot, "Kernels talk");
    }

    @Test
    void whoWantsNoTourSeesTheStory(FxRobot robot) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> station.welcome(Inputs.openDefault().opened().orElseThrow()));
        assertTitle(robot, "Several kernels on one computer");
        robot.type(KeyCode.ESCAPE);
        seat.waitFor(frame -> frame.playing);
        assertThat(station.window().tour().running()).isFalse();
    }

    @Test
    void theTourFindsItsKernelsAlsoWhenTheStoryIsToldAndAButtonHasTheKeyboard(FxRobot robot) {
        robot.type(KeyCode.G).write("20 s").type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.finished && !frame.searching);
        robot.interact(() -> robot.lookup("#fidelity").query().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        assertTitle(robot, "One computer, several kernels");
        seat.waitFor(frame -> frame.chapter == 2 && !frame.playing);
        robot.type(KeyCode.DIGIT2);
        assertTitle(robot, "Time is yours");
        robot.type(KeyCode.SPACE);
        assertTitle(robot, "Kernels talk");
        assertThat(station.window().pages().shown()).isFalse();
        robot.type(KeyCode.PAGE_DOWN);
        assertTitle(robot, "Now break one");
        seat.waitFor(frame -> !frame.playing);
    }

    @Test
    void everythingOnTheCardIsReachedWithTab(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        assertTitle(robot, "One computer, several kernels");
        for (int i = 0; i < 60 && !"tour-show".equals(owner()); i++) {
            robot.type(KeyCode.TAB);
        }
        seat.waitFor(frame -> frame.chapter == 2 && !frame.playing);
        robot.type(KeyCode.ENTER);
        assertTitle(robot, "Time is yours");
    }

    private String owner() {
        WaitForAsyncUtils.waitForFxEvents();
        return Seat.onTheirThread(() -> station.stage().getScene().getFocusOwner().getId());
    }

    @Test
    void theTourCanBeDoneByItselfAndEndedAtAnyTime(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("tour").type(KeyCode.ENTER);
        assertTitle(robot, "One computer, several kernels");
        seat.waitFor(frame -> frame.chapter == 2 && !frame.playing);
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
        seat.waitUntil(() -> station.window().frame() != null && title().contains("without a break"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        seat.waitUntil(() -> title().contains("First light") && station.window().tour().running());
    }

    @Test
    @Reaches(Row.FIDELITY)
    void whatTheModelIsWorthIsReadFoundAndLeft(FxRobot robot) {
        robot.clickOn("#fidelity");
        assertThat(robot.lookup(".fidelity-subject").queryAll()).hasSizeGreaterThan(6);
        seat.keep("fidelity-light", 1280, 720);
        Photographer.picture();
        robot.write("doorbell");
        assertThat(robot.lookup(".fidelity-line").queryAllAs(Label.class)).isNotEmpty();
        seat.keep("fidelity-found", 1280, 720);
        robot.type(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> station.window().look().theme().set(Theme.of(Theme.Name.DARK)));
        robot.type(KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN);
        seat.keep("fidelity-dark", 1280, 720);
        robot.type(KeyCode.ESCAPE);
        assertThat(station.window().pages().shown()).isFalse();
    }

    private String title() {
        return station.stage().getTitle();
    }

    private void assertTitle(FxRobot robot, String words) {
        seat.waitUntil(() -> robot.lookup(".tour-card .pop-title").tryQueryAs(Label.class)
                .map(label -> label.getText().equals(words))
                .orElse(false));
    }
}
