package archipelago.engine.cli;

import java.io.PrintWriter;

/// How far long work has come, on one line of a terminal that is written anew each time and is gone
/// at the end. Where there is no terminal nothing is ever written.
public final class Progress implements AutoCloseable {
    /// The launcher says with this whether the error output is a terminal.
    public static final String TERMINAL = "archipelago.terminal";

    private static final int BAR = 30;
    private static final String ERASE = "\r\u001B[K";

    private final PrintWriter out;
    private final boolean shows;
    private boolean dirty;

    Progress(PrintWriter out, boolean shows) {
        this.out = out;
        this.shows = shows;
    }

    /// Progress on the error output, if that is a terminal.
    public static Progress on(PrintWriter err) {
        return new Progress(err, Boolean.getBoolean(TERMINAL));
    }

    /// Shows a bar and words beside it.
    ///
    /// @param done how much of `whole` is done; a `whole` of 0 is one that nobody knows, without a bar
    public void show(long done, long whole, String words) {
        if (!shows) {
            return;
        }
        out.print(ERASE + (whole > 0 ? bar(Math.clamp(done, 0, whole), whole) + "  " : "") + words);
        out.flush();
        dirty = true;
    }

    private static String bar(long done, long whole) {
        int filled = whole < BAR ? (int) (done * BAR / whole) : (int) Math.min(BAR, done / (whole / BAR));
        return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]";
    }

    /// Takes the line away.
    @Override
    public void close() {
        if (dirty) {
            out.print(ERASE);
            out.flush();
            dirty = false;
        }
    }
}
