package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.render.Theme;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.command.Command;
import archipelago.engine.live.StillEngine;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A person takes acts back and returns to them, on a machine that moves only when it is told to.
@ExtendWith(ApplicationExtension.class)
class UndoTest {

    private StillEngine live;
    private Window window;
    private Seat seat;

    @Start
    void start(Stage stage) {
        live = new StillEngine(Lived.session());
        live.seek(live.latest().furthestNs);
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
        seat = Seat.at(window);
    }

    /// Three acts at one instant, each about the database.
    private void act(FxRobot robot) {
        give(robot, new Command.Fault.Panic("database", -1));
        give(robot, new Command.Halt("database"));
        give(robot, new Command.Halt("web-server"));
    }

    private void give(FxRobot robot, Command command) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            window.hands().give(command);
            window.pulse();
        });
    }

    private int given() {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            window.pulse();
            return window.frame().given;
        });
    }

    @Test
    @Reaches(Row.UNDO)
    void undoTakesTheLastActBackAndRedoReturnsToTheSameFuture(FxRobot robot) {
        int before = given();
        act(robot);
        int branch = window.frame().branch;
        long fingerprint = window.frame().fingerprint;
        assertThat(given()).isEqualTo(before + 3);

        Seat.control(robot, KeyCode.Z);
        assertThat(given()).isEqualTo(before + 2);
        assertThat(Seat.status(robot)).isEqualTo("Undo: Halt web-server");
        Seat.control(robot, KeyCode.Z);
        assertThat(given()).isEqualTo(before + 1);
        assertThat(Seat.status(robot)).isEqualTo("Undo: Halt database");

        Seat.control(robot, KeyCode.Y);
        assertThat(Seat.status(robot)).isEqualTo("Redo: Halt database");
        robot.press(KeyCode.SHORTCUT, KeyCode.SHIFT).type(KeyCode.Z).release(KeyCode.SHIFT, KeyCode.SHORTCUT);
        assertThat(given()).isEqualTo(before + 3);
        assertThat(window.frame().branch).isEqualTo(branch);
        assertThat(window.frame().fingerprint).isEqualTo(fingerprint);

        int branches = window.frame().branches.size();
        Seat.control(robot, KeyCode.Z);
        assertThat(given()).isEqualTo(before + 2);
        assertThat(window.frame().branches).as("the same future is not made twice").hasSize(branches);
    }

    @Test
    void whoActsAfterUndoingHasNothingToRedo(FxRobot robot) {
        act(robot);
        Seat.control(robot, KeyCode.Z);
        give(robot, new Command.Halt("database"));
        int branch = window.frame().branch;
        Seat.control(robot, KeyCode.Y);
        assertThat(given()).isPositive();
        assertThat(window.frame().branch).isEqualTo(branch);
        assertThat(Seat.status(robot)).contains("nothing has been undone here");
    }

    @Test
    void anActIsPickedFromTheListAndItAndAllAfterItAreTakenBack(FxRobot robot) {
        int before = given();
        act(robot);
        int branch = window.frame().branch;
        robot.press(KeyCode.SHIFT).type(KeyCode.U).release(KeyCode.SHIFT);
        var list = robot.lookup("#acts").queryAs(ListView.class);
        assertThat(list.getItems()).hasSize(before + 3);
        robot.type(KeyCode.DOWN);
        seat.keep("lecture-acts", 1280, 720);
        robot.type(KeyCode.DOWN, KeyCode.ENTER);

        assertThat(given()).isEqualTo(before);
        assertThat(Seat.status(robot)).isEqualTo("Undo: Panic database, and all after it");
        assertThat(robot.lookup("#acts").tryQuery()).isEmpty();

        robot.press(KeyCode.SHIFT).type(KeyCode.U).release(KeyCode.SHIFT);
        assertThat(robot.lookup("#acts-redo").queryAs(Button.class).getText()).isEqualTo("Redo: Panic database");
        robot.clickOn("#acts-redo");
        assertThat(given()).isEqualTo(before + 3);
        assertThat(window.frame().branch).isEqualTo(branch);
    }

    @Test
    void theMenuNamesWhatWouldBeUndone(FxRobot robot) {
        act(robot);
        robot.type(KeyCode.ESCAPE, KeyCode.E);
        assertThat(robot.lookup(".menu-words").queryAllAs(Label.class))
                .extracting(Label::getText).contains("Undo: Halt web-server", "Undo from a list of acts…");
        robot.type(KeyCode.ESCAPE);
    }
}
