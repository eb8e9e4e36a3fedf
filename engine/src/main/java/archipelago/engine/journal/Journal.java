package archipelago.engine.journal;

import archipelago.engine.base.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The list of all facts of a run, in order. Only the engine's thread appends; a [View] that it has
/// handed out can be read by any thread for good, because what is behind a view never changes.
///
/// The newest facts are kept as they are. Older ones are packed, a chunk at a time, into a tenth of their room;
/// who reads them gets equal facts, not the same objects.
public final class Journal {
    private static final int CHUNK_BITS = 10;
    private static final int CHUNK = 1 << CHUNK_BITS;

    /// The facts of whole chunks but the newest one.
    private PackedFacts[] packed = new PackedFacts[4];
    private int packedChunks;
    /// The facts after those; its own array each time, since views go on reading it.
    private Fact[] newest = new Fact[CHUNK];
    private int size;
    /// Where the acts begin: they are few, and asked for all the time.
    private final List<Integer> requests = new ArrayList<>();
    private final Lately lately = new Lately();

    public int size() {
        return size;
    }

    /// Adds a fact at the end; its instant is not before that of the last one.
    public void append(Fact fact) {
        int at = size - (packedChunks << CHUNK_BITS);
        if (at == CHUNK) {
            pack();
            at = 0;
        }
        newest[at] = fact;
        if (fact.what() instanceof Happening.Requested) {
            requests.add(size);
        }
        size++;
    }

    private void pack() {
        if (packedChunks == packed.length) {
            packed = Arrays.copyOf(packed, packed.length * 2);
        }
        packed[packedChunks++] = PackedFacts.of(newest, CHUNK);
        newest = new Fact[CHUNK];
    }

    public Fact get(int index) {
        Require.that(index >= 0 && index < size, "a fact's index is inside the journal", index);
        return fact(packed, packedChunks, newest, lately, index);
    }

    private static Fact fact(PackedFacts[] packed, int packedChunks, Fact[] newest, Lately lately, int index) {
        int chunk = index >> CHUNK_BITS;
        int place = index & CHUNK - 1;
        return chunk == packedChunks ? newest[place] : lately.fact(packed[chunk], place);
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

    /// The numbers of the acts that a person gave within the first facts, in order.
    public List<Integer> acts(int facts) {
        return acts(facts, false);
    }

    /// The numbers of the acts that the story gave within the first facts, in order.
    public List<Integer> actsOfTheStory(int facts) {
        return acts(facts, true);
    }

    private List<Integer> acts(int facts, boolean ofTheStory) {
        var acts = new ArrayList<Integer>();
        for (var fact : requests(facts)) {
            if (asked(fact).byStory() == ofTheStory) {
                acts.add(asked(fact).act());
            }
        }
        return acts;
    }

    /// The events in which the story asked for something.
    public Set<Long> asked() {
        return requests(size).stream()
                .filter(fact -> asked(fact).byStory())
                .map(Fact::event)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The requests among the first facts, in order.
    private List<Fact> requests(int facts) {
        return requests.stream().takeWhile(index -> index < facts).map(this::get).toList();
    }

    private static Happening.Requested asked(Fact request) {
        return (Happening.Requested) request.what();
    }

    /// The request that an act began with, of a person or of the story, if it is one of the first facts.
    public Optional<Fact> request(int act, int facts) {
        return requests(facts).stream().filter(fact -> asked(fact).act() == act).findFirst();
    }

    /// The number of the event after which a person gave an act; -1 if nothing is known of the act.
    private long eventBefore(int act) {
        return request(act, size).filter(fact -> fact.act() == act).map(Fact::event).orElse(-1L);
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
        return new View(packed, packedChunks, newest, size);
    }

    /// A journal of its own that holds the first `count` facts of this one.
    public Journal prefix(int count) {
        Require.that(count >= 0, "a prefix has no negative length", count);
        Require.that(count <= size, "a prefix is not longer than the journal", count);
        var copy = new Journal();
        copy.packedChunks = Math.min(count >> CHUNK_BITS, packedChunks);
        copy.packed = Arrays.copyOf(packed, Math.max(packed.length, 4));
        copy.size = copy.packedChunks << CHUNK_BITS;
        requests.stream().takeWhile(index -> index < copy.size).forEach(copy.requests::add);
        while (copy.size < count) {
            copy.append(get(copy.size));
        }
        return copy;
    }

    /// The block of facts that somebody has read last: who reads one fact reads the next ones too. Threads that
    /// read at the same time only take it from each other.
    private static final class Lately {
        private record Block(PackedFacts of, int number, Fact[] facts) {}

        private Block block = new Block(null, 0, new Fact[0]);

        Fact fact(PackedFacts chunk, int place) {
            int number = place / PackedFacts.BLOCK;
            var read = block;
            if (read.of != chunk || read.number != number) {
                read = new Block(chunk, number, chunk.block(number));
                block = read;
            }
            return read.facts[place % PackedFacts.BLOCK];
        }
    }

    /// An unchanging part of a journal: its facts from the start up to some moment.
    public static final class View {
        public static final View EMPTY = new View(new PackedFacts[0], 0, new Fact[0], 0);

        private final PackedFacts[] packed;
        private final int packedChunks;
        private final Fact[] newest;
        private final int size;
        private final Lately lately = new Lately();

        private View(PackedFacts[] packed, int packedChunks, Fact[] newest, int size) {
            this.packed = packed;
            this.packedChunks = packedChunks;
            this.newest = newest;
            this.size = size;
        }

        public int size() {
            return size;
        }

        public Fact get(int index) {
            Require.that(index >= 0 && index < size, "a fact's index is inside the view", index);
            return fact(packed, packedChunks, newest, lately, index);
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
