package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.render.Theme;
import archipelago.engine.live.StillEngine;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The tab key leads to everything; what has the keyboard is seen, and read out.
@ExtendWith(ApplicationExtension.class)
class KeyboardTest {
    private static final Set<String> KNOWN = new HashSet<>();

    private Window window;
    private Seat seat;

    @Start
    void start(Stage stage) {
        Seat.place(stage);
        window = Window.open(new StillEngine(Lived.session()), stage, Theme.Name.LIGHT);
        seat = Seat.at(window);
    }

    @ParameterizedTest
    @EnumSource
    void theTabKeyLeadsThroughTheWholeWindow(Theme.Name theme, FxRobot robot) {
        robot.interact(() -> window.look().theme().set(Theme.of(theme)));
        seat.look();
        KNOWN.clear(); // Every theme has rings of its own.
        var walk = around(robot);
        assertThat(walk.complaints()).isEmpty();
        var all = Seat.onTheirThread(() -> FocusWalk.reachable(window.map().getScene().getRoot()));
        assertThat(walk.stops()).extracting(FocusWalk::name)
                .containsAll(all.stream().map(FocusWalk::name).toList());
    }

    /// What opens over the window or in its place, and the keys that open it.
    /// The tour is not among them: while it is open, links of why are made anew under the keyboard, and whether their ring
    /// is seen then changes from run to run. `TourTest` goes through it by keys.
    private enum Place {
        GO_TO(KeyCode.G),
        RUN_UNTIL(KeyCode.SHIFT, KeyCode.R),
        BOOKMARK(KeyCode.M),
        PLACES(KeyCode.P),
        PARAMETERS(KeyCode.CONTROL, KeyCode.COMMA),
        FIGURE(KeyCode.SHIFT, KeyCode.W),
        ACTS(KeyCode.SHIFT, KeyCode.U),
        EVENTS(KeyCode.SHIFT, KeyCode.E),
        LIST(KeyCode.SHIFT, KeyCode.T),
        COMPARE(KeyCode.CONTROL, KeyCode.DIGIT4),
        ENGINEER(KeyCode.CONTROL, KeyCode.DIGIT3),
        LECTURE(KeyCode.CONTROL, KeyCode.DIGIT1),
        BLACK_BOX(KeyCode.CONTROL, KeyCode.B),
        FIDELITY(KeyCode.CONTROL, KeyCode.I),
        START_PAGE(KeyCode.CONTROL, KeyCode.N),
        DRAWING(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N),
        SEED(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);

        private final KeyCode[] keys;

        Place(KeyCode... keys) {
            this.keys = keys;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTabKeyLeadsThroughWhateverIsOpened(Place place, FxRobot robot) {
        robot.push(place.keys);
        seat.look();
        var walk = FocusWalk.throughNews(robot, scene(robot), KNOWN);
        seat.keep("keyboard-" + place.name().toLowerCase(Locale.ROOT), 1280, 720);
        assertThat(walk.complaints()).isEmpty();
    }

    private FocusWalk around(FxRobot robot) {
        return FocusWalk.around(robot, scene(robot), KNOWN);
    }

    private Scene scene(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return window.map().getScene() == null
                ? robot.lookup(".archipelago").query().getScene()
                : window.map().getScene();
    }
}
