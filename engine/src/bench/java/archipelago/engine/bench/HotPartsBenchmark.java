package archipelago.engine.bench;

import archipelago.engine.base.Blob;
import archipelago.engine.cost.CostModel;
import archipelago.engine.event.Event;
import archipelago.engine.event.EventDigest;
import archipelago.engine.event.TimingWheel;
import archipelago.engine.invariant.Violation;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.run.Simulation;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The parts of the engine that every event goes through, each by itself, in nanoseconds.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HotPartsBenchmark {

    /// A queue in the hold model.
    @State(Scope.Thread)
    public static class Queue {
        @Param({"1024", "16384"})
        int pending;

        final TimingWheel<Blob> wheel = new TimingWheel<>();
        final Delays delays = new Delays(Delays.Spread.EXPONENTIAL);

        @Setup
        public void fill() {
            for (int i = 0; i < pending; i++) {
                wheel.schedule(delays.nextNs(), i & TimingWheel.PRIORITIES - 1, Blob.EMPTY, i);
            }
        }
    }

    /// A machine of 1 024 cores under load.
    @State(Scope.Thread)
    public static class Machine {
        Simulation simulation;
        Simulation running;

        @Setup
        public void start() {
            var scenario = StressScenario.of(1024, 1024);
            simulation = Simulation.begin(scenario, new CostModel(scenario.machine()), fact -> {});
            while (!simulation.state().story.over) {
                simulation.step();
            }
        }

        @Setup(Level.Iteration)
        public void copy() {
            running = simulation.copy();
        }
    }

    /// A journal that grows and is begun anew before it becomes long.
    @State(Scope.Thread)
    public static class Notes {
        private static final int LONG = 1 << 16;

        Journal journal = new Journal();

        Journal next() {
            if (journal.size() == LONG) {
                journal = new Journal();
            }
            return journal;
        }
    }

    @Benchmark
    public Blob takeTheEarliestAndScheduleOne(Queue queue) {
        var event = queue.wheel.pop();
        queue.wheel.schedule(queue.wheel.poppedTimeNs() + queue.delays.nextNs(), 0, event, 0);
        return event;
    }

    @Benchmark
    public TimingWheel<Blob> copyTheQueue(Queue queue) {
        return queue.wheel.copy();
    }

    @Benchmark
    public void handleAnEvent(Machine machine) {
        machine.running.step();
    }

    @Benchmark
    public Simulation copyTheMachine(Machine machine) {
        return machine.simulation.copy();
    }

    @Benchmark
    public long digestTheState(Machine machine) {
        return machine.simulation.state().digest();
    }

    @Benchmark
    public List<Violation> checkAllPromises(Machine machine) {
        return Violation.in(machine.simulation.state(), machine.simulation.world().machine);
    }

    @Benchmark
    public long foldAnEvent(Queue queue) {
        return EventDigest.fold(queue.pending, 42, new Event.RequestDone(1, 2, 3, 4, queue.pending, 6));
    }

    @Benchmark
    public int tellAFact(Notes notes) {
        var journal = notes.next();
        int number = journal.size();
        journal.append(new Fact(number * 12L, number, new Happening.CoreBusy(number & 1023, number & 63, number * 13L)));
        return number;
    }
}
