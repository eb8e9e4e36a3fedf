package archipelago.engine.scenario;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import java.io.IOException;
import java.util.List;

/// The scenarios that travel inside the program.
public final class ScenarioLibrary {
    /// The scenario that is shown when a person names none.
    public static final String DEFAULT = "first-light";

    private static final String FOLDER = "scenarios/";

    private final ScenarioReader reader;

    public ScenarioLibrary(ScenarioReader reader) {
        this.reader = reader;
    }

    /// Reads a scenario by its name, which is its file's name without the ending.
    public Reading<ScenarioSource> read(String name) {
        return switch (file(name + ".json")) {
            case TextFile.Content(var file, var text) -> ScenarioSource.of(file, text, ScenarioLibrary::file, reader);
            case TextFile.Unreadable(var problem) -> Reading.refused(List.of(problem));
            case TextFile.Unfit(var problem) -> Reading.refused(List.of(problem));
        };
    }

    private static TextFile file(String name) {
        var path = FOLDER + name;
        try (var in = ScenarioLibrary.class.getResourceAsStream("/" + path)) {
            return in == null
                    ? new TextFile.Unreadable(new Problem(path, 0, 0, "the program holds no such file", ""))
                    : TextFile.of(path, in.readNBytes(TextFile.BYTES_MAX));
        } catch (IOException damaged) {
            return new TextFile.Unreadable(
                    new Problem(path, 0, 0, "this part of the program cannot be read", "the program installed anew"));
        }
    }
}
