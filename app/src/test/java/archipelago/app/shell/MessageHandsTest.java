package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.FlightMark;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Happening.Answered;
import archipelago.engine.live.StillEngine;
import archipelago.engine.session.Session;
import archipelago.engine.state.CutLink;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A message on its way, and the link that it goes over, are struck where they are seen: with the right button on the
/// map, in the lanes and on the timeline, and by keys.
@ExtendWith(ApplicationExtension.class)
class MessageHandsTest {
    private StillEngine live;
    private Window window;

    @Start
    void start(Stage stage) {
        var session = new Session(Lived.scenario());
        session.runUntil(Lived.TALK_NS);
        var ring = session.simulation().state().kernel(1).ring;
        while (!ring.ready() || ring.at(ring.tail()).fromKernel() != 0) {
            session.stepForward();
            ring = session.simulation().state().kernel(1).ring;
        }
        live = new StillEngine(session);
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
        window.pulse();
    }

    @Test
    void aRightClickOnAFlyingMessageLosesIt(FxRobot robot) {
        robot.clickOn(onMap(), MouseButton.SECONDARY);
        assertThat(labels(robot, ".menu-line")).contains("inject flight lose " + message(), "inject flight delay "
                + message() + " 10us");
        robot.clickOn(item(robot, "Lose it"));
        assertStruck("is lost");
    }

    @Test
    void aRightClickOnItsArrowInTheLanesDelaysIt(FxRobot robot) {
        onFx(() -> window.deck().show(Optional.of(ViewKind.LANES)));
        robot.clickOn(search(robot.lookup("#view").query(), window.deck()::thingAt), MouseButton.SECONDARY);
        robot.clickOn(item(robot, "Delay it by 1 ms"));
        assertStruck("is delayed");
    }

    @Test
    void aRightClickOnItsArrowOnTheTimelineDoublesIt(FxRobot robot) {
        robot.clickOn(search(window.timeline(), window.timeline()::thingAt), MouseButton.SECONDARY);
        robot.clickOn(item(robot, "Let it come twice"));
        assertStruck("comes twice");
    }

    @Test
    void whatIsOverIsGreyAndSaysWhy(FxRobot robot) {
        long over = message() - 1;
        onFx(() -> window.select(new Selection.OfFlight(over)));
        robot.type(KeyCode.X);
        assertThat(labels(robot, ".menu-why")).contains("message " + over + " is in no ring any more (-ENOENT)");
    }

    @Test
    void theLinkIsCutFromTheMessageAndMendedFromTheKernel(FxRobot robot) {
        robot.clickOn(onMap(), MouseButton.SECONDARY);
        robot.clickOn(item(robot, "Cut host → web-server"));
        onFx(window::pulse);
        assertThat(window.frame().cutLinks).containsExactly(new CutLink(0, 1));
        assertThat(window.map().places().cuts()).hasSize(1);
        assertThat(labels(robot, "#kernel-0 .kernel-phase")).containsExactly("cut → web-server");

        robot.clickOn("#kernel-1");
        assertThat(labels(robot, ".inspector .row-name")).contains("Not rung by");
        robot.type(KeyCode.X);
        robot.clickOn(item(robot, "Doorbells"));
        robot.clickOn(item(robot, "Mend host → web-server"));
        onFx(window::pulse);
        assertThat(window.frame().cutLinks).isEmpty();
    }

    @Test
    void aLinkIsCutByTyping(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("cut host database").type(KeyCode.ENTER);
        onFx(window::pulse);
        assertThat(window.frame().cutLinks).containsExactly(new CutLink(0, 2));
    }

    @Test
    void faultsByChanceAreAskedForInTheMenuOfTheMachineAndCalledOff(FxRobot robot) {
        robot.type(KeyCode.E);
        assertThat(labels(robot, ".menu-words")).contains("Random faults");
        robot.type(KeyCode.ESCAPE).push(KeyCode.CONTROL, KeyCode.K);
        robot.write("random doorbells links").type(KeyCode.ENTER);
        onFx(() -> live.seek(Lived.TALK_NS + Times.MS));
        onFx(window::pulse);
        assertThat(window.frame().chances.orElseThrow().struck()).isPositive();
        assertThat(labels(robot, ".inspector .row-value")).anyMatch(words -> words.startsWith("every 50 µs · "));

        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("call them off").type(KeyCode.ENTER);
        onFx(window::pulse);
        assertThat(window.frame().chances).isEmpty();
    }

    private long message() {
        return mark().flight().message();
    }

    private FlightMark mark() {
        return window.map().places().flights().getLast();
    }

    private Point2D onMap() {
        onFx(window::pulse);
        return window.map().localToScreen(mark().x(), mark().y());
    }

    private interface Hit {
        Selection at(double x, double y);
    }

    /// A point of a view at which the message is.
    private Point2D search(Node view, Hit hit) {
        onFx(window::pulse);
        var wanted = new Selection.OfFlight(message());
        var size = view.getBoundsInLocal();
        for (double y = 0; y < size.getHeight(); y += 2) {
            for (double x = 0; x < size.getWidth(); x += 2) {
                if (hit.at(x, y).equals(wanted)) {
                    return view.localToScreen(x, y);
                }
            }
        }
        throw new AssertionError("the message is not in sight");
    }

    private void assertStruck(String what) {
        onFx(window::pulse);
        var frame = window.frame();
        int last = frame.happened - 1;
        while (!(frame.journal.get(last).what() instanceof Answered)) {
            last--;
        }
        var answer = (Answered) frame.journal.get(last).what();
        assertThat(answer.command()).isInstanceOf(Command.Fault.Flight.class);
        assertThat(answer.sentence()).contains(what);
    }

    private static void onFx(Runnable what) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, what);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static List<String> labels(FxRobot robot, String where) {
        return robot.lookup(where).queryAllAs(Label.class).stream().map(Label::getText).toList();
    }

    private static Node item(FxRobot robot, String words) {
        WaitForAsyncUtils.waitForFxEvents(20); // A menu inside of another one is made when it opens.
        return robot.lookup(".menu-words").queryAllAs(Label.class).stream()
                .filter(label -> label.getText().equals(words) && label.isVisible() && label.getScene() != null)
                .findFirst()
                .orElseThrow(() -> new AssertionError(words + " is not among " + labels(robot, ".menu-words")));
    }
}
