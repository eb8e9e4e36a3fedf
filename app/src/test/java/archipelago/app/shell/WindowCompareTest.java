package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.render.Beside;
import archipelago.app.render.Theme;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.session.Session;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The second future in the window: it is gone through elsewhere, and the machine is not disturbed.
@ExtendWith(ApplicationExtension.class)
class WindowCompareTest {
    private static final Path SCENARIO = Path.of("..", "scenarios", "first-light.json");
    private static final long TALK_NS = 5_605_800 * Times.US;
    private static final long PANIC_NS = 5_627_250 * Times.US;

    private final Scenario story = new ScenarioReader().read(SCENARIO).value().orElseThrow();
    private LiveEngine live;
    private Window window;

    @Start
    void start(Stage stage) {
        live = new LiveEngine(new Session(story));
        live.seek(PANIC_NS);
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
    }

    @BeforeEach
    void waitForTheFirstPicture() {
        Seat.at(window).waitFor(frame -> frame.nowNs == PANIC_NS);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Beside waitFor(Predicate<Beside> there) {
        Seat.at(window).waitUntil(() -> window.deck().beside().filter(there).isPresent());
        return window.deck().beside().orElseThrow();
    }

    @Test
    void theWorldWithoutTheCrashStandsBesideTheStory(FxRobot robot) {
        robot.clickOn("#tab-compare");
        var beside = waitFor(b -> b.nowNs() == PANIC_NS);

        assertThat(beside.a().frame().fingerprint).isEqualTo(window.frame().fingerprint);
        assertThat(beside.a().frame().events).isEqualTo(window.frame().events);
        assertThat(beside.b().frame().fingerprint).isNotEqualTo(window.frame().fingerprint);
        for (var theme : new Theme.Name[] {Theme.Name.LIGHT, Theme.Name.DARK}) {
            Seat.at(window).keep("window-compare-1280-" + theme.word(), 1280, 720);
            Seat.at(window).keep("window-compare-1600-" + theme.word(), 1600, 1000);
            WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.hands().nextTheme());
        }
    }

    @Test
    void anActInThePastStandsBesideTheFutureThatItLeft(FxRobot robot) {
        robot.clickOn("#tab-compare");
        live.seek(TALK_NS);
        waitFor(b -> b.nowNs() == TALK_NS && b.comparison().equal());
        live.give(new Command.Fault.Panic("database", -1));
        live.seek(PANIC_NS);
        var beside = waitFor(b -> b.nowNs() == PANIC_NS && b.a().title().startsWith("Branch 1"));

        assertThat(beside.a().title()).isEqualTo("Branch 1 · panic database");
        assertThat(beside.b().title()).isEqualTo("Branch 0 · The story as written");
        assertThat(beside.parting().orElseThrow().atNs()).isEqualTo(TALK_NS);
        assertThat(beside.a().frame().fingerprint).isEqualTo(window.frame().fingerprint);

        live.enter(0);
        waitFor(b -> b.a().title().equals("Branch 0 · The story as written") && b.nowNs() == PANIC_NS);
    }

    @Test
    void aRunBesideWhichAnotherOneIsGoneThroughIsTheSame(FxRobot robot) {
        var unwatched = new Session(story);
        unwatched.runUntil(PANIC_NS + Times.MS);
        robot.clickOn("#tab-compare");
        live.play();
        waitFor(b -> b.nowNs() > PANIC_NS);
        live.seek(PANIC_NS + Times.MS);
        waitFor(b -> b.nowNs() == PANIC_NS + Times.MS);
        assertThat(window.frame().fingerprint).isEqualTo(unwatched.fingerprint());
        assertThat(window.frame().branches).hasSize(1);
    }
}
