package archipelago.app;

import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.live.StillEngine;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Scenario.Chapter;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.scenario.Scenario.Step;
import archipelago.engine.scenario.Scenario.Traffic;
import archipelago.engine.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Runs on machines of 8 to 4096 cores: as many kernels as their nodes hold, all of them up and talking, and one of
/// them panicked a moment ago.
public final class LargeRuns {
    private static final long INSTANCE_BYTES = 256 * Sizes.MIB;
    private static final long TALK_NS = 400 * Times.US;
    private static final long AFTER_PANIC_NS = 60 * Times.US;

    private LargeRuns() {}

    /// A machine on which everybody talks.
    ///
    /// @param ofInstance how many cores a kernel has; the host has as many on each node
    public static Scenario scenario(int nodes, int cores, int ofInstance) {
        int ofNode = cores / nodes;
        int instances = nodes * (ofNode / ofInstance - 1) - (nodes > 1 ? 1 : 0);
        return new Scenario(
                "large-" + cores,
                cores + " cores",
                "",
                1,
                machine(nodes, ofNode),
                traffic(instances),
                List.of(new Chapter("All start and talk", "", 20 * Times.US, steps(nodes, ofNode, ofInstance, instances))));
    }

    /// One of the usual sizes.
    public static Scenario scenario(int cores) {
        return switch (cores) {
            case 8 -> scenario(1, 8, 2);
            case 32 -> scenario(2, 32, 4);
            case 128 -> scenario(2, 128, 8);
            case 1024 -> scenario(8, 1024, 16);
            default -> scenario(16, cores, 32);
        };
    }

    /// A run that stands still a moment after the panic.
    public static Session talking(Scenario scenario) {
        var session = new Session(scenario);
        while (!session.simulation().state().story.over) {
            session.seekEvents(session.events() + 200);
        }
        session.runUntil(session.nowNs() + TALK_NS);
        session.give(new Command.Fault.Panic(name(0), -1));
        session.runUntil(session.nowNs() + AFTER_PANIC_NS);
        return session;
    }

    public static StillEngine still(int cores) {
        return new StillEngine(talking(scenario(cores)));
    }

    private static Machine machine(int nodes, int ofNode) {
        var list = new ArrayList<Machine.Node>();
        var cores = new ArrayList<Machine.Core>();
        for (int n = 0; n < nodes; n++) {
            int own = n;
            var distances = IntStream.range(0, nodes).mapToObj(other -> other == own ? 10 : 21).toList();
            list.add(new Machine.Node(n, n, n * 64 * Sizes.GIB, 64 * Sizes.GIB, distances));
            for (int c = 0; c < ofNode; c++) {
                cores.add(new Machine.Core((long) n * ofNode + c, n));
            }
        }
        return new Machine(list, cores, List.of());
    }

    private static List<Step> steps(int nodes, int ofNode, int ofInstance, int instances) {
        int perNode = ofNode / ofInstance - 1;
        var pooled = new ArrayList<Long>();
        var memory = new ArrayList<Command.MemoryRequest>();
        for (int n = 0; n < nodes; n++) {
            pooled.addAll(cpus(n * ofNode + ofInstance, (n + 1) * ofNode));
            memory.add(new Command.MemoryRequest((perNode + 1) * INSTANCE_BYTES, n));
        }
        var steps = new ArrayList<Step>();
        steps.add(give(new Command.FillPool(pooled, memory, List.of())));
        for (int i = 0; i < instances; i++) {
            int from = i / perNode * ofNode + ofInstance * (1 + i % perNode);
            steps.add(give(new Command.Create(
                    name(i), i + 1, cpus(from, from + ofInstance), INSTANCE_BYTES, i / perNode, List.of())));
            steps.add(give(new Command.Load(name(i), "vmlinux", Sizes.MIB, 0, "quiet")));
            steps.add(give(new Command.Exec(name(i))));
        }
        for (int i = 0; i < instances; i++) {
            steps.add(new Step(0, new Deed.AwaitUp(name(i))));
        }
        return steps;
    }

    private static Step give(Command command) {
        return new Step(0, new Deed.Give(command));
    }

    private static List<Long> cpus(int from, int to) {
        return IntStream.range(from, to).mapToObj(Long::valueOf).toList();
    }

    private static String name(int instance) {
        return "kernel-" + (instance + 1);
    }

    /// Each asks its neighbour and one far away, now and then.
    private static List<Traffic> traffic(int instances) {
        var traffic = new ArrayList<Traffic>();
        // Many talk while the last ones still start; what they say together is no more than a few say.
        long everyNs = Math.max(15, 2L * instances) * Times.US;
        for (int i = 0; i < instances; i++) {
            for (int step : new int[] {1, instances / 2 + 1}) {
                var to = name((i + step) % instances);
                if (!to.equals(name(i))) {
                    traffic.add(new Traffic(name(i), to, everyNs, everyNs / 2, 256, 512, 3_000));
                }
            }
        }
        return traffic;
    }
}
