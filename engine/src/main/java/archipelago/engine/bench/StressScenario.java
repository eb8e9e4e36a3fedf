package archipelago.engine.bench;

import archipelago.engine.base.Require;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Scenario.Chapter;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.scenario.Scenario.Step;
import archipelago.engine.scenario.Scenario.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Large machines under load that never ends. Each stream of requests always has its next request pending, so the
/// number of streams is the number of events in the queue, but for what is under way.
public final class StressScenario {
    private static final int CORES_OF_INSTANCE = 15;
    private static final int CORES_OF_NODE = 128;
    private static final int CORES_OF_HOST = 8;
    private static final int INSTANCES_OF_NODE = (CORES_OF_NODE - CORES_OF_HOST) / CORES_OF_INSTANCE;
    private static final long INSTANCE_BYTES = 256 * Sizes.MIB;
    /// Small, so that the last instance is loaded before the first one has booted and begins to talk.
    private static final long IMAGE_BYTES = Sizes.MIB;
    /// All streams together send a request this often: busy cores, and rings that are not full.
    private static final long REQUEST_EVERY_NS = 120;

    // Delays in the hold model, as a wait and what may come on top of it.
    private static final long MEDIUM_NS = 100;
    private static final long SHORT_NS = 10;
    private static final long LONG_NS = Times.MS / 2;
    /// Of so many streams of bimodal delays one has short ones: then nine events in ten are its own.
    private static final int LONG_FOR_A_SHORT = 1060;

    static {
        Require.that(
                CORES_OF_HOST + INSTANCES_OF_NODE * CORES_OF_INSTANCE == CORES_OF_NODE,
                "the instances of a node and the host fill it",
                INSTANCES_OF_NODE);
    }

    private StressScenario() {}

    /// As many instances as the nodes hold, all of them up, and requests and answers between them.
    ///
    /// @param cores a multiple of 128
    public static Scenario of(int cores, int streams) {
        int nodes = nodes(cores);
        return new Scenario(
                "stress-" + cores + "-" + streams,
                "Stress: " + cores + " cores, " + streams + " streams of requests",
                "",
                1,
                machine(nodes),
                traffic(nodes * INSTANCES_OF_NODE, streams),
                List.of(new Chapter("Everything starts and talks", "", Times.MS, steps(nodes, nodes * INSTANCES_OF_NODE))));
    }

    /// The hold model: a machine that does nothing but try to send requests to a kernel that hangs, whose ring is full.
    /// What each event comes to is a refusal, and the next one. Of exponential delays only the mean is kept; of bimodal
    /// ones how often each kind comes, so that here, too, most of what is pending waits long.
    public static Scenario hold(int cores, int streams, Delays.Spread spread) {
        int nodes = nodes(cores);
        var name = name(0);
        var traffic = new ArrayList<Traffic>();
        for (int s = 0; s < streams; s++) {
            traffic.add(switch (spread) {
                case EXPONENTIAL -> hold(name, MEDIUM_NS, Delays.MEAN_NS);
                case BIMODAL -> s % LONG_FOR_A_SHORT == 0
                        ? hold(name, SHORT_NS, Delays.SHORT_MEAN_NS)
                        : hold(name, LONG_NS, Delays.LONG_NS);
            });
        }
        var steps = new ArrayList<>(steps(1, 1));
        steps.add(give(new Command.Fault.Hang(name, Command.Fault.NO_CPU, false)));
        return new Scenario(
                "hold-" + cores + "-" + streams,
                "Hold: " + cores + " cores, " + streams + " streams of requests that nobody answers",
                "",
                1,
                machine(nodes),
                traffic,
                List.of(new Chapter("A kernel starts and hangs", "", Times.MS, steps)));
    }

    private static Traffic hold(String to, long atLeastNs, long meanNs) {
        return new Traffic("host", to, atLeastNs, 2 * (meanNs - atLeastNs), 256, 512, 3_000);
    }

    private static int nodes(int cores) {
        Require.that(cores > 0, "a machine has cores", cores);
        Require.that(cores % CORES_OF_NODE == 0, "nodes are full", cores);
        return cores / CORES_OF_NODE;
    }

    private static Machine machine(int nodes) {
        var list = new ArrayList<Machine.Node>();
        var cores = new ArrayList<Machine.Core>();
        for (int n = 0; n < nodes; n++) {
            var distances = new ArrayList<Integer>();
            for (int other = 0; other < nodes; other++) {
                distances.add(other == n ? 10 : 21);
            }
            list.add(new Machine.Node(n, n, n * 64 * Sizes.GIB, 64 * Sizes.GIB, distances));
            for (int c = 0; c < CORES_OF_NODE; c++) {
                cores.add(new Machine.Core(core(n, c), n));
            }
        }
        return new Machine(list, cores, List.of());
    }

    private static long core(int node, int index) {
        return (long) node * CORES_OF_NODE + index;
    }

    private static List<Step> steps(int nodes, int instances) {
        var steps = new ArrayList<Step>();
        var pooled = new ArrayList<Long>();
        var memory = new ArrayList<Command.MemoryRequest>();
        for (int n = 0; n < nodes; n++) {
            cpus(n, CORES_OF_HOST, CORES_OF_NODE).forEach(pooled::add);
            memory.add(new Command.MemoryRequest((INSTANCES_OF_NODE + 1) * INSTANCE_BYTES, n));
        }
        steps.add(give(new Command.FillPool(pooled, memory, List.of())));
        for (int i = 0; i < instances; i++) {
            int node = i / INSTANCES_OF_NODE;
            int from = CORES_OF_HOST + i % INSTANCES_OF_NODE * CORES_OF_INSTANCE;
            var name = name(i);
            steps.add(give(new Command.Create(
                    name, i + 1, cpus(node, from, from + CORES_OF_INSTANCE), INSTANCE_BYTES, node, List.of())));
            steps.add(give(new Command.Load(name, "vmlinux", IMAGE_BYTES, 0, "quiet")));
            steps.add(give(new Command.Exec(name)));
        }
        for (int i = 0; i < instances; i++) {
            steps.add(new Step(0, new Deed.AwaitUp(name(i))));
        }
        return steps;
    }

    private static Step give(Command command) {
        return new Step(0, new Deed.Give(command));
    }

    private static List<Long> cpus(int node, int from, int to) {
        return LongStream.range(core(node, from), core(node, to)).boxed().toList();
    }

    private static String name(int instance) {
        return "instance-" + (instance + 1);
    }

    /// Each instance asks neighbours near and far in turn, so that requests go inside sockets and between them.
    private static List<Traffic> traffic(int instances, int streams) {
        long everyNs = REQUEST_EVERY_NS * streams;
        var traffic = new ArrayList<Traffic>();
        var names = IntStream.range(0, instances).mapToObj(StressScenario::name).toList();
        for (int s = 0; s < streams; s++) {
            int from = s % instances;
            int step = 1 + s / instances % (instances - 1);
            traffic.add(new Traffic(
                    names.get(from), names.get((from + step) % instances), everyNs - everyNs / 4, everyNs / 2, 256, 512, 3_000));
        }
        return traffic;
    }
}
