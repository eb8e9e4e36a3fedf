package archipelago.engine.journal;

import archipelago.engine.base.Require;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What made each event of a run happen: the number of the event that scheduled it; 0 if it stood
/// there at the start; the negative number of an act if a person's command scheduled it. From every
/// event the chain of causes ends at a start or at an act, because a cause is always earlier.
///
/// An event takes four bytes: how far back its cause lies. Of a run that goes on for long the causes of the oldest
/// events are forgotten ([#forget]).
public final class Causes {
    /// Stands for "it was there at the start".
    public static final long START = 0;

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;
    /// Stands for a cause that lies farther back than a number can say; such ones are listed beside.
    private static final int FAR = Integer.MAX_VALUE;

    /// How many events of the oldest ones are forgotten: whole chunks.
    private long forgotten;
    /// For each event after those how many events back its cause is, or the negative number of an act. Full chunks
    /// never change, so copies share them.
    private int[][] chunks = new int[4][];
    private int size;
    /// By event, the causes that lie far back. A new map each time, since views go on reading it.
    private Map<Long, Long> far = Map.of();

    public Causes() {}

    /// How many events are known; they are numbered from 1.
    public long events() {
        return forgotten + size;
    }

    /// The first event whose cause is known, if any is.
    public long first() {
        return forgotten + 1;
    }

    /// Takes note of an event that is handled. One that is gone through again has the same cause.
    public void add(long event, long cause) {
        Require.that(cause < event, "a cause is earlier than what it causes", event);
        if (event <= forgotten) {
            return;
        }
        if (event <= events()) {
            Require.that(of(event) == cause, "an event has the same cause each time", event);
            return;
        }
        Require.that(event == events() + 1, "events are noted one after another", event);
        int chunk = size >> CHUNK_BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunks.length * 2);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new int[CHUNK];
        }
        chunks[chunk][size & CHUNK - 1] = back(event, cause);
        size++;
    }

    private int back(long event, long cause) {
        if (cause < 0) {
            return Math.toIntExact(cause);
        }
        if (event - cause < FAR) {
            return (int) (event - cause);
        }
        var more = new TreeMap<>(far);
        more.put(event, cause);
        far = more;
        return FAR;
    }

    /// Forgets the causes of old events, so that those of about so many are left. Views that were handed out before go
    /// on telling what they told.
    public void forget(long left) {
        int leaving = (int) (Math.max(0, size - left) >> CHUNK_BITS);
        if (leaving == 0) {
            return;
        }
        chunks = Arrays.copyOfRange(chunks, leaving, Math.max(chunks.length, leaving + 4));
        size -= leaving << CHUNK_BITS;
        forgotten += (long) leaving << CHUNK_BITS;
        var kept = new TreeMap<>(far);
        kept.keySet().removeIf(event -> event <= forgotten);
        far = kept;
    }

    /// Whether the list can be appended to from behind an event, or tells what comes there.
    public boolean goOnFrom(long events) {
        return events >= forgotten && events <= events();
    }

    /// Forgets everything: the next event that is heard of comes after so many. For somebody who goes to where causes are
    /// missing, and hears of all of them from there on.
    public void jump(long events) {
        forgotten = events;
        chunks = new int[4][];
        size = 0;
        far = Map.of();
    }

    /// The cause of an event that is known.
    public long of(long event) {
        return cause(forgotten, chunks, size, far, event);
    }

    private static long cause(long forgotten, int[][] chunks, int size, Map<Long, Long> far, long event) {
        Require.that(event >= 1, "events are numbered from 1", event);
        Require.that(event > forgotten && event <= forgotten + size, "the event is known", event);
        int index = (int) (event - forgotten) - 1;
        int back = chunks[index >> CHUNK_BITS][index & CHUNK - 1];
        return back < 0 ? back : back == FAR ? far.get(event) : event - back;
    }

    /// A copy of its own that knows nothing behind the first events.
    public Causes prefix(long events) {
        var copy = new Causes();
        copy.forgotten = Math.min(forgotten, events);
        copy.size = Math.clamp(events - forgotten, 0, size);
        copy.chunks = Arrays.copyOf(chunks, chunks.length);
        copy.far = far;
        int growing = copy.size >> CHUNK_BITS;
        for (int c = growing; c < copy.chunks.length; c++) {
            boolean begun = c == growing && (copy.size & CHUNK - 1) > 0;
            copy.chunks[c] = begun ? chunks[c].clone() : null;
        }
        return copy;
    }

    /// What is known now.
    public View view() {
        return new View(forgotten, chunks, size, far);
    }

    /// The causes of the events up to some moment. Any thread can read it for good: what is behind it never changes.
    public static final class View {
        public static final View EMPTY = new View(0, new int[0][], 0, Map.of());

        private final long forgotten;
        private final int[][] chunks;
        private final int size;
        private final Map<Long, Long> far;

        private View(long forgotten, int[][] chunks, int size, Map<Long, Long> far) {
            this.forgotten = forgotten;
            this.chunks = chunks;
            this.size = size;
            this.far = far;
        }

        /// How many events are known; they are numbered from 1.
        public long events() {
            return forgotten + size;
        }

        /// Whether the cause of an event is known.
        public boolean know(long event) {
            return event > forgotten && event <= events();
        }

        /// The cause of an event that is known.
        public long of(long event) {
            return cause(forgotten, chunks, size, far, event);
        }
    }
}
