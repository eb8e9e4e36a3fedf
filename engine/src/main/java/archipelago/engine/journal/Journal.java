package archipelago.engine.journal;

import archipelago.engine.base.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The list of the facts of a run, in order. Only the engine's thread appends; a [View] that it has
/// handed out can be read by any thread for good, because what is behind a view never changes.
///
/// The newest facts are kept as they are. Older ones are packed, a chunk at a time, into a tenth of their room;
/// who reads them gets equal facts, not the same objects. Of a run that goes on for long the oldest are forgotten
/// ([#forget]) but for [Milestones]: these come first in the list, then all facts from some number on.
///
/// A fact's *number* says how many facts had been told before it, and is its own for good. Its *index* is its place in
/// the list, which is the number as long as nothing is forgotten.
public final class Journal {
    static final int CHUNK_BITS = 10;
    static final int CHUNK = 1 << CHUNK_BITS;

    /// All that are known, also some that are held or were forgotten with what came before them.
    private Milestones known = Milestones.NONE;
    /// Of how many chunks the milestones are among them.
    private int learnt;
    /// Those that come first in the list.
    private Milestones milestones = Milestones.NONE;
    /// How many facts were told before the first one behind the milestones.
    private long first;
    /// The facts of whole chunks but the newest one.
    private PackedFacts[] packed = new PackedFacts[4];
    private int packedChunks;
    /// The facts after those; its own array each time, since views go on reading it.
    private Fact[] newest = new Fact[CHUNK];
    private int held;
    /// What was asked: this is little, asked for all the time, and never forgotten.
    private final List<Asked> requests = new ArrayList<>();
    private final Lately lately = new Lately();

    private record Asked(long number, Fact fact) {
        Happening.Requested what() {
            return (Happening.Requested) fact.what();
        }
    }

    /// How many facts there are to be read.
    public int size() {
        return milestones.size() + held;
    }

    /// How many facts have been told, forgotten ones included.
    public long told() {
        return first + held;
    }

    /// How many facts are there without a gap, up to the newest one.
    public int held() {
        return held;
    }

    /// Whether the list goes on without a gap from the fact of a number on, so that it can be gone through again or be
    /// appended to from there.
    public boolean goesOnFrom(long number) {
        return number >= first && number <= told();
    }

    /// Adds a fact at the end; its instant is not before that of the last one.
    public void append(Fact fact) {
        int at = held - (packedChunks << CHUNK_BITS);
        if (at == CHUNK) {
            pack();
            at = 0;
        }
        newest[at] = fact;
        boolean asks = fact.what() instanceof Happening.Requested;
        if (asks && (requests.isEmpty() || requests.getLast().number() < told())) {
            requests.add(new Asked(told(), fact));
        }
        held++;
    }

    private void pack() {
        if (packedChunks == packed.length) {
            packed = Arrays.copyOf(packed, packed.length * 2);
        }
        packed[packedChunks++] = PackedFacts.of(newest, CHUNK);
        newest = new Fact[CHUNK];
    }

    // --- forgetting -----------------------------------------------------------------------------

    /// Forgets the oldest facts but for the milestones among them, so that about so many others are left. Views that
    /// were handed out before go on showing what they showed.
    public void forget(int left) {
        int leaving = Math.min(packedChunks, Math.max(0, held - left) >> CHUNK_BITS);
        if (leaving == 0) {
            return;
        }
        learn();
        first += (long) leaving << CHUNK_BITS;
        milestones = known.upTo(first);
        packed = Arrays.copyOfRange(packed, leaving, Math.max(packedChunks, leaving + 4));
        packedChunks -= leaving;
        learnt -= leaving;
        held -= leaving << CHUNK_BITS;
    }

    /// Forgets all but the milestones: the next fact that is appended has this number. For somebody who goes to where
    /// facts are missing, and is told of all that comes from there on.
    public void jump(long number) {
        learn();
        for (int i = 0; i < held - (packedChunks << CHUNK_BITS); i++) {
            long itsNumber = first + (packedChunks << CHUNK_BITS) + i;
            if (Milestones.isRare(newest[i].what())) {
                known = known.and(List.of(newest[i]), List.of(itsNumber));
            }
        }
        first = number;
        milestones = known.upTo(first);
        packed = new PackedFacts[4];
        packedChunks = 0;
        learnt = 0;
        newest = new Fact[CHUNK];
        held = 0;
    }

    /// Takes the milestones of whole chunks to what is known.
    private void learn() {
        var rare = new ArrayList<Fact>();
        var numbers = new ArrayList<Long>();
        for (; learnt < packedChunks; learnt++) {
            packed[learnt].rare(first + ((long) learnt << CHUNK_BITS), rare, numbers);
        }
        known = known.and(rare, numbers);
    }

    // --- reading --------------------------------------------------------------------------------

    public Fact get(int index) {
        Require.that(index >= 0 && index < size(), "a fact's index is inside the journal", index);
        return fact(milestones, packed, packedChunks, newest, lately, index);
    }

    private static Fact fact(
            Milestones milestones, PackedFacts[] packed, int packedChunks, Fact[] newest, Lately lately, int index) {
        int place = index - milestones.size();
        if (place < 0) {
            return milestones.get(index);
        }
        int chunk = place >> CHUNK_BITS;
        int inChunk = place & CHUNK - 1;
        return chunk == packedChunks ? newest[inChunk] : lately.fact(packed[chunk], inChunk);
    }

    /// The index of the fact of a number, or else of the first one after it; [#size()] if there is none.
    public int indexOf(long number) {
        return indexOf(milestones, first, held, number);
    }

    private static int indexOf(Milestones milestones, long first, int held, long number) {
        return number < first
                ? milestones.before(number)
                : milestones.size() + (int) Math.min(number - first, held);
    }

    /// What an event or an act made happen at once, in order.
    ///
    /// @param origin as in [Fact#origin()]
    public List<Fact> factsOf(long origin) {
        var found = new ArrayList<Fact>();
        long event = origin < 0 ? eventBefore((int) -origin) : origin;
        for (int i = firstOf(event); i < size() && get(i).event() == event; i++) {
            if (get(i).origin() == origin) {
                found.add(get(i));
            }
        }
        return found;
    }

    /// The index of the first fact that bears an event's number or a later one.
    private int firstOf(long event) {
        int low = 0;
        int high = size();
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

    // --- acts -----------------------------------------------------------------------------------

    /// The numbers of all acts that a person gave, in order.
    public List<Integer> acts() {
        return acts(Long.MAX_VALUE, false);
    }

    /// The numbers of the acts that a person gave within the first facts of the list, in order.
    public List<Integer> acts(int facts) {
        return acts(number(facts), false);
    }

    /// The numbers of the acts that the story gave within the first facts of the list, in order.
    public List<Integer> actsOfTheStory(int facts) {
        return acts(number(facts), true);
    }

    /// The numbers of all acts that the story gave, in order.
    public List<Integer> actsOfTheStory() {
        return acts(Long.MAX_VALUE, true);
    }

    private List<Integer> acts(long before, boolean ofTheStory) {
        return requests(before).stream()
                .map(Asked::what)
                .filter(asked -> asked.byStory() == ofTheStory)
                .map(Happening.Requested::act)
                .toList();
    }

    /// The events in which the story asked for something.
    public Set<Long> asked() {
        return requests(told()).stream()
                .filter(asked -> asked.what().byStory())
                .map(asked -> asked.fact().event())
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<Asked> requests(long before) {
        return requests.stream().takeWhile(asked -> asked.number() < before).toList();
    }

    /// The request that an act began with, of a person or of the story, if it is one of the first facts of the list.
    public Optional<Fact> request(int act, int facts) {
        return request(act, number(facts));
    }

    private Optional<Fact> request(int act, long before) {
        return requests(before).stream()
                .filter(asked -> asked.what().act() == act)
                .map(Asked::fact)
                .findFirst();
    }

    /// The number of the event after which a person gave an act; -1 if nothing is known of the act.
    private long eventBefore(int act) {
        return request(act, told()).filter(fact -> fact.act() == act).map(Fact::event).orElse(-1L);
    }

    /// How many facts had been told before the one of an index.
    private long number(int index) {
        return number(milestones, first, index);
    }

    private static long number(Milestones milestones, long first, int index) {
        return index < milestones.size() ? milestones.number(index) : first + index - milestones.size();
    }

    // --- copies ---------------------------------------------------------------------------------

    /// What is in the journal now.
    public View view() {
        learn();
        return new View(known, milestones, first, packed, packedChunks, newest, held);
    }

    /// A journal of its own that holds the first `count` facts of this one's list.
    public Journal prefix(int count) {
        Require.that(count >= 0, "a prefix has no negative length", count);
        Require.that(count <= size(), "a prefix is not longer than the journal", count);
        long end = number(count);
        var copy = new Journal();
        learn();
        copy.known = known.upTo(end);
        copy.milestones = milestones.upTo(end);
        copy.first = Math.min(first, end);
        int held = count - copy.milestones.size();
        copy.packedChunks = Math.min(held >> CHUNK_BITS, packedChunks);
        copy.packed = Arrays.copyOf(packed, Math.max(packed.length, 4));
        copy.learnt = copy.packedChunks;
        copy.held = copy.packedChunks << CHUNK_BITS;
        copy.requests.addAll(requests(copy.told()));
        while (copy.size() < count) {
            copy.append(get(copy.size()));
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

    /// An unchanging part of a journal: its facts up to some moment.
    public static final class View {
        public static final View EMPTY = new View(Milestones.NONE, Milestones.NONE, 0, new PackedFacts[0], 0, new Fact[0], 0);

        /// All of the journal, those among the facts that are held included.
        private final Milestones known;
        private final Milestones milestones;
        private final long first;
        private final PackedFacts[] packed;
        private final int packedChunks;
        private final Fact[] newest;
        private final int held;
        private final Lately lately = new Lately();

        private View(
                Milestones known,
                Milestones milestones,
                long first,
                PackedFacts[] packed,
                int packedChunks,
                Fact[] newest,
                int held) {
            this.known = known;
            this.milestones = milestones;
            this.first = first;
            this.packed = packed;
            this.packedChunks = packedChunks;
            this.newest = newest;
            this.held = held;
        }

        public int size() {
            return milestones.size() + held;
        }

        public Fact get(int index) {
            Require.that(index >= 0 && index < size(), "a fact's index is inside the view", index);
            return fact(milestones, packed, packedChunks, newest, lately, index);
        }

        /// The index of the first fact behind the milestones: from there on nothing is missing. 0 if nothing is forgotten.
        public int wholeFrom() {
            return milestones.size();
        }

        /// How many facts have been told, forgotten ones included.
        public long told() {
            return first + held;
        }

        /// A view of the same journal in which only about so many of the newest facts stand without a gap, as if the others
        /// were forgotten.
        public View newest(int facts) {
            int leaving = Math.min(packedChunks, Math.max(0, held - facts) >> CHUNK_BITS);
            if (leaving == 0) {
                return this;
            }
            var part = Arrays.copyOfRange(packed, leaving, packedChunks);
            long from = first + ((long) leaving << CHUNK_BITS);
            return new View(known, known.upTo(from), from, part, part.length, newest, held - (leaving << CHUNK_BITS));
        }

        /// How many facts had been told before the one of an index; [#told()] for the index behind the last one.
        public long number(int index) {
            return Journal.number(milestones, first, index);
        }

        /// The index of the fact of a number, or else of the first one after it; [#size()] if there is none.
        public int indexOf(long number) {
            return Journal.indexOf(milestones, first, held, number);
        }

        /// Whether the fact of a number is there.
        public boolean holds(long number) {
            int index = indexOf(number);
            return index < size() && number(index) == number;
        }

        /// Where somebody goes on reading who has read other views of the same run up to some fact.
        ///
        /// @param read how many facts had been told up to the last one that was read, itself included; 0 if none was
        /// @param last that fact
        /// @return the index of the next one; -1 if this view does not continue what was read, so that it has to be read
        ///     from its start
        public int after(long read, Fact last) {
            if (read == 0) {
                return 0;
            }
            // Branches share the facts before the fork and none behind it, so one look is enough.
            int index = indexOf(read - 1);
            return holds(read - 1) && get(index).equals(last) ? index + 1 : -1;
        }

        /// The index of the first fact at or after an instant; [#size()] if there is none.
        public int firstAtOrAfter(long ns) {
            int low = 0;
            int high = size();
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
