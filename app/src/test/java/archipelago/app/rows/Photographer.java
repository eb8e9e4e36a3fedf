package archipelago.app.rows;

import archipelago.app.Png;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.embed.swing.SwingFXUtils;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.util.WaitForAsyncUtils;

/// Takes a picture of all that a person had on the screen, menus and windows of their own included.
public final class Photographer implements BeforeTestExecutionCallback, AfterTestExecutionCallback {
    static final Path FOLDER = Path.of("target", "rows");
    private static final long PATIENCE_MS = 60_000;
    /// To lay out, to paint, to lay out what that changed, and to show.
    private static final int PULSES = 4;
    private static final Color DESK = new Color(0x80868c);

    private static Path current;

    /// Where the evidence of a test lies.
    static Path evidence(Method test) {
        var named = test.getAnnotation(Reaches.class).evidence();
        return named.isEmpty()
                ? FOLDER.resolve(test.getDeclaringClass().getSimpleName() + "." + test.getName() + ".png")
                : Path.of("target").resolve(named);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) throws IOException {
        current = evidence(context.getRequiredTestMethod());
        Files.deleteIfExists(current);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        if (context.getExecutionException().isPresent()) {
            Files.deleteIfExists(current); // A test that failed shows nothing.
        } else if (context.getRequiredTestMethod().getAnnotation(Reaches.class).evidence().isEmpty()
                && !Files.exists(current)) {
            picture();
        }
        current = null;
    }

    /// Takes the picture of the test that runs now, in the middle of it: the moment that shows most is seldom the last. The
    /// last picture that is taken is the one that is shown.
    public static void picture() {
        if (current == null) {
            return; // Tests that reach no row share the ways of those that do.
        }
        WaitForAsyncUtils.waitForFxEvents();
        asOnTheScreen();
        var screen = WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MS, Photographer::screen);
        Png.write(screen, current);
    }

    /// Pictures of other sizes that a test has taken leave a window laid out for them: it is laid out for its screen again,
    /// and painted.
    private static void asOnTheScreen() {
        var painted = new CountDownLatch(PULSES);
        var pulses = WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MS, () -> {
            Window.getWindows().stream().filter(Photographer::seen).map(Window::getScene).forEach(scene ->
                    scene.getRoot().resize(scene.getWidth(), scene.getHeight()));
            var timer = new AnimationTimer() {
                @Override
                public void handle(long now) {
                    painted.countDown();
                }
            };
            timer.start();
            return timer;
        });
        try {
            painted.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MS, pulses::stop);
    }

    private static BufferedImage screen() {
        // What pops up was opened by a window and lies on it.
        var windows = Window.getWindows().stream().filter(Photographer::seen).toList();
        var all = place(windows.getFirst());
        for (var window : windows) {
            all = all.union(place(window));
        }
        var screen = new BufferedImage(all.width, all.height, BufferedImage.TYPE_INT_RGB);
        var g = screen.createGraphics();
        g.setColor(DESK);
        g.fillRect(0, 0, all.width, all.height);
        for (var window : ordered(windows)) {
            var at = place(window);
            var taken = SwingFXUtils.fromFXImage(window.getScene().snapshot(null), null);
            g.drawImage(taken, at.x - all.x, at.y - all.y, at.width, at.height, null);
        }
        g.dispose();
        return screen;
    }

    private static boolean seen(Window window) {
        return window.isShowing() && window.getScene() != null && window.getWidth() >= 1 && window.getHeight() >= 1;
    }

    private static List<Window> ordered(List<Window> windows) {
        return windows.stream()
                .sorted((one, other) -> Boolean.compare(one instanceof PopupWindow, other instanceof PopupWindow))
                .toList();
    }

    private static Rectangle place(Window window) {
        var scene = window.getScene();
        return new Rectangle(
                (int) Math.rint(window.getX() + scene.getX()),
                (int) Math.rint(window.getY() + scene.getY()),
                (int) Math.ceil(scene.getWidth()),
                (int) Math.ceil(scene.getHeight()));
    }
}
