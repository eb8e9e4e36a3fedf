package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.journal.Happening;
import archipelago.engine.live.StillEngine;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Every fact of the run is a row, and a row is a way to the thing and to the moment that it is about.
@ExtendWith(ApplicationExtension.class)
class EventsTableTest {
    private StillEngine live;
    private Window window;

    @Start
    void start(Stage stage) {
        live = new StillEngine(Lived.session());
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
    }

    @SuppressWarnings("unchecked")
    private static TableView<Integer> table(FxRobot robot) {
        return robot.lookup("#events").queryAs(TableView.class);
    }

    private static String count(FxRobot robot) {
        return robot.lookup("#rows-count").queryAs(Label.class).getText().replace("\u2009", "");
    }

    /// Until a query has gone through all facts.
    private void settle(FxRobot robot) {
        for (int i = 0; i < 200 && count(robot).contains("so far"); i++) {
            WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
                window.pulse();
                return null;
            });
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Selection selected() {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.desk().selection().get());
    }

    @Test
    void aKeyBringsTheTableOfAllFactsAndThePresentIsInSight(FxRobot robot) {
        Seat.shift(robot, KeyCode.E);
        assertThat(count(robot)).isEqualTo(live.latest().journal.size() + " rows");
        assertThat(table(robot).isFocused()).isTrue();
        settle(robot);
        assertThat(rows(robot)).contains(live.latest().happened - 1);

        Seat.shift(robot, KeyCode.E);
        assertThat(window.timeline().isVisible()).isTrue();
        robot.clickOn("#tab-events");
        assertThat(window.timeline().isVisible()).isFalse();
        robot.clickOn("#tab-console");
        assertThat(window.workbench().events().isVisible()).isFalse();
    }

    private static List<Integer> rows(FxRobot robot) {
        return robot.lookup(".table-row-cell").queryAllAs(TableRow.class).stream()
                .filter(TableRow::isVisible)
                .map(TableRow::getIndex)
                .toList();
    }

    @Test
    void whatIsWantedIsTypedAndCounted(FxRobot robot) {
        robot.press(KeyCode.SHORTCUT).type(KeyCode.F).release(KeyCode.SHORTCUT);
        robot.write("fault or refusal");
        settle(robot);
        int faults = 0;
        var journal = live.latest().journal;
        for (int i = 0; i < journal.size(); i++) {
            var what = journal.get(i).what();
            boolean refused = what instanceof Happening.Answered answer && !answer.errno().ok();
            faults += what instanceof Happening.FaultInjected || refused ? 1 : 0;
        }
        assertThat(count(robot)).isEqualTo(faults + " of " + journal.size() + " fit");
        assertThat(table(robot).getItems()).hasSize(faults);
    }

    @Test
    void whatCannotBeReadIsSaidWithItsPlaceAndTheRowsStay(FxRobot robot) {
        robot.press(KeyCode.SHORTCUT).type(KeyCode.F).release(KeyCode.SHORTCUT);
        robot.write("fault and kernel web");
        assertThat(robot.lookup("#rows-problem").queryAs(Label.class).getText())
                .isEqualTo("At 18: no kernel is called “web”. There are host, web-server, database");
        robot.write("-server");
        assertThat(robot.lookup("#rows-problem").query().isVisible()).isFalse();
        robot.type(KeyCode.ESCAPE);
        assertThat(count(robot)).endsWith(" rows");
    }

    @Test
    @Reaches(Row.EVENT_TABLE)
    void aRowThatIsPickedIsPickedInAllViewsAndEnterGoesThere(FxRobot robot) {
        robot.press(KeyCode.SHORTCUT).type(KeyCode.F).release(KeyCode.SHORTCUT);
        robot.write("message user request");
        settle(robot);
        robot.type(KeyCode.DOWN).type(KeyCode.HOME).type(KeyCode.DOWN);
        WaitForAsyncUtils.waitForFxEvents();
        int fact = table(robot).getSelectionModel().getSelectedItem();
        var sent = (Happening.MessageSent) live.latest().journal.get(fact).what();
        assertThat(selected()).isEqualTo(new Selection.OfFlight(sent.message()));
        long before = live.latest().nowNs;
        assertThat(live.latest().journal.get(fact).atNs()).isLessThan(before);

        robot.type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(live.latest().nowNs).isEqualTo(live.latest().journal.get(fact).atNs());
        assertThat(selected()).as("what is picked stays so").isEqualTo(new Selection.OfFlight(sent.message()));
    }

    @Test
    void whatIsPickedElsewhereIsMarkedInTheTable(FxRobot robot) {
        Seat.shift(robot, KeyCode.E);
        robot.clickOn("#kernel-2");
        WaitForAsyncUtils.waitForFxEvents();
        int fact = table(robot).getSelectionModel().getSelectedItem();
        assertThat(archipelago.engine.journal.Involved.in(live.latest().journal.get(fact).what()).kernelIs(2)).isTrue();
    }

    @Test
    void rowsAreCopiedAsText(FxRobot robot) {
        robot.press(KeyCode.SHORTCUT).type(KeyCode.F).release(KeyCode.SHORTCUT);
        robot.write("fault");
        settle(robot);
        robot.clickOn("#rows-copy");
        var copied = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> Clipboard.getSystemClipboard().getString());
        assertThat(copied.lines()).hasSize(table(robot).getItems().size());
        assertThat(copied.toLowerCase(Locale.ROOT)).contains("fault", "\t");
    }

    @Test
    void allOtherKeysMeanWhatTheyAlwaysMean(FxRobot robot) {
        Seat.shift(robot, KeyCode.E);
        long before = live.latest().events;
        robot.type(KeyCode.LEFT);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(live.latest().events).as("a step back in time").isLessThan(before);
    }
}
