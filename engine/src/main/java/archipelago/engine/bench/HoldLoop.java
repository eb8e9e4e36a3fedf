package archipelago.engine.bench;

/// A simulator in the hold model: so many events are pending, and each that happens schedules one in its place,
/// until enough have; then what is still pending happens, and nothing is left. The handler does nothing else, so
/// this is the bare loop of a simulator.
///
/// A loop runs once. All loops with the same delays come to the same instant, which shows that they did the
/// same work.
public abstract class HoldLoop {
    private final Delays delays;
    private long holds;

    /// @param holds how many events schedule another one
    protected HoldLoop(Delays delays, long holds) {
        this.delays = delays.rewound();
        this.holds = holds;
    }

    /// What is pending at the start; a contestant asks so many times.
    protected final long nextNs() {
        return delays.nextNs();
    }

    /// Whether the event at hand schedules another one.
    protected final boolean goesOn() {
        return holds-- > 0;
    }

    /// Lets everything happen.
    ///
    /// @return the instant of the last event
    public abstract long run();

    /// Makes loops of one kind, each with its events pending.
    @FunctionalInterface
    public interface Kind {
        HoldLoop ready(int pending, Delays delays, long holds);
    }
}
