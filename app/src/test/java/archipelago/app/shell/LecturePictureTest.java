package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Stories;
import archipelago.app.i18n.Language;
import archipelago.app.render.Theme;
import archipelago.engine.live.Grade;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of the window as somebody has it who shows it to others.
@ExtendWith(ApplicationExtension.class)
class LecturePictureTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    @AfterEach
    void speakEnglishAgain() {
        Language.EN.choose();
    }

    @Test
    void expressInItsThemes() throws IOException {
        for (var theme : Theme.Name.values()) {
            picture(theme, 1280, 720, "lecture-express-" + theme.word(), LecturePictureTest::express);
        }
        picture(Theme.Name.LIGHT, 1600, 1000, "lecture-express", LecturePictureTest::express);
    }

    @Test
    void theGradesHaveRoomInEveryLanguage() throws IOException {
        for (var language : Language.values()) {
            language.choose();
            picture(Theme.Name.LIGHT, 1280, 720, "lecture-grades-" + language.word(), LecturePictureTest::express);
        }
    }

    private static void express(Window window) {
        window.lectern().run(Grade.EXPRESS);
    }

    private static void picture(Theme.Name theme, int width, int height, String name, Consumer<Window> before)
            throws IOException {
        var picture = taken(theme, width, height, before);
        Files.createDirectories(PICTURES);
        ImageIO.write(picture, "png", PICTURES.resolve(name + ".png").toFile());
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
