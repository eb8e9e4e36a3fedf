package archipelago.engine.host;

import java.nio.file.Path;

/// Why a machine cannot be put at anybody's disposal here.
public final class Obstacle extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final String advice;

    /// @param file the folder or the socket that stands in the way
    /// @param sentence what is wrong with it
    /// @param advice what to use instead
    Obstacle(Path file, String sentence, String advice) {
        super(sentence, null, false, false);
        this.file = file;
        this.advice = advice;
    }

    public Path file() {
        return file;
    }

    public String advice() {
        return advice;
    }
}
