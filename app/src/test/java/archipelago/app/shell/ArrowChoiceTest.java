package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.ArrowChoice;
import archipelago.app.layout.ArrowChoice.Mode;
import archipelago.app.layout.History;
import archipelago.app.layout.Selection;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.render.Theme;
import archipelago.engine.live.StillEngine;
import archipelago.engine.state.MessageKind;
import java.util.ArrayList;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A chart full of arrows can be cut down to those that led to one message, or to none.
@ExtendWith(ApplicationExtension.class)
class ArrowChoiceTest {
    private StillEngine live;
    private Window window;

    @Start
    void start(Stage stage) {
        live = new StillEngine(Lived.session());
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
        live.seek(Lived.PANIC_NS - 20_000);
        window.pulse();
    }

    private History.Message reply() {
        var found = new ArrayList<History.Message>();
        window.desk().history().messages(live.latest().nowNs - 100_000, live.latest().nowNs, message -> {
            if (message.kind() == MessageKind.USER_REPLY) {
                found.add(message);
            }
        });
        return found.getLast();
    }

    @Test
    void aKeyGoesFromAllToTheChainToNoneAndBack(FxRobot robot) {
        for (var words : new String[] {"Arrows only of what led", "No arrows are drawn", "All messages have arrows"}) {
            robot.press(KeyCode.SHIFT).type(KeyCode.D).release(KeyCode.SHIFT);
            assertThat(robot.lookup(".status-message").queryAs(Label.class).getText()).startsWith(words);
        }
    }

    @Test
    void theChainOfAReplyHoldsItsRequestAndNothingThatCameLater() {
        var reply = reply();
        var frame = live.latest();
        var history = window.desk().history();
        var choice = ArrowChoice.of(Mode.CHAIN, new Selection.OfFlight(reply.number()), frame, history);
        assertThat(choice.chain()).endsWith(reply.number()).hasSizeGreaterThan(1);
        var request = history.message(choice.chain().get(choice.chain().size() - 2));
        assertThat(request.kind()).isEqualTo(MessageKind.USER_REQUEST);
        assertThat(request.fromKernel()).isEqualTo(reply.toKernel());
        assertThat(choice.chain()).allMatch(message -> history.message(message).sentNs() <= reply.sentNs());
    }

    @Test
    void onlyWhatIsChosenIsDrawnWithDashesBetween() {
        var reply = reply();
        var frame = live.latest();
        var history = window.desk().history();
        var layout = TimelineLayout.of(history, frame, frame.nowNs - 100_000, frame.nowNs, 900, 300);
        int all = layout.flow().arrows().size();
        var choice = ArrowChoice.of(Mode.CHAIN, new Selection.OfFlight(reply.number()), frame, history);
        layout.choose(choice, history, frame);
        assertThat(layout.flow().arrows()).hasSize(choice.chain().size()).hasSizeLessThan(all + choice.chain().size());
        assertThat(layout.hops()).hasSize(choice.chain().size() - 1);

        layout.choose(new ArrowChoice(Mode.NONE, java.util.List.of()), history, frame);
        assertThat(layout.flow().arrows()).isEmpty();
    }
}
