package archipelago.app.build;

import archipelago.app.i18n.Text;
import archipelago.engine.scenario.ScenarioSource;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A draft written into two files beside each other, the scenario and the baseline that it names.
public final class Kept {
    private final Path scenario;
    private final Path baseline;
    private Optional<String> trouble = Optional.empty();

    /// Writes what is drawn in a workshop, which knows then that a file has it.
    public static Kept of(Workshop workshop, Path file) {
        var kept = new Kept(workshop.draft(), file);
        if (kept.trouble().isEmpty()) {
            workshop.keep();
        }
        return kept;
    }

    /// Writes them.
    ///
    /// @param file of the scenario; the baseline has the same name with another ending
    Kept(Draft draft, Path file) {
        var name = file.getFileName().toString();
        var stem = name.endsWith(ScenarioSource.ENDING)
                ? name.substring(0, name.length() - ScenarioSource.ENDING.length())
                : name;
        scenario = file.resolveSibling(stem + ScenarioSource.ENDING);
        baseline = file.resolveSibling(stem + ".dts");
        var written = new Blueprint(draft, stem).written();
        try {
            Files.writeString(baseline, written.baseline());
            Files.writeString(scenario, written.scenario());
        } catch (IOException e) {
            trouble = Optional.of(e instanceof FileSystemException system && system.getReason() != null
                    ? system.getReason()
                    : e.getClass().getSimpleName());
        }
    }

    /// Why they could not be written.
    public Optional<String> trouble() {
        return trouble;
    }

    /// What came of it.
    public String words() {
        return trouble.map(reason -> Text.NOT_WRITTEN.of(scenario, reason))
                .orElseGet(() -> Text.BUILD_SAVED.of(scenario, baseline.getFileName()));
    }
}
