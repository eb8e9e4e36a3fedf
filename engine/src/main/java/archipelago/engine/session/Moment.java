package archipelago.engine.session;

/// A point of a run, to which one can come back exactly: between two events, between two commands.
///
/// @param branch the future that it lies on
/// @param commands how many of the branch's commands lie before it
/// @param events how many events lie before it
/// @param atNs its instant, not before the last of these events
public record Moment(int branch, int commands, long events, long atNs) {

    /// Whether it lies behind another point of the same branch.
    public boolean isAfter(Moment other) {
        if (events != other.events) {
            return events > other.events;
        }
        return commands != other.commands ? commands > other.commands : atNs > other.atNs;
    }

    /// The same point of another branch.
    public Moment on(int other) {
        return new Moment(other, commands, events, atNs);
    }
}
