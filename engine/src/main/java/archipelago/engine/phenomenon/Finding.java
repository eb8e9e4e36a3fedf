package archipelago.engine.phenomenon;

import archipelago.engine.scenario.Phenomenon;
import java.util.List;
import java.util.stream.Collectors;

/// What came of running a phenomenon.
///
/// @param scenario the name of its scenario
/// @param fingerprint of the run at its end
/// @param observations in the order in which they were made
public record Finding(Phenomenon phenomenon, String scenario, String fingerprint, List<Observation> observations) {
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

    /// Everything that was seen.
    public String happened() {
        return observations.stream().map(Observation::happened).collect(Collectors.joining("; "));
    }

    /// What was seen, in as few words as will do: that all was as expected, and what more there is to say; or
    /// else only what was not as it had to be.
    public String happenedInShort() {
        var rest = observations.stream()
                .filter(o -> held() ? !o.happened().equals(o.expected()) : !o.held())
                .map(Observation::happened)
                .collect(Collectors.joining("; "));
        return (held() ? "as expected" : "") + (held() && !rest.isEmpty() ? "; " : "") + rest;
    }
}
