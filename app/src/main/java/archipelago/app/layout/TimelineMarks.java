package archipelago.app.layout;

import archipelago.engine.frame.Frame;

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

    /// A selection; of a core the kernel that has it is meant as well.
    public static TimelineMarks of(Selection selection, Frame frame, double hoverX) {
        return switch (selection) {
            case Selection.OfKernel(int slot) -> new TimelineMarks(slot, -1, -1, hoverX);
            case Selection.OfCore(int core) -> new TimelineMarks(frame.owner[core], core, -1, hoverX);
            case Selection.OfFlight(long message) -> new TimelineMarks(-1, -1, message, hoverX);
            default -> new TimelineMarks(-1, -1, -1, hoverX);
        };
    }

    public TimelineMarks measuring(Measures what) {
        return new TimelineMarks(kernel, core, message, hoverX, what);
    }
}
