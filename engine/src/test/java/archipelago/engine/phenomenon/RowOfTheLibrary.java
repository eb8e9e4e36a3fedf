package archipelago.engine.phenomenon;

import archipelago.engine.base.Require;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Runs a row of the library, in whichever engine it is loaded. It speaks of nothing that is the engine's, so
/// that two engines can understand each other.
public final class RowOfTheLibrary implements Function<Integer, List<String>> {
    /// Stories that say what must be seen in them, as rows behind all others: by year and month.
    static final int SEPTEMBER = 202509;
    static final int OCTOBER = 202510;

    private final Map<Integer, String> names = new TreeMap<>();
    private final ScenarioLibrary library = new ScenarioLibrary(new ScenarioReader());

    /// The names of the files begin with the numbers.
    public RowOfTheLibrary() {
        for (var name : library.phenomena()) {
            names.put(Integer.parseInt(name.substring(name.indexOf('/') + 1, name.indexOf('-'))), name);
        }
        names.put(SEPTEMBER, "september-2025");
        names.put(OCTOBER, "october-2025");
    }

    /// The rows that there are, in order.
    List<Integer> numbers() {
        return List.copyOf(names.keySet());
    }

    /// What was missed: an observation that did not hold, in words, or what stopped the run. A broken rule may lead
    /// to where a check, or the language itself, goes no further.
    @Override
    public List<String> apply(Integer row) {
        Require.that(names.containsKey(row), "there is such a row", row);
        Scenario scenario = library.read(names.get(row)).value().orElseThrow().scenario();
        try {
            return Trial.observe(scenario).stream()
                    .filter(o -> !o.held())
                    .map(o -> "expected: " + o.expected() + "; happened: " + o.happened())
                    .toList();
        } catch (RuntimeException stopped) {
            return List.of("the run was stopped: " + stopped);
        }
    }
}
