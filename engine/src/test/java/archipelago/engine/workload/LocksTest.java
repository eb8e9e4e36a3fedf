package archipelago.engine.workload;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.base.Times;
import archipelago.engine.cost.CostModel;
import archipelago.engine.invariant.Violation;
import archipelago.engine.run.Simulation;
import archipelago.engine.scenario.Workload;
import archipelago.engine.scenario.Workload.Group;
import archipelago.engine.scenario.Workload.Locked;
import archipelago.engine.scenario.Workload.Private;
import archipelago.engine.scenario.Workload.Program;
import archipelago.engine.scenario.Workload.Waiters;
import archipelago.engine.state.State;
import archipelago.engine.state.Task;
import java.util.ArrayDeque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// What is true of any lock, whatever tasks do with it.
class LocksTest {
    private static final int EVENTS = 600;

    private static Simulation begin(int tasks, int privateNs, int holdNs, int lines, boolean polling, long seed) {
        var step = new Locked("directory", holdNs, lines, polling ? Waiters.POLLING : Waiters.QUEUED);
        var program = new Program("unlink", List.of(new Private(privateNs), step));
        var cpus = Labs.twoSockets().cores().stream().map(core -> core.physicalId()).limit(tasks).toList();
        var work = new Workload(List.of(program), List.of(new Group("unlink", "host", tasks, cpus)));
        var scenario = Labs.idle().withSeed(seed).with(work);
        return Simulation.begin(scenario, new CostModel(scenario.machine()), _ -> {});
    }

    private static List<Task.Stage> stages(State state) {
        return state.tasks.all().stream().map(task -> task.stage).toList();
    }

    /// A line is kept beside the machine: who comes to wait is put at its end, and who gets the lock after waiting
    /// must stand at its front.
    @Property(tries = 60)
    void oneTaskHasTheLockAndWhoWaitsIsServedInOrder(
            @ForAll @IntRange(min = 1, max = 32) int tasks,
            @ForAll @IntRange(min = 10, max = 5_000) int privateNs,
            @ForAll @IntRange(max = 5_000) int holdNs,
            @ForAll @IntRange(max = 3) int lines,
            @ForAll boolean polling,
            @ForAll long seed) {
        var run = begin(tasks, privateNs, holdNs, lines, polling, seed);
        var line = new ArrayDeque<Integer>();
        var before = stages(run.state());
        for (int n = 0; n < EVENTS; n++) {
            run.step();
            var now = stages(run.state());
            for (int task = 0; task < tasks; task++) {
                boolean waited = before.get(task) == Task.Stage.WAITING;
                boolean waits = now.get(task) == Task.Stage.WAITING;
                if (waited && !waits) {
                    assertThat(now.get(task)).isEqualTo(Task.Stage.HOLDING);
                    assertThat(line.removeFirst()).as("the first in the line").isEqualTo(task);
                }
            }
            for (int task = 0; task < tasks; task++) {
                if (before.get(task) != Task.Stage.WAITING && now.get(task) == Task.Stage.WAITING) {
                    line.addLast(task);
                }
            }
            assertThat(now.stream().filter(Task.Stage.HOLDING::equals).count()).isLessThanOrEqualTo(1);
            assertThat(Violation.in(run.state(), run.world().machine)).isEmpty();
            before = now;
        }
    }

    /// Every operation took the lock once, and every nanosecond of every task is booked once.
    @Property(tries = 60)
    void noOperationAndNoNanosecondIsLostOrCountedTwice(
            @ForAll @IntRange(min = 1, max = 32) int tasks,
            @ForAll @IntRange(min = 10, max = 5_000) int privateNs,
            @ForAll @IntRange(max = 5_000) int holdNs,
            @ForAll @IntRange(max = 3) int lines,
            @ForAll boolean polling,
            @ForAll long seed) {
        var run = begin(tasks, privateNs, holdNs, lines, polling, seed);
        for (int n = 0; n < EVENTS; n++) {
            run.step();
        }
        var all = run.state().tasks.all();
        assertThat(all).allMatch(task -> task.bookedNs() == task.stageSinceNs);
        long operations = all.stream().mapToLong(task -> task.operations).sum();
        long holding = all.stream().filter(task -> task.stage == Task.Stage.HOLDING).count();
        long taken = run.state().tasks.objects().stream().mapToLong(lock -> lock.acquisitions).sum();
        assertThat(taken).isEqualTo(operations + holding);
        assertThat(run.state().tasks.objects()).allMatch(lock -> lock.contended <= lock.acquisitions);
        assertThat(run.state().tasks.objects()).allMatch(lock -> lock.crossings <= lock.acquisitions);
    }

    @Property(tries = 40)
    void aCopyGoesOnAsItsOriginalDoes(
            @ForAll @IntRange(min = 1, max = 32) int tasks,
            @ForAll @IntRange(max = 300) int events,
            @ForAll boolean polling,
            @ForAll long seed) {
        var run = begin(tasks, 300, 1_000, 1, polling, seed);
        for (int n = 0; n < events; n++) {
            run.step();
        }
        var copy = run.copy();
        for (int n = 0; n < 300; n++) {
            run.step();
        }
        for (int n = 0; n < 300; n++) {
            copy.step();
        }
        assertThat(copy.fingerprint()).isEqualTo(run.fingerprint());
    }

    /// Whatever the tasks of one kernel do, those of another do what they would do alone.
    @Property(tries = 8)
    void theLocksOfOneKernelAreNothingToAnother(
            @ForAll @IntRange(min = 1, max = 8) int tasks, @ForAll @IntRange(min = 20, max = 100) int holdUs) {
        var own = program("own", 20);
        var other = program("other", holdUs);
        var group = new Group("own", "database", 2, List.of(64L, 66L));
        var cpus = List.of(16L, 18L, 20L, 22L);
        var alone = new Workload(List.of(own), List.of(group));
        var beside = new Workload(List.of(own, other), List.of(group, new Group("other", "web-server", tasks, cpus)));
        assertThat(operations(beside)).isEqualTo(operations(alone)).isPositive();
    }

    private static Program program(String name, int holdUs) {
        return new Program(name, List.of(
                new Private(5_000), new Locked("directory", holdUs * Times.US, 1, Waiters.POLLING)));
    }

    /// What the tasks of the first group have done when both kernels have been up for a while.
    private static long operations(Workload work) {
        var scenario = Labs.story(List.of(), Labs.bothUp()).with(work);
        var run = Simulation.begin(scenario, new CostModel(scenario.machine()), _ -> {});
        while (!run.settled()) {
            run.step();
        }
        long untilNs = run.state().nowNs + 10 * Times.MS;
        while (run.nextNs() <= untilNs) {
            run.step();
        }
        return run.state().tasks.get(0).operations + run.state().tasks.get(1).operations;
    }
}
