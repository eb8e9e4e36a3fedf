package archipelago.engine.scenario;

import archipelago.engine.base.Require;
import archipelago.engine.base.Times;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.scenario.Scenario.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A step of a story that is left out of it: the same story in which it rests for as long as it took, and in which
/// the steps after it are taken when they were taken with it, whatever has become of them by then. So they may be
/// refused; that is the honest answer to what would have been without it.
///
/// @param step counted from 0 over all chapters; it gives a command
/// @param beganNs when it began
/// @param overNs when it and each step after it were over, in a future with it; those that are not over as far as
///     that was gone through are missing. They wait as the story says, and if the step itself is one of them, it
///     is the last
public record LeftOut(int step, long beganNs, List<Long> overNs) {
    public LeftOut {
        overNs = List.copyOf(overNs);
    }

    /// The story without the step.
    public Scenario from(Scenario scenario) {
        Require.that(misfit(scenario).isEmpty(), "a step that the story has is left out", step);
        var told = scenario.steps();
        var steps = new ArrayList<>(told.subList(0, step));
        steps.add(new Step(told.get(step).afterNs(), new Deed.Rest()));
        long beforeNs = beganNs; // When the step before is over in the story without it.
        for (int i = 1; i < overNs.size(); i++) {
            var next = told.get(step + i);
            long atNs = waits(next.deed()) ? overNs.get(i) : overNs.get(i - 1) + next.afterNs();
            steps.add(new Step(atNs - beforeNs, atOnce(next.deed())));
            beforeNs = atNs;
        }
        int known = step + overNs.size();
        if (!overNs.isEmpty() && known < told.size()) {
            var next = told.get(known);
            steps.add(new Step(overNs.getLast() + next.afterNs() - beforeNs, next.deed()));
            steps.addAll(told.subList(known + 1, told.size()));
        }
        return scenario.tellingSteps(steps);
    }

    private static boolean waits(Deed deed) {
        return deed instanceof Deed.AwaitUp || deed instanceof Deed.AwaitLoaded || deed instanceof Deed.AwaitAnswers;
    }

    /// The same without waiting for what comes of it.
    private static Deed atOnce(Deed deed) {
        return switch (deed) {
            case Deed.Give(var command, boolean _, var reply) -> new Deed.Give(command, false, reply);
            case Deed.AwaitUp _, Deed.AwaitLoaded _, Deed.AwaitAnswers _, Deed.Rest _ -> new Deed.Rest();
            case Deed.Expect _ -> deed;
        };
    }

    /// What is wrong with it if a story cannot have been told so; empty if nothing is.
    public Optional<String> misfit(Scenario scenario) {
        var steps = scenario.steps();
        if (step < 0 || step >= steps.size() || !(steps.get(step).deed() instanceof Deed.Give)) {
            return Optional.of("step " + step + " of the story gives no command");
        }
        if (overNs.size() > steps.size() - step) {
            return Optional.of("the story has no more than " + (steps.size() - step) + " steps from there on");
        }
        long dueNs = beganNs;
        for (int i = 0; i < overNs.size(); i++) {
            if (overNs.get(i) < dueNs) {
                return Optional.of("step " + (step + i) + " is over at " + Times.text(overNs.get(i))
                        + ", before it begins");
            }
            long waitNs = step + i + 1 < steps.size() ? steps.get(step + i + 1).afterNs() : 0;
            if (overNs.get(i) > Long.MAX_VALUE - waitNs) {
                return Optional.of("so much time there is not");
            }
            dueNs = overNs.get(i) + waitNs;
        }
        return Optional.empty();
    }
}
