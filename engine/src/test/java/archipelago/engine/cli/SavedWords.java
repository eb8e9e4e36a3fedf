package archipelago.engine.cli;

import java.util.List;

/// What the program says, for tests in other packages.
public final class SavedWords {
    private SavedWords() {}

    /// The exit status of a run without a window, and what it said.
    public static List<String> ofRun(String file) {
        var said = Terminal.say("run", file);
        return List.of("" + said.status(), said.out());
    }
}
