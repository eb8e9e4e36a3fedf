package archipelago.engine.journal;

/// One thing that happened, with its place in time and among the causes.
///
/// @param atNs when it happened
/// @param event the number of the event that made it happen, from 1; what was there at the start bears 0. What
///     a person's act makes happen at once bears the number of the event before it
/// @param act the number of the person's act that made it happen at once, or 0
/// @param what what happened
public record Fact(long atNs, long event, int act, Happening what) {

    /// What an event made happen.
    public Fact(long atNs, long event, Happening what) {
        this(atNs, event, 0, what);
    }

    /// What made it happen, as in [Causes]: an event, or the negative number of a person's act.
    public long origin() {
        return act > 0 ? -act : event;
    }
}
