package archipelago.app.layout;

/// How much work was done up to any instant, from spans of work that may overlap. A question takes
/// logarithmic time, however many spans there are, so a picture of a whole run costs no more than
/// a picture of a microsecond.
///
/// The work done before `t` is the sum of `t - start` over all spans that have started, less the
/// sum of `t - end` over all that have ended; both sums come from running totals.
final class BusyCurve {
    private final LongColumn starts = new LongColumn();
    private final LongColumn startTotals = new LongColumn();
    private final LongColumn ends = new LongColumn();
    private final LongColumn endTotals = new LongColumn();

    /// @param startNs not before the start of the last span
    void add(long startNs, long endNs) {
        starts.add(startNs);
        startTotals.add(total(startTotals, startTotals.size()) + startNs);
        int at = ends.insert(endNs);
        endTotals.add(0);
        for (int i = at; i < ends.size(); i++) {
            endTotals.set(i, total(endTotals, i) + ends.get(i));
        }
    }

    private static long total(LongColumn totals, int count) {
        return count == 0 ? 0 : totals.get(count - 1);
    }

    /// The work that was done between two instants, summed over the spans.
    long busyNs(long fromNs, long toNs) {
        return before(toNs) - before(fromNs);
    }

    /// The work that was done before each of some instants, summed over the spans.
    ///
    /// @param ascendingNs instants, none before the one in front of it
    /// @return the work, by the places of the instants
    long[] before(long[] ascendingNs) {
        var work = new long[ascendingNs.length];
        int started = 0;
        int ended = 0;
        for (int i = 0; i < work.length; i++) {
            started = i == 0 ? starts.below(ascendingNs[i]) : starts.below(ascendingNs[i], started);
            ended = i == 0 ? ends.below(ascendingNs[i]) : ends.below(ascendingNs[i], ended);
            work[i] = before(ascendingNs[i], started, ended);
        }
        return work;
    }

    private long before(long ns) {
        return before(ns, starts.below(ns), ends.below(ns));
    }

    private long before(long ns, int started, int ended) {
        return ns * (started - ended) - total(startTotals, started) + total(endTotals, ended);
    }
}
