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
import java.util.List;
import java.util.stream.IntStream;

/// How often tasks have done their operation in a while, counted in a run of the machine.
///
/// @param operations of all tasks together
/// @param tasks how many they were
/// @param windowNs how long they were watched, all of them being at work
/// @param each what each task did meanwhile
public record Rate(long operations, int tasks, long windowNs, List<Part> each) {
    /// What one task did.
    ///
    /// @param spokenNs how long it was busy with sending and receiving messages
    public record Part(long operations, long spokenNs) {
        private Part minus(Part before) {
            return new Part(operations - before.operations, spokenNs - before.spokenNs);
        }
    }

    public Rate {
        each = List.copyOf(each);
    }

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
        var partsBefore = parts(run.state());
        long endNs = fromNs;
        for (int n = 0; n < SLICES_MAX && (n < SLICES_MIN || operations(run.state()) - before < ENOUGH); n++) {
            endNs += SLICE_NS;
            until(run, endNs);
        }
        var parts = parts(run.state());
        var each = IntStream.range(0, parts.size()).mapToObj(n -> parts.get(n).minus(partsBefore.get(n))).toList();
        return new Rate(operations(run.state()) - before, each.size(), endNs - fromNs, each);
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

    private static List<Part> parts(State state) {
        return state.tasks.all().stream().map(task -> new Part(task.operations, task.spokenNs)).toList();
    }
}
