package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.FlightMark;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.app.rows.Photographer;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Happening.Answered;
import archipelago.engine.live.StillEngine;
import archipelago.engine.session.Session;
import archipelago.engine.state.CutLink;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
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
        assertThat(Seat.labels(robot, ".menu-line")).contains("inject flight lose " + message(), "inject flight delay "
                + message() + " 10us");
        robot.clickOn(Seat.menuItem(robot, "Lose it"));
        assertStruck("is lost");
    }

    @Test
    @Reaches(Row.MESSAGE_FAULT)
    void aRightClickOnItsArrowInTheLanesDelaysIt(FxRobot robot) {
        onFx(() -> window.deck().show(Optional.of(ViewKind.LANES)));
        robot.clickOn(Seat.at(window).search(robot.lookup("#view").query(), window.deck()::thingAt, this::isMessage), MouseButton.SECONDARY);
        Photographer.picture();
        robot.clickOn(Seat.menuItem(robot, "Delay it by 1 ms"));
        assertStruck("is delayed");
    }

    @Test
    void aRightClickOnItsArrowOnTheTimelineDoublesIt(FxRobot robot) {
        robot.clickOn(Seat.at(window).search(window.timeline(), window.timeline()::thingAt, this::isMessage), MouseButton.SECONDARY);
        robot.clickOn(Seat.menuItem(robot, "Let it come twice"));
        assertStruck("comes twice");
    }

    @Test
    void whatIsOverIsGreyAndSaysWhy(FxRobot robot) {
        long over = message() - 1;
        onFx(() -> window.select(new Selection.OfFlight(over)));
        robot.type(KeyCode.X);
        assertThat(Seat.labels(robot, ".menu-why")).contains("message " + over + " is in no ring any more (-ENOENT)");
    }

    @Test
    @Reaches(Row.CUT_LINK)
    void theLinkIsCutFromTheMessageAndMendedFromTheKernel(FxRobot robot) {
        robot.clickOn(onMap(), MouseButton.SECONDARY);
        robot.clickOn(Seat.menuItem(robot, "Cut host → web-server"));
        onFx(window::pulse);
        assertThat(window.frame().cutLinks).containsExactly(new CutLink(0, 1));
        assertThat(window.map().places().cuts()).hasSize(1);
        assertThat(Seat.labels(robot, "#kernel-0 .kernel-phase")).containsExactly("cut → web-server");
        Photographer.picture();

        robot.clickOn("#kernel-1");
        assertThat(Seat.labels(robot, ".inspector .row-name")).contains("Not rung by");
        robot.type(KeyCode.X);
        robot.clickOn(Seat.menuItem(robot, "Doorbells"));
        robot.clickOn(Seat.menuItem(robot, "Mend host → web-server"));
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
    @Reaches(Row.RANDOM_FAULTS)
    void faultsByChanceAreAskedForInTheMenuOfTheMachineAndCalledOff(FxRobot robot) {
        robot.type(KeyCode.E);
        assertThat(Seat.labels(robot, ".menu-words")).contains("Random faults");
        robot.type(KeyCode.ESCAPE).push(KeyCode.CONTROL, KeyCode.K);
        robot.write("random doorbells links").type(KeyCode.ENTER);
        onFx(() -> live.seek(Lived.TALK_NS + Times.MS));
        onFx(window::pulse);
        assertThat(window.frame().chances.orElseThrow().struck()).isPositive();
        assertThat(Seat.labels(robot, ".inspector .row-value")).anyMatch(words -> words.startsWith("every 50 µs · "));
        Photographer.picture();

        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("call them off").type(KeyCode.ENTER);
        onFx(window::pulse);
        assertThat(window.frame().chances).isEmpty();
    }

    private long message() {
        return mark().flight().message();
    }

    private boolean isMessage(Selection thing) {
        return thing.equals(new Selection.OfFlight(message()));
    }

    private FlightMark mark() {
        return window.map().places().flights().getLast();
    }

    private Point2D onMap() {
        onFx(window::pulse);
        return window.map().localToScreen(mark().x(), mark().y());
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
}
