package archipelago.engine.cli;

/// What the program tells the shell when it ends.
public final class ExitStatus {
    public static final int DONE = 0;
    /// The machine or the file says no.
    public static final int REFUSED = 1;
    /// The program was called in a wrong way.
    public static final int USAGE = 2;
    /// A file is missing or cannot be read.
    public static final int UNREADABLE = 3;
    /// A promise about the machine was broken.
    public static final int BROKEN = 4;

    private ExitStatus() {}
}
