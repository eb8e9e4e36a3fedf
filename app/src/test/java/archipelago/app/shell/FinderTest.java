package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.FakeLive;
import archipelago.app.Frames;
import archipelago.app.Stories;
import archipelago.app.action.Choice;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.app.rows.Photographer;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.command.Command;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Everything is found by typing and done with one more key.
@ExtendWith(ApplicationExtension.class)
class FinderTest {
    private FakeLive live;
    private Window window;

    @Start
    void start(Stage stage) {
        live = Stories.live();
        live.frame.kernels.set(1, Frames.kernel(1, "web-server", Status.ACTIVE, Phase.UP, 4, 8, 4));
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
    }

    @Test
    @Reaches(Row.PALETTE)
    void aKernelIsPanickedByTyping(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("panic web");
        Photographer.picture();
        robot.type(KeyCode.ENTER);

        assertThat(live.given).containsExactly(new Command.Fault.Panic("web-server", -1));
        assertThat(window.finder().shown()).isFalse();
    }

    @Test
    void whatWasDoneLastIsTwoKeysAway(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("panic web").type(KeyCode.ENTER);
        robot.push(KeyCode.CONTROL, KeyCode.K).type(KeyCode.ENTER);

        assertThat(live.given).hasSize(2).containsOnly(new Command.Fault.Panic("web-server", -1));
    }

    @Test
    void arrowsChooseAndEscapeDoesNothing(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("cpu 24");
        var first = chosen(robot);
        robot.type(KeyCode.DOWN, KeyCode.UP);
        assertThat(chosen(robot)).isEqualTo(first);
        robot.type(KeyCode.ESCAPE);

        assertThat(window.finder().shown()).isFalse();
        assertThat(window.desk().selection().get()).isEqualTo(Selection.NOTHING);
        robot.type(KeyCode.SPACE);
        assertThat(live.calls).as("the keyboard is the window's again").contains("pause");
    }

    @Test
    void aCoreIsPickedOutAndAViewBroughtToTheFront(FxRobot robot) {
        robot.clickOn("#FIND");
        robot.write("cpu 24").type(KeyCode.ENTER);
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfCore(12));

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        robot.write("rings view").type(KeyCode.ENTER);
        assertThat(window.deck().shown().get()).contains(ViewKind.RINGS);
    }

    @Test
    void whatCannotBeDoneStaysInSightWithItsReason(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("delete web-server").type(KeyCode.ENTER);

        assertThat(window.finder().shown()).isTrue();
        assertThat(live.given).isEmpty();
        assertThat(robot.lookup("#found .menu-why").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("web-server is active; stop it first (-EBUSY)");
    }

    @Test
    void nothingFoundIsSaidInWords(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("heartbeat");

        assertThat(robot.lookup(".find-nothing").queryAs(Label.class).getText()).contains("“heartbeat”");
        robot.type(KeyCode.ENTER);
        assertThat(window.finder().shown()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private static Choice chosen(FxRobot robot) {
        return ((ListView<Choice>) robot.lookup("#found").queryAs(ListView.class))
                .getSelectionModel()
                .getSelectedItem();
    }
}
