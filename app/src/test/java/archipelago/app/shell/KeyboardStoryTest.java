package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.rows.Photographer;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.frame.Frame;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.session.Session;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Somebody without a mouse goes through the first scenario from its beginning to its end, and does in it whatever one
/// does: a crash, why, undo, comparing, a core that moves, an instance that is made, a message that is lost, a kernel that starts again.
@ExtendWith(ApplicationExtension.class)
class KeyboardStoryTest {
    private static final int WEB = 1;
    private static final int DATABASE = 2;
    private static final int LAST_CHAPTER = 8;

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
    void theWholeStoryIsLivedThroughWithKeysAlone(FxRobot robot) {
        chapters(robot, 3);
        crashesAndAsksWhy(robot);
        takesItBackAndCompares(robot);
        goesBack(robot);
        movesACore(robot);
        goesBack(robot);
        makesAnInstance(robot);
        goesBack(robot);
        losesAMessage(robot);
        goesBack(robot);
        restartsAKernel(robot);
        returnsToTheStory(robot);
        chapters(robot, LAST_CHAPTER);
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

    /// Whatever is done then opens a future of its own.
    private void goesBack(FxRobot robot) {
        robot.type(KeyCode.G).write("5.6058 s").type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.nowNs == Lived.TALK_NS && !frame.searching);
        checkKeyboard();
    }

    private void returnsToTheStory(FxRobot robot) {
        type(robot, KeyCode.P);
        type(robot, KeyCode.HOME);
        type(robot, KeyCode.ENTER);
        seat.waitFor(frame -> frame.branch == 0);
        type(robot, KeyCode.P);
    }

    private void movesACore(FxRobot robot) {
        robot.write("++++++"); // So fast that what a host does takes a moment.
        find(robot, "cpu 24");
        int core = live.scenario().machine().coreOf(24);
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfCore(core));
        Seat.shift(robot, KeyCode.M);
        seat.waitUntil(() -> window.menu().shown());
        for (var words : Seat.labels(robot, ".menu-words")) {
            robot.type(KeyCode.DOWN);
            if (words.equals("database")) {
                break;
            }
        }
        robot.type(KeyCode.ENTER);
        run(robot, frame -> frame.owner[core] == DATABASE);
    }

    private void makesAnInstance(FxRobot robot) {
        find(robot, "cpu 26");
        find(robot, "create an instance 1 gib");
        run(robot, frame -> frame.kernels.size() > 3 && frame.kernels.getLast().status() == Status.READY);
        int slot = window.frame().kernels.getLast().slot();
        type(robot, KeyCode.DIGIT4);
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfKernel(slot));
    }

    private void losesAMessage(FxRobot robot) {
        for (int step = 0; step < 400 && window.frame().flights.isEmpty(); step++) {
            long events = window.frame().events;
            type(robot, KeyCode.RIGHT);
            seat.waitFor(frame -> frame.events > events);
        }
        int given = window.frame().given;
        find(robot, "lose it");
        seat.waitFor(frame -> frame.given > given);
    }

    private void restartsAKernel(FxRobot robot) {
        type(robot, KeyCode.DIGIT2);
        type(robot, KeyCode.C);
        robot.write("-"); // The story starts it again soon.
        run(robot, frame -> frame.kernel(WEB).status() == Status.LOADED);
        type(robot, KeyCode.DIGIT2);
        type(robot, KeyCode.R);
        run(robot, frame -> frame.kernel(WEB).status() == Status.ACTIVE);
    }

    /// Lets the machine run until it has come to something.
    private void run(FxRobot robot, Predicate<Frame> there) {
        type(robot, KeyCode.SPACE);
        seat.waitFor(there);
        type(robot, KeyCode.SPACE);
        seat.waitFor(frame -> !frame.playing);
    }

    private void find(FxRobot robot, String words) {
        Seat.control(robot, KeyCode.K);
        assertThat(window.finder().shown()).isTrue();
        checkKeyboard();
        robot.write(words).type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
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
