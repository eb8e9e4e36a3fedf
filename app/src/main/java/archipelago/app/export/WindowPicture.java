package archipelago.app.export;

import archipelago.app.layout.Selection;
import archipelago.app.shell.Logbook;
import archipelago.app.shell.Station;
import archipelago.app.shell.Toolkit;
import archipelago.app.shell.Window;
import archipelago.app.shell.WindowState;
import archipelago.app.start.RecentFiles;
import archipelago.engine.live.StillEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The whole window as a picture, drawn into memory: what a person would see, without a display.
public final class WindowPicture {
    private WindowPicture() {}

    /// What is done with the window once it is open, on the thread of JavaFX or beside it.
    @FunctionalInterface
    private interface Work {
        void on(Window window) throws IOException;
    }

    /// Takes a picture at each instant and hands it on. JavaFX is started for it and ended with it, so
    /// this can be done once in a program's life.
    ///
    /// @param state how the window is arranged, dressed and scaled
    public static void take(
            StillEngine still,
            List<Long> instants,
            WindowState state,
            Selection selection,
            int width,
            int height,
            PictureFile.Taker taker)
            throws IOException {
        open(still, instants.getFirst(), state, selection, window -> {
            for (long instant : instants) {
                taker.take(Toolkit.call(() -> {
                    still.seek(instant);
                    return window.picture(width, height);
                }));
            }
        });
    }

    /// Writes the window at an instant as lines and texts (SVG). Like [#take], once in a program's life.
    public static void writeSvg(
            StillEngine still, long instant, WindowState state, Selection selection, int width, int height, Path path)
            throws IOException {
        open(still, instant, state, selection, window -> {
            var text = Toolkit.call(() -> svg(window, width, height));
            Files.writeString(path, text, StandardCharsets.UTF_8);
        });
    }

    /// An open window as lines and texts. On the thread of JavaFX.
    public static String svg(Window window, int width, int height) {
        var root = window.laidOut(width, height);
        return PictureFile.svg(width, height, g -> {
            g.scale(width / root.getWidth(), height / root.getHeight());
            SceneVector.draw(root, g);
        });
    }

    private static void open(StillEngine still, long instant, WindowState state, Selection selection, Work work)
            throws IOException {
        Toolkit.drawWithoutDisplay();
        Toolkit.start(false);
        try {
            var stage = Toolkit.call(Stage::new);
            work.on(Toolkit.call(() -> {
                still.seek(instant);
                var opened = new Station(stage, state, last -> {}, Logbook.NONE, new RecentFiles()).show(still);
                opened.select(selection);
                return opened;
            }));
            Toolkit.call(() -> {
                stage.close();
                return stage;
            });
        } finally {
            Platform.exit();
        }
    }
}
