package archipelago.engine.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import nl.tudelft.simulation.dsol.eventlists.EventListPriorityQueue;
import nl.tudelft.simulation.dsol.eventlists.RedBlackTree;
import org.slf4j.LoggerFactory;
import umontreal.ssj.simevents.eventlist.Henriksen;
import umontreal.ssj.simevents.eventlist.RedblackTree;
import umontreal.ssj.simevents.eventlist.SplayTree;

/// The same hold model on this engine's queue and in the bare loops of published simulators, and beside them the whole
/// engine with as many events pending. All of them run in turns in one process, and what is printed are ratios of
/// medians.
final class PeerComparison {
    private static final int ROUNDS = 5;
    private static final long HOLDS = 300_000;
    private static final int CORES = 1024;
    private static final String QUEUE = "Archipelago, bare queue";
    private static final String ENGINE = "Archipelago, whole engine";

    private PeerComparison() {}

    public static void main(String[] arguments) {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        for (int pending : Bench.PENDING) {
            var machine = new LargeMachine(CORES, pending, System::nanoTime).started();
            for (var spread : Delays.Spread.values()) {
                compare(spread, pending, machine);
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

    private static void compare(Delays.Spread spread, int pending, LargeMachine machine) {
        var delays = new Delays(spread);
        long endNs = ReferenceLoops.wheel(pending, delays, HOLDS).run();
        var rounds = new Rounds()
                .with(QUEUE, () -> Bench.speed(ReferenceLoops::wheel, pending, delays, HOLDS, System::nanoTime))
                .with(ENGINE, () -> machine.goOn(HOLDS));
        peers().forEach((name, kind) -> {
            long peersEndNs = kind.ready(pending, delays, HOLDS).run();
            if (peersEndNs != endNs) {
                throw new IllegalStateException(name + " ends at " + peersEndNs + ", not at " + endNs);
            }
            rounds.with(name, () -> Bench.speed(kind, pending, delays, HOLDS, System::nanoTime));
        });
        rounds.run(ROUNDS);
        print("%n%s delays, %d pending: million events/s; bare queue and whole engine (%d cores) as multiples%n",
                spread.name().toLowerCase(Locale.ROOT), pending, CORES);
        print("  %-42s %7.2f%n", QUEUE, rounds.median(QUEUE) / 1e6);
        print("  %-42s %7.2f%n", ENGINE, rounds.median(ENGINE) / 1e6);
        for (var name : peers().keySet()) {
            double peer = rounds.median(name);
            print("  %-42s %7.2f   queue %6.2f   engine %6.2f%n",
                    name, peer / 1e6, rounds.median(QUEUE) / peer, rounds.median(ENGINE) / peer);
        }
    }

    private static void print(String form, Object... values) {
        System.out.printf(Locale.ROOT, form, values);
    }
}
