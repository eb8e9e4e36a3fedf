package archipelago.engine.journal;

import archipelago.engine.base.Require;
import java.util.Arrays;

/// What made each event of a run happen: the number of the event that scheduled it; 0 if it stood
/// there at the start; the negative number of an act if a person's command scheduled it. From every
/// event the chain of causes ends at a start or at an act, because a cause is always earlier.
public final class Causes {
    /// Stands for "it was there at the start".
    public static final long START = 0;

    private long[] causes = new long[1024];
    private int size;

    public Causes() {}

    /// How many events are known; they are numbered from 1.
    public long events() {
        return size;
    }

    /// Takes note of an event that is handled. One that is gone through again has the same cause.
    public void add(long event, long cause) {
        Require.that(cause < event, "a cause is earlier than what it causes", event, cause);
        if (event <= size) {
            Require.that(causes[(int) event - 1] == cause, "an event has the same cause each time", event);
            return;
        }
        Require.that(event == size + 1L, "events are noted one after another", event);
        if (size == causes.length) {
            causes = Arrays.copyOf(causes, size * 2);
        }
        causes[size++] = cause;
    }

    /// The cause of an event that is known.
    public long of(long event) {
        Require.that(event >= 1, "events are numbered from 1", event);
        Require.that(event <= size, "the event is known", event);
        return causes[(int) event - 1];
    }

    /// A copy of its own that knows the first events only.
    public Causes prefix(long events) {
        var copy = new Causes();
        copy.size = (int) Math.min(size, events);
        copy.causes = Arrays.copyOf(causes, Math.max(copy.size, 1024));
        return copy;
    }
}
