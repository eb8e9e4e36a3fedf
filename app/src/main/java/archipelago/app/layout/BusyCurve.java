package archipelago.app.layout;

/// How much work was done up to any instant, from spans of work that may overlap. A question takes
/// logarithmic time, however many spans there are, so a picture of a whole run costs no more than
/// a picture of a microsecond.
///
/// The work done before `t` is the sum of `t - start` over all spans that have started, less the
/// sum of `t - end` over all that have ended; both sums come from running totals. Work that was done before some instant
/// can be forgotten.
final class BusyCurve {
    private final LongColumn starts = new LongColumn();
    private final LongColumn startTotals = new LongColumn();
    private final LongColumn ends = new LongColumn();
    private final LongColumn endTotals = new LongColumn();
    private long forgottenNs;
    /// How many spans have started before that, and the sum of these starts; likewise for ends.
    private int startsBefore;
    private long startsBeforeTotal;
    private int endsBefore;
    private long endsBeforeTotal;

    /// @param startNs not before the start of the last span
    void add(long startNs, long endNs) {
        starts.add(startNs);
        startTotals.add(startTotal(startTotals.size()) + startNs);
        int at = ends.insert(endNs);
        endTotals.add(0);
        for (int i = at; i < ends.size(); i++) {
            endTotals.set(i, endTotal(i) + ends.get(i));
        }
    }

    private long startTotal(int count) {
        return count == 0 ? startsBeforeTotal : startTotals.get(count - 1);
    }

    private long endTotal(int count) {
        return count == 0 ? endsBeforeTotal : endTotals.get(count - 1);
    }

    /// Forgets what was done before an instant: from now on nothing was.
    void forget(long beforeNs) {
        int started = starts.below(beforeNs);
        int ended = ends.below(beforeNs);
        startsBeforeTotal = startTotal(started);
        endsBeforeTotal = endTotal(ended);
        startsBefore += started;
        endsBefore += ended;
        forgottenNs = beforeNs;
        starts.drop(started);
        startTotals.drop(started);
        ends.drop(ended);
        endTotals.drop(ended);
    }

    boolean isEmpty() {
        return ends.size() == 0;
    }

    /// The work that was done between two instants, summed over the spans.
    long busyNs(long fromNs, long toNs) {
        return before(Math.max(toNs, forgottenNs)) - before(Math.max(fromNs, forgottenNs));
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
            long ns = Math.max(ascendingNs[i], forgottenNs);
            started = i == 0 ? starts.below(ns) : starts.below(ns, started);
            ended = i == 0 ? ends.below(ns) : ends.below(ns, ended);
            work[i] = before(ns, started, ended);
        }
        return work;
    }

    private long before(long ns) {
        return before(ns, starts.below(ns), ends.below(ns));
    }

    private long before(long ns, int started, int ended) {
        long open = startsBefore + started - (endsBefore + ended);
        return ns * open - startTotal(started) + endTotal(ended);
    }
}
