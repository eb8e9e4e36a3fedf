package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.TimeScale;
import archipelago.app.layout.TimeWindow;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.app.rows.Photographer;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.app.vm.MeasuresVm;
import archipelago.engine.base.Times;
import archipelago.engine.live.StillEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A stretch of time is chosen by hand or by keys, told of, looked at closer and written down; two marks measure.
@ExtendWith(ApplicationExtension.class)
class RangeTest {
    private static final long FROM = Lived.PANIC_NS - 100 * Times.US;
    private static final long TO = Lived.PANIC_NS;

    private StillEngine live;
    private Window window;

    @Start
    void start(Stage stage) {
        live = new StillEngine(Lived.session());
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
    }

    private static <T> T fx(Callable<T> work) {
        var result = WaitForAsyncUtils.waitForAsyncFx(10_000, work);
        WaitForAsyncUtils.waitForFxEvents();
        return result;
    }

    private void stand(long ns) {
        fx(() -> {
            live.seek(ns);
            window.pulse();
            return null;
        });
    }

    private void pulse() {
        fx(() -> {
            window.pulse();
            return null;
        });
    }

    private MeasuresVm measures() {
        return window.workbench().measures();
    }

    private void chooseByKeys(FxRobot robot) {
        stand(FROM);
        robot.write("[");
        stand(TO);
        robot.write("]");
        pulse();
    }

    @Test
    void aDragUnderTheRulersNumbersChoosesAStretchAndTimeStandsStill(FxRobot robot) {
        var timeline = window.timeline();
        stand(TO);
        var shown = timeline.shown();
        long before = live.latest().nowNs;
        double left = timeline.getWidth() * 0.4;
        double right = timeline.getWidth() * 0.7;
        robot.drag(timeline.localToScreen(right, 36), MouseButton.PRIMARY)
                .moveTo(timeline.localToScreen(left, 36))
                .drop();

        var range = measures().measures().get();
        assertThat(live.latest().nowNs).isEqualTo(before);
        assertThat(range.hasRange()).isTrue();
        assertThat((double) range.rangeNs() / shown.spanNs()).isBetween(0.3, 0.45);

        pulse();
        assertThat(robot.lookup("#range").query().isVisible()).isTrue();
        robot.type(KeyCode.ESCAPE);
        pulse();
        assertThat(robot.lookup("#range").query().isVisible()).isFalse();
    }

    @Test
    void withShiftADragOnTheLanesChoosesToo(FxRobot robot) {
        var timeline = window.timeline();
        stand(TO);
        fx(() -> {
            double y = timeline.getHeight() / 2;
            for (var step : List.of(
                    MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_DRAGGED, MouseEvent.MOUSE_RELEASED)) {
                double x = timeline.getWidth() * (step == MouseEvent.MOUSE_PRESSED ? 0.4 : 0.5);
                var at = timeline.localToScene(x, y);
                Event.fireEvent(timeline, new MouseEvent(
                        step, at.getX(), at.getY(), at.getX(), at.getY(), MouseButton.PRIMARY, 1, true, false, false, false, true, false, false, false,
                        false, false, null));
            }
            return null;
        });
        assertThat(measures().measures().get().hasRange()).isTrue();
        assertThat(live.latest().nowNs).isEqualTo(TO);
    }

    @Test
    void aDragDownTheLanesChoosesAStretchAndAClickNone(FxRobot robot) {
        stand(TO);
        robot.clickOn("#tab-lanes");
        pulse();
        var lanes = robot.lookup("#view").query();
        var bounds = lanes.getLayoutBounds();
        // Beside the lifelines, where nothing can be picked.
        double x = bounds.getWidth() * 0.13;
        robot.clickOn(lanes.localToScreen(x, bounds.getHeight() * 0.5));
        assertThat(measures().measures().get().hasRange()).isFalse();

        robot.drag(lanes.localToScreen(x, bounds.getHeight() * 0.4), MouseButton.PRIMARY)
                .moveTo(lanes.localToScreen(x, bounds.getHeight() * 0.6))
                .drop();
        pulse();
        assertThat(measures().measures().get().hasRange()).isTrue();
        assertThat(live.latest().nowNs).isEqualTo(TO);
        assertThat(robot.lookup("#range").query().isVisible()).isTrue();
    }

    @Test
    void keysChooseAStretchAndItsFactsAreTold(FxRobot robot) {
        chooseByKeys(robot);
        var range = measures().measures().get();
        assertThat(range.fromNs()).isEqualTo(FROM);
        assertThat(range.toNs()).isEqualTo(TO);
        int sent = window.desk().history().sent(FROM, TO);
        assertThat(measures().told().get())
                .startsWith("Δ 100 µs · " + sent + " messages sent · busy: host ")
                .containsPattern("web-server [0-9]+\\.[0-9] %");
        assertThat(robot.lookup("#range").query().getAccessibleText()).contains(measures().told().get());
    }

    @Test
    void anEndWithoutABeginningSaysWhatToDo(FxRobot robot) {
        robot.write("]");
        assertThat(robot.lookup(".status-message").queryAs(Label.class).getText()).startsWith("Press [");
        robot.press(KeyCode.SHIFT).type(KeyCode.S).release(KeyCode.SHIFT);
        assertThat(robot.lookup(".status-message").queryAs(Label.class).getText()).startsWith("No range is chosen");
    }

    @Test
    void theZoomKeyShowsTheStretchAndThenLessAsEver(FxRobot robot) {
        chooseByKeys(robot);
        robot.type(KeyCode.Z);
        assertThat(window.timeline().shown()).isEqualTo(new TimeWindow(FROM, TO));
        robot.type(KeyCode.Z);
        assertThat(window.timeline().shown().spanNs()).isEqualTo((TO - FROM) / 2);
    }

    @Test
    void theRowsBehindAStretchStandInTheTable(FxRobot robot) {
        chooseByKeys(robot);
        robot.clickOn("#range-rows");
        assertThat(robot.lookup("#rows-wanted").queryAs(TextField.class).getText()).isEqualTo("from 5.6067s until 5.6068s");
        for (int i = 0; i < 20; i++) {
            pulse();
        }
        var journal = live.latest().journal;
        int inside = journal.firstAtOrAfter(TO + 1) - journal.firstAtOrAfter(FROM);
        assertThat(robot.lookup("#rows-count").queryAs(Label.class).getText()).startsWith(inside + " of ");
    }

    @Test
    void whatIsWrittenDownIsTheStretch(FxRobot robot) {
        var shown = window.timeline().shown();
        assertThat(window.workbench().stretch(shown)).isEqualTo(shown);
        chooseByKeys(robot);
        assertThat(window.workbench().stretch(shown)).isEqualTo(new TimeWindow(FROM, TO));
    }

    @Test
    void twoMarksMeasureAndGoAwayWhereTheyAre(FxRobot robot) {
        stand(TO);
        robot.press(KeyCode.SHIFT).type(KeyCode.A).release(KeyCode.SHIFT);
        stand(FROM);
        robot.press(KeyCode.SHIFT).type(KeyCode.B).release(KeyCode.SHIFT);
        var measured = robot.lookup("#measured").queryAs(Label.class);
        assertThat(measured.getText()).isEqualTo("A → B Δ −100 µs");
        assertThat(measured.isVisible()).isTrue();

        robot.press(KeyCode.SHIFT).type(KeyCode.B).release(KeyCode.SHIFT);
        assertThat(measured.isVisible()).isFalse();
    }

    @Test
    @Reaches(Row.AXES)
    void aKeySetsInstantsApartInAnotherWayInTheLanesAndInTheTimelineAndSaysSo(FxRobot robot) {
        stand(TO);
        robot.type(KeyCode.V);
        fx(() -> {
            window.timeline().show(new TimeWindow(FROM, TO));
            return null;
        });
        assertThat(window.deck().shown().get()).contains(ViewKind.LANES);
        var modes = new ArrayList<TimeScale.Mode>();
        for (var words : List.of("One step per event", "Compressed time", "Linear time")) {
            robot.press(KeyCode.SHIFT).type(KeyCode.V).release(KeyCode.SHIFT);
            assertThat(robot.lookup(".status-message").queryAs(Label.class).getText()).isEqualTo(words);
            pulse();
            modes.add(window.timeline().places().scale().mode());
            if (words.startsWith("Compressed")) {
                Photographer.picture();
                assertThat(window.state(WindowState.FIRST).scale()).isEqualTo(TimeScale.Mode.COMPRESSED);
            }
        }
        assertThat(modes).containsExactly(
                TimeScale.Mode.PER_EVENT, TimeScale.Mode.COMPRESSED, TimeScale.Mode.LINEAR);
    }
}
