package archipelago.engine.compare;

import archipelago.engine.cost.CostModel;
import archipelago.engine.run.Simulation;
import archipelago.engine.scenario.Scenario;
import java.util.Arrays;

/// How long the steps of a story take, found by going through it. Only a run can tell: a step is over
/// when the machine says so.
final class StoryTimes {
    private static final long NEVER = -1;

    private StoryTimes() {}

    /// The story without its faults, in which everything else happens at the same instants up to a point.
    ///
    /// @param untilNs how far the story is gone through; what is not over by then is never over
    static Scenario withoutFaults(Scenario scenario, long untilNs) {
        var tookNs = tookNs(scenario, untilNs);
        return scenario.withoutFaults(step -> tookNs[step]);
    }

    private static long[] tookNs(Scenario scenario, long untilNs) {
        var waitsNs = scenario.story().stream()
                .flatMap(chapter -> chapter.steps().stream())
                .mapToLong(Scenario.Step::afterNs)
                .toArray();
        var tookNs = new long[waitsNs.length];
        Arrays.fill(tookNs, NEVER);
        var run = Simulation.begin(scenario, new CostModel(scenario.machine()), fact -> {});
        long overNs = 0;
        int step = 0;
        while (step < tookNs.length && !run.quiet() && run.nextNs() <= untilNs) {
            run.step();
            for (; step < run.state().story.step; step++) {
                tookNs[step] = run.state().nowNs - overNs - waitsNs[step];
                overNs = run.state().nowNs;
            }
        }
        return tookNs;
    }
}
