package archipelago.engine.bench;

import archipelago.engine.base.Require;
import archipelago.engine.event.TimingWheel;
import java.util.Comparator;
import java.util.PriorityQueue;

/// The engine's queue in the hold model, and the two loops that its figures are ratios to: what most programmers would write, and the
/// best heap that is known to us.
public final class ReferenceLoops {
    private static final String EVENT = "event";

    private ReferenceLoops() {}

    /// The engine's own queue.
    public static HoldLoop wheel(int pending, Delays delays, long holds) {
        return new Wheel(pending, delays, holds);
    }

    /// `java.util.PriorityQueue` of records.
    public static HoldLoop objects(int pending, Delays delays, long holds) {
        return new Objects(pending, delays, holds);
    }

    /// A heap of four children with time and insertion number packed into one `long`.
    public static HoldLoop packed(int pending, Delays delays, long holds) {
        return new Packed(pending, delays, holds);
    }

    private static final class Wheel extends HoldLoop {
        private final TimingWheel<String> wheel = new TimingWheel<>();
        private int number;

        private Wheel(int pending, Delays delays, long holds) {
            super(delays, holds);
            for (int i = 0; i < pending; i++) {
                schedule(0, EVENT);
            }
        }

        private void schedule(long nowNs, String event) {
            number++;
            wheel.schedule(nowNs + nextNs(), number & TimingWheel.PRIORITIES - 1, event, number);
        }

        @Override
        public long run() {
            while (!wheel.isEmpty()) {
                var event = wheel.pop();
                if (goesOn()) {
                    schedule(wheel.poppedTimeNs(), event);
                }
            }
            return wheel.poppedTimeNs();
        }
    }

    private record Entry(long atNs, int priority, long number, String event) {
        static final Comparator<Entry> ORDER = (a, b) -> {
            int byTime = Long.compare(a.atNs, b.atNs);
            int byPriority = byTime != 0 ? byTime : Integer.compare(a.priority, b.priority);
            return byPriority != 0 ? byPriority : Long.compare(a.number, b.number);
        };
    }

    private static final class Objects extends HoldLoop {
        private final PriorityQueue<Entry> queue;
        private int number;

        private Objects(int pending, Delays delays, long holds) {
            super(delays, holds);
            queue = new PriorityQueue<>(pending, Entry.ORDER);
            for (int i = 0; i < pending; i++) {
                schedule(0, EVENT);
            }
        }

        private void schedule(long nowNs, String event) {
            number++;
            queue.add(new Entry(nowNs + nextNs(), number & 3, number, event));
        }

        @Override
        public long run() {
            long nowNs = 0;
            while (!queue.isEmpty()) {
                var entry = queue.remove();
                nowNs = entry.atNs;
                if (goesOn()) {
                    schedule(nowNs, entry.event);
                }
            }
            return nowNs;
        }
    }

    private static final class Packed extends HoldLoop {
        private static final int NUMBER_BITS = 20;
        private static final int CHILDREN = 4;

        private final long[] keys;
        private final Object[] events;
        private int size;
        private long number;

        private Packed(int pending, Delays delays, long holds) {
            super(delays, holds);
            Require.that(pending < 1 << NUMBER_BITS, "the numbers of what is pending differ", pending);
            keys = new long[pending];
            events = new Object[pending];
            for (int i = 0; i < pending; i++) {
                push(key(nextNs()), EVENT);
            }
        }

        /// Ties keep their order as long as fewer events than the number has room for lie between them.
        private long key(long atNs) {
            return atNs << NUMBER_BITS | number++ & (1 << NUMBER_BITS) - 1;
        }

        @Override
        public long run() {
            long nowNs = 0;
            while (size > 0) {
                nowNs = keys[0] >>> NUMBER_BITS;
                var event = events[0];
                if (goesOn()) {
                    siftDown(key(nowNs + nextNs()), event);
                } else {
                    size--;
                    siftDown(keys[size], events[size]);
                }
            }
            return nowNs;
        }

        private void push(long key, Object event) {
            int at = size++;
            while (at > 0) {
                int parent = (at - 1) / CHILDREN;
                if (keys[parent] <= key) {
                    break;
                }
                keys[at] = keys[parent];
                events[at] = events[parent];
                at = parent;
            }
            keys[at] = key;
            events[at] = event;
        }

        /// Puts an entry in the place of the first one.
        private void siftDown(long key, Object event) {
            int at = 0;
            while (true) {
                int first = at * CHILDREN + 1;
                if (first >= size) {
                    break;
                }
                int best = first;
                int end = Math.min(first + CHILDREN, size);
                for (int child = first + 1; child < end; child++) {
                    best = keys[child] < keys[best] ? child : best;
                }
                if (keys[best] >= key) {
                    break;
                }
                keys[at] = keys[best];
                events[at] = events[best];
                at = best;
            }
            keys[at] = key;
            events[at] = event;
        }
    }
}
