package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.render.Theme;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.live.StillEngine;
import archipelago.engine.session.Session;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// No rule breaks a promise, so a hand of the test writes into the books what no rule would: a core of the web server
/// belongs to the database.
@ExtendWith(ApplicationExtension.class)
class BrokenPromiseTest {
    private static final int CORE = 9;
    private static final int DATABASE = 2;

    private Session session;
    private Window window;

    static Session broken() {
        var session = new Session(Lived.scenario());
        session.runUntil(Lived.TALK_NS);
        session.simulation().state().cores.owner[CORE] = DATABASE;
        return session;
    }

    @Start
    void start(Stage stage) {
        session = broken();
        stage.setX(0);
        stage.setY(0);
        window = Window.open(new StillEngine(session), stage, Theme.Name.LIGHT);
        window.pulse();
    }

    @Test
    @Reaches(Row.INVARIANT)
    void aCardSaysWhichPromiseInItsWordsAndWhatLedToIt(FxRobot robot) {
        pulse();
        long event = session.events();
        assertThat(labels(robot, "#broken-promise .pop-where")).containsExactly("EVERY_CORE_HAS_ONE_OWNER");
        assertThat(labels(robot, "#broken-promise .broken-sentence")).singleElement().asString()
                .startsWith("a core belongs to exactly one kernel");
        assertThat(labels(robot, "#broken-promise .pop-problem")).singleElement().asString()
                .contains("CPU 18 is listed by kernel 1");
        assertThat(robot.lookup("#broken-promise #why-" + event).tryQuery()).isPresent();
        assertThat(robot.lookup("#broken-promise .why-chain .fact").queryAll()).hasSizeGreaterThan(3);
        assertThat(labels(robot, ".violations")).singleElement().asString().contains("EVERY_CORE_HAS_ONE_OWNER");
    }

    @Test
    void eachLinkGoesToItsEvent(FxRobot robot) {
        pulse();
        long event = session.events();
        robot.clickOn("#broken-promise #why-" + event);
        pulse();
        assertThat(window.frame().events).isEqualTo(event);
    }

    @Test
    void escapeClosesTheCardAndItDoesNotComeAgainForTheSame(FxRobot robot) {
        robot.type(KeyCode.ESCAPE);
        pulse();
        assertThat(robot.lookup("#broken-promise").tryQuery()).isEmpty();
        assertThat(labels(robot, ".violations")).isNotEmpty();
    }

    private void pulse() {
        WaitForAsyncUtils.waitForAsyncFx(10_000, window::pulse);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static List<String> labels(FxRobot robot, String where) {
        return robot.lookup(where).queryAllAs(Label.class).stream().map(Label::getText).toList();
    }
}
