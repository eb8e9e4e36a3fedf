package archipelago.app.export;

import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.shell.Toolkit;
import archipelago.app.shell.Window;
import archipelago.engine.live.StillEngine;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The whole window as a picture, drawn into memory: what a person would see, without a display.
public final class WindowPicture {
    private WindowPicture() {}

    /// Takes a picture at each instant. JavaFX is started for it and ended with it, so this can be
    /// done once in a program's life.
    public static List<BufferedImage> take(
            StillEngine still, List<Long> instants, Theme.Name theme, Selection selection, int width, int height) {
        Toolkit.drawWithoutDisplay();
        Toolkit.start(false);
        try {
            return Toolkit.call(() -> {
                var stage = new Stage();
                still.seek(instants.getFirst());
                var window = Window.open(still, stage, theme);
                window.select(selection);
                var pictures = new ArrayList<BufferedImage>();
                for (long instant : instants) {
                    still.seek(instant);
                    pictures.add(window.picture(width, height));
                }
                stage.close();
                return pictures;
            });
        } finally {
            Platform.exit();
        }
    }
}
