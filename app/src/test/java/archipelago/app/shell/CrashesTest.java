package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.render.Theme;
import archipelago.app.vm.FactLine;
import archipelago.engine.base.Times;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.session.Session;
import archipelago.engine.state.Phase;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What is left of a kernel that crashed can be read, and the machine can stop where it happens.
@ExtendWith(ApplicationExtension.class)
class CrashesTest {
    private LiveEngine live;
    private Window window;
    private Seat seat;

    @Start
    void start(Stage stage) {
        live = new LiveEngine(new Session(Lived.scenario()));
        live.seek(Lived.TALK_NS);
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
        seat = Seat.at(window);
    }

    @Test
    void theBlackBoxTellsTheLastMomentsAndLeadsBackBeforeThem(FxRobot robot) {
        seat.waitFor(frame -> frame.nowNs == Lived.TALK_NS);
        robot.type(KeyCode.DIGIT2, KeyCode.C);
        seat.waitFor(frame -> frame.kernel(1).phase() == Phase.PANICKING);
        robot.push(KeyCode.CONTROL, KeyCode.B);

        assertThat(labels(robot, "#black-box .pop-title")).containsExactly("Black box of web-server");
        assertThat(list(robot).getItems()).hasSize(30);
        assertThat(list(robot).getItems()).extracting(FactLine::title).contains("USER reply sent");
        robot.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER);
        seat.waitFor(frame -> frame.nowNs < Lived.TALK_NS);
        robot.clickOn("#box-go");
        seat.waitFor(frame -> frame.kernel(1).phase() == Phase.PANICKING);
        robot.clickOn("#box-rewind");
        seat.waitFor(frame -> frame.nowNs == Lived.TALK_NS - 20 * Times.US);
        robot.type(KeyCode.ESCAPE);
        assertThat(window.crashes().shown()).isFalse();
    }

    @Test
    void whereNobodyCrashedThereIsNoBlackBox(FxRobot robot) {
        seat.waitFor(frame -> frame.nowNs == Lived.TALK_NS);
        robot.push(KeyCode.CONTROL, KeyCode.B);
        assertThat(labels(robot, ".status-message")).containsExactly("No kernel has panicked up to now.");
    }

    @Test
    void theMachineStopsAtACrashSetsABookmarkAndOpensTheBlackBox(FxRobot robot) {
        seat.waitFor(frame -> frame.nowNs == Lived.TALK_NS);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> live.speed(50 * Times.MS));
        robot.type(KeyCode.SPACE);

        var frame = seat.waitFor(f -> window.crashes().shown() && !f.playing && !f.bookmarks.isEmpty());
        assertThat(frame.kernel(1).phase()).isEqualTo(Phase.PANICKING);
        assertThat(frame.bookmarks).singleElement().satisfies(mark -> {
            assertThat(mark.name()).startsWith("web-server panics");
            assertThat(mark.atNs()).isEqualTo(frame.nowNs);
        });
        assertThat(frame.kernel(1).sinceNs()).as("right behind it").isEqualTo(frame.nowNs);
    }

    @SuppressWarnings("unchecked")
    private static ListView<FactLine> list(FxRobot robot) {
        return robot.lookup("#black-box-list").queryAs(ListView.class);
    }

    private static List<String> labels(FxRobot robot, String where) {
        return robot.lookup(where).queryAllAs(Label.class).stream().map(Label::getText).toList();
    }
}
