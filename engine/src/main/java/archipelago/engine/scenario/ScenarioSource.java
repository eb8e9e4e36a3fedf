package archipelago.engine.scenario;

import archipelago.engine.base.Reading;
import archipelago.engine.command.Command;
import archipelago.engine.devicetree.Baseline;
import archipelago.engine.devicetree.BaselineReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A scenario together with the texts that it was read from, so that a session can carry them along
/// and be repeated where the files are not.
///
/// @param file the scenario's file as the person named it
/// @param text the file's text
/// @param beside the texts of the files that it names, by their names, in the order of reading
public record ScenarioSource(Scenario scenario, String file, String text, Map<String, String> beside) {
    /// How the names of scenario files end.
    public static final String ENDING = ".json";

    /// Reads a scenario and remembers the texts.
    public static Reading<ScenarioSource> read(Path path, ScenarioReader reader) {
        return switch (TextFile.read(path)) {
            case TextFile.Content(var name, var text) -> of(name, text, ScenarioReader.beside(path), reader);
            case TextFile.Unreadable(var problem) -> Reading.refused(List.of(problem));
            case TextFile.Unfit(var problem) -> Reading.refused(List.of(problem));
        };
    }

    /// Reads a scenario from texts that are at hand.
    public static Reading<ScenarioSource> of(
            String file, String text, ScenarioReader.Beside beside, ScenarioReader reader) {
        var texts = new LinkedHashMap<String, String>();
        var reading = reader.read(file, text, name -> {
            var found = beside.find(name);
            if (found instanceof TextFile.Content content) {
                texts.put(name, content.text());
            }
            return found;
        });
        return reading.value()
                .map(scenario -> new Reading<>(
                        Optional.of(new ScenarioSource(scenario, file, text, texts)), reading.problems()))
                .orElseGet(() -> Reading.refused(reading.problems()));
    }

    /// What the pool of the host gets when the story says no more than `fill-pool`: the request of the baseline.
    public Optional<Command.FillPool> request() {
        return beside.entrySet().stream()
                .flatMap(file -> BaselineReader.read(file.getKey(), file.getValue()).value().stream())
                .map(Baseline::request)
                .findFirst();
    }
}
