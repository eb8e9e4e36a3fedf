package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.render.Theme;
import archipelago.app.rows.Photographer;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.session.Session;
import archipelago.engine.state.Phase;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Somebody without a mouse goes through the first scenario, crashes a kernel in it, asks why, takes it back and compares.
@ExtendWith(ApplicationExtension.class)
class KeyboardStoryTest {
    private static final int WEB = 1;

    private LiveEngine live;
    private Window window;
    private Seat seat;

    @Start
    void start(Stage stage) {
        live = new LiveEngine(new Session(Lived.scenario()));
        Seat.place(stage);
        window = Window.open(live, stage, Theme.Name.LIGHT);
        seat = Seat.at(window);
    }

    @Test
    @Reaches(Row.KEYBOARD)
    void theStoryIsLivedThroughWithKeysAlone(FxRobot robot) {
        chapters(robot, 3);
        crashesAndAsksWhy(robot);
        takesItBackAndCompares(robot);
        goesBack(robot);
        assertThat(window.frame().violations).isEmpty();
    }

    private void chapters(FxRobot robot, int last) {
        for (int before = window.frame().chapter; before < last; before = window.frame().chapter) {
            int told = before;
            type(robot, KeyCode.PAGE_DOWN);
            seat.waitFor(frame -> frame.chapter > told && !frame.searching && !frame.playing);
        }
        assertThat(Seat.labels(robot, ".chapter-title")).containsExactly(Lived.scenario().story().get(last).title());
    }

    private void crashesAndAsksWhy(FxRobot robot) {
        Seat.shift(robot, KeyCode.T); // The list of the machine says what happens.
        checkKeyboard();
        type(robot, KeyCode.DIGIT2);
        type(robot, KeyCode.C);
        var frame = seat.waitFor(f -> f.kernel(WEB).phase() == Phase.PANICKING);
        seat.waitUntil(() -> window.workbench().announcer().said().get().contains("web-server"));
        assertThat(robot.lookup("#said").query().getAccessibleText()).contains("web-server");
        Seat.shift(robot, KeyCode.T);
        checkKeyboard();
        assertThat(window.frame().given).isEqualTo(1);
        long last = frame.lastOrigin;
        type(robot, KeyCode.RIGHT);
        seat.waitFor(f -> f.lastOrigin != last);
        Seat.control(robot, KeyCode.LEFT);
        seat.waitUntil(() -> !robot.lookup(".why-link").queryAll().isEmpty());
        checkKeyboard();
    }

    private void takesItBackAndCompares(FxRobot robot) {
        type(robot, KeyCode.END);
        Seat.control(robot, KeyCode.Z);
        seat.waitFor(frame -> frame.branch == 1 && frame.kernel(WEB).phase() == Phase.UP);
        assertThat(Seat.status(robot)).isEqualTo("Undo: Panic web-server");
        Seat.control(robot, KeyCode.DIGIT4);
        seat.waitUntil(() -> window.deck().beside().isPresent());
        Photographer.picture();
        checkKeyboard();
        Seat.control(robot, KeyCode.DIGIT2);
        assertThat(window.deck().shown().get()).isEmpty();
    }

    /// To a moment that is typed.
    private void goesBack(FxRobot robot) {
        robot.type(KeyCode.G).write("5.6058 s").type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.nowNs == Lived.TALK_NS && !frame.searching);
        checkKeyboard();
    }

    private void type(FxRobot robot, KeyCode code) {
        robot.type(code);
        WaitForAsyncUtils.waitForFxEvents();
        checkKeyboard();
    }

    /// Whatever is pressed, the keyboard stays with something that is there.
    private void checkKeyboard() {
        Seat.onTheirThread(() -> {
            var owner = window.map().getScene() == null ? null : window.map().getScene().getFocusOwner();
            assertThat(owner).isNotNull();
            for (Node at = owner; at != null; at = at.getParent()) {
                assertThat(at.isVisible()).as(FocusWalk.name(owner)).isTrue();
            }
            return owner;
        });
    }
}
