package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.History;
import archipelago.app.layout.LaneChoice;
import archipelago.app.layout.Selection;
import archipelago.app.layout.SequenceLayout;
import archipelago.app.layout.TimeScale;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.engine.live.StillEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A lane is opened to lanes of its cores, or hidden; what went through a hidden one is drawn dashed.
@ExtendWith(ApplicationExtension.class)
class LanesTest {
    private static final double HEAD = 20;

    private StillEngine live;
    private Window window;

    @Start
    void start(Stage stage) {
        live = new StillEngine(Lived.session());
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
        live.seek(Lived.PANIC_NS - 20_000);
        window.deck().show(Optional.of(ViewKind.LANES));
        window.pulse();
    }

    private static <T> T fx(Callable<T> work) {
        var result = WaitForAsyncUtils.waitForAsyncFx(10_000, work);
        WaitForAsyncUtils.waitForFxEvents();
        return result;
    }

    /// What stands at the heads of the lanes, from left to right.
    private List<Selection> heads(FxRobot robot) {
        return fx(() -> {
            window.pulse();
            var found = new ArrayList<Selection>();
            for (double x = 0; x < view(robot).getLayoutBounds().getWidth(); x += 3) {
                var thing = window.deck().thingAt(x, HEAD);
                if (!thing.equals(Selection.NOTHING) && !found.contains(thing)) {
                    found.add(thing);
                }
            }
            return found;
        });
    }

    private static Node view(FxRobot robot) {
        return robot.lookup("#view").query();
    }

    private Point2D head(FxRobot robot, Selection wanted) {
        return fx(() -> {
            double x = 0;
            while (!window.deck().thingAt(x, HEAD).equals(wanted)) {
                x += 3;
            }
            return view(robot).localToScreen(x + 8, HEAD);
        });
    }

    private void doubleClick(FxRobot robot, Point2D at) {
        fx(() -> {
            var place = view(robot).localToScene(view(robot).screenToLocal(at));
            Event.fireEvent(view(robot), new MouseEvent(
                    MouseEvent.MOUSE_PRESSED, place.getX(), place.getY(), at.getX(), at.getY(), MouseButton.PRIMARY, 2, false,
                    false, false, false, true, false, false, true, false, false, null));
            return null;
        });
    }

    private int cores(int kernel) {
        return live.latest().kernel(kernel).cores();
    }

    @Test
    void aDoubleClickOnAHeadOpensTheLanesOfItsCoresAndClosesThem(FxRobot robot) {
        assertThat(heads(robot)).containsExactly(kernel(0), kernel(1), kernel(2));
        doubleClick(robot, head(robot, kernel(1)));
        var opened = heads(robot);
        assertThat(opened).hasSize(2 + cores(1)).contains(kernel(0), kernel(2)).doesNotContain(kernel(1));
        assertThat(opened.subList(1, 1 + cores(1))).allMatch(thing -> thing instanceof Selection.OfCore(int core)
                && live.latest().owner[core] == 1);

        doubleClick(robot, head(robot, opened.get(2)));
        assertThat(heads(robot)).containsExactly(kernel(0), kernel(1), kernel(2));
    }

    @Test
    void keysOpenALaneAndHideItAndBringAllBack(FxRobot robot) {
        robot.type(KeyCode.DIGIT2);
        robot.press(KeyCode.ALT).type(KeyCode.C).release(KeyCode.ALT);
        assertThat(heads(robot)).hasSize(2 + cores(1));
        robot.press(KeyCode.ALT).type(KeyCode.C).release(KeyCode.ALT);
        robot.press(KeyCode.ALT).type(KeyCode.H).release(KeyCode.ALT);
        assertThat(heads(robot)).containsExactly(kernel(0), kernel(2));
        assertThat(robot.lookup(".status-message").queryAs(Label.class).getText()).isEqualTo("web-server has no lane now");

        robot.press(KeyCode.ALT, KeyCode.SHIFT).type(KeyCode.H).release(KeyCode.SHIFT, KeyCode.ALT);
        assertThat(heads(robot)).containsExactly(kernel(0), kernel(1), kernel(2));
    }

    @Test
    void whoeverTypesWhatTheyWantHidesALaneToo(FxRobot robot) {
        robot.type(KeyCode.DIGIT3);
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("hide lane").type(KeyCode.ENTER);
        assertThat(heads(robot)).containsExactly(kernel(0), kernel(1));

        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("show all lanes").type(KeyCode.ENTER);
        assertThat(heads(robot)).containsExactly(kernel(0), kernel(1), kernel(2));
    }

    @Test
    void theMenuOfAKernelHasItToo(FxRobot robot) {
        robot.clickOn("#kernel-1", MouseButton.SECONDARY);
        robot.clickOn(Seat.menuItem(robot, "Lanes"));
        WaitForAsyncUtils.waitForFxEvents(20); // A menu inside of another one is made when it opens.
        assertThat(Seat.labels(robot, ".menu-words"))
                .contains("A lane for each of the kernel's cores", "Hide the kernel's lane", "Show all lanes");
    }

    @Test
    void whoeverZoomsInTheLanesZoomsTheTimelineAndTheOtherWayRound(FxRobot robot) {
        assertThat(heads(robot)).isNotEmpty();
        var before = fx(() -> window.timeline().shown());
        wheelWithControl(robot, 4);
        var closer = fx(() -> window.timeline().shown());
        assertThat(closer.spanNs()).isLessThan(before.spanNs() / 2);
        assertThat(lanesSpanNs()).isEqualTo(closer.spanNs());

        robot.type(KeyCode.Z);
        assertThat(fx(() -> window.timeline().shown()).spanNs()).isLessThan(closer.spanNs());
        assertThat(lanesSpanNs()).isEqualTo(fx(() -> window.timeline().shown()).spanNs());
    }

    private static void wheelWithControl(FxRobot robot, int notches) {
        fx(() -> {
            var bounds = view(robot).getLayoutBounds();
            var at = view(robot).localToScene(bounds.getCenterX(), bounds.getCenterY());
            var screen = view(robot).localToScreen(bounds.getCenterX(), bounds.getCenterY());
            Event.fireEvent(view(robot), new ScrollEvent(
                    ScrollEvent.SCROLL, at.getX(), at.getY(), screen.getX(), screen.getY(), false, true, false, false, false,
                    false, 0, 40 * notches, 0, 40 * notches, ScrollEvent.HorizontalTextScrollUnits.NONE, 0,
                    ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null));
            return null;
        });
    }

    /// How much the lanes show of time.
    private long lanesSpanNs() {
        return fx(() -> {
            window.pulse();
            return window.deck().time().spanNs();
        });
    }

    @Test
    void theLastLaneStays(FxRobot robot) {
        for (var key : new KeyCode[] {KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3}) {
            robot.type(key);
            robot.press(KeyCode.ALT).type(KeyCode.H).release(KeyCode.ALT);
        }
        assertThat(heads(robot)).containsExactly(kernel(2));
        assertThat(robot.lookup(".status-message").queryAs(Label.class).getText()).isEqualTo("The last lane stays");
    }

    @Test
    void whatWentThroughAHiddenLaneIsDrawnAndNothingElseIsMadeUp() {
        var frame = live.latest();
        var history = History.of(frame.journal);
        var lanes = LaneChoice.KERNELS.without(0);
        var shown = SequenceLayout.of(history, frame, TimeScale.Mode.COMPRESSED, lanes, 900, 500, 0);
        assertThat(shown.hidden()).isEqualTo(1);
        assertThat(shown.arrows()).isNotEmpty().noneMatch(arrow ->
                arrow.message().fromKernel() == 0 || arrow.message().toKernel() == 0);
        assertThat(shown.passages()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.getY2()).as("no passage goes back in time").isGreaterThan(line.getY1());
            assertThat(line.getX1()).isNotEqualTo(line.getX2());
        });
        assertThat(SequenceLayout.of(history, frame, 900, 500).passages()).isEmpty();
        var none = new LaneChoice(new TreeSet<>(), new TreeSet<>(List.of(0, 1)), null);
        assertThat(SequenceLayout.of(history, frame, TimeScale.Mode.COMPRESSED, none, 900, 500, 0).passages())
                .as("from a kernel to itself nothing needs to be told")
                .isEmpty();
    }

    private static Selection kernel(int slot) {
        return new Selection.OfKernel(slot);
    }

    @Test
    void picturesToLookAt(FxRobot robot) {
        for (var theme : new Theme.Name[] {Theme.Name.LIGHT, Theme.Name.DARK}) {
            for (int width : new int[] {1280, 1600}) {
                var image = fx(() -> {
                    window.look().theme().set(Theme.of(theme));
                    window.desk().links().scale().set(TimeScale.Mode.COMPRESSED);
                    window.desk().links().lanes().set(LaneChoice.KERNELS.without(0));
                    return window.picture(width, width * 5 / 8);
                });
                Seat.write(image, "lanes-hidden-" + width + "-" + theme.word());
                image = fx(() -> {
                    window.desk().links().lanes().set(LaneChoice.KERNELS.toggled(1, live.scenario().machine()));
                    return window.picture(width, width * 5 / 8);
                });
                Seat.write(image, "lanes-cores-" + width + "-" + theme.word());
                assertThat(image.getWidth()).isEqualTo(width);
            }
        }
    }
}
