package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.render.Theme;
import archipelago.app.vm.ChaptersVm;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.session.Session;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Somebody has started a kernel just before the story does, and stopped it again; the chapter says what became of its order, and
/// that it can go on without.
@ExtendWith(ApplicationExtension.class)
class StuckStoryTest {
    private static final int SECOND_KERNEL = 1;
    private static final long BEFORE_EXEC_NS = 5_275_200 * Times.US;
    private static final long STUCK_NS = 6 * Times.S;

    private Window window;
    private Seat seat;

    @Start
    void start(Stage stage) {
        var session = new Session(Lived.scenario());
        session.runUntil(BEFORE_EXEC_NS);
        session.give(new Command.Exec("web-server"));
        session.runUntil(BEFORE_EXEC_NS + 50 * Times.MS);
        session.give(new Command.ForceHalt("web-server"));
        session.runUntil(STUCK_NS);
        Seat.place(stage);
        window = Window.open(new LiveEngine(session), stage, Theme.Name.LIGHT);
        seat = Seat.at(window);
    }

    @Test
    void theChapterSaysWhatWasRefusedAndGoesOnWithAButton(FxRobot robot) {
        seat.waitFor(frame -> frame.chapter == SECOND_KERNEL);
        assertThat(trouble(robot)).contains("The story was refused: Start web-server (another load")
                .contains("The story waits until web-server is up, and nothing is bringing it up.");
        seat.keep("stuck-story", 1280, 720);
        for (int i = 0; i < 60 && !"story-skip".equals(owner()); i++) {
            robot.type(KeyCode.TAB);
        }
        robot.type(KeyCode.ENTER).type(KeyCode.SPACE);
        seat.waitFor(frame -> frame.chapter > SECOND_KERNEL);
        seat.waitUntil(() -> !robot.lookup("#story-skip").query().isVisible());
    }

    @Test
    void itIsFoundByTypingAndRefusedWithTheReasonWhereNothingIsStuck(FxRobot robot) {
        skip(robot);
        seat.waitFor(frame -> frame.chapter > SECOND_KERNEL || frame.given == 3);
        robot.type(KeyCode.HOME);
        seat.waitFor(frame -> frame.nowNs == 0 && !frame.searching);
        assertThat(robot.lookup(".chapter-snag").query().isVisible()).isFalse();
        Seat.control(robot, KeyCode.K);
        robot.write("story go on without");
        seat.waitUntil(() -> robot.lookup(".label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().equals("The story waits for no kernel.")));
    }

    private static void skip(FxRobot robot) {
        Seat.control(robot, KeyCode.K);
        robot.write("story go on without").type(KeyCode.ENTER);
    }

    @Test
    void aStoryThatIsToldAsWrittenIsNeverSaidToBeStuck(FxRobot robot) {
        var session = new Session(Lived.scenario());
        var frame = new Frame(session.scenario().machine().coreCount());
        for (long ns = 0; ns < 12 * Times.S; ns += 7_777_777) {
            session.runUntil(ns);
            session.write(frame);
            assertThat(ChaptersVm.waitsInVain(frame)).as("at " + ns + " ns: " + frame.storyAwaits).isFalse();
        }
    }

    private static String trouble(FxRobot robot) {
        return robot.lookup(".chapter-trouble").queryAs(Label.class).getText();
    }

    private String owner() {
        return Seat.onTheirThread(() -> window.map().getScene().getFocusOwner().getId());
    }
}
