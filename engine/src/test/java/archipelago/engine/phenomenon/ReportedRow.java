package archipelago.engine.phenomenon;

import archipelago.engine.cli.SavedWords;
import java.util.List;
import java.util.function.Function;

/// Runs a row of the library on the command line, in whichever engine it is loaded.
public final class ReportedRow implements Function<Integer, List<String>> {
    /// The exit status, and what was said.
    @Override
    public List<String> apply(Integer row) {
        return SavedWords.ofRun("../scenarios/phenomena/0" + row + "-shrink-in-use.json");
    }
}
