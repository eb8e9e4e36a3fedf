package archipelago.app.shell;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;

/// Starts JavaFX, with a display or without one, and does things on its thread.
public final class Toolkit {
    private Toolkit() {}

    /// Makes JavaFX draw into memory, as pictures need it; before it starts.
    public static void drawWithoutDisplay() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
    }

    /// Starts JavaFX and comes back when it runs. It stays until the last window is closed, or until
    /// [Platform#exit()] if nothing else is said.
    public static void start(boolean exitWithLastWindow) {
        Platform.setImplicitExit(exitWithLastWindow);
        var started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        try {
            started.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A program that is stopped from outside while it draws would have JavaFX write a trace of what it
    /// could not finish, and tell of what it cannot do any more as of a mistake; nobody needs that.
    public static void endQuietly() {
        var hush = Thread.ofPlatform().unstarted(() -> {
            System.setErr(new PrintStream(OutputStream.nullOutputStream()));
            Thread.setDefaultUncaughtExceptionHandler((thread, unfinished) -> {});
        });
        Runtime.getRuntime().addShutdownHook(hush);
    }

    /// Does something on the thread of JavaFX and waits for what comes of it.
    public static <T> T call(Callable<T> work) {
        var task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while drawing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("drawing failed: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
