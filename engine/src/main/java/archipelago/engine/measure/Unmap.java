package archipelago.engine.measure;

import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Workload;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// One core takes a page out of an address space that is in use on others as well: how long until all have forgotten it.
///
/// @param cores how many use it, from the first one on
/// @param on the kind of system
/// @param protocol how a system of messages tells the others
/// @param messagesOnly only how long telling takes, without what the system does besides
public record Unmap(Platform platform, int cores, On on, Protocol protocol, boolean messagesOnly) {
    private static final long SEED = 1;
    private static final int DIGITS = 2;
    private static final String UNMAPS = "unmaps";
    private static final String OTHERS = "others";
    private static final long WORK_NS = 1_000;
    /// Fewer have nobody to tell.
    public static final int CORES_MIN = 2;

    /// The kind of system, and how long it takes besides telling the others, with two cores and for each one more. Both are
    /// fitted to two points of each curve of The Multikernel, SOSP 2009, figure 7.
    public enum On {
        /// Interrupts.
        LINUX(1_200, 0),
        /// Interrupts as well, and more to be done for each core.
        WINDOWS(1_400, 260),
        /// A monitor on each core, and messages between these.
        BARRELFISH(4_500, 40);

        private final long workNs;
        private final long eachNs;

        On(long workNs, long eachNs) {
            this.workNs = workNs;
            this.eachNs = eachNs;
        }
    }

    /// Who tells whom.
    public enum Protocol {
        /// One line that all look at.
        BROADCAST(Workload.Shape.BROADCAST),
        /// Each by itself.
        UNICAST(Workload.Shape.SEQUENTIAL),
        /// One on each socket, who tells those beside it.
        MULTICAST(Workload.Shape.CLUSTER),
        /// As soon as possible by whoever knows.
        NUMA(Workload.Shape.ADAPTIVE);

        private final Workload.Shape shape;

        Protocol(Workload.Shape shape) {
            this.shape = shape;
        }
    }

    /// The experiment as a scenario.
    public Scenario scenario() {
        var machine = platform.machine();
        var cpus = IntStream.range(0, cores).mapToObj(machine::physicalId).toList();
        var tree = List.<Workload.Step>of(
                new Workload.Spread(protocol.shape, false), new Workload.Gathered(protocol.shape));
        var first = new ArrayList<Workload.Step>();
        if (!messagesOnly) {
            first.add(new Workload.Private(on.workNs + (long) (cores - CORES_MIN) * on.eachNs));
        }
        first.addAll(on == On.BARRELFISH ? tree : List.of(
                new Workload.Flushed(Workload.Flush.IPI, Workload.Scope.KERNEL)));
        var others = on == On.BARRELFISH ? tree : List.<Workload.Step>of(new Workload.Private(WORK_NS));
        var groups = new ArrayList<Workload.Group>();
        groups.add(new Workload.Group(UNMAPS, Deal.HOST, 1, cpus.subList(0, 1), true));
        if (cores > 1) {
            groups.add(new Workload.Group(OTHERS, Deal.HOST, cores - 1, cpus.subList(1, cores), true));
        }
        return new Scenario("unmap", "Unmap", "", SEED, machine, List.of(), List.of()).with(new Workload(
                List.of(new Workload.Program(UNMAPS, first), new Workload.Program(OTHERS, others)), groups));
    }

    /// How long it takes once, in nanoseconds.
    public BigDecimal takesNs() {
        var rate = Rate.of(scenario(), platform.costs());
        return BigDecimal.valueOf(rate.windowNs()).divide(
                BigDecimal.valueOf(Math.max(1, rate.each().getFirst().operations())), DIGITS, RoundingMode.HALF_UP);
    }
}
