package archipelago.app.layout;

import java.util.Optional;

/// What came to the ring in one slot of the kernel table, each by the number of the fact that tells of it: so it is
/// known to the single event, of a past moment too.
final class RingTrack {
    private final LongColumn births = new LongColumn();
    private final LongColumn came = new LongColumn();
    private final LongColumn lost = new LongColumn();
    private final LongColumn refused = new LongColumn();
    /// From which fact on nothing is missing.
    private long wholeFrom;

    /// A new instance has a new ring.
    void created(long fact) {
        births.add(fact);
    }

    void came(long fact) {
        came.add(fact);
    }

    void lost(long fact) {
        lost.add(fact);
    }

    void refused(long fact) {
        refused.add(fact);
    }

    void forget(long before) {
        wholeFrom = before;
        for (var column : new LongColumn[] {came, lost, refused}) {
            column.drop(column.below(before));
        }
    }

    /// What the ring of the instance saw that is there after so many facts; empty if some of it is forgotten.
    Optional<History.Arrivals> arrivals(long told) {
        int lives = births.below(told);
        long from = lives == 0 ? 0 : births.get(lives - 1);
        return from < wholeFrom
                ? Optional.empty()
                : Optional.of(new History.Arrivals(
                        came.within(from, told - 1), lost.within(from, told - 1), refused.within(from, told - 1)));
    }
}
