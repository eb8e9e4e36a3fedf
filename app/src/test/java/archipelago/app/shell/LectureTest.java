package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archipelago.app.FakeLive;
import archipelago.app.Stories;
import archipelago.app.action.Arrangement;
import archipelago.app.render.Theme;
import archipelago.app.start.RecentFiles;
import archipelago.app.render.ViewKind;
import archipelago.app.view.Fold;
import archipelago.app.rows.Photographer;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import java.util.ArrayList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Somebody shows the window to a room, with keys and with a remote control.
@ExtendWith(ApplicationExtension.class)
class LectureTest {
    private FakeLive live;
    private Window window;

    @Start
    void start(Stage stage) {
        live = Stories.live();
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
    }

    @Test
    void f11HidesTheFrameAndEscBringsItBack(FxRobot robot) {
        assertThat(robot.lookup(".top-bar").tryQuery()).isPresent();
        robot.type(KeyCode.F11);
        assertThat(window.lectern().presentation().on()).isTrue();
        assertThat(robot.lookup(".top-bar").tryQuery()).isEmpty();
        assertThat(robot.lookup(".status-bar").tryQuery()).isEmpty();
        assertThat(robot.lookup(".inspector").query().isVisible()).isFalse();
        assertThat(robot.lookup(".lecture-clock").queryAs(Label.class).getText()).endsWith(" s").contains("842");

        robot.type(KeyCode.ESCAPE);
        assertThat(window.lectern().presentation().on()).isFalse();
        assertThat(robot.lookup(".top-bar").tryQuery()).isPresent();
        assertThat(robot.lookup(".inspector").query().isVisible()).isTrue();
    }

    @Test
    void aRoomIsDividedTheSameWhateverWasShownBefore(FxRobot robot) {
        robot.type(KeyCode.F11);
        var first = dividedAt(1600, 1000);
        var seen = dividedAt(1280, 720);
        assertThat(dividedAt(1600, 1000)).isEqualTo(first);
        robot.type(KeyCode.ESCAPE);
        Seat.control(robot, KeyCode.DIGIT1);
        Seat.control(robot, KeyCode.DIGIT2);
        dividedAt(1024, 700);
        robot.type(KeyCode.F11);
        assertThat(dividedAt(1280, 720)).isEqualTo(seen);
        assertThat(dividedAt(1600, 1000)).isEqualTo(first);
    }

    /// How high the machine stands in a window of a size.
    private double dividedAt(int width, int height) {
        return Seat.onTheirThread(() -> {
            window.laidOut(width, height);
            return window.lectern().columns().panes().getFirst().getHeight();
        });
    }

    @Test
    void thePageOfKeysShowsAllOfThemWhereThereIsRoomAndElseWholeLines(FxRobot robot) {
        robot.type(KeyCode.F1);
        assertThat(keysInSight(robot, 1600, 1000)).isEqualTo(1);
        assertThat(keysInSight(robot, 1280, 720)).isLessThan(1);
        var scroll = robot.lookup(".keys-scroll").queryAs(ScrollPane.class);
        double line = robot.lookup(".keys-words").queryAllAs(Label.class).stream()
                .mapToDouble(words -> words.getParent().getLayoutBounds().getHeight() / lines(words))
                .max()
                .orElseThrow();
        assertThat(scroll.getHeight() / line).isCloseTo(Math.rint(scroll.getHeight() / line), within(0.01));
    }

    private static long lines(Label words) {
        var all = words.getParent().getChildrenUnmodifiable();
        return 1 + all.stream().filter(node -> node.getStyleClass().contains("keys-words")).count();
    }

    /// Which share of the height of all keys the page shows in a window of a size.
    private double keysInSight(FxRobot robot, int width, int height) {
        return Seat.onTheirThread(() -> {
            window.laidOut(width, height);
            var scroll = robot.lookup(".keys-scroll").queryAs(ScrollPane.class);
            return Math.min(1, scroll.getHeight() / scroll.getContent().getLayoutBounds().getHeight());
        });
    }

    @Test
    void theLastKeyStandsInWords(FxRobot robot) {
        robot.type(KeyCode.F11);
        robot.type(KeyCode.SPACE);
        assertThat(said(robot)).isEqualTo("Space · Pause");
        robot.type(KeyCode.SPACE);
        assertThat(said(robot)).isEqualTo("Space · Play");
        robot.type(KeyCode.RIGHT);
        assertThat(said(robot)).isEqualTo("→ · Next event");
        robot.type(KeyCode.DIGIT1, KeyCode.H);
        assertThat(said(robot)).as("what cannot be done says why").startsWith("Halt");
    }

    @Test
    @Reaches(Row.PRESENTER)
    void aRemoteControlGoesByChaptersAndPlays(FxRobot robot) {
        robot.type(KeyCode.F11);
        robot.type(KeyCode.PAGE_UP);
        assertThat(live.calls).endsWith("seek 1812000");
        robot.type(KeyCode.PAGE_DOWN);
        assertThat(live.calls).endsWith("to chapter 4");
        robot.type(KeyCode.B);
        assertThat(live.calls).endsWith("pause");
        assertThat(said(robot)).isEqualTo("B · Pause");
        robot.write(".");
        assertThat(live.calls).endsWith("play");
        robot.type(KeyCode.F5);
        assertThat(live.calls).endsWith("grade RUN", "play");
    }

    @Test
    void theDotShowsWhereThePointerIsWhileControlIsHeld(FxRobot robot) {
        var laser = window.lectern().presentation().laser();
        robot.moveTo(window.map());
        robot.press(KeyCode.CONTROL);
        assertThat(laser.isVisible()).as("there is no room to show it to").isFalse();
        robot.release(KeyCode.CONTROL).type(KeyCode.F11);

        robot.press(KeyCode.CONTROL).moveTo(window.map());
        assertThat(laser.isVisible()).isTrue();
        var dot = laser.lookup(".laser-dot");
        var middle = window.map().localToScene(window.map().getWidth() / 2, window.map().getHeight() / 2);
        assertThat(dot.localToScene(dot.getBoundsInLocal()).contains(middle)).isTrue();
        robot.release(KeyCode.CONTROL);
        assertThat(laser.isVisible()).isFalse();
    }

    @Test
    void keysPutThePanesTogetherForOtherPeople(FxRobot robot) {
        Seat.control(robot, KeyCode.DIGIT1);
        assertThat(window.lectern().columns().arrangement()).isEqualTo(Arrangement.LECTURE);
        assertThat(robot.lookup("#side-lanes").query().isVisible()).isTrue();
        assertThat(robot.lookup(".inspector").query().isVisible()).isFalse();

        Seat.control(robot, KeyCode.DIGIT3);
        assertThat(window.deck().shown().get()).contains(ViewKind.CHARTS);
        assertThat(robot.lookup("#side-rows").queryAs(TableView.class).getItems()).isNotEmpty();

        Seat.control(robot, KeyCode.DIGIT4);
        assertThat(window.deck().comparing()).isTrue();

        Seat.control(robot, KeyCode.DIGIT2);
        assertThat(window.deck().shown().get()).isEmpty();
        assertThat(robot.lookup(".inspector").query().isVisible()).isTrue();
    }

    @Test
    void anArrangementIsFoundByTyping(FxRobot robot) {
        Seat.control(robot, KeyCode.K);
        robot.write("layout: eng").type(KeyCode.ENTER);
        assertThat(window.lectern().columns().arrangement()).isEqualTo(Arrangement.ENGINEER);
    }

    @Test
    void enterOnALineOfTheTableGoesToWhereItHappened(FxRobot robot) {
        Seat.control(robot, KeyCode.DIGIT3);
        var table = robot.lookup("#side-rows").queryAs(TableView.class);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            table.requestFocus();
            table.getSelectionModel().select(0);
        });
        robot.type(KeyCode.ENTER);
        assertThat(live.calls).anyMatch(call -> call.startsWith("go behind "));
    }

    @Test
    @Reaches(Row.UI_SCALE)
    void everythingIsLargerWithControlAndPlusAndStandsBehindTabsWhereItHasNoRoom(FxRobot robot) {
        inAWindowOf(1280, 720);
        Seat.control(robot, KeyCode.PLUS);
        assertThat(window.lectern().enlargement().factor()).isEqualTo(1.1);
        assertThat(window.lectern().columns().folded()).isFalse();
        for (int i = 0; i < 3; i++) {
            Seat.control(robot, KeyCode.PLUS);
        }
        assertThat(window.lectern().enlargement().factor()).isEqualTo(1.75);
        assertThat(told(robot)).isEqualTo("Size 175 %: panes without room are behind the tabs at the top");
        Photographer.picture();
        assertThat(robot.lookup("#fold-bar").query().isVisible()).isTrue();
        for (int i = 0; i < 4; i++) {
            Seat.control(robot, KeyCode.PLUS);
        }
        assertThat(window.lectern().enlargement().factor()).as("as large as it is whole").isEqualTo(2);
        assertThat(told(robot)).isEqualTo("Size 250 %: this window has room for 200 %");
        Seat.control(robot, KeyCode.DIGIT0);
        assertThat(window.lectern().enlargement().factor()).isEqualTo(1);
        assertThat(robot.lookup("#fold-bar").query().isVisible()).isFalse();
        for (int i = 0; i < 5; i++) {
            Seat.control(robot, KeyCode.MINUS);
        }
        assertThat(window.lectern().enlargement().factor()).isEqualTo(0.75);
        assertThat(told(robot)).isEqualTo("Size 75 %");
    }

    @Test
    void whatStandsBehindATabIsBroughtIntoSightByClickByKeyAndByWhateverItIsCalledFor(FxRobot robot) {
        inAWindowOf(1280, 720);
        Seat.control(robot, KeyCode.F6);
        assertThat(told(robot)).endsWith("all panes are in sight");
        for (int i = 0; i < 4; i++) {
            Seat.control(robot, KeyCode.PLUS);
        }
        var columns = window.lectern().columns();
        assertThat(columns.opened()).isEqualTo(Fold.MACHINE);
        assertThat(robot.lookup(".inspector").query().isVisible()).isFalse();

        robot.clickOn("#fold-details");
        assertThat(robot.lookup(".inspector").query().isVisible()).isTrue();
        assertThat(window.map().getScene()).as("the map stays beside it").isNotNull();
        assertThat(robot.lookup("#fold-details").queryAs(ToggleButton.class).isFocused()).isFalse();
        Seat.control(robot, KeyCode.F6);
        assertThat(columns.opened()).as("after the last comes the first").isEqualTo(Fold.MACHINE);
        Seat.control(robot, KeyCode.F6);
        assertThat(columns.opened()).isEqualTo(Fold.TIMES);
        assertThat(window.timeline().getScene()).isNotNull();
        robot.clickOn("#fold-machine");

        robot.type(KeyCode.P);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(columns.opened()).as("what was called for stands there").isEqualTo(Fold.TIMES);

        robot.clickOn("#fold-machine");
        robot.type(KeyCode.P);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(columns.opened()).as("called for again, though it had been in front").isEqualTo(Fold.TIMES);
        assertThat(robot.lookup(".places").queryAll()).as("and not put away").isNotEmpty();

        robot.clickOn("#fold-back");
        assertThat(columns.folded()).isFalse();
        assertThat(robot.lookup(".inspector").query().isVisible()).isTrue();
        assertThat(window.map().getScene()).isNotNull();
        assertThat(window.timeline().getScene()).isNotNull();
    }

    private void inAWindowOf(int width, int height) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            var stage = window.map().getScene().getWindow();
            stage.setWidth(width);
            stage.setHeight(height);
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String told(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup(".status-message").queryAs(Label.class).getText();
    }

    @Test
    void aDoubleClickOnATitleShowsAPaneAloneAndTheKeyShowsAllAgain(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        // On a busy machine two clicks may be too far apart to be one double click.
        for (int tries = 0; tries < 5 && window.map().getScene() != null; tries++) {
            var head = robot.lookup(".card-head").queryAll().stream().skip(1).findFirst().orElseThrow();
            robot.doubleClickOn(robot.point(head).atPosition(Pos.CENTER_LEFT).atOffset(3, 0));
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertThat(window.map().getScene()).as("the map is not there").isNull();
        assertThat(robot.lookup(".inspector").query().isVisible()).isFalse();
        double alone = window.timeline().getHeight();

        Seat.control(robot, KeyCode.M);
        assertThat(window.map().getScene()).isNotNull();
        assertThat(robot.lookup(".inspector").query().isVisible()).isTrue();
        assertThat(window.timeline().getHeight()).isLessThan(alone);
        Seat.control(robot, KeyCode.M);
        assertThat(window.timeline().getScene()).as("the map has the keyboard and is alone").isNull();
        Seat.control(robot, KeyCode.M);
    }

    @Test
    void aPaneHasAWindowOfItsOwnInWhichKeysWorkAndComesBackWhenThatIsClosed(FxRobot robot) {
        var first = window.map().getScene();
        Seat.control(robot, KeyCode.T);
        var own = window.map().getScene();
        assertThat(own).isNotNull().isNotSameAs(first);
        assertThat(window.timeline().getScene()).isSameAs(first);

        int calls = live.calls.size();
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            own.getWindow().requestFocus();
            window.map().requestFocus();
            window.map().fireEvent(new KeyEvent(
                    KeyEvent.KEY_PRESSED, "", "", KeyCode.SPACE, false, false, false, false));
        });
        assertThat(live.calls).hasSize(calls + 1).endsWith("pause");

        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> ((Stage) own.getWindow()).close());
        assertThat(window.map().getScene()).isSameAs(first);
        assertThat(window.map().getParent().getTransforms()).isEmpty();

        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("#own-1");
        assertThat(window.timeline().getScene()).isNotNull().isNotSameAs(first);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.lectern().own().closeAll());
        assertThat(window.timeline().getScene()).isSameAs(first);
    }

    @Test
    void escapeBringsAPaneBackFromAWindowOfItsOwnWhenNothingIsLeftToCancel(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        var first = window.map().getScene();
        robot.type(KeyCode.ESCAPE);
        robot.clickOn("#own-1");
        var own = window.timeline().getScene();
        assertThat(own).isNotSameAs(first);
        assertThat(window.desk().status().note().get()).contains("In a window of its own").contains("Escape");
        robot.type(KeyCode.DIGIT1);
        robot.type(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.timeline().getScene()).as("first what is selected is let go").isSameAs(own);
        robot.type(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.timeline().getScene()).isSameAs(first);
    }

    @Test
    void aCardOpensOverThePaneThatItBelongsToWhereverThatStands(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("#own-1");
        var own = window.timeline().getScene();
        robot.type(KeyCode.M);
        WaitForAsyncUtils.waitForFxEvents();
        var name = robot.lookup("#mark-name").query();
        assertThat(name.getScene()).isSameAs(own);
        assertThat(name.isFocused()).isTrue();
        assertThat(name.localToScreen(name.getBoundsInLocal()).getMinX()).isGreaterThanOrEqualTo(own.getWindow().getX());
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#mark-name").tryQuery()).isEmpty();

        robot.type(KeyCode.M);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.lectern().own().closeAll());
        assertThat(window.travel().open()).as("it has gone with the window").isFalse();
        robot.type(KeyCode.M);
        assertThat(robot.lookup("#mark-name").query().getScene()).isSameAs(window.map().getScene());
    }

    @Test
    void aWindowIsOpenedAsItWasClosed(FxRobot robot) {
        var kept = new ArrayList<WindowState>();
        var stage = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var other = new Stage();
            var shown = new Station(other, WindowState.FIRST, kept::add, Logbook.NONE, new RecentFiles()).show(Stories.live());
            shown.lectern().arrange(Arrangement.ENGINEER);
            shown.lectern().enlarge(true);
            shown.hands().nextTheme();
            return other;
        });
        WaitForAsyncUtils.waitForAsyncFx(10_000, stage::close);
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().arrangement()).isEqualTo(Arrangement.ENGINEER);
        assertThat(kept.getFirst().percent()).isEqualTo(110);
        assertThat(kept.getFirst().theme()).isEqualTo(Theme.Name.DARK);

        var again = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var other = new Stage();
            var shown = new Station(other, kept.getFirst(), state -> {}, Logbook.NONE, new RecentFiles())
                    .show(Stories.live());
            var found = shown.lectern();
            other.close();
            return found;
        });
        assertThat(again.columns().arrangement()).isEqualTo(Arrangement.ENGINEER);
        assertThat(again.size().percent()).isEqualTo(110);
    }

    private static String said(FxRobot robot) {
        return robot.lookup("#lecture-done").queryAs(Label.class).getText();
    }
}
