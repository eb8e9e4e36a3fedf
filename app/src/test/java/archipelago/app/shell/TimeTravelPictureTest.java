package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.engine.base.Times;
import archipelago.engine.live.StillEngine;
import archipelago.engine.session.Session;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of the ways through time, to look at, of a session in which somebody has acted.
@ExtendWith(ApplicationExtension.class)
class TimeTravelPictureTest {

    private Session session;

    @Test
    void theCardsAndTheListsInBothThemesAndSizes() {
        for (var theme : new Theme.Name[] {Theme.Name.LIGHT, Theme.Name.DARK}) {
            for (int width : new int[] {1280, 1600}) {
                session = Lived.session();
                int height = width == 1280 ? 720 : 1000;
                take(theme, width, height, "bookmark", () -> true, (window, live) -> {
                    live.seek(Lived.GONE_NS + 200 * Times.US);
                    window.pulse();
                    window.hands().bookmark();
                });
                take(theme, width, height, "goto", () -> true, (window, live) -> window.hands().openGoTo());
                take(theme, width, height, "until", () -> true, (window, live) -> window.hands().openRunUntil());
                take(theme, width, height, "places", () -> true, (window, live) -> window.hands().showPlaces());
                var why = new Window[1];
                take(theme, width, height, "why", () -> true, (window, live) -> {
                    window.select(new Selection.OfKernel(2));
                    window.pulse();
                });
                take(theme, width, height, "blast", () -> why[0].travel().blast().card().get().told(), (window, live) -> {
                    why[0] = window;
                    window.select(new Selection.OfKernel(2));
                    window.travel().followFact(-session.acts().get(1));
                    window.pulse();
                });
                take(theme, width, height, "difference", () -> why[0].deck().beside().isPresent(), (window, live) -> {
                    why[0] = window;
                    window.hands().nextDifference(false);
                    window.pulse();
                });
            }
        }
        take(Theme.Name.LIGHT, 1280, 720, "keys", () -> true, (window, live) -> window.hands().toggleKeys());
    }

    private void take(
            Theme.Name theme,
            int width,
            int height,
            String name,
            BooleanSupplier there,
            BiConsumer<Window, StillEngine> before) {
        var stages = new Stage[1];
        var window = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            stages[0] = new Stage();
            var live = new StillEngine(session);
            var opened = Window.open(live, stages[0], theme);
            opened.laidOut(width, height);
            before.accept(opened, live);
            return opened;
        });
        for (int i = 0; i < 2_000 && !WaitForAsyncUtils.waitForAsyncFx(10_000, there::getAsBoolean); i++) {
            WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
                window.pulse();
                return null;
            });
            Thread.onSpinWait();
        }
        WaitForAsyncUtils.waitForFxEvents();
        var picture = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var taken = window.picture(width, height);
            stages[0].close();
            return taken;
        });
        Seat.write(picture, "time-" + name + "-" + width + "-" + theme.word());
        assertThat(picture.getWidth()).isEqualTo(width);
    }
}
