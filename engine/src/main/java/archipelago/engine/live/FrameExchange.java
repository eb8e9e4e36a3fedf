package archipelago.engine.live;

import archipelago.engine.frame.Frame;
import java.util.concurrent.atomic.AtomicInteger;

/// Hands complete frames from one writer to one reader. Neither ever waits: the writer always has a
/// frame to fill, the reader always has the newest whole one.
final class FrameExchange {
    private static final int FRESH = 4;
    private static final int INDEX = 3;

    private final Frame[] frames;
    private final AtomicInteger middle = new AtomicInteger(1);
    private int back; // writer only
    private int front = 2; // reader only

    FrameExchange(int cores) {
        frames = new Frame[] {new Frame(cores), new Frame(cores), new Frame(cores)};
    }

    /// The frame that the writer may fill.
    Frame back() {
        return frames[back];
    }

    /// Whether the reader has taken what was published last; for the writer.
    boolean taken() {
        return (middle.get() & FRESH) == 0;
    }

    /// Gives the filled frame away.
    void publish() {
        back = middle.getAndSet(back | FRESH) & INDEX;
    }

    /// The newest whole frame; it stays as it is until the next call.
    Frame latest() {
        if ((middle.get() & FRESH) != 0) {
            front = middle.getAndSet(front) & INDEX;
        }
        return frames[front];
    }
}
