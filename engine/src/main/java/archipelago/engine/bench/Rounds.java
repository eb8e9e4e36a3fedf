package archipelago.engine.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Contestants that run in turns, round after round, so that whatever else the computer does strikes all of
/// them; of each the median counts. The first round is not counted: it lets the compiler do its work.
public final class Rounds {
    /// One of those that run in turns.
    @FunctionalInterface
    public interface Contestant {
        /// Does a round.
        ///
        /// @return what was achieved: events a second, or how long something took
        double round();
    }

    private final Map<String, Contestant> contestants = new LinkedHashMap<>();
    private final Map<String, List<Double>> results = new LinkedHashMap<>();

    /// Adds a contestant, which runs after those that were added before.
    public Rounds with(String name, Contestant contestant) {
        contestants.put(name, contestant);
        results.put(name, new ArrayList<>());
        return this;
    }

    /// Runs them all, so many times and once more.
    public Rounds run(int rounds) {
        contestants.values().forEach(Contestant::round);
        for (int r = 0; r < rounds; r++) {
            contestants.forEach((name, contestant) -> results.get(name).add(contestant.round()));
        }
        return this;
    }

    public double median(String name) {
        return percentile(results.get(name), 50);
    }

    /// The value that so many percent of a list do not exceed.
    static double percentile(List<Double> values, int percent) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
}
