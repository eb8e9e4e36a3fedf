package archipelago.engine.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The program's own input, which nobody reads but whose end may mean something: that whoever started the
/// program has gone. Only an input that somebody holds open tells that: not a terminal, which a program in
/// the background must not touch, and not one that is at its end from the beginning, such as `/dev/null`.
final class Input {
    /// The kernel's names for what has somebody at its other end.
    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/0");
    private static final long PATIENCE_MS = 200;

    private final CountDownLatch begun = new CountDownLatch(1);
    private boolean ended;
    private Runnable listener;

    private Input() {}

    /// Begins to watch.
    static Input watched(InputStream in) {
        return watched(in, in != System.in || heldOpen());
    }

    static Input watched(InputStream in, boolean heldOpen) {
        var input = new Input();
        if (heldOpen) {
            Thread.ofPlatform().name("archipelago-input").daemon(true).start(() -> input.watch(in));
        }
        return input;
    }

    private static boolean heldOpen() {
        try {
            var target = Files.readSymbolicLink(DESCRIPTOR).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | InvalidPathException | UnsupportedOperationException otherSystem) {
            return System.console() == null || !System.console().isTerminal();
        }
    }

    private void watch(InputStream in) {
        var buffer = new byte[1024];
        try {
            while (in.read(buffer) >= 0) {
                begun.countDown(); // What is written here is for nobody.
            }
        } catch (IOException broken) {
            begun.countDown(); // As good as its end.
        }
        synchronized (this) {
            ended = true;
            if (listener != null) {
                listener.run();
            }
        }
        begun.countDown();
    }

    /// Sets what is done when the input ends. If it has ended by now, nobody was there, and nothing is done.
    void whenItEnds(Runnable newListener) {
        try {
            begun.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (!ended) {
                listener = newListener;
            }
        }
    }
}
