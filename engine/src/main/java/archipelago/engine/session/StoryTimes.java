package archipelago.engine.session;

import archipelago.engine.base.Require;
import archipelago.engine.cost.CostModel;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.run.Simulation;
import archipelago.engine.scenario.LeftOut;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.scenario.Scenario.Step;
import java.util.ArrayList;
import java.util.List;

/// When the steps of a story are over, found by going through a future. Only a run can tell: a step is over
/// when the machine says so.
public final class StoryTimes {
    private static final long NEVER = -1;

    private StoryTimes() {}

    /// The story without its faults, in which everything else happens at the same instants up to a point.
    ///
    /// @param untilNs how far the story is gone through; what is not over by then is never over
    public static Scenario withoutFaults(Scenario scenario, long untilNs) {
        var waitsNs = scenario.steps().stream().mapToLong(Step::afterNs).toArray();
        var overNs = overNs(scenario, List.of(), untilNs, Long.MAX_VALUE);
        return scenario.withoutFaults(step -> step >= overNs.size()
                ? NEVER
                : overNs.get(step) - waitsNs[step] - (step == 0 ? 0 : overNs.get(step - 1)));
    }

    /// The step of a story that gave an act, and when it and those after it were over.
    ///
    /// @param request what the act began with
    /// @param events the last event that is looked at
    static LeftOut leftOut(Branch branch, Fact request, long events) {
        int step = stepOf(branch, ((Happening.Requested) request.what()).act());
        var overNs = overNs(branch.scenario(), branch.commands(), Long.MAX_VALUE, events);
        return new LeftOut(step, request.atNs(), overNs.subList(Math.min(step, overNs.size()), overNs.size()));
    }

    /// The story gives its commands in order, and each tells that it is given.
    private static int stepOf(Branch branch, int act) {
        int asked = branch.journal.actsOfTheStory().indexOf(act);
        Require.that(asked >= 0, "the story gave the act", act);
        var steps = branch.scenario().steps();
        int step = -1;
        for (int given = -1; given < asked; ) {
            given += steps.get(++step).deed() instanceof Deed.Give ? 1 : 0;
        }
        return step;
    }

    /// When each step was over, in order; those that were not over at the end are missing.
    ///
    /// @param commands what a person does on the way
    /// @param untilNs the last instant that is looked at
    /// @param events the last event that is looked at
    static List<Long> overNs(Scenario scenario, List<Given> commands, long untilNs, long events) {
        var overNs = new ArrayList<Long>();
        var run = Simulation.begin(scenario, new CostModel(scenario.machine()), fact -> {});
        int given = 0;
        while (!run.state().story.over && run.state().events < events) {
            var next = given < commands.size() ? commands.get(given) : null;
            if (next != null && next.afterEvents() == run.state().events) {
                run.waitUntil(next.atNs());
                run.give(next.command(), false);
                given++;
            } else if (run.goesOn() && run.nextNs() <= untilNs && (next != null || !run.quiet())) {
                run.step();
            } else {
                break;
            }
            for (int step = overNs.size(); step < run.state().story.step; step++) {
                overNs.add(run.state().nowNs);
            }
        }
        return overNs;
    }
}
