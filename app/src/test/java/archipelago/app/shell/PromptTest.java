package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.render.Theme;
import archipelago.app.vm.PromptVm;
import archipelago.app.vm.PromptVm.Kind;
import archipelago.app.vm.PromptVm.Line;
import archipelago.engine.base.Times;
import archipelago.engine.live.LiveEngine;
import java.util.List;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Somebody works at the prompt in the window, on the machine that is shown there.
@ExtendWith(ApplicationExtension.class)
class PromptTest {
    private static final long TALK_NS = Lived.TALK_NS;

    private Window window;
    private Seat seat;

    @Start
    void start(Stage stage) {
        var live = new LiveEngine(Lived.session());
        live.seek(TALK_NS);
        window = Window.open(live, stage, Theme.Name.LIGHT);
        seat = Seat.at(window);
    }

    @BeforeEach
    void openThePrompt(FxRobot robot) {
        seat.waitUntil(() -> window.frame().nowNs == TALK_NS);
        robot.write(":");
        seat.waitUntil(() -> robot.lookup("#prompt-typed").tryQuery().isPresent());
    }

    private static List<Line> lines(FxRobot robot) {
        ListView<Line> lines = robot.lookup("#prompt-lines").queryListView();
        return List.copyOf(lines.getItems());
    }

    private static String typed(FxRobot robot) {
        return robot.lookup("#prompt-typed").queryAs(TextField.class).getText();
    }

    /// Types a line, and waits until it has been answered.
    private List<Line> say(FxRobot robot, String line) {
        int before = lines(robot).size();
        robot.write(line).type(KeyCode.ENTER);
        seat.waitUntil(() -> lines(robot).size() > before);
        WaitForAsyncUtils.waitForFxEvents();
        return lines(robot).subList(before, lines(robot).size());
    }

    @Test
    void kerfIsTypedAndTheWindowShowsWhatItDid(FxRobot robot) {
        var told = say(robot, "kerf kill --force database");
        assertThat(told.getFirst()).isEqualTo(new Line(Kind.TYPED, "5.606 s # kerf kill --force database"));
        seat.waitUntil(() -> window.frame().kernels.stream()
                .anyMatch(kernel -> kernel.name().equals("database") && kernel.status().word().equals("loaded")));
        assertThat(say(robot, "kerf exec nobody")).extracting(Line::kind).contains(Kind.COMPLAINT);
        say(robot, "status");
        seat.keep("prompt-1280", 1280, 720);
    }

    @Test
    void whatWasTypedComesBackAndWordsAreCompleted(FxRobot robot) {
        say(robot, "why");
        say(robot, "status");
        robot.write("adv").type(KeyCode.UP, KeyCode.UP);
        assertThat(typed(robot)).isEqualTo("why");
        robot.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.TAB);
        assertThat(typed(robot)).isEqualTo("advance ");
        robot.write("100us").type(KeyCode.ENTER);
        seat.waitUntil(() -> window.frame().nowNs == TALK_NS + 100 * Times.US);
        robot.write("kerf sh").type(KeyCode.TAB).write("data").type(KeyCode.TAB);
        assertThat(typed(robot)).isEqualTo("kerf show database ");
        robot.type(KeyCode.ESCAPE, KeyCode.SPACE);
        seat.waitUntil(() -> window.frame().playing);
    }

    @Test
    void aLineThatTakesLongCanBeBrokenOff(FxRobot robot) {
        robot.write("advance 90000s").type(KeyCode.ENTER);
        seat.waitUntil(() -> robot.lookup("#search-stop").tryQuery().isPresent());
        robot.clickOn("#search-stop");
        seat.waitUntil(() -> lines(robot).size() > 1);
        assertThat(lines(robot).getLast().text()).startsWith("stopped at ").endsWith("; the machine goes on from there");
        assertThat(window.frame().nowNs).isGreaterThan(TALK_NS);
    }

    @Test
    void whatIsNotTheSameInAllWordsIsNotCompleted() {
        var vm = new PromptVm((line, taker) -> {});
        assertThat(vm.complete("b")).as("back, blast, bookmark, branch").isEqualTo("b");
        assertThat(vm.complete("bra")).isEqualTo("branch");
        assertThat(vm.complete("st")).isEqualTo("status ");
        assertThat(vm.complete("kerf lo")).isEqualTo("kerf load ");
        assertThat(vm.complete("zz")).isEqualTo("zz");
    }
}
