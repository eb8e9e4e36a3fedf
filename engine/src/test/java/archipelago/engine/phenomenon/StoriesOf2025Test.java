package archipelago.engine.phenomenon;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the two stories of 2025 say is what is seen in them.
class StoriesOf2025Test {
    @ParameterizedTest
    @ValueSource(strings = {"september-2025", "october-2025"})
    void whatTheStoryTellsIsSeen(String name) {
        var source = new ScenarioLibrary(new ScenarioReader()).read(name).value().orElseThrow();
        var observations = Trial.observe(source.scenario());
        assertThat(observations).hasSizeGreaterThan(20);
        assertThat(observations).filteredOn(o -> !o.held()).isEmpty();
    }
}
