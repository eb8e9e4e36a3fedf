package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.frame.OperationView;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.session.Session;
import java.nio.file.Path;
import java.util.function.Predicate;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Phenomena whose kernels have something inside: a pool of their own, or tasks.
@ExtendWith(ApplicationExtension.class)
class NestedWindowTest {
    private static final Path PHENOMENA = Path.of("../scenarios/phenomena");
    private Stage stage;
    private LiveEngine live;
    private Window window;
    private Seat seat;

    @Start
    void start(Stage primary) {
        stage = primary;
        stage.setX(0);
        stage.setY(0);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            window.menu().close();
            stage.close();
        });
    }

    /// Opens a phenomenon where something is so for the first time.
    private void open(String phenomenon, Predicate<Frame> there) {
        var file = PHENOMENA.resolve(phenomenon + ".json");
        var scenario = ScenarioSource.read(file, new ScenarioReader()).value().orElseThrow().scenario();
        var frame = new Frame(scenario.machine().coreCount());
        var scout = new Session(scenario);
        do {
            scout.stepForward();
            scout.write(frame);
        } while (!there.test(frame));
        long ns = frame.nowNs;
        live = new LiveEngine(new Session(scenario));
        live.seek(ns);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            window = Window.open(live, stage, Theme.Name.LIGHT);
            seat = Seat.at(window);
        });
        seat.waitFor(now -> now.nowNs == ns);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void thePoolOfAnInstanceHasACardAndItsMenuGivesOrdersToTheInstance(FxRobot robot) {
        open("57-nested-host", frame -> frame.kernels.stream().anyMatch(KernelView::nested));
        robot.clickOn("#kernel--2", MouseButton.SECONDARY);
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfKernel(-2));
        assertThat(robot.lookup(".inspector-title").queryAs(Label.class).getText()).isEqualTo("pool of outer");
        assertThat(robot.lookup(".menu-line").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("outer# kerf init --cpus=none --memory=none");
        robot.clickOn(robot.lookup(".menu-words").queryAllAs(Label.class).stream()
                .filter(label -> label.getText().equals("Empty the pool") && label.isVisible())
                .findFirst()
                .orElseThrow());
        seat.waitFor(frame -> window.desk().status().refusal().get().isPresent());
        var refusal = window.desk().status().refusal().get().orElseThrow();
        assertThat(refusal.title()).contains("In outer: Empty the pool");
        assertThat(refusal.sentence()).startsWith("-EBUSY (16)").contains("the pool still runs 1 instance");
    }

    @Test
    void aStepIsToldWithTheKernelThatTakesIt(FxRobot robot) {
        open("57-nested-host", frame -> frame.lenders.containsKey(1)
                && frame.operations.stream().anyMatch(OperationView::nested));
        assertThat(window.desk().status().operation().get())
                .startsWith("In outer: Fill the pool with 2 cores: outer ")
                .doesNotContain("the host");
        assertThat(robot.lookup("#kernel--2").tryQuery()).as("the card of its pool").isPresent();
    }

    @Test
    void whoWaitsForALockLeadsToItsCore(FxRobot robot) {
        open("58-one-lock-becomes-two", frame -> frame.locks.stream().anyMatch(lock -> lock.line().size() > 1));
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.select(new Selection.OfKernel(1)));
        var last = robot.lookup(".lock-chip").queryAllAs(Button.class).stream()
                .filter(Button::isVisible)
                .reduce((one, other) -> other)
                .orElseThrow();
        var cpu = last.getText();
        robot.clickOn(last);
        assertThat(window.desk().selection().get()).isInstanceOf(Selection.OfCore.class);
        assertThat(robot.lookup(".inspector-title").queryAs(Label.class).getText()).isEqualTo(cpu);
    }
}
