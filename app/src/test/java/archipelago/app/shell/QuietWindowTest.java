package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.render.Theme;
import archipelago.engine.live.StillEngine;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The toolkit has nothing to complain of: neither of colours that a menu does not know, nor of tables that end in rows
/// that are not there.
@ExtendWith(ApplicationExtension.class)
class QuietWindowTest {
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Logger toolkit = Logger.getLogger("javafx");
    private final Handler hearer = new Handler() {
        @Override
        public void publish(LogRecord told) {
            complaints.add(told.getLoggerName() + ": " + told.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private StillEngine live;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        live = new StillEngine(Lived.session());
        Window.open(live, stage, Theme.Name.LIGHT);
    }

    @BeforeEach
    void listen() {
        toolkit.addHandler(hearer);
    }

    @AfterEach
    void listenNoMore() {
        toolkit.removeHandler(hearer);
    }

    @Test
    void menusKnowTheirColours(FxRobot robot) {
        for (var owner : List.of("#kernel-1", ".map", ".timeline")) {
            robot.clickOn(owner, MouseButton.SECONDARY);
            WaitForAsyncUtils.waitForFxEvents();
            for (int line = 0; line < 12; line++) {
                robot.type(KeyCode.DOWN).type(KeyCode.RIGHT);
            }
            robot.type(KeyCode.ESCAPE).type(KeyCode.ESCAPE);
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void theLastRowIsInSightWhateverTheHeight(FxRobot robot) {
        robot.press(KeyCode.SHIFT).type(KeyCode.E).release(KeyCode.SHIFT);
        for (int height = 700; height < 721; height += 3) {
            int wanted = height;
            robot.interact(() -> stage.setHeight(wanted));
            WaitForAsyncUtils.waitForFxEvents();
            var flow = robot.lookup("#events .virtual-flow .clipped-container").query();
            var bottom = flow.localToScene(flow.getBoundsInLocal()).getMaxY();
            var last = robot.lookup("#events .table-row-cell").queryAllAs(TableRow.class).stream()
                    .filter(row -> row.isVisible() && row.getIndex() == live.latest().journal.size() - 1)
                    .findFirst();
            assertThat(last).as("at a height of %d", height).isPresent();
            var row = last.get();
            assertThat(row.localToScene(row.getBoundsInLocal()).getMaxY()).isLessThanOrEqualTo(bottom + 0.5);
        }
        assertThat(complaints).isEmpty();
    }
}
