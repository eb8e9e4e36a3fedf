package archipelago.engine.kerf;

import java.util.List;

/// The tool ends here: with a status, and with lines for standard error.
final class KerfStop extends Exception {
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int UNREADABLE = 3;
    static final int INTERRUPTED = 130;

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> lines;

    private KerfStop(int status, String... lines) {
        super(lines.length == 0 ? "" : lines[0], null, false, false);
        this.status = status;
        this.lines = List.of(lines);
    }

    /// The kernel or the tool says no.
    static KerfStop refused(String... lines) {
        return new KerfStop(REFUSED, lines);
    }

    /// The command line makes no sense.
    static KerfStop usage(String... lines) {
        return new KerfStop(USAGE, lines);
    }

    /// A file is not there or cannot be read.
    static KerfStop file(String... lines) {
        return new KerfStop(UNREADABLE, lines);
    }

    static KerfStop interrupted(String... lines) {
        return new KerfStop(INTERRUPTED, lines);
    }

    int status() {
        return status;
    }

    List<String> lines() {
        return lines;
    }
}
