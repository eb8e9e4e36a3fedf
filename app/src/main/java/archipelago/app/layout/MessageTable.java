package archipelago.app.layout;

import archipelago.engine.journal.Happening;
import archipelago.engine.state.MessageKind;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/// All messages of a history in columns, in the order in which they were sent.
final class MessageTable {
    private SpanIndex spans = new SpanIndex();
    private LongColumn numbers = new LongColumn();
    private LongColumn routes = new LongColumn();
    private LongColumn cores = new LongColumn();
    private BitSet taken = new BitSet();
    private BitSet lost = new BitSet();
    /// By a message's number, from the first one on: its row, or -1. Messages are numbered when their slot is claimed, and
    /// sent a little later, so the numbers are nearly in order.
    private LongColumn rows = new LongColumn();
    private long firstNumber;
    /// The rows of messages with smaller numbers: what has been under way for very long.
    private final Map<Long, Integer> stragglers = new HashMap<>();
    /// By a pair of kernels, packed: what the one sent to the other.
    private final TreeMap<Integer, Traffic> byPair = new TreeMap<>();

    /// The instants of sending between two kernels: of all messages, of those that were taken, and
    /// of those that are lost; each in ascending order.
    record Traffic(LongColumn sent, LongColumn taken, LongColumn lost) {
        void forget(long beforeNs) {
            for (var column : List.of(sent, taken, lost)) {
                column.drop(column.below(beforeNs));
            }
        }
    }

    void sent(long atNs, Happening.MessageSent m) {
        add(atNs, History.OPEN, m.message(), (long) m.kind().ordinal() << 32 | pair(m.fromKernel(), m.toKernel()),
                (long) m.fromCore() << 32 | m.toCore());
        byPair.computeIfAbsent(
                        pair(m.fromKernel(), m.toKernel()),
                        none -> new Traffic(new LongColumn(), new LongColumn(), new LongColumn()))
                .sent()
                .add(atNs);
    }

    private void add(long sentNs, long endNs, long number, long route, long ends) {
        if (firstNumber == 0) {
            firstNumber = number;
        }
        if (number < firstNumber) {
            stragglers.put(number, spans.size());
        } else {
            while (firstNumber + rows.size() <= number) {
                rows.add(-1);
            }
            rows.set((int) (number - firstNumber), spans.size());
        }
        spans.add(sentNs, endNs);
        numbers.add(number);
        routes.add(route);
        cores.add(ends);
    }

    /// Forgets all messages that were taken or lost before an instant.
    void forget(long beforeNs) {
        var before = new MessageTable();
        before.spans = spans;
        before.numbers = numbers;
        before.routes = routes;
        before.cores = cores;
        before.taken = taken;
        before.lost = lost;
        spans = new SpanIndex();
        numbers = new LongColumn();
        routes = new LongColumn();
        cores = new LongColumn();
        taken = new BitSet();
        lost = new BitSet();
        rows = new LongColumn();
        stragglers.clear();
        firstNumber = before.smallestSentSince(beforeNs);
        for (int row = 0; row < before.size(); row++) {
            if (before.spans.end(row) >= beforeNs) {
                taken.set(size(), before.taken.get(row));
                lost.set(size(), before.lost.get(row));
                add(before.spans.start(row), before.spans.end(row), before.numbers.get(row), before.routes.get(row),
                        before.cores.get(row));
            }
        }
        byPair.values().forEach(traffic -> traffic.forget(beforeNs));
    }

    /// The smallest number of a message that was sent at or after an instant; one more than all if there is none.
    private long smallestSentSince(long ns) {
        long smallest = Long.MAX_VALUE;
        long largest = 0;
        for (int row = 0; row < size(); row++) {
            long number = numbers.get(row);
            largest = Math.max(largest, number);
            if (spans.start(row) >= ns) {
                smallest = Math.min(smallest, number);
            }
        }
        return Math.min(smallest, largest + 1);
    }

    private static int pair(int from, int to) {
        return from << 16 | to;
    }

    void taken(long atNs, long message) {
        end(atNs, message, taken);
    }

    /// @return whether it is known; one that was never published is not
    boolean lost(long atNs, long message) {
        return end(atNs, message, lost);
    }

    private boolean end(long atNs, long message, BitSet how) {
        int row = row(message);
        boolean open = row >= 0 && spans.end(row) == History.OPEN;
        if (open) {
            spans.end(row, atNs);
            how.set(row);
            var traffic = byPair.get((int) routes.get(row));
            (how == lost ? traffic.lost() : traffic.taken()).insert(spans.start(row));
        }
        return open;
    }

    /// The row of a message, or -1.
    int row(long message) {
        long place = message - firstNumber;
        if (place < 0) {
            return stragglers.getOrDefault(message, -1);
        }
        return place >= rows.size() ? -1 : (int) rows.get((int) place);
    }

    int size() {
        return spans.size();
    }

    int sentWithin(long fromNs, long toNs) {
        return spans.startsWithin(fromNs, toNs);
    }

    /// How many messages went from one kernel to another.
    int sentWithin(int from, int to, long fromNs, long toNs) {
        var traffic = byPair.get(pair(from, to));
        return traffic == null ? 0 : traffic.sent().within(fromNs, toNs);
    }

    SpanIndex spans() {
        return spans;
    }

    /// Names each message that was taken within a closed window, in the order of sending.
    void takenWithin(long fromNs, long toNs, WaitVisitor visitor) {
        spans.touching(fromNs, toNs, row -> {
            if (taken.get(row) && spans.end(row) <= toNs) {
                int pair = (int) routes.get(row);
                visitor.waited(pair >>> 16, pair & 0xFFFF, spans.end(row) - spans.start(row));
            }
        });
    }

    /// Names each message that was sent and neither taken nor lost up to an instant, in the order of sending; with how long
    /// it has waited by then.
    void untakenAt(long ns, WaitVisitor visitor) {
        spans.touching(ns, ns, row -> {
            if (spans.end(row) > ns) {
                int pair = (int) routes.get(row);
                visitor.waited(pair >>> 16, pair & 0xFFFF, ns - spans.start(row));
            }
        });
    }

    interface WaitVisitor {
        void waited(int fromKernel, int toKernel, long ns);
    }

    /// Names the core that each message was for that was sent within a closed window, in the order of sending; -1 where it
    /// was for none.
    void targetsWithin(long fromNs, long toNs, IntConsumer visitor) {
        int first = spans.before(fromNs);
        int count = sentWithin(fromNs, toNs);
        for (int row = first; row < first + count; row++) {
            visitor.accept((int) cores.get(row));
        }
    }

    /// Pairs of kernels that messages ever went between, in the order of the pairs.
    void pairs(PairVisitor visitor) {
        byPair.forEach((pair, traffic) -> visitor.pair(pair >>> 16, pair & 0xFFFF, traffic));
    }

    interface PairVisitor {
        void pair(int from, int to, Traffic traffic);
    }

    History.Message get(int row) {
        long route = routes.get(row);
        long ends = cores.get(row);
        return new History.Message(
                numbers.get(row),
                MessageKind.of((int) (route >>> 32)),
                (int) (route >>> 16) & 0xFFFF,
                (int) (ends >> 32),
                (int) route & 0xFFFF,
                (int) ends,
                spans.start(row),
                taken.get(row) ? spans.end(row) : -1,
                lost.get(row));
    }
}
