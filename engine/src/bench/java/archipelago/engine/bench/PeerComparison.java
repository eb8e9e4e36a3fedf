package archipelago.engine.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.tudelft.simulation.dsol.eventlists.EventListPriorityQueue;
import nl.tudelft.simulation.dsol.eventlists.RedBlackTree;
import org.slf4j.LoggerFactory;
import umontreal.ssj.simevents.eventlist.Henriksen;
import umontreal.ssj.simevents.eventlist.RedblackTree;
import umontreal.ssj.simevents.eventlist.SplayTree;

/// The same hold model on this engine's queue and in the bare loops of published simulators; beside them the whole
/// engine with as many events pending, in a hold model of its own and under a load. All of them run in turns in one process, and what is printed are ratios of
/// medians.
final class PeerComparison {
    private static final int ROUNDS = 5;
    private static final long HOLDS = 300_000;
    private static final int CORES = 1024;
    private static final String QUEUE = "Archipelago, bare queue";
    private static final String HOLD = "Archipelago, whole engine, hold model";
    private static final String LOAD = "Archipelago, whole engine, under load";

    private PeerComparison() {}

    public static void main(String[] arguments) {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        for (int pending : Bench.PENDING) {
            var load = new LargeMachine(StressScenario.of(CORES, pending), System::nanoTime).started();
            for (var spread : Delays.Spread.values()) {
                var hold = new LargeMachine(StressScenario.hold(CORES, pending, spread), System::nanoTime).started();
                compare(spread, pending, hold, load);
            }
        }
    }

    private static Map<String, HoldLoop.Kind> peers() {
        var peers = new LinkedHashMap<String, HoldLoop.Kind>();
        peers.put("java.util.PriorityQueue", ReferenceLoops::objects);
        peers.put("packed 4-ary heap", ReferenceLoops::packed);
        peers.put("SSJ 3.3.2, splay tree (its default)", (n, d, h) -> new SsjLoop(new SplayTree(), n, d, h));
        peers.put("SSJ 3.3.2, Henriksen's list", (n, d, h) -> new SsjLoop(new Henriksen(), n, d, h));
        peers.put("SSJ 3.3.2, red-black tree", (n, d, h) -> new SsjLoop(new RedblackTree(), n, d, h));
        peers.put("DSOL 4.3.2, red-black tree (its default)", (n, d, h) -> new DsolLoop(new RedBlackTree<>(), n, d, h));
        peers.put("DSOL 4.3.2, priority queue", (n, d, h) -> new DsolLoop(new EventListPriorityQueue<>(), n, d, h));
        peers.put("MASON 18", MasonLoop::new);
        peers.put("CloudSim Plus 8.5.7", CloudSimLoop::new);
        return peers;
    }

    private static void compare(Delays.Spread spread, int pending, LargeMachine hold, LargeMachine load) {
        var delays = new Delays(spread);
        long endNs = ReferenceLoops.wheel(pending, delays, HOLDS).run();
        var rounds = new Rounds()
                .with(QUEUE, () -> Bench.speed(ReferenceLoops::wheel, pending, delays, HOLDS, System::nanoTime))
                .with(HOLD, () -> hold.goOn(HOLDS))
                .with(LOAD, () -> load.goOn(HOLDS));
        peers().forEach((name, kind) -> {
            long peersEndNs = kind.ready(pending, delays, HOLDS).run();
            if (peersEndNs != endNs) {
                throw new IllegalStateException(name + " ends at " + peersEndNs + ", not at " + endNs);
            }
            rounds.with(name, () -> Bench.speed(kind, pending, delays, HOLDS, System::nanoTime));
        });
        rounds.run(ROUNDS);
        print("%n%s delays, %d pending: million events/s; this engine (%d cores) as multiples of it%n",
                spread.name().toLowerCase(Locale.ROOT), pending, CORES);
        for (var ours : List.of(QUEUE, HOLD, LOAD)) {
            print("  %-42s %7.2f%n", ours, rounds.median(ours) / 1e6);
        }
        for (var name : peers().keySet()) {
            double peer = rounds.median(name);
            print("  %-42s %7.2f   queue %6.2f   hold %6.2f   load %6.2f%n",
                    name, peer / 1e6, rounds.median(QUEUE) / peer, rounds.median(HOLD) / peer,
                    rounds.median(LOAD) / peer);
        }
    }

    private static void print(String form, Object... values) {
        System.out.printf(Locale.ROOT, form, values);
    }
}
