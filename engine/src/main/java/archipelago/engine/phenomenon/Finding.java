package archipelago.engine.phenomenon;

import archipelago.engine.scenario.Phenomenon;
import java.util.List;
import java.util.stream.Collectors;

/// What came of running a phenomenon.
///
/// @param scenario the name of its scenario
/// @param observations in the order in which they were made
public record Finding(Phenomenon phenomenon, String scenario, List<Observation> observations) {
    public Finding {
        observations = List.copyOf(observations);
    }

    /// Whether all was seen that had to be seen.
    public boolean held() {
        return observations.stream().allMatch(Observation::held);
    }

    /// Everything that had to be seen.
    public String expected() {
        return observations.stream().map(Observation::expected).collect(Collectors.joining("; "));
    }

    /// Everything that was seen; if not all is as it had to be, what is not so.
    public String happened() {
        return observations.stream()
                .filter(o -> held() || !o.held())
                .map(Observation::happened)
                .collect(Collectors.joining("; "));
    }
}
