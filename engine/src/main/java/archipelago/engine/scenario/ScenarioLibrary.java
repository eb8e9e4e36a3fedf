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
    private static final String PHENOMENA = "phenomena/";

    private final ScenarioReader reader;

    public ScenarioLibrary(ScenarioReader reader) {
        this.reader = reader;
    }

    /// Reads a scenario by its name, which is its file's name without the ending; with its folder in front, if
    /// it is in one.
    public Reading<ScenarioSource> read(String name) {
        var folder = name.substring(0, name.lastIndexOf('/') + 1);
        return switch (file(name + ".json")) {
            case TextFile.Content(var file, var text) ->
                ScenarioSource.of(file, text, beside -> file(folder + beside), reader);
            case TextFile.Unreadable(var problem) -> Reading.refused(List.of(problem));
            case TextFile.Unfit(var problem) -> Reading.refused(List.of(problem));
        };
    }

    /// The names of the phenomena, by number: what stands in the list that travels with them.
    public List<String> phenomena() {
        return switch (file(PHENOMENA + "index.txt")) {
            case TextFile.Content(var _, var text) ->
                text.lines().filter(line -> !line.isBlank()).map(line -> PHENOMENA + line.strip()).toList();
            case TextFile.Unreadable _, TextFile.Unfit _ -> List.of();
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
