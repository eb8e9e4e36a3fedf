package archipelago.app.export;

import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.shell.Toolkit;
import archipelago.app.shell.Window;
import archipelago.engine.live.StillEngine;
import java.io.IOException;
import java.util.List;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The whole window as a picture, drawn into memory: what a person would see, without a display.
public final class WindowPicture {
    private WindowPicture() {}

    /// Takes a picture at each instant and hands it on. JavaFX is started for it and ended with it, so
    /// this can be done once in a program's life.
    public static void take(
            StillEngine still,
            List<Long> instants,
            Theme.Name theme,
            Selection selection,
            int width,
            int height,
            PictureFile.Taker taker)
            throws IOException {
        Toolkit.drawWithoutDisplay();
        Toolkit.start(false);
        try {
            var stage = Toolkit.call(Stage::new);
            var window = Toolkit.call(() -> {
                still.seek(instants.getFirst());
                var opened = Window.open(still, stage, theme);
                opened.select(selection);
                return opened;
            });
            for (long instant : instants) {
                taker.take(Toolkit.call(() -> {
                    still.seek(instant);
                    return window.picture(width, height);
                }));
            }
            Toolkit.call(() -> {
                stage.close();
                return stage;
            });
        } finally {
            Platform.exit();
        }
    }
}
