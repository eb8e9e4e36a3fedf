package archipelago.engine.base;

/// A mistake in the program itself: a check that must always hold did not. It is never used to
/// answer an operator; operators get a [Problem] or an [Errno].
public final class Defect extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public Defect(String message) {
        super(message);
    }
}
