package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.FakeLive;
import archipelago.app.Frames;
import archipelago.app.Stories;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.vm.AnnouncerVm;
import archipelago.app.vm.MachineListVm.Item;
import archipelago.engine.journal.Happening;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Who cannot see the map has the machine as a list, by the keyboard and in words.
@ExtendWith(ApplicationExtension.class)
class MachineListTest {
    private FakeLive live;
    private Window window;

    @Start
    void start(Stage stage) {
        live = Stories.live();
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
    }

    @SuppressWarnings("unchecked")
    private static TreeTableView<Item> list(FxRobot robot) {
        return robot.lookup("#machine-list").queryAs(TreeTableView.class);
    }

    private static Item picked(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return list(robot).getSelectionModel().getSelectedItem().getValue();
    }

    private void open(FxRobot robot) {
        robot.press(KeyCode.SHIFT).type(KeyCode.T).release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void pulse() {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            window.pulse();
            return null;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static java.util.List<String> spoken(FxRobot robot) {
        return robot.lookup(".tree-table-row-cell").queryAllAs(TreeTableRow.class).stream()
                .filter(TreeTableRow::isVisible)
                .map(Node::getAccessibleText)
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void arrowKeysGoThroughTheMachineAndPickWhatTheyComeTo(FxRobot robot) {
        open(robot);
        assertThat(list(robot).isFocused()).isTrue();
        robot.type(KeyCode.DOWN).type(KeyCode.RIGHT).type(KeyCode.DOWN);
        assertThat(picked(robot)).isEqualTo(new Item.OfKernel(1));
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfKernel(1));

        robot.type(KeyCode.RIGHT).type(KeyCode.DOWN).type(KeyCode.RIGHT).type(KeyCode.DOWN);
        assertThat(picked(robot)).isEqualTo(new Item.OfCore(8, 1));
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfCore(8));
    }

    @Test
    void everyLineIsReadOutInWords(FxRobot robot) {
        live.frame.kernels.set(1, Frames.kernel(1, "web-server", Status.ACTIVE, Phase.PANICKING, 4, 8, 4));
        open(robot);
        robot.type(KeyCode.DOWN).type(KeyCode.RIGHT);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(spoken(robot)).anyMatch(line -> line.startsWith("web-server, active, panicking"));
        assertThat(spoken(robot)).anyMatch(line -> line.matches("database, .*busy.*"));
    }

    @Test
    void whatIsPickedOnTheMapIsOpenedInTheList(FxRobot robot) {
        open(robot);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            window.select(new Selection.OfCore(17));
            return null;
        });
        assertThat(picked(robot)).isEqualTo(new Item.OfCore(17, 2));
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            window.select(new Selection.OfNode(1));
            return null;
        });
        assertThat(picked(robot)).isEqualTo(new Item.OfNode(1));
    }

    @Test
    void aCoreThatChangesHandsChangesItsLine(FxRobot robot) {
        open(robot);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            window.select(new Selection.OfCore(17));
            return null;
        });
        live.frame.owner[17] = 1;
        live.happen(new Happening.CoreReassigned(17, 2, 1));
        pulse();
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            window.select(new Selection.OfKernel(0));
            window.select(new Selection.OfCore(17));
            return null;
        });
        assertThat(picked(robot)).isEqualTo(new Item.OfCore(17, 1));
    }

    @Test
    void whatHappensIsAnnouncedAtTheRateThatWasChosen(FxRobot robot) {
        open(robot);
        pulse();
        live.happen(new Happening.DoorbellLost(1, 8));
        live.happen(new Happening.CoreBusy(8, 1, live.frame.nowNs + 5));
        live.happen(new Happening.PhaseEntered(2, Phase.PANICKING));
        pulse();
        var said = robot.lookup("#said").queryAs(Label.class);
        assertThat(said.getText()).startsWith("database: ").endsWith("; and 1 event before it");
        assertThat(said.getAccessibleText()).isEqualTo(said.getText());

        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            setRate(robot, AnnouncerVm.Rate.OFF);
            return null;
        });
        live.happen(new Happening.DoorbellLost(2, 16));
        pulse();
        assertThat(said.getText()).startsWith("database: ");
    }

    @SuppressWarnings("unchecked")
    private static void setRate(FxRobot robot, AnnouncerVm.Rate rate) {
        ((ComboBox<AnnouncerVm.Rate>) robot.lookup("#said-rate").queryAs(ComboBox.class)).setValue(rate);
    }
}
