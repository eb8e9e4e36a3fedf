package archipelago.app.layout;

import archipelago.engine.journal.Happening;
import archipelago.engine.state.MessageKind;
import java.util.BitSet;
import java.util.TreeMap;

/// All messages of a history in columns, in the order in which they were sent.
final class MessageTable {
    private final SpanIndex spans = new SpanIndex();
    private final LongColumn numbers = new LongColumn();
    private final LongColumn routes = new LongColumn();
    private final LongColumn cores = new LongColumn();
    private final BitSet taken = new BitSet();
    private final BitSet lost = new BitSet();
    /// By a message's number: its row, or -1.
    private final LongColumn rows = new LongColumn();
    /// By a pair of kernels, packed: what the one sent to the other.
    private final TreeMap<Integer, Traffic> byPair = new TreeMap<>();

    /// The instants of sending between two kernels: of all messages, of those that were taken, and
    /// of those that are lost; each in ascending order.
    record Traffic(LongColumn sent, LongColumn taken, LongColumn lost) {}

    void sent(long atNs, Happening.MessageSent m) {
        while (rows.size() <= m.message()) {
            rows.add(-1);
        }
        rows.set((int) m.message(), spans.size());
        spans.add(atNs, History.OPEN);
        numbers.add(m.message());
        routes.add((long) m.kind().ordinal() << 32 | pair(m.fromKernel(), m.toKernel()));
        cores.add((long) m.fromCore() << 32 | m.toCore());
        byPair.computeIfAbsent(
                        pair(m.fromKernel(), m.toKernel()),
                        none -> new Traffic(new LongColumn(), new LongColumn(), new LongColumn()))
                .sent()
                .add(atNs);
    }

    private static int pair(int from, int to) {
        return from << 16 | to;
    }

    void taken(long atNs, long message) {
        end(atNs, message, taken);
    }

    void lost(long atNs, long message) {
        end(atNs, message, lost);
    }

    private void end(long atNs, long message, BitSet how) {
        int row = row(message);
        if (row >= 0 && spans.end(row) == History.OPEN) {
            spans.end(row, atNs);
            how.set(row);
            var traffic = byPair.get((int) routes.get(row));
            (how == lost ? traffic.lost() : traffic.taken()).insert(spans.start(row));
        }
    }

    /// The row of a message, or -1.
    int row(long message) {
        return message < 0 || message >= rows.size() ? -1 : (int) rows.get((int) message);
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
