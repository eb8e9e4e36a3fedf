package archipelago.app.layout;

/// What of a timeline is meant: a selection, and where the pointer is.
///
/// @param kernel a slot, or -1
/// @param core a core, or -1
/// @param message a message's number, or -1
/// @param hoverX where the pointer is, or NaN
public record TimelineMarks(int kernel, int core, long message, double hoverX) {
    public static final TimelineMarks NONE = new TimelineMarks(-1, -1, -1, Double.NaN);
}
