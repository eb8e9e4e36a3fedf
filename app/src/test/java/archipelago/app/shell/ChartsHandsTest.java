package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.live.StillEngine;
import java.awt.image.BufferedImage;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A chart is a way to a stretch of time, and to the rows behind its figures.
@ExtendWith(ApplicationExtension.class)
class ChartsHandsTest {
    private StillEngine live;
    private Window window;

    @Start
    void start(Stage stage) {
        live = new StillEngine(Lived.session());
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
        window.deck().show(Optional.of(ViewKind.CHARTS));
    }

    private void pulse() {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            window.pulse();
            return null;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    @Reaches(Row.CHARTS)
    void aDragAlongTheTimeOfAChartChoosesAStretch(FxRobot robot) {
        pulse();
        Node view = robot.lookup("#view").query();
        var bounds = view.getLayoutBounds();
        double y = bounds.getHeight() * 0.3;
        long before = live.latest().nowNs;
        robot.drag(view.localToScreen(bounds.getWidth() * 0.2, y), MouseButton.PRIMARY)
                .moveTo(view.localToScreen(bounds.getWidth() * 0.35, y))
                .drop();
        var range = window.workbench().measures().measures().get();
        assertThat(range.hasRange()).isTrue();
        assertThat(range.toNs()).isLessThanOrEqualTo(before);
        assertThat(range.rangeNs()).isBetween(1L, 10_000_000L);
        assertThat(live.latest().nowNs).isEqualTo(before);
    }

    @Test
    void aDoubleClickGoesToTheRowsBehindAFigure(FxRobot robot) {
        pulse();
        Node view = robot.lookup("#view").query();
        var bounds = view.getLayoutBounds();
        // Made by hand: two clicks of a robot on a busy machine are not always a double click.
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            var at = view.localToScene(bounds.getWidth() * 0.75, bounds.getHeight() * 0.32);
            Event.fireEvent(view, new MouseEvent(
                    MouseEvent.MOUSE_PRESSED, at.getX(), at.getY(), at.getX(), at.getY(), MouseButton.PRIMARY, 2, false,
                    false, false, false, true, false, false, false, false, false, null));
            return null;
        });
        var wanted = robot.lookup("#rows-wanted").queryAs(TextField.class).getText();
        assertThat(wanted).startsWith("message source ").contains(" target ", " from ", " until ");
    }

    @Test
    void theKeyForRowsTellsOfWhatIsPicked(FxRobot robot) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            window.select(new Selection.OfKernel(1));
            return null;
        });
        robot.press(KeyCode.SHIFT).type(KeyCode.S).release(KeyCode.SHIFT);
        assertThat(robot.lookup("#rows-wanted").queryAs(TextField.class).getText()).isEqualTo("kernel web-server");
    }

    @Test
    void theKeysForScrollingBringMoreCharts(FxRobot robot) {
        pulse();
        var first = picture();
        robot.press(KeyCode.ALT).type(KeyCode.DOWN).release(KeyCode.ALT);
        pulse();
        assertThat(same(first, picture())).isFalse();
        robot.press(KeyCode.ALT).type(KeyCode.UP).release(KeyCode.ALT);
        pulse();
        assertThat(same(first, picture())).isTrue();
    }

    private BufferedImage picture() {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var scene = window.map().getScene();
            return window.picture((int) scene.getWidth(), (int) scene.getHeight());
        });
    }

    private static boolean same(BufferedImage one, BufferedImage other) {
        for (int y = 60; y < one.getHeight() / 2; y++) {
            for (int x = one.getWidth() / 4; x < one.getWidth() * 3 / 4; x++) {
                if (one.getRGB(x, y) != other.getRGB(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }
}
