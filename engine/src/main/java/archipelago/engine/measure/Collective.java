package archipelago.engine.measure;

import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Workload;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// One task on each of several cores, and a message that is for all of them or from all of them.
///
/// @param cores how many, from the first one on
public record Collective(Platform platform, Kind kind, Workload.Shape topology, int cores) {
    private static final long SEED = 1;
    /// What is around the messages; the benchmarks that were published subtract it.
    private static final long LOOP_NS = 10;
    private static final String PROGRAM = "member";

    /// What is to be achieved.
    public enum Kind {
        /// All have heard from the root, and the root knows.
        BROADCAST,
        /// Nobody goes on before all have come.
        BARRIER,
        /// All say yes or no, and then all hear what was decided, and say so: two-phase commit.
        AGREEMENT,
        /// The root has heard from all.
        REDUCTION
    }

    /// The experiment as a scenario of one kernel; polled messages pass by it.
    public Scenario scenario() {
        List<Workload.Step> talk = switch (kind) {
            case BROADCAST -> List.of(new Workload.Spread(topology, true));
            case BARRIER -> List.of(new Workload.Gathered(topology), new Workload.Spread(topology, false));
            case AGREEMENT -> List.of(
                    new Workload.Spread(topology, false), new Workload.Gathered(topology),
                    new Workload.Spread(topology, false), new Workload.Gathered(topology));
            case REDUCTION -> List.of(new Workload.Gathered(topology));
        };
        var steps = new ArrayList<>(talk);
        steps.add(new Workload.Private(LOOP_NS));
        var machine = platform.machine();
        var cpus = IntStream.range(0, cores).mapToObj(machine::physicalId).toList();
        var group = new Workload.Group(PROGRAM, Deal.HOST, cores, cpus, true);
        return new Scenario("collective", "Collective", "", SEED, machine, List.of(), List.of())
                .with(new Workload(List.of(new Workload.Program(PROGRAM, steps)), List.of(group)));
    }

    /// How long it takes once, in nanoseconds.
    public BigDecimal takesNs(Rate rate) {
        return rate.eachNs(cores).subtract(BigDecimal.valueOf(LOOP_NS));
    }
}
