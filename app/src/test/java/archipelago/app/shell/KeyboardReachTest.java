package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.Selection;
import archipelago.app.render.ViewKind;
import archipelago.app.start.RecentFiles;
import archipelago.engine.journal.Happening;
import archipelago.engine.live.StillEngine;
import archipelago.engine.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What is in the views and beside them is reached with keys, and the keyboard stays where somebody would look for it.
@ExtendWith(ApplicationExtension.class)
class KeyboardReachTest {
    @TempDir
    static Path folder;

    private Window window;
    private Seat seat;

    @Start
    void start(Stage stage) {
        var session = new Session(Lived.scenario());
        session.runUntil(Lived.TALK_NS);
        Seat.place(stage);
        var dialogs = new ChosenFile(folder.resolve("kept"));
        window = new Station(stage, WindowState.FIRST, last -> {}, Logbook.NONE, new RecentFiles(), dialogs)
                .show(new StillEngine(session));
        seat = Seat.at(window);
    }

    @Test
    void arrowKeysStepThroughWhatIsInAView(FxRobot robot) {
        show(robot, ViewKind.LANES);
        type(robot, KeyCode.DOWN);
        long newest = message();
        type(robot, KeyCode.UP);
        assertThat(message()).isLessThan(newest);
        type(robot, KeyCode.DOWN);
        assertThat(message()).isEqualTo(newest);

        show(robot, ViewKind.RINGS);
        type(robot, KeyCode.DOWN);
        assertThat(selected()).isEqualTo(new Selection.OfKernel(0));
        type(robot, KeyCode.DOWN);
        assertThat(selected()).as("the next ring, or a message in this one").isNotEqualTo(new Selection.OfKernel(0));

        show(robot, ViewKind.CHARTS);
        type(robot, KeyCode.DIGIT1);
        type(robot, KeyCode.DOWN);
        assertThat(selected()).as("no tile is walked over that nobody sees").isEqualTo(new Selection.OfKernel(1));
    }

    private void show(FxRobot robot, ViewKind kind) {
        for (int i = 0; i < ViewKind.values().length + 1 && !window.deck().shown().get().equals(Optional.of(kind)); i++) {
            type(robot, KeyCode.V);
        }
        assertThat(window.deck().shown().get()).contains(kind);
        seat.look();
    }

    private long message() {
        assertThat(selected()).isInstanceOf(Selection.OfFlight.class);
        return ((Selection.OfFlight) selected()).message();
    }

    @Test
    void whoOpensAConsoleTypesIntoIt(FxRobot robot) {
        type(robot, KeyCode.DIGIT2);
        type(robot, KeyCode.O);
        assertThat(owner().getId()).isEqualTo("console-attach");
        robot.type(KeyCode.ENTER);
        seat.waitUntil(() -> window.map().getScene().getFocusOwner().getId().equals("console-typed"));
        robot.write("halt").type(KeyCode.ENTER);
        seat.look();
        assertThat(window.desk().status().note().get()).contains("bytes were typed to web-server");
        assertThat(acts()).as("no letter was taken for an order").isEqualTo(3);
        type(robot, KeyCode.ESCAPE);
        assertThat(owner()).isEqualTo(window.map());
    }

    private long acts() {
        var frame = window.frame();
        long acts = 0;
        for (int i = 0; i < frame.happened; i++) {
            boolean act = frame.journal.get(i).what() instanceof Happening.Requested(int _, var _, boolean byStory) && !byStory;
            acts += act ? 1 : 0;
        }
        return acts;
    }

    @Test
    void aMenuKeepsItsArrowKeysFromTheWindowUnderIt(FxRobot robot) {
        type(robot, KeyCode.DIGIT2);
        type(robot, KeyCode.E);
        var events = window.frame().events;
        robot.type(KeyCode.DOWN).type(KeyCode.RIGHT).type(KeyCode.RIGHT).type(KeyCode.LEFT);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.menu().shown()).isTrue();
        assertThat(window.frame().events).isEqualTo(events);
        robot.type(KeyCode.ESCAPE);
        assertThat(owner()).isEqualTo(window.map());
    }

    @Test
    void aButtonThatGoesGivesTheKeyboardBack(FxRobot robot) {
        type(robot, KeyCode.DIGIT2);
        robot.interact(() -> robot.lookup("#do-HALT").query().requestFocus());
        assertThat(owner().getId()).isEqualTo("do-HALT");
        robot.interact(() -> window.select(Selection.NOTHING));
        seat.look();
        assertThat(owner()).isEqualTo(window.map());
    }

    @Test
    void aBookmarkAnotherFutureAndAFigureAreMadeWithKeys(FxRobot robot) {
        type(robot, KeyCode.M);
        robot.write("they talk").type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.bookmarks.size() == 1);
        type(robot, KeyCode.DIGIT2);
        type(robot, KeyCode.C);
        Seat.control(robot, KeyCode.Z);
        seat.waitFor(frame -> frame.branch == 1);
        type(robot, KeyCode.P);
        robot.type(KeyCode.UP).type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.branch == 0);
        type(robot, KeyCode.P);

        Seat.shift(robot, KeyCode.W);
        for (int i = 0; i < 10 && !"figure-save".equals(owner().getId()); i++) {
            robot.type(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
        }
        robot.type(KeyCode.ENTER);
        seat.waitUntil(() -> window.desk().status().note().get().startsWith("Written: "));
        assertThat(Files.exists(folder.resolve("kept.png"))).isTrue();
        assertThat(owner()).isEqualTo(window.map());
    }

    private Selection selected() {
        return Seat.onTheirThread(() -> window.desk().selection().get());
    }

    private Node owner() {
        WaitForAsyncUtils.waitForFxEvents();
        return Seat.onTheirThread(() -> window.map().getScene().getFocusOwner());
    }

    private void type(FxRobot robot, KeyCode code) {
        robot.type(code);
        seat.look();
    }
}
