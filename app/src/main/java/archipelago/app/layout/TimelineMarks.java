package archipelago.app.layout;

/// What of a timeline is meant: a selection, and where the pointer is.
///
/// @param kernel a slot, or -1
/// @param core a core, or -1
/// @param message a message's number, or -1
/// @param hoverX where the pointer is, or NaN
/// @param measures what is measured
public record TimelineMarks(int kernel, int core, long message, double hoverX, Measures measures) {
    public static final TimelineMarks NONE = new TimelineMarks(-1, -1, -1, Double.NaN);

    /// Nothing is measured.
    public TimelineMarks(int kernel, int core, long message, double hoverX) {
        this(kernel, core, message, hoverX, Measures.NONE);
    }

    public TimelineMarks measuring(Measures what) {
        return new TimelineMarks(kernel, core, message, hoverX, what);
    }
}
