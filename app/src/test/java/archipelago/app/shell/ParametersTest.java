package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.render.Theme;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.app.vm.ParametersVm;
import archipelago.engine.base.Times;
import archipelago.engine.cost.Cost;
import archipelago.engine.live.StillEngine;
import archipelago.engine.session.Session;
import archipelago.engine.state.CostSetting;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Durations and rates are looked up, turned and set back, by keys and by hand.
@ExtendWith(ApplicationExtension.class)
class ParametersTest {
    private Window window;

    @Start
    void start(Stage stage) {
        var session = new Session(Lived.scenario());
        session.runUntil(Lived.TALK_NS);
        stage.setX(0);
        stage.setY(0);
        window = Window.open(new StillEngine(session), stage, Theme.Name.LIGHT);
        window.pulse();
    }

    @Test
    void aDurationIsFoundAndSetWithTheKeyboardAlone(FxRobot robot) {
        open(robot);
        robot.write("ipi flight per doorbell").type(KeyCode.ENTER);
        assertThat(value(robot).getText()).isEqualTo("600ns");
        robot.write("2.5us").type(KeyCode.ENTER);
        pulse();

        assertThat(window.frame().costSettings)
                .containsExactly(new CostSetting(Cost.IPI_FLIGHT, 2_500, Lived.TALK_NS));
        assertThat(labels(robot, ".pop-where")).contains("1 value set by hand");
        assertThat(labels(robot, ".parameter-source"))
                .anyMatch(words -> words.startsWith("set by hand at 5.605") && words.endsWith("else 600 ns"));
        robot.type(KeyCode.ESCAPE);
        assertThat(window.parameters().shown()).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        pulse();
        assertThat(window.frame().costSettings).as("an act like all others").isEmpty();
    }

    @Test
    @Reaches(Row.PARAMETERS)
    void aRateIsDoubledAndSetBackByHand(FxRobot robot) {
        open(robot);
        assertThat(list(robot).getItems().getFirst().name()).isEqualTo("requests web-server → database");
        robot.clickOn("#parameter-double");
        pulse();
        assertThat(window.frame().streams.getFirst().everyNs()).isEqualTo(40 * Times.US);
        robot.clickOn("#parameter-reset");
        pulse();
        assertThat(window.frame().streams.getFirst().set()).isFalse();
    }

    @Test
    void allThatWasSetIsSetBackAtOnce(FxRobot robot) {
        open(robot);
        robot.clickOn("#parameter-half");
        pulse();
        robot.clickOn("#parameters-search").write("interrupt taken").type(KeyCode.ENTER);
        robot.write("900ns").type(KeyCode.ENTER);
        pulse();
        robot.clickOn("#parameters-reset-all");
        pulse();
        pulse();
        assertThat(window.frame().costSettings).isEmpty();
        assertThat(window.frame().streams).noneMatch(stream -> stream.set());
    }

    @Test
    void whatIsNoTimeAndWhatIsOutOfRangeIsSaid(FxRobot robot) {
        open(robot);
        robot.write("ipi-send").type(KeyCode.ENTER);
        robot.write("soon").type(KeyCode.ENTER);
        assertThat(labels(robot, "#parameter-problem")).singleElement().asString().contains("soon", "250ns");
        robot.write("1s").type(KeyCode.ENTER);
        pulse();
        assertThat(labels(robot, ".refusal-sentence")).singleElement().asString().contains("from 1ns to 20us");
    }

    @Test
    void theCardIsFoundByTyping(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("parameters").type(KeyCode.ENTER);
        assertThat(window.parameters().shown()).isTrue();
    }

    private static void open(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
    }

    private void pulse() {
        WaitForAsyncUtils.waitForAsyncFx(10_000, window::pulse);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static TextField value(FxRobot robot) {
        return robot.lookup("#parameter-value").queryAs(TextField.class);
    }

    @SuppressWarnings("unchecked")
    private static ListView<ParametersVm.Row> list(FxRobot robot) {
        return robot.lookup("#parameters").queryAs(ListView.class);
    }

    private static List<String> labels(FxRobot robot, String where) {
        return robot.lookup(where).queryAllAs(Label.class).stream().map(Label::getText).toList();
    }
}
