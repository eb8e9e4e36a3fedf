package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Happening;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.session.Session;
import archipelago.engine.state.CutLink;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.List;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Somebody without a mouse lives through the first scenario, and does in it what hands do. Each time the kernels talk already.
@ExtendWith(ApplicationExtension.class)
class KeyboardStoryTest {
    private static final int WEB = 1;
    private static final int DATABASE = 2;
    private static final int MADE = 3;
    private static final int MOST_LINES = 30;
    private static final int MOST_STOPS = 60;

    private Window window;
    private Seat seat;

    @Start
    void start(Stage stage) {
        var session = new Session(Lived.scenario());
        session.runUntil(Lived.TALK_NS);
        Seat.place(stage);
        window = Window.open(new LiveEngine(session), stage, Theme.Name.LIGHT);
        seat = Seat.at(window);
    }

    // --- the story ------------------------------------------------------------------------------

    @Test
    @Reaches(Row.KEYBOARD)
    void theStoryIsToldToItsEndWithKeysAlone(FxRobot robot) {
        var story = Lived.scenario().story();
        type(robot, KeyCode.HOME);
        seat.waitFor(frame -> frame.nowNs == 0 && !frame.searching);
        for (int chapter = 1; chapter < story.size(); chapter++) {
            int next = chapter;
            type(robot, KeyCode.PAGE_DOWN);
            seat.waitFor(frame -> frame.chapter == next && !frame.searching && !frame.playing);
            assertThat(Seat.labels(robot, ".chapter-title")).containsExactly(story.get(next).title());
        }
        type(robot, KeyCode.PAGE_DOWN);
        assertThat(Seat.status(robot)).isEqualTo("There is no chapter after this one");
        robot.type(KeyCode.G).write("20 s").type(KeyCode.ENTER);
        var told = seat.waitFor(frame -> frame.finished && !frame.searching);
        assertThat(told.kernels).as("everything is given back").hasSize(1);
        assertThat(told.violations).isEmpty();
        checkKeyboard();
    }

    @Test
    void theChaptersAreAListThatArrowKeysWalkOver(FxRobot robot) {
        tabTo(robot, "chapter-dots");
        type(robot, KeyCode.HOME);
        type(robot, KeyCode.DOWN);
        type(robot, KeyCode.RIGHT);
        assertThat(owner().getAccessibleText()).startsWith("Chapter 3, A third kernel joins them");
        assertThat(Seat.labels(robot, ".chapter-aim")).containsExactly(owner().getAccessibleText());
        Seat.write(seat.picture(), "keyboard-chapters");
        type(robot, KeyCode.ENTER);
        seat.waitFor(frame -> frame.chapter == 2 && !frame.searching);
        assertThat(owner().getId()).as("one walks on from there").isEqualTo("chapter-dots");
        type(robot, KeyCode.END);
        type(robot, KeyCode.ENTER);
        seat.waitFor(frame -> frame.chapter == Lived.scenario().story().size() - 1 && !frame.searching);
    }

    @Test
    void aCrashIsHeardAskedAboutTakenBackAndCompared(FxRobot robot) {
        type(robot, KeyCode.DIGIT2);
        type(robot, KeyCode.C);
        long crash = seat.waitFor(frame -> frame.kernel(WEB).phase() == Phase.PANICKING).lastOrigin;
        seat.waitUntil(() -> spoken(robot).contains("web-server"));
        assertThat(window.frame().given).isEqualTo(1);
        type(robot, KeyCode.RIGHT);
        seat.waitFor(frame -> frame.lastOrigin != crash);
        Seat.control(robot, KeyCode.LEFT);
        seat.waitUntil(() -> !robot.lookup(".why-link").queryAll().isEmpty());
        checkKeyboard();

        type(robot, KeyCode.END);
        Seat.control(robot, KeyCode.Z);
        seat.waitFor(f -> f.branch == 1 && f.kernel(WEB).phase() == Phase.UP);
        assertThat(Seat.status(robot)).isEqualTo("Undo: Panic web-server");
        assertThat(spoken(robot)).isEqualTo("Undo: Panic web-server");
        assertThat(cut(robot, "#tab-places")).as("the name of a future leaves the tabs whole").isFalse();
        Seat.control(robot, KeyCode.DIGIT4);
        seat.waitUntil(() -> window.deck().beside().isPresent());
        checkKeyboard();
        Seat.control(robot, KeyCode.DIGIT2);
        assertThat(window.deck().shown().get()).isEmpty();
        robot.type(KeyCode.G).write("5.6058 s").type(KeyCode.ENTER);
        seat.waitFor(f -> f.nowNs == Lived.TALK_NS && !f.searching);
        checkKeyboard();
    }

    // --- the machine ----------------------------------------------------------------------------

    @Test
    void aCoreIsMovedToAnotherKernelAndItIsShownBeforehand(FxRobot robot) {
        type(robot, KeyCode.DIGIT2);
        type(robot, KeyCode.DOWN);
        int core = ((Selection.OfCore) window.desk().selection().get()).core();
        assertThat(window.frame().owner[core]).isEqualTo((short) WEB);
        type(robot, KeyCode.RIGHT, KeyCode.ALT);
        int moved = ((Selection.OfCore) window.desk().selection().get()).core();
        assertThat(moved).isNotEqualTo(core);

        Seat.shift(robot, KeyCode.M);
        var before = Seat.onTheirThread(() -> window.map().aimed());
        assertThat(before).isEmpty();
        walkTo(robot, "database");
        assertThat(Seat.onTheirThread(() -> window.map().aimed()).orElseThrow())
                .contains("web-server", "database");
        seat.look();
        Seat.write(seat.picture(), "keyboard-aim");
        robot.type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.given == 1);
        assertThat(Seat.onTheirThread(() -> window.map().aimed())).as("the menu is closed").isEmpty();
        untilDone(robot, frame -> frame.owner[moved] == DATABASE);
        checkKeyboard();
    }

    @Test
    void anInstanceIsMadeLoadedStartedAndStopped(FxRobot robot) {
        Seat.shift(robot, KeyCode.K);
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfKernel(-1));
        type(robot, KeyCode.E);
        walkTo(robot, "Create an instance");
        robot.type(KeyCode.RIGHT);
        walkTo(robot, "Node 0: CPUs 24,26");
        robot.type(KeyCode.RIGHT);
        walkTo(robot, "1 GiB");
        robot.type(KeyCode.ENTER);
        seat.waitFor(frame -> !frame.operations.isEmpty());
        type(robot, KeyCode.DIGIT4);
        assertThat(Seat.status(robot)).isEqualTo("There is no kernel 4: there are 3.");
        untilDone(robot, frame -> status(frame, Status.READY));

        type(robot, KeyCode.DIGIT4);
        order(robot, KeyCode.L, Status.LOADED);
        order(robot, KeyCode.R, Status.ACTIVE);
        Seat.shift(robot, KeyCode.H);
        untilDone(robot, frame -> status(frame, Status.LOADED));
        checkKeyboard();
    }

    private void order(FxRobot robot, KeyCode key, Status then) {
        type(robot, key);
        seat.waitFor(frame -> !frame.operations.isEmpty());
        seat.waitUntil(() -> Seat.status(robot).endsWith("Shift+O: on to its end"));
        untilDone(robot, frame -> status(frame, then));
    }

    private static boolean status(Frame frame, Status wanted) {
        return frame.kernels.size() > MADE && frame.kernel(MADE).status() == wanted;
    }

    /// The story goes on meanwhile, and orders things too: what was asked for may be the second that is done.
    private void untilDone(FxRobot robot, Predicate<Frame> done) {
        for (int i = 0; i < MOST_LINES && !Seat.onTheirThread(() -> done.test(window.frame())); i++) {
            Seat.shift(robot, KeyCode.O);
            WaitForAsyncUtils.waitForFxEvents();
            seat.waitFor(frame -> !frame.searching && !frame.playing);
        }
        seat.waitFor(done);
    }

    // --- messages -------------------------------------------------------------------------------

    @Test
    void aMessageInFlightIsDoubledLostAndDelayed(FxRobot robot) {
        var words = List.of("Let it come twice", "Lose it", "Delay it by 10 µs");
        for (int i = 0; i < words.size(); i++) {
            int given = i + 1;
            type(robot, KeyCode.ESCAPE);
            stepUntil(robot, frame -> !frame.flights.isEmpty());
            type(robot, KeyCode.E);
            walkTo(robot, "Messages under way");
            robot.type(KeyCode.RIGHT).type(KeyCode.DOWN).type(KeyCode.RIGHT);
            walkTo(robot, words.get(i));
            robot.type(KeyCode.ENTER);
            var frame = seat.waitFor(f -> f.given == given);
            assertThat(lastAct(frame)).isInstanceOf(Command.Fault.Flight.class);
            checkKeyboard();
        }
        type(robot, KeyCode.ESCAPE);
        Seat.control(robot, KeyCode.K);
        robot.write("cut host database").type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.cutLinks.contains(new CutLink(0, DATABASE)));
        checkKeyboard();
    }

    private void stepUntil(FxRobot robot, Predicate<Frame> there) {
        while (!Seat.onTheirThread(() -> there.test(window.frame()))) {
            long events = window.frame().events;
            type(robot, KeyCode.RIGHT);
            seat.waitFor(frame -> frame.events > events && !frame.searching);
        }
    }

    private static Command lastAct(Frame frame) {
        for (int i = frame.happened - 1; i >= 0; i--) {
            if (frame.journal.get(i).what() instanceof Happening.Requested(int _, Command command, boolean byStory)
                    && !byStory) {
                return command;
            }
        }
        throw new AssertionError("nobody has acted");
    }

    // --- hands and eyes -------------------------------------------------------------------------

    private static String spoken(FxRobot robot) {
        var words = robot.lookup("#announcement").query().getAccessibleText();
        return words == null ? "" : words;
    }

    /// Whether something sticks out of the card that it is in.
    private static boolean cut(FxRobot robot, String id) {
        return Seat.onTheirThread(() -> {
            var node = robot.lookup(id).query();
            Node card = node;
            while (!card.getStyleClass().contains("card")) {
                card = card.getParent();
            }
            return node.localToScene(node.getLayoutBounds()).getMaxX() > card.localToScene(card.getLayoutBounds()).getMaxX();
        });
    }

    private void tabTo(FxRobot robot, String id) {
        for (int i = 0; i < MOST_STOPS && !id.equals(owner().getId()); i++) {
            type(robot, KeyCode.TAB);
        }
        assertThat(owner().getId()).isEqualTo(id);
    }

    /// Goes down in the menu that was opened last, until a line is lit.
    private static void walkTo(FxRobot robot, String words) {
        for (int i = 0; i < MOST_LINES; i++) {
            WaitForAsyncUtils.waitForFxEvents();
            if (lit(robot, words)) {
                return;
            }
            robot.type(KeyCode.DOWN);
        }
        throw new AssertionError(words + " is not reached among " + Seat.labels(robot, ".menu-words"));
    }

    private static boolean lit(FxRobot robot, String words) {
        return Seat.onTheirThread(() -> robot.lookup(".menu-words").queryAllAs(Label.class).stream()
                .filter(label -> label.getText().equals(words))
                .anyMatch(label -> {
                    Node at = label;
                    while (at != null && !at.getStyleClass().contains("menu-item")) {
                        at = at.getParent();
                    }
                    return at != null && at.isFocused();
                }));
    }

    private void type(FxRobot robot, KeyCode code, KeyCode... held) {
        robot.press(held).type(code).release(held);
        WaitForAsyncUtils.waitForFxEvents();
        checkKeyboard();
    }

    private Node owner() {
        return Seat.onTheirThread(() -> window.map().getScene().getFocusOwner());
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
