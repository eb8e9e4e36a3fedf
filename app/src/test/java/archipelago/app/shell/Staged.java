package archipelago.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;

/// A station on a stage, as tests go through its pages: what they wait for, and the pictures that they leave.
abstract class Staged {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final int FX_MS = 10_000;
    private static final int PICTURE_MS = 30_000;
    private static final int WAIT_S = 25;

    Stage stage;
    Station station;

    /// Puts the stage where a robot finds it.
    void on(Stage primary) {
        stage = primary;
        stage.setX(0);
        stage.setY(0);
    }

    /// Goes on once something is so; the window is drawn meanwhile.
    void waitUntil(BooleanSupplier there) {
        try {
            WaitForAsyncUtils.waitFor(WAIT_S, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(FX_MS, () -> {
                station.window().pulse();
                return there.getAsBoolean();
            }));
        } catch (TimeoutException e) {
            throw new AssertionError("it did not get there", e);
        }
    }

    void picture(String name, int width, int height) throws IOException {
        var image = WaitForAsyncUtils.waitForAsyncFx(PICTURE_MS, () -> station.window().picture(width, height));
        Files.createDirectories(PICTURES);
        ImageIO.write(image, "png", PICTURES.resolve(name + ".png").toFile());
    }
}
