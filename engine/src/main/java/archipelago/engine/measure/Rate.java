package archipelago.engine.measure;

import archipelago.engine.base.Require;
import archipelago.engine.base.Times;
import archipelago.engine.cost.Cost;
import archipelago.engine.cost.CostModel;
import archipelago.engine.run.Simulation;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.State;
import archipelago.engine.state.Task;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// How often tasks have done their operation in a while, counted in a run of the machine.
///
/// @param operations of all tasks together
/// @param tasks how many they were
/// @param windowNs how long they were watched, all of them being at work
public record Rate(long operations, int tasks, long windowNs) {
    /// After this all tasks are in the midst of it, wherever they began.
    private static final long SETTLE_NS = Times.MS;
    private static final long SLICE_NS = Times.MS;
    private static final int SLICES_MIN = 2;
    private static final int SLICES_MAX = 100;
    /// So many operations make the last one of each task, which is under way, not matter.
    private static final long ENOUGH = 20_000;
    private static final int DIGITS = 2;
    private static final long PATIENCE_NS = 600 * Times.S;

    /// Runs a scenario until all its tasks are at work, and then counts.
    public static Rate of(Scenario scenario, CostModel cost) {
        var run = Simulation.begin(scenario, cost, _ -> {});
        while (run.state().tasks.all().stream().anyMatch(task -> task.stage == Task.Stage.AWAY)) {
            Require.that(run.nextNs() < PATIENCE_NS, "the kernels of an experiment start", scenario.name());
            run.step();
        }
        until(run, run.state().nowNs + cost.ns(Cost.TASK_START) + SETTLE_NS);
        long fromNs = run.state().nowNs;
        long before = operations(run.state());
        long endNs = fromNs;
        for (int n = 0; n < SLICES_MAX && (n < SLICES_MIN || operations(run.state()) - before < ENOUGH); n++) {
            endNs += SLICE_NS;
            until(run, endNs);
        }
        return new Rate(operations(run.state()) - before, run.state().tasks.all().size(), endNs - fromNs);
    }

    /// In a second, all tasks together.
    public BigDecimal perSecond() {
        return BigDecimal.valueOf(operations).multiply(BigDecimal.valueOf(Times.S))
                .divide(BigDecimal.valueOf(windowNs), 0, RoundingMode.HALF_UP);
    }

    /// How long an operation takes, in nanoseconds.
    ///
    /// @param together how many tasks do it together once
    public BigDecimal eachNs(int together) {
        return BigDecimal.valueOf(windowNs).multiply(BigDecimal.valueOf(together))
                .divide(BigDecimal.valueOf(Math.max(1, operations)), DIGITS, RoundingMode.HALF_UP);
    }

    private static void until(Simulation run, long ns) {
        while (run.nextNs() <= ns) {
            run.step();
        }
    }

    private static long operations(State state) {
        return state.tasks.all().stream().mapToLong(task -> task.operations).sum();
    }
}
