package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.Related;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.live.StillEngine;
import java.awt.image.BufferedImage;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What the pointer is on in one view is lit in all of them, and nothing of the run changes by it.
@ExtendWith(ApplicationExtension.class)
class LinkedViewsTest {
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

    private Selection pointed() {
        WaitForAsyncUtils.waitForFxEvents();
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.desk().links().pointed().get());
    }

    private static boolean lit(Node row) {
        return row.getPseudoClassStates().stream().anyMatch(state -> state.getPseudoClassName().equals("about"));
    }

    @Test
    @Reaches(Row.HOVER)
    void aKernelInTheListIsLitOnTheMapAndTheTimeline(FxRobot robot) {
        long before = live.latest().fingerprint;
        var plain = pictures();
        robot.moveTo("#kernel-1");
        assertThat(pointed()).isEqualTo(new Selection.OfKernel(1));
        var pointedAt = pictures();
        assertThat(differs(plain, pointedAt)).isTrue();
        assertThat(live.latest().fingerprint).isEqualTo(before);
        assertThat(window.desk().selection().get()).as("nothing is picked by it").isEqualTo(Selection.NOTHING);
    }

    @Test
    void aTileOnTheMapLightsItsKernelInTheList(FxRobot robot) {
        pictures(); // The tiles have their places once the window has its size.
        var tile = window.map().places().tile(8);
        var at = window.map().localToScreen(tile.getCenterX(), tile.getCenterY());
        robot.moveTo(at).moveBy(1, 1);
        assertThat(pointed()).isEqualTo(new Selection.OfCore(8));
        int owner = live.latest().owner[8];
        assertThat(lit(robot.lookup("#kernel-" + owner).query())).isTrue();
        assertThat(lit(robot.lookup("#kernel-2").query())).isFalse();
    }

    @Test
    void oneSwitchEndsIt(FxRobot robot) {
        assertThat(robot.lookup("#links").queryAs(Button.class).getText()).isEqualTo("Views linked");
        robot.press(KeyCode.SHIFT).type(KeyCode.I).release(KeyCode.SHIFT);
        robot.moveTo("#kernel-1");
        assertThat(pointed()).isEqualTo(Selection.NOTHING);
        assertThat(robot.lookup("#links").queryAs(Button.class).getText()).isEqualTo("Views not linked");
        robot.clickOn("#links").moveTo("#kernel-1");
        assertThat(pointed()).isEqualTo(new Selection.OfKernel(1));
    }

    @Test
    void aMessageBelongsToTwoCoresAndTwoKernels() {
        var history = window.desk().history();
        var numbers = new java.util.ArrayList<Long>();
        history.messages(live.latest().nowNs - 50_000, live.latest().nowNs, message -> numbers.add(message.number()));
        var message = history.message(numbers.getFirst());
        var related = Related.to(new Selection.OfFlight(message.number()), live.latest(), history);
        assertThat(related.cores().stream()).containsExactlyInAnyOrder(message.fromCore(), message.toCore());
        assertThat(related.kernels().stream()).containsExactlyInAnyOrder(message.fromKernel(), message.toKernel());
    }

    private BufferedImage pictures() {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var scene = window.map().getScene();
            return window.picture((int) scene.getWidth(), (int) scene.getHeight());
        });
    }

    /// In the part where the map is.
    private static boolean differs(BufferedImage one, BufferedImage other) {
        int differing = 0;
        for (int y = one.getHeight() / 8; y < one.getHeight() / 2; y++) {
            for (int x = one.getWidth() / 4; x < one.getWidth() * 3 / 4; x++) {
                differing += one.getRGB(x, y) != other.getRGB(x, y) ? 1 : 0;
            }
        }
        return differing > 50;
    }
}
