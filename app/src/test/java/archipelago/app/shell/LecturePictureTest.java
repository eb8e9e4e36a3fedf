package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Stories;
import archipelago.app.action.Arrangement;
import archipelago.app.i18n.Language;
import archipelago.app.render.Theme;
import archipelago.engine.live.Grade;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of the window as somebody has it who shows it to others.
@ExtendWith(ApplicationExtension.class)
class LecturePictureTest {
    @AfterEach
    void speakEnglishAgain() {
        Language.EN.choose();
    }

    @Test
    void expressInItsThemes() {
        for (var theme : Theme.Name.values()) {
            picture(theme, 1280, 720, "lecture-express-" + theme.word(), LecturePictureTest::express);
        }
        picture(Theme.Name.LIGHT, 1600, 1000, "lecture-express", LecturePictureTest::express);
    }

    @Test
    void theGradesHaveRoomInEveryLanguage() {
        for (var language : Language.values()) {
            language.choose();
            picture(Theme.Name.LIGHT, 1280, 720, "lecture-grades-" + language.word(), LecturePictureTest::express);
        }
    }

    @Test
    void thePresentationInItsThemesAndSizes() {
        for (var theme : Theme.Name.values()) {
            picture(theme, 1280, 720, "lecture-show-" + theme.word(), LecturePictureTest::show);
        }
        picture(Theme.Name.LIGHT, 1920, 1080, "lecture-show-hall", window -> {
            window.lectern().arrange(Arrangement.LECTURE);
            show(window);
        });
    }

    @Test
    void theFourArrangements() {
        for (var arrangement : Arrangement.values()) {
            var name = "lecture-layout-" + arrangement.name().toLowerCase(Locale.ROOT);
            picture(Theme.Name.LIGHT, 1280, 720, name + "-small", window -> window.lectern().arrange(arrangement));
            picture(Theme.Name.DARK, 1600, 1000, name, window -> window.lectern().arrange(arrangement));
        }
    }

    @Test
    void everythingLargerAndSmaller() {
        for (int percent : new int[] {75, 125, 150, 250}) {
            picture(Theme.Name.LIGHT, 1280, 720, "lecture-size-" + percent, window -> size(window, percent));
        }
        picture(Theme.Name.LIGHT, 3840, 2160, "lecture-size-huge", window -> size(window, 125));
        picture(Theme.Name.LIGHT, 1100, 640, "lecture-size-least", window -> {});
        picture(Theme.Name.LIGHT, 1280, 720, "lecture-keys", window -> window.keys().toggle());
    }

    @Test
    void onePaneAloneAndOneInAWindowOfItsOwn() {
        picture(Theme.Name.LIGHT, 1280, 720, "lecture-alone", window -> window.lectern().maximise());
        picture(Theme.Name.LIGHT, 1280, 720, "lecture-torn", window -> {
            window.lectern().tearOff();
            window.lectern().enlargement().requestLayout();
        });
    }

    private static void size(Window window, int percent) {
        while (window.lectern().size().percent() < percent) {
            window.lectern().enlarge(true);
        }
        while (window.lectern().size().percent() > percent) {
            window.lectern().enlarge(false);
        }
    }

    private static void show(Window window) {
        window.lectern().togglePresentation();
        window.lectern().presentation().tell("Space · Play");
        window.lectern().presentation().laser().moveTo(400, 300);
        window.lectern().presentation().laser().show(true);
    }

    private static void express(Window window) {
        window.lectern().run(Grade.EXPRESS);
    }

    private static void picture(Theme.Name theme, int width, int height, String name, Consumer<Window> before) {
        var picture = taken(theme, width, height, before);
        Seat.write(picture, name);
        assertThat(picture.getWidth()).isEqualTo(width);
    }

    private static BufferedImage taken(Theme.Name theme, int width, int height, Consumer<Window> before) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var live = Stories.live();
            live.eventsPerSecond = 1_250_000;
            var stage = new Stage();
            var window = Window.open(live, stage, theme);
            before.accept(window);
            var taken = window.picture(width, height);
            stage.close();
            return taken;
        });
    }
}
