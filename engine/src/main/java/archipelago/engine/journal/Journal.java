package archipelago.engine.journal;

import archipelago.engine.base.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The list of all facts of a run, in order. Only the engine's thread appends; a [View] that it has
/// handed out can be read by any thread for good, because what is behind a view never changes.
public final class Journal {
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private Fact[][] chunks = new Fact[4][];
    private int size;

    public int size() {
        return size;
    }

    /// Adds a fact at the end; its instant is not before that of the last one.
    public void append(Fact fact) {
        int chunk = size >> CHUNK_BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunks.length * 2);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new Fact[CHUNK];
        }
        chunks[chunk][size & (CHUNK - 1)] = fact;
        size++;
    }

    public Fact get(int index) {
        Require.that(index >= 0 && index < size, "a fact's index is inside the journal", index);
        return chunks[index >> CHUNK_BITS][index & (CHUNK - 1)];
    }

    /// What an event or an act made happen at once, in order.
    ///
    /// @param origin as in [Fact#origin()]
    public List<Fact> factsOf(long origin) {
        var found = new ArrayList<Fact>();
        long event = origin < 0 ? eventBefore((int) -origin) : origin;
        for (int i = firstOf(event); i < size && get(i).event() == event; i++) {
            if (get(i).origin() == origin) {
                found.add(get(i));
            }
        }
        return found;
    }

    /// The number of the event after which a person gave an act; -1 if nothing is known of the act.
    private long eventBefore(int act) {
        for (int i = 0; i < size; i++) {
            if (get(i).act() == act) {
                return get(i).event();
            }
        }
        return -1;
    }

    /// The index of the first fact that bears an event's number or a later one.
    private int firstOf(long event) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).event() < event) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// What is in the journal now.
    public View view() {
        return new View(chunks, size);
    }

    /// A journal of its own that holds the first `count` facts of this one.
    public Journal prefix(int count) {
        Require.that(count >= 0, "a prefix has no negative length", count);
        Require.that(count <= size, "a prefix is not longer than the journal", count);
        var copy = new Journal();
        for (int i = 0; i < count; i++) {
            copy.append(get(i));
        }
        return copy;
    }

    /// An unchanging part of a journal: its facts from the start up to some moment.
    public static final class View {
        public static final View EMPTY = new View(new Fact[0][], 0);

        private final Fact[][] chunks;
        private final int size;

        private View(Fact[][] chunks, int size) {
            this.chunks = chunks;
            this.size = size;
        }

        public int size() {
            return size;
        }

        public Fact get(int index) {
            Require.that(index >= 0 && index < size, "a fact's index is inside the view", index);
            return chunks[index >> CHUNK_BITS][index & (CHUNK - 1)];
        }

        /// The index of the first fact at or after an instant; [#size()] if there is none.
        public int firstAtOrAfter(long ns) {
            int low = 0;
            int high = size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (get(middle).atNs() < ns) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
