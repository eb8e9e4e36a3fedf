package archipelago.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.command.Command.Fault.Disturbance;
import archipelago.engine.command.Command.Fault.Spot;
import archipelago.engine.cost.CostModel;
import archipelago.engine.invariant.Violation;
import archipelago.engine.journal.Happening;
import archipelago.engine.lifecycle.ImageOperations;
import archipelago.engine.scenario.Generation;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.state.Task;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
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
        var machine = begin(STORY);
        disturb(machine, seed, () -> {
            for (int n = 0; n < 4 * EVENTS_BETWEEN && machine.nextNs() != Long.MAX_VALUE; n++) {
                step(machine);
            }
        });
    }

    /// Whoever has been armed takes over in the middle of all that, or does not.
    @ParameterizedTest
    @MethodSource("seeds")
    void allPromisesHoldAfterMk2WhenAHostDiesThatIsWatched(long seed) {
        var machine = begin(STORY.on(HostKernel.USUAL.of(Generation.LATER)));
        disturb(machine, seed, () -> {
            for (var kernel : KERNELS) {
                machine.give(new Command.Arm(kernel), false);
                check(machine);
            }
            machine.give(new Fault.Panic("host", -1), false);
            for (int n = 0; n < 4 * EVENTS_BETWEEN && machine.nextNs() != Long.MAX_VALUE; n++) {
                step(machine);
            }
        });
    }

    /// Tasks work in all kernels meanwhile, as slowly as everything else goes; the host's are on cores that it gives
    /// away.
    @ParameterizedTest
    @MethodSource("seeds")
    void allPromisesHoldForTasksWhoseKernelsAndCoresComeAndGo(long seed) {
        var operation = List.<Workload.Step>of(
                new Workload.Private(3 * Times.MS),
                new Workload.Locked("directory", 2 * Times.MS, 1, Workload.Waiters.POLLING),
                new Workload.Locked("inode", Times.MS, 0, Workload.Waiters.QUEUED));
        var groups = KERNELS.stream().map(kernel -> new Workload.Group("unlink", kernel, 5, List.of())).toList();
        var work = new Workload(List.of(new Workload.Program("unlink", operation)), groups);
        var machine = begin(Labs.story(List.of(), Labs.bothUp()).with(work));
        disturb(machine, seed, () -> {
            for (int n = 0; n < 4 * EVENTS_BETWEEN && machine.nextNs() != Long.MAX_VALUE; n++) {
                step(machine);
            }
        });
        var tasks = machine.state().tasks;
        assertThat(tasks.all()).allMatch(task -> task.stage == Task.Stage.AWAY || task.core >= 0);
        assertThat(tasks.objects().stream().mapToLong(lock -> lock.acquisitions).sum())
                .as("taken once for each step that was begun")
                .isGreaterThanOrEqualTo(2 * tasks.all().stream().mapToLong(task -> task.operations).sum());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutTrafficEverybodyIsAnsweredInTheEnd(long seed) {
        var quietly = Labs.story(List.of(), Labs.bothUp());
        var machine = begin(quietly);
        disturb(machine, seed, () -> {
            runUntil(machine, machine.state().nowNs + PATIENCE_NS);
            // A core of the host that hangs lets whoever takes another one offline wait for good.
            if (noCoreOfTheHostHangs(machine.state())) {
                assertThat(machine.state().operations()).isEmpty();
            }
            assertThat(machine.quiet()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCopyGoesOnAsItsOriginalDoes(long seed) {
        var random = new Random(seed);
        var machine = begin(STORY);
        runUntil(machine, random.nextLong(5_700 * Times.MS));
        for (int i = 0; i < COMMANDS / 2; i++) {
            machine.give(command(random), false);
            wait(machine, random);
        }
        var copy = machine.copy();
        long later = random.nextLong();
        for (var one : List.of(machine, copy)) {
            var same = new Random(later);
            for (int i = 0; i < COMMANDS / 2; i++) {
                one.give(command(same), false);
                wait(one, same);
            }
        }
        assertThat(copy.fingerprint()).as("seed " + seed).isEqualTo(machine.fingerprint());
    }

    private static boolean noCoreOfTheHostHangs(State state) {
        var cores = state.cores;
        return IntStream.range(0, cores.count())
                .noneMatch(core -> cores.siteKernel[core] == State.HOST && cores.hang(core) != Hang.NONE);
    }

    /// Instances lend what they were lent, and whatever else anybody does.
    @ParameterizedTest
    @MethodSource("seeds")
    void allPromisesHoldWhenInstancesAreHostsThemselves(long seed) {
        var machine = nestedUp(seed % 2 == 0 ? List.of() : Labs.chatter());
        disturb(machine, seed, RandomCommandsTest::nested, () -> {
            runUntil(machine, machine.state().nowNs + PATIENCE_NS);
            if (machine.world().scenario.traffic().isEmpty() && nobodyHangs(machine.state())) {
                assertThat(machine.state().operations()).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCopyOfNestedHostsGoesOnAsItsOriginalDoes(long seed) {
        var random = new Random(seed);
        var machine = nestedUp(List.of());
        for (int i = 0; i < COMMANDS / 2; i++) {
            machine.give(nested(random), false);
            wait(machine, random);
        }
        var copy = machine.copy();
        long later = random.nextLong();
        for (var one : List.of(machine, copy)) {
            var same = new Random(later);
            for (int i = 0; i < COMMANDS / 2; i++) {
                one.give(nested(same), false);
                wait(one, same);
            }
        }
        assertThat(copy.fingerprint()).as("seed " + seed).isEqualTo(machine.fingerprint());
    }

    /// The web server runs an instance of its own.
    private static Simulation nestedUp(List<Scenario.Traffic> traffic) {
        var machine = begin(Labs.story(traffic, Labs.nestedUp()).on(HostKernel.USUAL.withVsock()));
        while (!machine.state().story.over) {
            step(machine);
        }
        return machine;
    }

    private static boolean nobodyHangs(State state) {
        var cores = state.cores;
        return IntStream.range(0, cores.count()).noneMatch(core -> cores.hang(core) != Hang.NONE);
    }

    /// What a random command of an instance that is a host asks for; now and then anything else.
    static Command nested(Random random) {
        var host = one(random, List.of("web-server", "web-server", "web-server", "database", "web-server/a"));
        var instance = one(random, List.of("a", "a", "b", "web-server"));
        long cpu = one(random, random.nextInt(4) == 0 ? CPUS : List.of(16L, 18L, 20L, 22L, 64L, 66L, 68L));
        long bytes = (1 + random.nextInt(4)) * 128 * Sizes.MIB;
        return switch (random.nextInt(23)) {
            case 0, 1, 2 -> command(random);
            case 19, 20, 21 -> channel(random, host);
            case 3, 4, 5 -> in(host, new Command.FillPool(
                    List.of(cpu, one(random, List.of(18L, 20L, 22L, 66L))),
                    List.of(new Command.MemoryRequest(2 * bytes, -1)),
                    List.of("nic0")));
            case 6 -> in(host, new Command.EmptyPool());
            case 7, 8 -> in(host, new Command.Create(
                    instance, random.nextInt(3), List.of(cpu), bytes, -1, List.of()));
            case 9, 10 -> in(host, Labs.load(instance));
            case 11, 12 -> in(host, new Command.Exec(instance));
            case 13 -> in(host, random.nextBoolean() ? new Command.Halt(instance) : new Command.ForceHalt(instance));
            case 14 -> in(host, random.nextBoolean() ? new Command.Unload(instance) : new Command.Delete(instance));
            case 15 -> in(host, random.nextBoolean()
                    ? new Command.AddCpu(instance, cpu)
                    : new Command.RemoveCpu(instance, cpu));
            case 16 -> in(host, random.nextBoolean()
                    ? new Command.AddMemory(instance, bytes, -1)
                    : new Command.AddDevice(instance, "nic0"));
            case 17 -> in(host, random.nextBoolean() ? new Command.CpuToPool(cpu) : new Command.CpuToHost(cpu));
            case 18 -> in(host, random.nextBoolean() ? new Command.GrowPool(bytes, -1) : new Command.RollBack(2));
            default -> switch (random.nextInt(4)) {
                case 0 -> new Command.ForceHalt("web-server");
                case 1 -> new Command.Unload("web-server");
                case 2 -> new Command.Delete("web-server");
                default -> fault(random, "web-server/a", random.nextBoolean() ? -1 : cpu, cpu);
            };
        };
    }

    /// What programs on a host and in its instances do with what goes between them.
    private static Command channel(Random random, String host) {
        int link = 1 + random.nextInt(3);
        var below = host + "/a";
        return switch (random.nextInt(13)) {
            case 0 -> in(host, new Command.Console.Open());
            case 1 -> in(host, new Command.Console.Write(link, Blob.text(one(random, List.of("2\n", "1\n", "ls\n")))));
            case 2 -> in(host, new Command.Console.Read(link));
            case 3 -> in(host, new Command.Console.Close(link));
            case 4 -> new Command.Console.Print(one(random, List.of(host, below)), Blob.of(new byte[9_000]));
            case 5 -> in(host, new Command.Dax.Build("rootfs", 64 * Sizes.MIB, Sizes.MIB));
            case 6 -> in(host, new Command.Dax.Free("rootfs"));
            case 7 -> new Command.Dax.Mount(one(random, List.of(host, below)), "rootfs");
            case 8 -> new Command.Dax.Write(one(random, List.of(host, below)), "rootfs", "/a", Sizes.KIB);
            case 9 -> new Command.Dax.Lookup(one(random, List.of(host, below)), "rootfs", "/a");
            case 10 -> new Command.Vsock.Listen(one(random, List.of(host, below)), 80);
            case 11 -> new Command.Vsock.Connect(one(random, List.of(host, below)), random.nextInt(4), 80);
            default -> new Command.Vsock.Send(one(random, List.of(host, below)), link, 9_000);
        };
    }

    private static Command in(String host, Command order) {
        return new Command.In(host, order);
    }

    /// Gives random commands at random times, and then leaves the machine alone.
    private static void disturb(Simulation machine, long seed, Runnable afterwards) {
        disturb(machine, seed, RandomCommandsTest::command, afterwards);
    }

    private static void disturb(
            Simulation machine, long seed, Function<Random, Command> commands, Runnable afterwards) {
        var random = new Random(seed);
        var done = new ArrayList<String>();
        try {
            runUntil(machine, random.nextLong(5_700 * Times.MS));
            for (int i = 0; i < COMMANDS; i++) {
                var command = commands.apply(random);
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

    /// Listens to where cores go: from the dead nobody comes back, but for the fence of a standby kernel.
    private static Simulation begin(Scenario scenario) {
        var dead = new BitSet();
        var fencing = new AtomicBoolean();
        return Simulation.begin(scenario, new CostModel(scenario.machine()), fact -> {
            if (fact.what() instanceof Happening.CoreWent(int core, var site, int _)) {
                if (dead.get(core) && !(fencing.get() && site == Site.PARKED_POOL)) {
                    throw new IllegalStateException("core " + core + " was dead and went on: " + site);
                }
                dead.set(core, site == Site.DEAD);
            }
            if (fact.what() instanceof Happening.Logged(int _, var line) && line.startsWith("kmorphd: state")) {
                fencing.set(line.endsWith("FENCING"));
            }
        });
    }

    private static final List<Long> CPUS = List.of(0L, 4L, 16L, 18L, 20L, 24L, 26L, 64L, 66L, 72L, 74L, 99L);

    static Command command(Random random) {
        var instance = random.nextBoolean() ? "web-server" : "database";
        long cpu = CPUS.get(random.nextInt(CPUS.size()));
        return switch (random.nextInt(24)) {
            case 0, 1 -> new Command.Fault.Panic(instance, random.nextBoolean() ? -1 : cpu);
            case 20, 21, 22, 23 -> fault(random, instance, random.nextBoolean() ? -1 : cpu, cpu);
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
                case 0 -> new Command.Fault.Panic("host", -1);
                case 1, 2, 3, 4 -> new Command.EmptyPool();
                default -> Labs.fill();
            };
        };
    }

    private static final List<String> KERNELS = List.of("web-server", "database", "host");
    private static final List<String> KINDS = List.of(
            "", "CPU_ADD", "CPU_REMOVE", "ACK", "SHUTDOWN", "SHUTDOWN_ACK", "HALTED", "USER request", "USER reply");

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// What ends the whole machine, or the host, comes rarely: there is nothing to see after it.
    private static Command fault(Random random, String instance, long maybeCpu, long cpu) {
        var kernel = random.nextInt(6) == 0 ? "host" : instance;
        var other = one(random, KERNELS);
        var effect = one(random, List.of(Disturbance.values()));
        long delayNs = random.nextLong(20 * Times.S);
        return switch (random.nextInt(27)) {
            case 0 -> new Fault.Hang(instance, maybeCpu, random.nextBoolean());
            case 1 -> new Fault.Hang(kernel, cpu, random.nextBoolean());
            case 2 -> new Fault.StopCpu(cpu);
            case 3 -> new Fault.Slow(kernel, 100 + random.nextInt(2_000));
            case 4, 5 -> new Fault.NextMessage(effect, kernel, other, one(random, KINDS), delayNs);
            case 6 -> new Fault.Flight(effect, 1 + random.nextInt(200), delayNs);
            case 7 -> new Fault.LoseDoorbell(kernel);
            case 8 -> new Fault.WedgeRing(other, kernel);
            case 9 -> new Fault.SpoofDoorbell(other, kernel);
            case 10, 11 -> new Fault.SpoofMessage(
                    instance, other, kernel, one(random, KINDS), random.nextInt(80), one(random, KINDS));
            case 12 -> new Fault.StrayWrite(other, one(random, List.of(Spot.RING, Spot.PARK, Spot.DATA)), instance);
            case 13 -> random.nextBoolean() ? new Fault.DeviceGone("nic0") : new Fault.HostDriver("nic0", true);
            case 14 -> new Fault.Fragment(random.nextInt(3), random.nextInt(9) * Sizes.GIB);
            case 15 -> new Fault.ForeignNmi(kernel, maybeCpu);
            case 16 -> new Fault.ForeignStop(kernel);
            case 17 -> new Fault.ArmMarker(instance);
            case 18 -> new Fault.SpoilManifest(instance, random.nextBoolean());
            case 19 -> new Fault.PowerOff(kernel, random.nextBoolean());
            case 22 -> new Fault.RawMessage(kernel, other, random.nextInt(3) * 2_049);
            case 23 -> new Fault.Hog(kernel, 100 + random.nextInt(200));
            case 24 -> new Fault.CutLink(kernel, other);
            case 25 -> new Fault.MendLink(kernel, other);
            case 26 -> random.nextInt(3) == 0
                    ? new Fault.Calm()
                    : new Fault.Chaos(1 + random.nextInt(200_000_000), Times.S, List.of(), List.of());
            case 20 -> new Command.Call.KexecFileLoad(
                    "", 0, Command.ImageForm.ELF, 0, "", ImageOperations.unloadFlags(1 + random.nextInt(2)));
            default -> switch (random.nextInt(12)) {
                case 0 -> new Fault.TripleFault(kernel, maybeCpu);
                case 1 -> new Fault.MachineCheck(cpu);
                case 2 -> new Fault.Hang("host", -1, random.nextBoolean());
                case 3 -> new Fault.StrayWrite(other, Spot.CODE, kernel);
                case 4 -> new Fault.StrayWrite(other, Spot.DATA, "host");
                default -> new Fault.StrayWrite(other, Spot.PARK, kernel);
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
