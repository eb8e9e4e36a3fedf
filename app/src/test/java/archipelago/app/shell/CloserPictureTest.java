package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.Selection;
import archipelago.app.layout.TimeWindow;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.engine.base.Times;
import archipelago.engine.live.StillEngine;
import archipelago.engine.state.MessageKind;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of tables and measures, to look at.
@ExtendWith(ApplicationExtension.class)
class CloserPictureTest {

    @Test
    void tablesAndMeasuresInBothThemesAndSizes() {
        for (var theme : new Theme.Name[] {Theme.Name.LIGHT, Theme.Name.DARK}) {
            for (int width : new int[] {1280, 1600}) {
                take(theme, width, "events", (window, live) -> {
                    live.seek(Lived.GONE_NS + 200 * Times.US);
                    window.pulse();
                    window.hands().instruments().showEvents();
                });
                take(theme, width, "events-query", (window, live) -> {
                    window.hands().instruments().filterEvents();
                    ((TextField) window.workbench().events().lookup("#rows-wanted")).setText("kernel database and not message");
                });
                take(theme, width, "range", (window, live) -> {
                    live.seek(Lived.PANIC_NS - 60_000);
                    var tools = window.hands().instruments();
                    window.pulse();
                    tools.placeMarker(false);
                    live.seek(Lived.PANIC_NS - 40_000);
                    window.pulse();
                    tools.markRange(false);
                    live.seek(Lived.PANIC_NS);
                    window.pulse();
                    tools.markRange(true);
                    live.seek(Lived.PANIC_NS + 30_000);
                    window.pulse();
                    tools.placeMarker(true);
                    window.timeline().show(new TimeWindow(
                            Lived.PANIC_NS - 90_000, Lived.PANIC_NS + 60_000));
                });
                for (int step = 1; step <= 2; step++) {
                    int steps = step;
                    take(theme, width, "scale-" + step, (window, live) -> {
                        live.seek(Lived.PANIC_NS);
                        window.deck().show(Optional.of(ViewKind.LANES));
                        window.pulse();
                        for (int i = 0; i < steps; i++) {
                            window.hands().instruments().nextScale();
                        }
                    });
                }
                for (int page = 0; page < 2; page++) {
                    int lines = page * 2;
                    take(theme, width, "charts-" + page, (window, live) -> {
                        window.deck().show(Optional.of(ViewKind.CHARTS));
                        window.pulse();
                        window.picture(width, width == 1280 ? 720 : 1000);
                        for (int i = 0; i < lines; i++) {
                            window.hands().scroll(1);
                        }
                    });
                }
                take(theme, width, "chain", (window, live) -> {
                    live.seek(Lived.PANIC_NS - 15_000);
                    window.pulse();
                    var replies = new ArrayList<Long>();
                    window.desk().history().messages(live.latest().nowNs - 60_000, live.latest().nowNs, message -> {
                        if (message.kind() == MessageKind.USER_REPLY) {
                            replies.add(message.number());
                        }
                    });
                    window.select(new Selection.OfFlight(replies.getLast()));
                    window.hands().instruments().nextArrows();
                });
                take(theme, width, "list", (window, live) -> {
                    window.select(new Selection.OfCore(16));
                    window.hands().instruments().showList();
                });
                take(theme, width, "events-problem", (window, live) -> {
                    window.hands().instruments().filterEvents();
                    ((TextField) window.workbench().events().lookup("#rows-wanted")).setText("kernel postgres");
                });
            }
        }
    }

    private void take(Theme.Name theme, int width, String name, BiConsumer<Window, StillEngine> before) {
        int height = width == 1280 ? 720 : 1000;
        var stages = new Stage[1];
        var window = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            stages[0] = new Stage();
            var live = new StillEngine(Lived.session());
            var opened = Window.open(live, stages[0], theme);
            opened.laidOut(width, height);
            before.accept(opened, live);
            for (int i = 0; i < 40; i++) {
                opened.pulse();
            }
            return opened;
        });
        WaitForAsyncUtils.waitForFxEvents();
        var picture = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var taken = window.picture(width, height);
            stages[0].close();
            return taken;
        });
        Seat.write(picture, "closer-" + name + "-" + width + "-" + theme.word());
        assertThat(picture.getWidth()).isEqualTo(width);
    }
}
