package archipelago.engine.event;

import archipelago.engine.base.Require;
import java.util.Arrays;

/// The events that have yet to happen. [#pop()] gives them in the order of (time, priority, order of
/// insertion): a lower number of priority goes first, and of two events with the same time and
/// priority the one that was scheduled first.
///
/// *How it works.* Time is cut into digits of ten bits, seven of which cover every `long` that is
/// not negative. An event lies at the level of the highest digit in which its time differs from the
/// time of the last pop, in the list of its own digit there. At level 0 such a list stands for one
/// nanosecond and one priority; above, a list covers a window of time and holds whatever falls into
/// it, in the order of insertion. When the earliest event lies in such a window, the whole list is
/// dealt out again relative to that event's time, and every event in it comes to a lower level.
/// Events of the same time are always in the same list of their level, so their order is never
/// decided again. The lists are numbered so that the first one that is not empty holds the earliest
/// event; a bitmap with a summary finds it.
///
/// *Cost.* `schedule` takes constant time; `pop` takes amortized constant time, since an event moves
/// at most six times. `headTimeNs` walks one list at most once after each pop. Nothing is allocated
/// per event once the tables have grown to the largest number of events that were pending. A pending
/// event takes 25 bytes besides the event itself, an empty wheel 43 KiB.
///
/// *Measured* in the hold model (`archipelago bench`): five times as fast as a `PriorityQueue` of records with 1 024
/// events pending, eight times with 16 384; decision 25 has it beside other simulators.
/// `TimingWheelPropertyTest` compares the order with a sorted list.
///
/// One thread uses it.
///
/// @param <E> the events; they never change, since copies share them
public final class TimingWheel<E> {
    /// How many priorities there are; they count from 0.
    public static final int PRIORITIES = 4;

    private static final int PRIORITY_BITS = 2;
    private static final int DIGIT_BITS = 10;
    private static final int DIGITS = 1 << DIGIT_BITS;
    private static final int LEVELS = 7;
    /// The lists of level 0 come first, by nanosecond and then by priority.
    private static final int NEAR_LISTS = DIGITS * PRIORITIES;
    private static final int LISTS = NEAR_LISTS + (LEVELS - 1) * DIGITS;
    private static final int EMPTY_BYTES = LISTS * Integer.BYTES + LISTS / Byte.SIZE;
    private static final int ENTRY_BYTES = 2 * Integer.BYTES + 2 * Long.BYTES + 1;
    private static final int FIRST_CAPACITY = 64;
    private static final int MOST_CAPACITY = 1 << 30;
    /// Entries are numbered from 1, so that a fresh table is a table of nothing.
    private static final int NONE = 0;
    private static final long UNKNOWN = -1;

    static {
        Require.that(1 << PRIORITY_BITS == PRIORITIES, "the priorities fill their bits", PRIORITIES);
        Require.that(LEVELS * DIGIT_BITS >= Long.SIZE - 1, "the levels cover every time", LEVELS);
    }

    // Each list is a ring: an entry points to the next one, and the last to the first.
    private final int[] last;
    private final long[] occupied;
    private final long[] summary;

    private int[] next;
    private long[] atNs;
    private byte[] priority;
    private long[] cause;
    private Object[] event;

    private int free = NONE;
    private int used = 0;
    private int size = 0;
    private long nowNs = 0;
    private long headNs = UNKNOWN;
    private long poppedCause = 0;
    private int poppedPriority = 0;

    public TimingWheel() {
        last = new int[LISTS];
        occupied = new long[LISTS / Long.SIZE];
        summary = new long[(occupied.length + Long.SIZE - 1) / Long.SIZE];
        next = new int[FIRST_CAPACITY];
        atNs = new long[FIRST_CAPACITY];
        priority = new byte[FIRST_CAPACITY];
        cause = new long[FIRST_CAPACITY];
        event = new Object[FIRST_CAPACITY];
    }

    private TimingWheel(TimingWheel<E> other) {
        last = other.last.clone();
        occupied = other.occupied.clone();
        summary = other.summary.clone();
        next = other.next.clone();
        atNs = other.atNs.clone();
        priority = other.priority.clone();
        cause = other.cause.clone();
        event = other.event.clone();
        free = other.free;
        used = other.used;
        size = other.size;
        nowNs = other.nowNs;
        headNs = other.headNs;
        poppedCause = other.poppedCause;
        poppedPriority = other.poppedPriority;
    }

    /// Lets an event happen at an instant. It may be the instant of the last pop, and it may be
    /// earlier than everything that is pending.
    ///
    /// @param priority from 0 to [#PRIORITIES] - 1; the lower number goes first
    /// @param cause any number that the caller wants to have back from [#poppedCause()]
    /// @throws archipelago.engine.base.Defect if `atNs` is before the last pop, the priority is out
    ///     of range, or the event is missing
    public void schedule(long atNs, int priority, E event, long cause) {
        Require.that(atNs >= nowNs, "an event is not scheduled in the past", atNs);
        Require.that(priority >= 0, "a priority is not negative", priority);
        Require.that(priority < PRIORITIES, "a priority is in range", priority);
        Require.that(event != null, "there is an event to schedule", atNs);
        int entry = freshEntry();
        this.atNs[entry] = atNs;
        this.priority[entry] = (byte) priority;
        this.cause[entry] = cause;
        this.event[entry] = event;
        append(listOf(atNs, priority), entry);
        size++;
        if (atNs < headNs) {
            headNs = atNs;
        }
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /// When the next event will happen; [Long#MAX_VALUE] if there is none. Asking changes nothing:
    /// something earlier can still be scheduled.
    public long headTimeNs() {
        if (size == 0) {
            return Long.MAX_VALUE;
        }
        if (headNs == UNKNOWN) {
            headNs = earliestNs(firstList());
        }
        return headNs;
    }

    /// Takes the next event out. Its time, cause and priority can be asked for until the next pop.
    ///
    /// @throws archipelago.engine.base.Defect if there is none
    public E pop() {
        Require.that(size > 0, "there is an event to take", size);
        int list = firstList();
        if (list >= NEAR_LISTS) {
            dealOut(list);
            list = firstList();
        }
        nowNs = nearTimeNs(list);
        poppedPriority = list & (PRIORITIES - 1);
        headNs = UNKNOWN;
        size--;
        int entry = removeFirst(list);
        poppedCause = cause[entry];
        @SuppressWarnings("unchecked")
        E popped = (E) event[entry];
        release(entry);
        return popped;
    }

    /// When the event of the last pop happens; 0 before the first.
    public long poppedTimeNs() {
        return nowNs;
    }

    /// What was given as the cause of the event of the last pop; 0 before the first.
    public long poppedCause() {
        return poppedCause;
    }

    /// The priority of the event of the last pop; 0 before the first.
    public int poppedPriority() {
        return poppedPriority;
    }

    /// A queue of its own with the same events pending and the same last pop.
    public TimingWheel<E> copy() {
        return new TimingWheel<>(this);
    }

    /// How much room a copy takes, about, without the events, which are shared.
    public long copyBytes() {
        return EMPTY_BYTES + (long) next.length * ENTRY_BYTES;
    }

    /// Shows everything that is pending, in exactly the order in which [#pop()] would give it, and
    /// changes nothing. It costs a copy.
    public void forEachInOrder(Visitor<E> visitor) {
        var rest = copy();
        while (!rest.isEmpty()) {
            E popped = rest.pop();
            visitor.visit(rest.nowNs, rest.poppedPriority, popped, rest.poppedCause);
        }
    }

    /// Is shown one pending event after another.
    @FunctionalInterface
    public interface Visitor<E> {
        void visit(long atNs, int priority, E event, long cause);
    }

    /// How many events can be pending before the tables grow.
    int capacity() {
        return next.length - 1;
    }

    /// The list that an event belongs to, as seen from the last pop.
    private int listOf(long atNs, int priority) {
        int level = (63 - Long.numberOfLeadingZeros(atNs ^ nowNs)) / DIGIT_BITS;
        int digit = (int) (atNs >>> level * DIGIT_BITS) & (DIGITS - 1);
        return level == 0
                ? digit << PRIORITY_BITS | priority
                : NEAR_LISTS + (level - 1) * DIGITS + digit;
    }

    /// The list with the earliest event. There is one.
    private int firstList() {
        int s = 0;
        while (summary[s] == 0) {
            s++;
        }
        int word = s * Long.SIZE + Long.numberOfTrailingZeros(summary[s]);
        return word * Long.SIZE + Long.numberOfTrailingZeros(occupied[word]);
    }

    private long earliestNs(int list) {
        if (list < NEAR_LISTS) {
            return nearTimeNs(list);
        }
        int end = last[list];
        long earliestNs = atNs[end];
        for (int entry = next[end]; entry != end; entry = next[entry]) {
            earliestNs = Math.min(earliestNs, atNs[entry]);
        }
        return earliestNs;
    }

    /// The time for which a list of level 0 stands.
    private long nearTimeNs(int list) {
        return nowNs & -DIGITS | list >>> PRIORITY_BITS;
    }

    /// Moves time to the earliest event of a window, and all events of the window to lower levels.
    /// The lists there are empty, for everything in them would be earlier.
    private void dealOut(int list) {
        nowNs = headTimeNs();
        int end = last[list];
        int entry = next[end];
        clear(list);
        while (true) {
            int following = next[entry];
            append(listOf(atNs[entry], priority[entry]), entry);
            if (entry == end) {
                return;
            }
            entry = following;
        }
    }

    private void append(int list, int entry) {
        int end = last[list];
        if (end == NONE) {
            next[entry] = entry;
            int word = list >>> 6;
            occupied[word] |= 1L << list;
            summary[word >>> 6] |= 1L << word;
        } else {
            next[entry] = next[end];
            next[end] = entry;
        }
        last[list] = entry;
    }

    private int removeFirst(int list) {
        int end = last[list];
        int first = next[end];
        if (first == end) {
            clear(list);
        } else {
            next[end] = next[first];
        }
        return first;
    }

    private void clear(int list) {
        last[list] = NONE;
        int word = list >>> 6;
        occupied[word] &= ~(1L << list);
        if (occupied[word] == 0) {
            summary[word >>> 6] &= ~(1L << word);
        }
    }

    private int freshEntry() {
        if (free != NONE) {
            int entry = free;
            free = next[entry];
            return entry;
        }
        if (used == capacity()) {
            grow();
        }
        return ++used;
    }

    /// The entry that became free last is used first: it is still in the processor's cache.
    private void release(int entry) {
        event[entry] = null;
        next[entry] = free;
        free = entry;
    }

    private void grow() {
        int wanted = next.length * 2;
        Require.that(wanted <= MOST_CAPACITY, "the pending events fit into their tables", size);
        next = Arrays.copyOf(next, wanted);
        atNs = Arrays.copyOf(atNs, wanted);
        priority = Arrays.copyOf(priority, wanted);
        cause = Arrays.copyOf(cause, wanted);
        event = Arrays.copyOf(event, wanted);
    }
}
