package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.FakeLive;
import archipelago.app.Stories;
import archipelago.app.render.Theme;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.live.Progress;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.session.Session;
import java.nio.file.Path;
import java.util.function.Predicate;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A person changes how time passes; the machine stays the same.
@ExtendWith(ApplicationExtension.class)
class GradesTest {
    private static final Path SHORT = Path.of("../scenarios/first-light.json");

    private Stage stage;
    private Scenario scenario;
    private Window window;
    private LiveEngine live;

    @Start
    void start(Stage primary) {
        stage = primary;
        stage.setX(0);
        stage.setY(0);
    }

    private void open(Path story) {
        scenario = ScenarioSource.read(story, new ScenarioReader()).value().orElseThrow().scenario();
        live = new LiveEngine(new Session(scenario));
        window = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> Window.open(live, stage, Theme.Name.LIGHT));
    }

    private void waitFor(Predicate<Progress> there) {
        Seat.at(window).waitUntil(() -> there.test(live.progress()));
    }

    @Test
    void inExpressThePicturesStandStillUntilSomebodyUpdatesThemOrPauses(FxRobot robot) {
        var still = Stories.live();
        still.eventsPerSecond = 1_250_000;
        window = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> Window.open(still, stage, Theme.Name.LIGHT));
        robot.type(KeyCode.F7);
        tell(still, 4, 20_000);
        assertThat(chapter()).isEqualTo("What one panic costs");
        assertThat(robot.lookup("#express .express-number").queryAllAs(Label.class))
                .extracting(Label::getText)
                .containsExactly("0.001\u2009842\u2009306 s", "20\u2009000", "1\u2009250\u2009000", "2\u2009961");

        robot.clickOn("#update-now");
        tell(still, 4, 20_001);
        assertThat(chapter()).isEqualTo("Start it again");
        tell(still, 2, 20_002);
        assertThat(chapter()).as("that was once").isEqualTo("Start it again");

        robot.type(KeyCode.F8);
        tell(still, 2, 20_002);
        assertThat(chapter()).isEqualTo("Requests and replies");
        assertThat(robot.lookup("#express").tryQuery()).isEmpty();
    }

    private void tell(FakeLive still, int chapter, long events) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            still.frame.chapter = chapter;
            still.frame.events = events;
            window.pulse();
        });
    }

    private String chapter() {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.desk().chapters().page().get().title());
    }

    @Test
    @Reaches(Row.GRADES)
    void theGradesAreClickedInTheTopBar(FxRobot robot) {
        var still = Stories.live();
        window = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> Window.open(still, stage, Theme.Name.LIGHT));
        robot.clickOn("#grade-fast");
        assertThat(still.calls).endsWith("grade FAST", "play");
        assertThat(robot.lookup("#grade-fast").queryAs(ToggleButton.class).isSelected()).isTrue();
        assertThat(window.desk().clock().speedWords().get()).isEqualTo("1 s = max");

        robot.clickOn("#grade-run");
        assertThat(still.calls).endsWith("grade RUN", "play");
        assertThat(window.desk().clock().speedWords().get()).isNotEqualTo("1 s = max");
    }

    @Test
    @Reaches(Row.FINGERPRINT)
    void aRunThatWasFastNowAndThenEndsAsOneThatNobodyWatched(FxRobot robot) {
        open(SHORT);
        robot.type(KeyCode.F5, KeyCode.F6, KeyCode.F7);
        waitFor(p -> p.events() > 1_000 && !p.playing() && window.frame().finished);
        var alone = new Session(scenario);
        while (!alone.atEnd()) {
            alone.stepForward();
        }
        assertThat(window.frame().events).isEqualTo(alone.events());
        assertThat(window.frame().fingerprint).isEqualTo(alone.fingerprint());
    }

    @Test
    void spacePausesAndF4StepsInExpressToo(FxRobot robot) {
        var still = Stories.live();
        window = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> Window.open(still, stage, Theme.Name.LIGHT));
        robot.type(KeyCode.F7, KeyCode.SPACE, KeyCode.F4);
        assertThat(still.calls).endsWith("grade EXPRESS", "play", "pause", "step");
    }

    @Test
    void updatingThePicturesSaysWhyItIsNotNeeded(FxRobot robot) {
        open(SHORT);
        robot.press(KeyCode.SHIFT).type(KeyCode.F7).release(KeyCode.SHIFT);
        assertThat(robot.lookup(".status-message").queryAs(Label.class).getText()).contains("the pictures follow already");
    }
}
