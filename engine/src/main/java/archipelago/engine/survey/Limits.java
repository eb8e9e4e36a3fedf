package archipelago.engine.survey;

import archipelago.engine.scenario.PlacedJson;
import archipelago.engine.scenario.Problems;

/// What is asked of every description in JSON.
final class Limits {
    private Limits() {}

    /// Tells a computer that is too large, or is none.
    static void check(Tally tally, PlacedJson.Place place, Problems problems) {
        if (tally.cpuCount() > Tally.MOST_CPUS) {
            problems.add(place, "the computer has " + tally.cpuCount() + " CPUs", "at most " + Tally.MOST_CPUS);
        } else if (tally.partCount() > Tally.MOST_NODES) {
            problems.add(place, "the computer has " + tally.partCount() + " NUMA nodes", "at most " + Tally.MOST_NODES);
        } else if (tally.cpuCount() == 0 && problems.none()) {
            problems.add(place, "no CPU is told of", "the output of lscpu as it came");
        }
    }

    /// A value as it was written; a list or an object as nothing.
    static String words(PlacedJson value) {
        return switch (value) {
            case PlacedJson.Text text -> text.value().strip();
            case PlacedJson.Num number -> number.digits();
            case PlacedJson.Bool bool -> Boolean.toString(bool.value());
            default -> "";
        };
    }
}
