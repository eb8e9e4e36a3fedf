package archipelago.engine.live;

/// How many events are handled in a second on the wall's clock, over the last half second or so.
final class Tempo {
    private static final long SPAN_NS = 500_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private boolean running;
    private long fromNs;
    private long fromEvents;
    private long perSecond;

    /// Takes how far the machine has come at an instant on the wall.
    ///
    /// @return events a second; 0 while it stands still, and before enough has been seen
    long measure(long wallNs, long events, boolean playing) {
        if (!playing || !running || events < fromEvents) {
            running = playing;
            perSecond = 0;
            begin(wallNs, events);
        } else if (wallNs - fromNs >= SPAN_NS) {
            perSecond = (events - fromEvents) * SECOND_NS / (wallNs - fromNs);
            begin(wallNs, events);
        }
        return perSecond;
    }

    private void begin(long wallNs, long events) {
        fromNs = wallNs;
        fromEvents = events;
    }
}
