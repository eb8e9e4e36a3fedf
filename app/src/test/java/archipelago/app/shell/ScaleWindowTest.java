package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.LargeRuns;
import archipelago.app.layout.Level;
import archipelago.app.layout.MapCamera;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.rows.Photographer;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.live.StillEngine;
import archipelago.engine.session.Session;
import java.util.List;
import java.util.TreeSet;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// On a machine of a thousand cores and more than fifty kernels, everything is within reach of hands and keys.
@ExtendWith(ApplicationExtension.class)
class ScaleWindowTest {
    private static final int FAR_CORE = 733;

    private static Session session;

    private Window window;
    private Seat seat;

    @BeforeAll
    static void tellTheStory() {
        session = LargeRuns.talking(LargeRuns.scenario(1024));
    }

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        window = Window.open(new StillEngine(session), stage, Theme.Name.LIGHT);
        seat = Seat.at(window);
    }

    @Test
    void theWheelWithControlZoomsWhereThePointerIsAndZeroShowsAll(FxRobot robot) {
        robot.moveTo(tile(FAR_CORE));
        var before = tileOnScreen(FAR_CORE);
        robot.press(KeyCode.CONTROL).scroll(8, VerticalDirection.UP).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        settle();

        assertThat(window.map().places().tile(FAR_CORE).getWidth()).isGreaterThan(15);
        assertThat(tileOnScreen(FAR_CORE).distance(before)).as("what was under the pointer still is").isLessThan(24);
        seat.keep("scale-window-zoomed", 1600, 1000);

        robot.write("0");
        settle();
        assertThat(window.map().sight().camera()).isEqualTo(MapCamera.ALL);
    }

    @Test
    @Reaches(Row.ZOOM)
    void aDoubleClickGoesCloserUntilTilesSayMoreAndWithShiftAway(FxRobot robot) {
        var first = window.map().places().level();
        doubleClick(robot, tile(FAR_CORE), false);
        var second = window.map().places().level();
        assertThat(second).isLessThan(first);
        doubleClick(robot, tile(window.map().places().nearest(300, 200)), false);
        assertThat(window.map().places().level()).isLessThan(second);
        Photographer.picture();
        doubleClick(robot, tile(window.map().places().nearest(300, 200)), true);
        assertThat(window.map().places().level()).isGreaterThanOrEqualTo(second);
    }

    @Test
    @Reaches(Row.SCALE)
    void theFinderFliesToACore(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("cpu 733").type(KeyCode.ENTER);
        settle();

        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfCore(FAR_CORE));
        var map = window.map().places();
        assertThat(map.level()).isLessThanOrEqualTo(Level.TILE);
        assertThat(map.view().contains(map.tile(FAR_CORE))).isTrue();
        seat.keep("scale-window-cpu-733", 1600, 1000);

        robot.press(KeyCode.ALT).type(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.RIGHT).release(KeyCode.ALT);
        robot.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.DOWN, KeyCode.DOWN);
        settle();
        int walked = ((Selection.OfCore) window.desk().selection().get()).core();
        assertThat(walked).isNotEqualTo(FAR_CORE);
        assertThat(window.map().places().view().contains(window.map().places().tile(walked)))
                .as("who walks out of sight takes the map along")
                .isTrue();
    }

    @Test
    void keysZoomAndADragOnEmptySpaceMovesTheMap(FxRobot robot) {
        for (int press = 0; press < 6; press++) {
            robot.push(KeyCode.ALT, KeyCode.EQUALS);
        }
        settle();
        var before = window.map().sight().camera();
        assertThat(before.zoom()).isGreaterThan(3);
        var gap = empty();
        robot.drag(gap, MouseButton.PRIMARY).moveTo(gap.add(90, 60)).drop();
        settle();
        assertThat(window.map().sight().camera().x()).isLessThan(before.x());

        robot.push(KeyCode.ALT, KeyCode.MINUS);
        settle();
        assertThat(window.map().sight().camera().zoom()).isLessThan(before.zoom());
    }

    @Test
    void theLensStaysWhereTheSelectedCoreIsAndEscapePutsItAway(FxRobot robot) {
        robot.interact(() -> window.select(new Selection.OfCore(FAR_CORE)));
        robot.moveTo(tile(FAR_CORE));
        robot.press(KeyCode.ALT);
        settle();
        seat.keep("scale-window-lens", 1600, 1000);
        assertThat(window.map().sight().lens()).isTrue();
        robot.release(KeyCode.ALT);
        settle();
        assertThat(window.map().sight().lens()).isFalse();

        robot.write("/");
        assertThat(window.map().sight().lens()).isTrue();
        robot.type(KeyCode.ESCAPE);
        assertThat(window.map().sight().lens()).isFalse();
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfCore(FAR_CORE));
    }

    @Test
    @Reaches(Row.TIMELINE)
    void theTimelineKeepsEveryNameAndShowsTheCoresOfAKernel(FxRobot robot) {
        settle();
        assertThat(window.timeline().places().lanes()).hasSizeGreaterThan(50)
                .allMatch(lane -> lane.bottom() - lane.top() >= 15);
        robot.interact(() -> window.select(new Selection.OfKernel(48)));
        settle();
        var lane = window.timeline().places().lane(48);
        assertThat(window.timeline().places().whole(lane.top(), lane.bottom())).as("it is scrolled into sight").isTrue();

        robot.push(KeyCode.SHIFT, KeyCode.C);
        settle();
        assertThat(window.timeline().places().coreRows()).hasSize(16);
        Photographer.picture();
        seat.keep("scale-window-cores-in-time", 1600, 1000);
        var row = window.timeline().places().coreRows().get(0);
        robot.push(KeyCode.SHIFT, KeyCode.PAGE_DOWN);
        settle();
        assertThat(window.timeline().places().coreRows().getFirst().top()).isLessThan(row.top());
        seat.keep("scale-window-rows-down", 1600, 1000);

        var first = window.timeline().places().coreRows().stream()
                .filter(one -> window.timeline().places().whole(one.top(), one.bottom()))
                .findFirst();
        first.ifPresent(one -> {
            robot.clickOn(window.timeline().localToScreen(400, (one.top() + one.bottom()) / 2));
            assertThat(window.desk().selection().get()).isInstanceOf(Selection.OfCore.class);
        });
    }

    @Test
    void theMemoryOfEveryNodeIsReachedAndMagnifiedByKeysAndWheel(FxRobot robot) {
        robot.interact(() -> {
            window.station().stage().setWidth(1280);
            window.station().stage().setHeight(720);
        });
        robot.clickOn("#tab-memory");
        settle();
        assertThat(nodesInSight()).as("a bar for each where there is room").hasSize(8);
        robot.type(KeyCode.DOWN, 9);
        settle();
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfNode(7));
        assertThat(nodesInSight()).contains(7).doesNotContain(0);
        robot.moveTo("#view").scroll(9, VerticalDirection.UP);
        settle();
        assertThat(nodesInSight()).contains(0).doesNotContain(7);
        seat.keep("scale-window-memory-node", 1600, 1000);
    }

    /// The nodes whose names can be pointed at.
    private TreeSet<Integer> nodesInSight() {
        var nodes = new TreeSet<Integer>();
        for (double y = 0; y < window.deck().getHeight(); y += 4) {
            if (window.deck().thingAt(24, y) instanceof Selection.OfNode(int node)) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    @Test
    void theListOfKernelsKeepsInSightWhatIsSelected(FxRobot robot) {
        robot.interact(() -> window.select(new Selection.OfKernel(44)));
        settle();
        Node row = robot.lookup("#kernel-44").query();
        Node scroll = row;
        while (!(scroll instanceof ScrollPane)) {
            scroll = scroll.getParent();
        }
        assertThat(scroll.localToScene(scroll.getBoundsInLocal()).contains(row.localToScene(row.getBoundsInLocal())))
                .isTrue();
        seat.keep("scale-window-kernel-44", 1600, 1000);
    }

    /// A computer that is busy may take a robot's two clicks for two single ones, so that the second is told to be one.
    private void doubleClick(FxRobot robot, Point2D at, boolean shift) {
        var local = window.map().screenToLocal(at);
        for (var type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
            robot.interact(() -> Event.fireEvent(window.map(), new MouseEvent(
                    type, local.getX(), local.getY(), at.getX(), at.getY(), MouseButton.PRIMARY, 2, shift, false,
                    false, false, true, false, false, true, false, true, null)));
        }
        settle();
    }

    /// A place on the map where nothing is.
    private Point2D empty() {
        var map = window.map().places();
        for (double y = map.view().getCenterY(); y < map.view().getMaxY(); y += 3) {
            for (double x = 40; x < map.view().getMaxX() - 120; x += 3) {
                if (map.hit(x, y).equals(Selection.NOTHING)) {
                    return window.map().localToScreen(x, y);
                }
            }
        }
        throw new AssertionError("tiles do not fill everything");
    }

    private Point2D tile(int core) {
        settle();
        return tileOnScreen(core);
    }

    private Point2D tileOnScreen(int core) {
        var box = window.map().places().tile(core);
        return window.map().localToScreen(box.getCenterX(), box.getCenterY());
    }

    /// Lets a flight over the map come to its end.
    private void settle() {
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.map().sight().arrive());
        WaitForAsyncUtils.waitForAsyncFx(10_000, window::pulse);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
