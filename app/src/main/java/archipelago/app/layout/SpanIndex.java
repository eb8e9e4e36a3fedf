package archipelago.app.layout;

import archipelago.engine.base.Require;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// Spans of time in the order of their starts, and which of them touch a window. A span may be
/// open, and be closed later. Adding and closing take logarithmic time; a query takes constant time
/// for each span that begins in the window, and logarithmic time for each that began before it.
final class SpanIndex {
    private final LongColumn starts = new LongColumn();
    private final LongColumn ends = new LongColumn();
    /// A binary tree in an array: node `i` holds the latest end below nodes `2i` and `2i + 1`; the
    /// leaves are the second half.
    private long[] latest = new long[2];
    private int leaves = 1;

    int size() {
        return starts.size();
    }

    long start(int span) {
        return starts.get(span);
    }

    long end(int span) {
        return ends.get(span);
    }

    /// @param startNs not before the start of the last span
    void add(long startNs, long endNs) {
        int span = starts.size();
        Require.that(span == 0 || starts.get(span - 1) <= startNs, "spans come in the order of their starts", startNs);
        starts.add(startNs);
        ends.add(endNs);
        if (span == leaves) {
            grow();
        }
        climb(span, endNs);
    }

    void end(int span, long endNs) {
        ends.set(span, endNs);
        climb(span, endNs);
    }

    private void grow() {
        leaves *= 2;
        latest = new long[leaves * 2];
        Arrays.fill(latest, Long.MIN_VALUE);
        for (int i = 0; i < ends.size(); i++) {
            latest[leaves + i] = ends.get(i);
        }
        for (int node = leaves - 1; node > 0; node--) {
            latest[node] = Math.max(latest[2 * node], latest[2 * node + 1]);
        }
    }

    private void climb(int span, long endNs) {
        int node = leaves + span;
        latest[node] = endNs;
        for (node >>= 1; node > 0; node >>= 1) {
            latest[node] = Math.max(latest[2 * node], latest[2 * node + 1]);
        }
    }

    /// How many spans start before an instant.
    int before(long ns) {
        return starts.below(ns);
    }

    /// How many spans start inside a closed window.
    int startsWithin(long fromNs, long toNs) {
        return starts.within(fromNs, toNs);
    }

    /// Names every span that has an instant in a closed window, in the order of the starts.
    void touching(long fromNs, long toNs, IntConsumer visitor) {
        int stop = toNs == Long.MAX_VALUE ? size() : starts.below(toNs + 1);
        int inside = Math.min(stop, starts.below(fromNs));
        if (inside > 0) {
            visit(1, 0, leaves, inside, fromNs, visitor);
        }
        for (int span = inside; span < stop; span++) {
            visitor.accept(span);
        }
    }

    private void visit(int node, int first, int width, int stop, long fromNs, IntConsumer visitor) {
        if (first >= stop || latest[node] < fromNs) {
            return;
        }
        if (width == 1) {
            visitor.accept(first);
            return;
        }
        int half = width / 2;
        visit(2 * node, first, half, stop, fromNs, visitor);
        visit(2 * node + 1, first + half, half, stop, fromNs, visitor);
    }
}
