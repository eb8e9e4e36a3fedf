package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.base.Times;
import archipelago.engine.frame.BookmarkView;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Happening;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.session.Session;
import java.util.ArrayList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The ways of a person through time, with keyboard and mouse, on a machine that runs.
@ExtendWith(ApplicationExtension.class)
class TimeTravelTest {
    private static final int DATABASE = 2;

    private Session session;
    private LiveEngine live;
    private Window window;
    private Seat seat;

    @Start
    void start(Stage stage) {
        session = Lived.session();
        live = new LiveEngine(session);
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
        seat = Seat.at(window);
    }

    // --- bookmarks ------------------------------------------------------------------------------

    @Test
    void mSetsABookmarkAndItsNameAndNoteAreWrittenInPlace(FxRobot robot) {
        live.seek(Lived.GONE_NS + 7_000);
        seat.waitFor(frame -> frame.nowNs == Lived.GONE_NS + 7_000);
        robot.type(KeyCode.M);
        seat.waitFor(frame -> frame.bookmarks.size() == 4);
        robot.write("the ring fills").type(KeyCode.TAB).write("look at doorbells").type(KeyCode.ENTER);

        var frame = seat.waitFor(shown -> named(shown, "the ring fills") != null);
        assertThat(named(frame, "the ring fills"))
                .satisfies(mark -> assertThat(mark.note()).isEqualTo("look at doorbells"))
                .satisfies(mark -> assertThat(mark.atNs()).isEqualTo(Lived.GONE_NS + 7_000));
        assertThat(frame.bookmarks).hasSize(4);
        robot.type(KeyCode.M);
        assertThat(robot.lookup("#mark-name").queryAs(TextField.class).getText())
                .as("the one that is here is taken, not a second one made")
                .isEqualTo("the ring fills");
    }

    @Test
    void aBookmarkBearsASignThatIsChosenWithTheTabKeyOrAClick(FxRobot robot) {
        robot.type(KeyCode.M, KeyCode.TAB, KeyCode.TAB, KeyCode.RIGHT);
        seat.waitFor(frame -> named(frame, "three milliseconds on").badge() == 1);
        robot.clickOn("#badge-3");
        seat.waitFor(frame -> named(frame, "three milliseconds on").badge() == 3);
        seat.keep("bookmark-badges", 1280, 720);
        robot.clickOn("#mark-name").type(KeyCode.ENTER);
        robot.type(KeyCode.P);
        assertThat(robot.lookup(".mark-row .icon-badge-disc").tryQuery()).isPresent();
        seat.keep("bookmark-badges-list", 1280, 720);
    }

    @Test
    void aBookmarkCannotLoseItsNameOrTakeThatOfAnother(FxRobot robot) {
        robot.type(KeyCode.M);
        var name = robot.lookup("#mark-name").queryAs(TextField.class);
        write(name, " ");
        robot.type(KeyCode.ENTER);
        assertThat(robot.lookup("#mark-problem").queryAs(Label.class).getText()).isEqualTo("A bookmark needs a name.");
        write(name, "both talk");
        robot.type(KeyCode.ENTER);
        assertThat(robot.lookup("#mark-problem").queryAs(Label.class).getText())
                .isEqualTo("There is a bookmark “both talk” already.");
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#mark-name").tryQuery()).isEmpty();
        assertThat(window.frame().bookmarks).extracting(BookmarkView::name).contains("three milliseconds on");
    }

    @Test
    void nGoesFromBookmarkToBookmarkAndSaysWhereThereIsNone(FxRobot robot) {
        robot.press(KeyCode.SHIFT).type(KeyCode.N).release(KeyCode.SHIFT);
        seat.waitFor(frame -> frame.nowNs == Lived.GONE_NS);
        robot.press(KeyCode.SHIFT).type(KeyCode.N).release(KeyCode.SHIFT);
        seat.waitFor(frame -> frame.nowNs == Lived.TALK_NS && frame.given == 0);
        robot.press(KeyCode.SHIFT).type(KeyCode.N).release(KeyCode.SHIFT);
        assertThat(Seat.status(robot)).isEqualTo("no bookmark lies before this moment");
        robot.type(KeyCode.N);
        seat.waitFor(frame -> frame.nowNs == Lived.GONE_NS);
    }

    @Test
    void theListOfBookmarksRenamesGoesAndForgets(FxRobot robot) {
        robot.clickOn("#tab-places");
        robot.clickOn("database is gone").clickOn("#mark-go");
        seat.waitFor(frame -> frame.nowNs == Lived.GONE_NS);
        robot.clickOn("#mark-edit");
        write(robot.lookup("#mark-rename").queryAs(TextField.class), "gone for good");
        robot.type(KeyCode.ENTER);
        seat.waitFor(frame -> named(frame, "gone for good") != null && named(frame, "database is gone") == null);
        robot.clickOn("gone for good").clickOn("#mark-away");
        seat.waitFor(frame -> frame.bookmarks.size() == 2);
    }

    @Test
    void aFlagOnTheRulerLeadsToItsMoment(FxRobot robot) {
        robot.type(KeyCode.F);
        var timeline = window.timeline();
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> timeline.zoom(true));
        seat.waitUntil(() -> timeline.shown().toNs() > Lived.GONE_NS);
        double share = (double) (Lived.GONE_NS - timeline.shown().fromNs()) / timeline.shown().spanNs();
        double left = Math.rint(Math.clamp(timeline.getWidth() * 0.115, 102, 132));
        double right = Math.rint(timeline.getWidth() - 14);
        robot.clickOn(timeline.localToScreen(left + share * (right - left) + 2, 18));
        seat.waitFor(frame -> frame.nowNs == Lived.GONE_NS);
    }

    // --- futures --------------------------------------------------------------------------------

    @Test
    void theTreeOfFuturesLeadsToEachAndNamesThem(FxRobot robot) {
        robot.type(KeyCode.P);
        assertThat(robot.lookup("#futures").queryAs(ListView.class).getItems()).hasSize(3);
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        seat.waitFor(frame -> frame.branch == 1);
        robot.type(KeyCode.F2);
        write(robot.lookup("#future-name").queryAs(TextField.class), "calm");
        robot.type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.branches.get(1).name().equals("calm"));
        robot.type(KeyCode.P);
        assertThat(window.timeline().isVisible()).isTrue();
    }

    @Test
    void aFutureIsComparedWithTheOneThatIsShown(FxRobot robot) {
        robot.type(KeyCode.P, KeyCode.DOWN, KeyCode.DOWN);
        robot.clickOn("#future-compare");
        assertThat(window.deck().shown().get()).contains(ViewKind.COMPARE);
        seat.waitUntil(() -> window.deck().beside().filter(b -> b.b().title().startsWith("Branch 2")).isPresent());
        assertThat(window.frame().branch).as("one stays where one is").isZero();
    }

    @Test
    void theLabelOfABranchLeadsToTheTree(FxRobot robot) {
        robot.clickOn(robot.lookup("#branches").queryAs(MenuButton.class)).clickOn("All futures…");
        assertThat(robot.lookup("#futures").query().isVisible()).isTrue();
        assertThat(window.travel().pane().shown().get()).isTrue();
    }

    @Test
    void qGoesFromDifferenceToDifference(FxRobot robot) {
        live.seek(Lived.TALK_NS);
        seat.waitFor(frame -> frame.nowNs == Lived.TALK_NS);
        robot.type(KeyCode.Q);
        seat.waitUntil(() -> window.deck().beside().isPresent());
        robot.type(KeyCode.Q);
        seat.waitFor(frame -> frame.nowNs == Lived.PANIC_NS);
        robot.clickOn("#difference-next");
        long second = seat.waitFor(frame -> frame.nowNs > Lived.PANIC_NS).nowNs;
        robot.press(KeyCode.SHIFT).type(KeyCode.Q).release(KeyCode.SHIFT);
        seat.waitFor(frame -> frame.nowNs < second && frame.nowNs >= Lived.PANIC_NS);
    }

    // --- to a moment ----------------------------------------------------------------------------

    @Test
    void gTakesATimeAnEventAnActAndABookmark(FxRobot robot) {
        robot.type(KeyCode.G).write("5.607 s").type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.nowNs == 5_607 * Times.MS);
        robot.type(KeyCode.G).write("#1208").type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.events == 1_208);
        robot.type(KeyCode.G).write("database").type(KeyCode.DOWN, KeyCode.ENTER);
        seat.waitFor(frame -> frame.nowNs == Lived.GONE_NS);
        int act = acts()[1];
        robot.clickOn("#GO_TO").write("act " + act).type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.lastOrigin == -act);
    }

    @Test
    void whatCannotBeUnderstoodIsSaidUnderTheField(FxRobot robot) {
        long before = window.frame().events;
        robot.type(KeyCode.G).write("someday").type(KeyCode.ENTER);
        assertThat(robot.lookup("#go-to-problem").queryAs(Label.class).getText())
                .isEqualTo("“someday” is no time, no event and no bookmark.");
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#go-to").tryQuery()).isEmpty();
        assertThat(window.frame().events).isEqualTo(before);
    }

    @Test
    @Reaches(Row.RUN_UNTIL)
    void runUntilStopsAtTheFirstOfWhatIsPickedAndGoesBackToTheLast(FxRobot robot) {
        robot.press(KeyCode.SHIFT).type(KeyCode.R).release(KeyCode.SHIFT);
        robot.clickOn("#until-back");
        seat.waitFor(frame -> frame.nowNs == Lived.PANIC_NS);
        robot.press(KeyCode.SHIFT).type(KeyCode.R).release(KeyCode.SHIFT);
        robot.clickOn("#until-FAULT").clickOn("#until-run");
        assertThat(robot.lookup("#until-problem").queryAs(Label.class).getText())
                .isEqualTo("Pick at least one thing to wait for.");
        robot.clickOn("#until-instant").write("5.608 s").clickOn("#until-run");
        seat.waitFor(frame -> frame.nowNs == 5_608 * Times.MS);
    }

    @Test
    void ofSeveralThingsTheStatusLineSaysWhichOneItWas(FxRobot robot) {
        robot.press(KeyCode.SHIFT).type(KeyCode.R).release(KeyCode.SHIFT);
        robot.clickOn("#until-CHAPTER").clickOn("#until-back");
        seat.waitUntil(() -> Seat.status(robot).equals("Here: a fault strikes"));
        assertThat(window.frame().nowNs).isEqualTo(Lived.PANIC_NS);
        robot.press(KeyCode.SHIFT).type(KeyCode.R).release(KeyCode.SHIFT);
        robot.clickOn("#until-back");
        seat.waitUntil(() -> Seat.status(robot).equals("Here: a chapter begins"));
    }

    @Test
    void aLongSearchShowsHowFarItHasComeAndCanBeStopped(FxRobot robot) {
        long before = window.frame().nowNs;
        robot.type(KeyCode.G).write("90000 s").type(KeyCode.ENTER);
        seat.waitUntil(() -> shows(robot, "#searching"));
        assertThat(there(robot, "#search-stop")).isTrue();
        robot.type(KeyCode.ESCAPE);
        seat.waitFor(frame -> !frame.searching && frame.searchesInVain > 0);
        assertThat(window.frame().nowNs).isEqualTo(before);
        seat.waitUntil(() -> Seat.status(robot).equals("The search was stopped; the machine stays where it is."));
        seat.waitUntil(() -> !shows(robot, "#searching"));
    }

    // --- why ------------------------------------------------------------------------------------

    @Test
    void aClickOnACauseGoesThereAndKeepsTheChain(FxRobot robot) {
        live.seek(Lived.PANIC_NS + 100_000);
        seat.waitFor(frame -> frame.nowNs == Lived.PANIC_NS + 100_000);
        int core = live.scenario().machine().coreOf(66);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.select(new Selection.OfCore(core)));
        int act = acts()[1];
        seat.waitUntil(() -> there(robot, "#why--" + act));
        click(robot, "#why--" + act);

        seat.waitFor(frame -> frame.lastOrigin == -act);
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfKernel(DATABASE));
    }

    @Test
    void whatAnActChangedIsOnItsCardAndOneClickShowsTheWorldWithoutIt(FxRobot robot) {
        int act = acts()[1];
        robot.type(KeyCode.G).write("act " + act).type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.lastOrigin == -act);
        seat.waitUntil(() -> window.travel().blast().card().get().told());
        assertThat(window.travel().blast().card().get().lost()).isPositive();
        click(robot, "#blast-without");

        // It has been taken back before: that branch is gone to, and no second one is made.
        seat.waitFor(frame -> frame.branch == 1 && frame.branches.size() == 3);
        assertThat(window.deck().shown().get()).contains(ViewKind.COMPARE);
        seat.waitUntil(() -> window.deck().beside().filter(b -> b.b().title().startsWith("Branch 0")).isPresent());
    }

    @Test
    void theWorldWithoutAnActIsMadeWhereItIsNotThereYet(FxRobot robot) {
        int act = acts()[0];
        robot.type(KeyCode.G).write("act " + act).type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.lastOrigin == -act);
        seat.waitUntil(() -> window.travel().blast().card().get().told());
        click(robot, "#blast-without");
        seat.waitFor(frame -> frame.branches.size() > 3 && frame.branch >= 3);
    }

    @Test
    void theWorldWithoutAnActOfTheStoryCanBeShownToo(FxRobot robot) {
        var create = Lived.created(session.journal());
        robot.type(KeyCode.G).write("#" + create.event()).type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.lastOrigin == create.event());
        seat.waitUntil(() -> window.travel().blast().card().get().told());
        assertThat(window.travel().blast().card().get().lost()).isPositive();
        click(robot, "#blast-without");

        seat.waitFor(frame -> frame.branches.size() > 3 && frame.branch >= 3);
        seat.waitFor(frame -> frame.branches.getLast().undone().isPresent());
    }

    @Test
    @Reaches(Row.CAUSE)
    void causeAndEffectLeadBackAndForth(FxRobot robot) {
        live.seek(Lived.PANIC_NS + 100_000);
        seat.waitFor(frame -> frame.nowNs == Lived.PANIC_NS + 100_000);
        long event = window.frame().events;
        robot.press(KeyCode.CONTROL).type(KeyCode.LEFT).release(KeyCode.CONTROL);
        seat.waitFor(frame -> frame.events < event);
        long cause = window.frame().lastOrigin;
        robot.press(KeyCode.CONTROL).type(KeyCode.RIGHT).release(KeyCode.CONTROL);
        seat.waitFor(frame -> frame.lastOrigin != cause && frame.events <= event);
    }

    // --- seeing ---------------------------------------------------------------------------------

    private static BookmarkView named(Frame frame, String name) {
        return frame.bookmarks.stream().filter(mark -> mark.name().equals(name)).findFirst().orElse(null);
    }

    /// The acts of the branch that was acted on first; the session itself belongs to the engine.
    private int[] acts() {
        var frame = window.frame();
        var acts = new ArrayList<Integer>();
        for (int i = 0; i < frame.journal.size(); i++) {
            if (frame.journal.get(i).what() instanceof Happening.Requested what
                    && !what.byStory()) {
                acts.add(what.act());
            }
        }
        return acts.stream().mapToInt(act -> act).toArray();
    }

    private static boolean there(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().isPresent();
    }

    private static boolean shows(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().filter(Node::isVisible).isPresent();
    }

    /// Brings a node of the inspector into sight, as the wheel does, and clicks it.
    private void click(FxRobot robot, String id) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.inspector().reveal(robot.lookup(id).query()));
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn(id);
    }

    private static void write(TextField field, String words) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            field.setText(words);
            field.requestFocus();
        });
    }
}
