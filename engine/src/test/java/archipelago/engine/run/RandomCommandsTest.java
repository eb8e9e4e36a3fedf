package archipelago.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.cost.CostModel;
import archipelago.engine.invariant.Violation;
import archipelago.engine.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Anybody may do anything at any time: all promises hold after every event, and whatever was asked
/// is answered in the end. A failure names the seed and everything that was done until then.
class RandomCommandsTest {
    private static final Scenario STORY = Labs.firstLight();
    private static final int COMMANDS = 60;
    private static final int EVENTS_BETWEEN = 400;
    /// Longer than all time-outs of the commands one after another.
    private static final long PATIENCE_NS = 2 * COMMANDS * 30 * Times.S;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("archipelago.seeds", 40));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allPromisesHoldWhateverAnybodyDoes(long seed) {
        var random = new Random(seed);
        var machine = Simulation.begin(STORY, new CostModel(STORY.machine()), fact -> {});
        disturb(machine, seed, () -> {
            for (int n = 0; n < 4 * EVENTS_BETWEEN && machine.nextNs() != Long.MAX_VALUE; n++) {
                step(machine);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutTrafficEverybodyIsAnsweredInTheEnd(long seed) {
        var quietly = Labs.story(List.of(), Labs.bothUp());
        var machine = Simulation.begin(quietly, new CostModel(quietly.machine()), fact -> {});
        disturb(machine, seed, () -> {
            runUntil(machine, machine.state().nowNs + PATIENCE_NS);
            assertThat(machine.state().operations()).isEmpty();
            assertThat(machine.quiet()).isTrue();
        });
    }

    /// Gives random commands at random times, and then leaves the machine alone.
    private static void disturb(Simulation machine, long seed, Runnable afterwards) {
        var random = new Random(seed);
        var done = new ArrayList<String>();
        try {
            runUntil(machine, random.nextLong(5_700 * Times.MS));
            for (int i = 0; i < COMMANDS; i++) {
                var command = command(random);
                done.add(machine.state().nowNs + " ns: " + command);
                machine.give(command, false);
                check(machine);
                wait(machine, random);
            }
            afterwards.run();
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("seed " + seed + " after " + String.join("\n", done), failure);
        }
    }

    /// Sometimes not at all, sometimes for a few events, sometimes for long.
    private static void wait(Simulation machine, Random random) {
        long ns = switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> random.nextLong(3 * Times.US);
            case 2 -> random.nextLong(300 * Times.US);
            case 3 -> random.nextLong(30 * Times.MS);
            case 4 -> random.nextLong(300 * Times.MS);
            default -> random.nextLong(15 * Times.S);
        };
        runUntil(machine, machine.state().nowNs + ns);
    }

    private static void runUntil(Simulation machine, long ns) {
        for (int n = 0; n < EVENTS_BETWEEN && machine.nextNs() <= ns; n++) {
            step(machine);
        }
        machine.waitUntil(ns);
    }

    private static void step(Simulation machine) {
        machine.step();
        check(machine);
    }

    private static void check(Simulation machine) {
        var violations = Violation.in(machine.state(), machine.world().machine);
        if (!violations.isEmpty()) {
            throw new IllegalStateException(violations.getFirst().sentence());
        }
    }

    private static final List<Long> CPUS = List.of(0L, 4L, 16L, 18L, 20L, 24L, 26L, 64L, 66L, 72L, 74L, 99L);

    static Command command(Random random) {
        var instance = random.nextBoolean() ? "web-server" : "database";
        long cpu = CPUS.get(random.nextInt(CPUS.size()));
        return switch (random.nextInt(20)) {
            case 0, 1 -> new Command.Panic(instance, random.nextBoolean() ? -1 : cpu);
            case 2, 3 -> new Command.Halt(instance);
            case 4 -> new Command.ForceHalt(instance);
            case 5, 6, 7 -> new Command.Exec(instance);
            case 8, 9 -> Labs.load(instance);
            case 10 -> new Command.Unload(instance);
            case 11 -> new Command.Delete(instance);
            case 12 -> new Command.CpuToPool(cpu);
            case 13 -> new Command.CpuToHost(cpu);
            case 14, 15 -> new Command.AddCpu(instance, cpu);
            case 16, 17 -> new Command.RemoveCpu(instance, cpu);
            case 18 -> create(instance, random, cpu);
            default -> switch (random.nextInt(12)) {
                case 0 -> new Command.Panic("host", -1);
                case 1, 2, 3, 4 -> new Command.EmptyPool();
                default -> Labs.fill();
            };
        };
    }

    private static Command create(String instance, Random random, long cpu) {
        return switch (random.nextInt(3)) {
            case 0 -> Labs.web();
            case 1 -> Labs.database();
            default -> {
                var cpus = List.of(cpu, 16L, cpu);
                long bytes = random.nextInt(9) * Sizes.GIB;
                yield new Command.Create(instance, random.nextInt(3), cpus, bytes, -1, List.of("nic0"));
            }
        };
    }
}
