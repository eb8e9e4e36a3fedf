package archipelago.engine.journal;

import archipelago.engine.base.Require;
import java.util.Arrays;

/// What made each event of a run happen: the number of the event that scheduled it; 0 if it stood
/// there at the start; the negative number of an act if a person's command scheduled it. From every
/// event the chain of causes ends at a start or at an act, because a cause is always earlier.
///
/// An event takes four bytes: how far back its cause lies.
public final class Causes {
    /// Stands for "it was there at the start".
    public static final long START = 0;

    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;

    /// For each event how many events back its cause is, or the negative number of an act. Full chunks never
    /// change, so copies share them.
    private int[][] chunks = new int[4][];
    private int size;

    public Causes() {}

    /// How many events are known; they are numbered from 1.
    public long events() {
        return size;
    }

    /// Takes note of an event that is handled. One that is gone through again has the same cause.
    public void add(long event, long cause) {
        Require.that(cause < event, "a cause is earlier than what it causes", event);
        if (event <= size) {
            Require.that(of(event) == cause, "an event has the same cause each time", event);
            return;
        }
        Require.that(event == size + 1L, "events are noted one after another", event);
        int chunk = size >> CHUNK_BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunks.length * 2);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new int[CHUNK];
        }
        chunks[chunk][size & CHUNK - 1] = Math.toIntExact(cause < 0 ? cause : event - cause);
        size++;
    }

    /// The cause of an event that is known.
    public long of(long event) {
        return cause(chunks, size, event);
    }

    private static long cause(int[][] chunks, int size, long event) {
        Require.that(event >= 1, "events are numbered from 1", event);
        Require.that(event <= size, "the event is known", event);
        int index = (int) event - 1;
        int back = chunks[index >> CHUNK_BITS][index & CHUNK - 1];
        return back < 0 ? back : event - back;
    }

    /// A copy of its own that knows the first events only.
    public Causes prefix(long events) {
        var copy = new Causes();
        copy.size = (int) Math.min(size, events);
        copy.chunks = Arrays.copyOf(chunks, chunks.length);
        int growing = copy.size >> CHUNK_BITS;
        for (int c = growing; c < copy.chunks.length; c++) {
            boolean begun = c == growing && (copy.size & CHUNK - 1) > 0;
            copy.chunks[c] = begun ? chunks[c].clone() : null;
        }
        return copy;
    }

    /// What is known now.
    public View view() {
        return new View(chunks, size);
    }

    /// The causes of the events up to some moment. Any thread can read it for good: what is behind it never changes.
    public static final class View {
        public static final View EMPTY = new View(new int[0][], 0);

        private final int[][] chunks;
        private final int size;

        private View(int[][] chunks, int size) {
            this.chunks = chunks;
            this.size = size;
        }

        /// How many events are known; they are numbered from 1.
        public long events() {
            return size;
        }

        /// The cause of an event that is known.
        public long of(long event) {
            return cause(chunks, size, event);
        }
    }
}
