package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.FakeLive;
import archipelago.app.Frames;
import archipelago.app.Stories;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.frame.BranchView;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What hands do in the window reaches the machine.
@ExtendWith(ApplicationExtension.class)
class WindowTest {
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
    void aRightClickOnAKernelOffersToPanicIt(FxRobot robot) {
        robot.clickOn("#kernel-1", MouseButton.SECONDARY);
        robot.clickOn(Seat.menuItem(robot, "Panic"));

        assertThat(live.given).containsExactly(new Command.Fault.Panic("web-server", -1));
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfKernel(1));
    }

    @Test
    void whatIsImpossibleIsGreyAndSaysWhy(FxRobot robot) {
        robot.clickOn("#kernel-1", MouseButton.SECONDARY);

        assertThat(robot.lookup(".menu-why").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("web-server is active; stop it first (-EBUSY)");
        robot.clickOn(Seat.menuItem(robot, "Delete"));
        assertThat(live.given).isEmpty();
    }

    @Test
    void aTileDraggedToATerritoryIsACoreForItsKernel(FxRobot robot) {
        robot.drag(tile(12), MouseButton.PRIMARY).moveTo(tile(9)).drop();

        assertThat(live.given).containsExactly(new Command.AddCpu("web-server", 24));
    }

    @Test
    void escapeLetsGoOfADraggedTile(FxRobot robot) {
        robot.drag(tile(12), MouseButton.PRIMARY).moveTo(tile(9));
        robot.type(KeyCode.ESCAPE);
        robot.drop();

        assertThat(live.given).isEmpty();
    }

    @Test
    void aDraggedCoreReachesAnotherInstanceThroughThePool(FxRobot robot) {
        robot.drag(tile(9), MouseButton.PRIMARY).moveTo(tile(17)).drop();
        assertThat(live.given).containsExactly(new Command.RemoveCpu("web-server", 18));

        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            live.answer(Errno.OK, "parked in the pool");
            window.pulse();
        });

        assertThat(live.given).endsWith(new Command.AddCpu("database", 18));
    }

    @Test
    void keysPlayStepAndCrash(FxRobot robot) {
        robot.type(KeyCode.SPACE, KeyCode.RIGHT, KeyCode.LEFT, KeyCode.HOME);
        assertThat(live.calls).containsSubsequence("pause", "step", "back", "seek 0");

        robot.type(KeyCode.DIGIT2, KeyCode.C, KeyCode.H);
        assertThat(live.given).containsExactly(
                new Command.Fault.Panic("web-server", -1), new Command.Halt("web-server"));
    }

    @Test
    void deleteTakesTheSelectedCoreBack(FxRobot robot) {
        select(new Selection.OfCore(9));
        robot.type(KeyCode.DELETE);

        assertThat(live.given).containsExactly(new Command.RemoveCpu("web-server", 18));
    }

    @Test
    void shiftMOffersTheKernelsThatTheCoreCanGoTo(FxRobot robot) {
        select(new Selection.OfCore(12));
        robot.press(KeyCode.SHIFT).type(KeyCode.M).release(KeyCode.SHIFT);
        robot.clickOn(Seat.menuItem(robot, "database"));

        assertThat(live.given).containsExactly(new Command.AddCpu("database", 24));
    }

    @Test
    void tabsAndTheKeyVBringOtherViewsOfTheMachineToTheFront(FxRobot robot) {
        robot.clickOn("#tab-rings");
        assertThat(window.deck().shown().get()).contains(ViewKind.RINGS);
        assertThat(robot.lookup("#view").query().isVisible()).isTrue();
        assertThat(window.map().isVisible()).isFalse();

        for (var kind : List.of(ViewKind.TREE, ViewKind.CHARTS, ViewKind.COMPARE)) {
            robot.type(KeyCode.V);
            assertThat(window.deck().shown().get()).contains(kind);
        }
        robot.type(KeyCode.V);
        assertThat(window.deck().shown().get()).isEmpty();
        assertThat(window.map().isVisible()).isTrue();
    }

    @Test
    void spaceOnATabPlaysAndPausesAndEnterBringsItToTheFront(FxRobot robot) {
        robot.clickOn("#tab-rings");
        int calls = live.calls.size();
        focus(robot, "#tab-tree");
        robot.type(KeyCode.SPACE);
        assertThat(live.calls).hasSize(calls + 1).endsWith("pause");
        assertThat(window.deck().shown().get()).as("the tab was not pressed").contains(ViewKind.RINGS);
        robot.type(KeyCode.ENTER);
        assertThat(window.deck().shown().get()).contains(ViewKind.TREE);
        assertThat(live.calls).hasSize(calls + 1);

        focus(robot, "#tab-console");
        robot.type(KeyCode.SPACE);
        assertThat(live.calls).hasSize(calls + 2);
        assertThat(window.console().shown().get()).isFalse();
        robot.type(KeyCode.ENTER);
        assertThat(window.console().shown().get()).isTrue();
    }

    private static void focus(FxRobot robot, String id) {
        var tab = robot.lookup(id).query();
        WaitForAsyncUtils.waitForAsyncFx(10_000, tab::requestFocus);
    }

    @Test
    void arrowKeysWalkOverTheTiles(FxRobot robot) {
        select(new Selection.OfCore(9));
        int above = window.map().places().neighbour(9, 0, -1);
        robot.type(KeyCode.UP);
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfCore(above));

        robot.type(KeyCode.ESCAPE);
        assertThat(window.desk().selection().get()).isEqualTo(Selection.NOTHING);
    }

    @Test
    void aRefusalIsShownUntilTheNextAct(FxRobot robot) {
        robot.type(KeyCode.DIGIT2, KeyCode.H);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            live.answer(Errno.ETIMEDOUT, "no word from web-server");
            window.pulse();
        });
        assertThat(robot.lookup(".refusal-sentence").queryAs(Label.class).getText())
                .isEqualTo("-ETIMEDOUT (110) Connection timed out: no word from web-server");
        assertThat(robot.lookup(".refusal").query().isVisible()).isTrue();

        robot.type(KeyCode.C);
        assertThat(robot.lookup(".refusal").query().isVisible()).isFalse();
    }

    @Test
    void aClickOnTheRulerTravelsInTime(FxRobot robot) {
        var timeline = window.timeline();
        var middle = timeline.localToScreen(timeline.getWidth() / 2, 8);
        robot.clickOn(middle);

        assertThat(live.calls).anyMatch(call -> call.startsWith("seek 17"));
        assertThat(timeline.following()).isFalse();
    }

    @Test
    void theWheelShowsLessTimeAndKeepsWhatIsUnderThePointer(FxRobot robot) {
        var timeline = window.timeline();
        var before = timeline.shown();
        robot.moveTo(timeline.localToScreen(timeline.getWidth() / 2, timeline.getHeight() / 2));
        robot.scroll(3, VerticalDirection.UP);
        var closer = timeline.shown();
        assertThat(closer.spanNs()).isLessThan(before.spanNs());
        assertThat(closer.fromNs()).isGreaterThan(before.fromNs());
        assertThat(closer.toNs()).isLessThan(before.toNs());

        robot.scroll(3, VerticalDirection.DOWN);
        assertThat(timeline.shown().spanNs()).isCloseTo(before.spanNs(), Offset.offset(10L));
    }

    @Test
    void keysZoomAndMoveTheTimeline(FxRobot robot) {
        var timeline = window.timeline();
        var before = timeline.shown();
        robot.type(KeyCode.Z);
        assertThat(timeline.shown().spanNs()).isEqualTo(before.spanNs() / 2);

        var closer = timeline.shown();
        robot.type(KeyCode.D);
        assertThat(timeline.shown().fromNs()).isGreaterThan(closer.fromNs());
        assertThat(timeline.following()).isFalse();
        robot.type(KeyCode.F);
        assertThat(timeline.following()).isTrue();
    }

    @Test
    void keysGoToWhatHappensToTheSelectionToTroubleAndToCauses(FxRobot robot) {
        robot.type(KeyCode.DIGIT2);
        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).type(KeyCode.LEFT).release(KeyCode.SHIFT);
        assertThat(live.calls).endsWith("find [OfKernel[slot=1]] ahead", "find [OfKernel[slot=1]] behind");

        robot.type(KeyCode.J).type(KeyCode.Y);
        assertThat(live.calls).endsWith("find [Fault[], Refusal[], BrokenPromise[]] ahead", "to cause");

        robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).release(KeyCode.SHORTCUT);
        assertThat(live.calls).as("nobody has acted").doesNotContain("undo");
        live.frame.given = 1;
        robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).release(KeyCode.SHORTCUT);
        assertThat(live.calls).endsWith("undo");

        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            live.frame.searchesInVain++;
            window.pulse();
        });
        assertThat(robot.lookup("There is nothing of the kind; the machine stays where it is.").tryQuery()).isPresent();
    }

    @Test
    void keysGoToWhereChaptersBegin(FxRobot robot) {
        robot.type(KeyCode.PAGE_UP);
        assertThat(live.calls).endsWith("seek 1812000");

        robot.type(KeyCode.PAGE_DOWN);
        assertThat(live.calls).endsWith("to chapter " + (live.frame.chapter + 1));
    }

    @Test
    void anActInThePastIsSeenToHaveOpenedABranch(FxRobot robot) {
        var branches = robot.lookup("#branches").queryAs(MenuButton.class);
        assertThat(branches.isVisible()).isFalse();
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            live.frame.branch = 1;
            live.frame.branches = List.of(
                    new BranchView(0, "", -1, 0, 1_842_000, 0, Optional.empty(), Optional.empty()),
                    new BranchView(
                            1, "", 0, 1_800_000, 1_842_000, 1, Optional.of(new Command.Halt("database")), Optional.empty()),
                    new BranchView(
                            2, "", 0, 1_700_000, 1_842_000, 0, Optional.empty(), Optional.of(new Command.Halt("database"))));
            window.pulse();
        });
        assertThat(branches.isVisible()).isTrue();
        assertThat(branches.getText()).isEqualTo("branch 1 · Halt database, at 0.001\u2009800\u2009000 s");

        assertThat(branches.getItems().get(2).getText())
                .isEqualTo("branch 2 · without Halt database, from 0.001\u2009700\u2009000 s");

        robot.clickOn(branches).clickOn("branch 0 · the story");
        assertThat(live.calls).endsWith("enter 0");
    }

    @Test
    void aClickOnAChapterGoesToWhereItBegins(FxRobot robot) {
        robot.clickOn("#chapter-3");
        assertThat(live.calls).endsWith("seek 1600000");
    }

    @Test
    void aKeyThatCanDoNothingSaysWhy(FxRobot robot) {
        robot.type(KeyCode.DIGIT2, KeyCode.R);

        assertThat(live.given).isEmpty();
        assertThat(robot.lookup(".status-message").queryAs(Label.class).getText())
                .contains("Start", "web-server is active already", "-EBUSY");
    }

    @Test
    void aDragShowsTheCoreItsAimAndWhatLettingGoWouldDo(FxRobot robot) {
        robot.drag(tile(12), MouseButton.PRIMARY).moveTo(tile(9));
        var during = WaitForAsyncUtils.waitForAsyncFx(10_000, this::picture);
        robot.type(KeyCode.ESCAPE);
        robot.drop();
        var after = WaitForAsyncUtils.waitForAsyncFx(10_000, this::picture);

        Seat.write(during, "window-drag");
        assertThat(differing(during, after)).isGreaterThan(2_000);
    }

    /// The window as large as it is: a tile that is held stays where the pointer is.
    private BufferedImage picture() {
        var scene = window.map().getScene();
        return window.picture((int) scene.getWidth(), (int) scene.getHeight());
    }

    private static int differing(BufferedImage one, BufferedImage other) {
        int count = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                count += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
            }
        }
        return count;
    }

    @Test
    void theSpeedIsTheStorysUntilAHandMovesIt(FxRobot robot) {
        robot.write("+");
        assertThat(live.calls).contains("speed 46000").doesNotContain("story speed");
        assertThat(window.desk().clock().storySpeed().get()).isFalse();

        robot.type(KeyCode.S);
        assertThat(live.calls).endsWith("story speed");
    }

    @Test
    void everyControlCanBeNamed(FxRobot robot) {
        assertThat(robot.lookup(".button").queryAllAs(Node.class))
                .allMatch(button -> button.getAccessibleText() != null && !button.getAccessibleText().isBlank());
        assertThat(window.map().getAccessibleText()).contains("The machine").doesNotContain("null");
    }

    private void select(Selection selection) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.desk().selection().set(selection));
    }

    private Point2D tile(int core) {
        var tile = window.map().places().tile(core);
        return window.map().localToScreen(tile.getCenterX(), tile.getCenterY());
    }
}
