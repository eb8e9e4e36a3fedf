package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.FakeLive;
import archipelago.app.Stories;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of the window, to look at. What a test can say of them is that they are not empty.
@ExtendWith(ApplicationExtension.class)
class WindowPictureTest {

    @Test
    void theWindowInItsThemesAndSizes() {
        for (var theme : Theme.Name.values()) {
            Consumer<Window> web = window -> select(window, new Selection.OfKernel(1));
            check(theme, 1600, 1000, "window-" + theme.word(), web);
            check(theme, 1280, 720, "window-small-" + theme.word(), web);
        }
        check(Theme.Name.LIGHT, 3840, 2160, "window-huge", window -> {});
    }

    @Test
    void theInspectorFollowsTheSelection() {
        check(Theme.Name.LIGHT, 1600, 1000, "window-core", window -> select(window, new Selection.OfCore(9)));
        check(Theme.Name.LIGHT, 1600, 1000, "window-message", window -> select(window, new Selection.OfFlight(3)));
        check(Theme.Name.LIGHT, 1600, 1000, "window-nothing", window -> {});
    }

    @Test
    void refusalsViolationsAndKeysShow() {
        var live = Stories.live();
        picture(live, Theme.Name.LIGHT, 1600, 1000, "window-loud", window -> {
            live.frame.violations = java.util.List.of("a core belongs to exactly one kernel, or to the pool");
            live.frame.branch = 1;
            window.hands().give(new Command.Exec("edge"));
            live.answer(Errno.EBUSY, "not all of its cores are parked");
            window.pulse();
        });
        picture(Stories.live(), Theme.Name.DARK, 1280, 720, "window-keys", window -> window.keys().toggle());
    }

    @Test
    void theMenuOfACoreNamesTheToolsLines() {
        for (var theme : Theme.Name.values()) {
            picture(Stories.live(), theme, 1280, 720, "window-menu-" + theme.word(), window -> {
                window.menu().show(window.map(), new Selection.OfCore(16), 20, 20);
                var popup = javafx.stage.Window.getWindows().getLast().getScene().getRoot();
                popup.applyCss();
                popup.layout();
                Seat.write(SwingFXUtils.fromFXImage(popup.snapshot(null, null), null), "menu-" + theme.word());
                window.menu().close();
            });
        }
    }

    @Test
    void everythingIsFoundByTyping() {
        for (var theme : Theme.Name.values()) {
            picture(Stories.live(), theme, 1280, 720, "window-finder-" + theme.word(), window -> find(window, "web"));
        }
        picture(Stories.live(), Theme.Name.LIGHT, 1600, 1000, "window-finder", window -> find(window, ""));
        picture(Stories.live(), Theme.Name.LIGHT, 1280, 720, "window-finder-nothing", window -> find(window, "heart"));
    }

    private static void find(Window window, String typed) {
        window.finder().open();
        ((TextField) window.finder().lookup("#find")).setText(typed);
    }

    private static void select(Window window, Selection selection) {
        window.desk().selection().set(selection);
    }

    private static void check(Theme.Name theme, int width, int height, String name, Consumer<Window> before) {
        picture(Stories.live(), theme, width, height, name, before);
    }

    private static void picture(
            FakeLive live, Theme.Name theme, int width, int height, String name, Consumer<Window> before) {
        var picture = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var stage = new Stage();
            var window = Window.open(live, stage, theme);
            before.accept(window);
            var taken = window.picture(width, height);
            stage.close();
            return taken;
        });
        Seat.write(picture, name);
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(picture.getHeight()).isEqualTo(height);
        assertThat(colours(picture)).isGreaterThan(50);
        assertThat(live.calls).contains("close");
    }

    private static long colours(BufferedImage picture) {
        return java.util.stream.IntStream.range(0, picture.getWidth() * picture.getHeight() / 7)
                .map(i -> picture.getRGB(i * 7 % picture.getWidth(), i * 7 / picture.getWidth()))
                .distinct()
                .count();
    }
}
