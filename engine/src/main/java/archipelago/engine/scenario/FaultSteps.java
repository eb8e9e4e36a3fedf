package archipelago.engine.scenario;

import archipelago.engine.command.Command;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.scenario.Scenario.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToLongFunction;

/// Tells the steps that break something, and those that mend it, from the rest of a story. A kernel that
/// has panicked is being mended until it is started again and up; until then every step that concerns
/// it belongs to the mending.
final class FaultSteps {
    private final Set<String> broken = new TreeSet<>();
    private final Set<String> started = new TreeSet<>();

    private FaultSteps() {}

    /// The numbers of these steps, counted over all chapters.
    static BitSet of(Scenario scenario) {
        var walk = new FaultSteps();
        var found = new BitSet();
        int number = 0;
        for (var step : scenario.steps()) {
            found.set(number++, walk.belongsToAFault(step.deed()));
        }
        return found;
    }

    private boolean belongsToAFault(Deed deed) {
        if (deed instanceof Deed.Give(Command.Fault.Panic(var kernel, long _), boolean _, var _)) {
            broken.add(kernel);
            started.remove(kernel);
            return true;
        }
        var concerned = instance(deed).orElse("");
        if (started.remove(concerned)) {
            return deed instanceof Deed.AwaitUp;
        }
        if (!broken.contains(concerned)) {
            return false;
        }
        if (deed instanceof Deed.Give(Command.Exec _, boolean _, var _)) {
            broken.remove(concerned);
            started.add(concerned);
        } else if (deed instanceof Deed.AwaitUp) {
            broken.remove(concerned);
        }
        return true;
    }

    /// The instance that a step is about; of a core that moves, the story may go on without the fault.
    private static Optional<String> instance(Deed deed) {
        return switch (deed) {
            case Deed.AwaitUp(var instance) -> Optional.of(instance);
            case Deed.AwaitLoaded(var instance) -> Optional.of(instance);
            case Deed.Rest(), Deed.AwaitAnswers(), Deed.Expect _ -> Optional.empty();
            case Deed.Give(var command, boolean _, var _) -> switch (command) {
                case Command.Create create -> Optional.of(create.instance());
                case Command.Load load -> Optional.of(load.instance());
                case Command.Exec(var instance) -> Optional.of(instance);
                case Command.Halt(var instance) -> Optional.of(instance);
                case Command.ForceHalt(var instance) -> Optional.of(instance);
                case Command.Unload(var instance) -> Optional.of(instance);
                case Command.Delete(var instance) -> Optional.of(instance);
                default -> Optional.empty();
            };
        };
    }

    /// The steps of the story with rests in the place of these. The time that a step took is added to the wait
    /// before the next one, so that the rest itself begins when the step did.
    static List<Step> restingInstead(Scenario scenario, IntToLongFunction tookNs) {
        var faults = of(scenario);
        var steps = new ArrayList<Step>();
        long owedNs = 0;
        for (var step : scenario.steps()) {
            boolean fault = faults.get(steps.size());
            steps.add(new Step(step.afterNs() + owedNs, fault ? new Deed.Rest() : step.deed()));
            owedNs = fault ? tookNs.applyAsLong(steps.size() - 1) : 0;
            if (owedNs < 0) {
                break;
            }
        }
        return steps;
    }
}
