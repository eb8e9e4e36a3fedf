package archipelago.engine.workload;

import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.state.Kernel;
import archipelago.engine.world.World;
import java.util.List;

/// How fast the cores of a socket are clocked: the slower, the more of them are busy, whichever kernels they run.
/// A comparison in which one side has fewer busy cores would be unfair without it.
@Models(
        value = Subject.WORK,
        exactly = "the clock of a socket knows no kernels: as many busy cores are as slow in one kernel as in several",
        approximately = {
            "a core is busy if tasks are bound to it; what else cores do is left out",
            "between the numbers of cores that were measured the clock is interpolated; a step keeps the clock with"
                    + " which it began"
        },
        notAtAll = "other clocks than that of the processor that was measured; heat, power, idle states")
final class Clocks {
    /// From how many busy cores on a socket which cost counts, in rising order.
    private static final List<Bin> BINS = List.of(
            new Bin(8, Cost.WORK_8_BUSY),
            new Bin(12, Cost.WORK_12_BUSY),
            new Bin(16, Cost.WORK_16_BUSY),
            new Bin(24, Cost.WORK_24_BUSY));
    private static final long UNIT_NS = 1_000;

    private static final long UNKNOWN = 0;

    private final World world;
    /// What a microsecond of work takes on each socket, as long as its tasks stay where they are.
    private final long[] perMicrosecondNs;

    private record Bin(int cores, Cost cost) {}

    Clocks(World world) {
        this.world = world;
        perMicrosecondNs = new long[world.machine.socketCount()];
    }

    /// A core has been given a task, or has lost one.
    void placed(int core) {
        perMicrosecondNs[world.machine.socket(core)] = UNKNOWN;
    }

    /// How long a core takes for work of a task.
    ///
    /// @param workNs how long it takes if no other core is busy
    long workNs(Kernel kernel, int core, long workNs) {
        long usualNs = world.slowedNs(kernel, core, workNs);
        int socket = world.machine.socket(core);
        if (perMicrosecondNs[socket] == UNKNOWN) {
            perMicrosecondNs[socket] = perMicrosecondNs(busy(core));
        }
        return Math.ceilDiv(Math.multiplyExact(usualNs, perMicrosecondNs[socket]), UNIT_NS);
    }

    /// How many cores of a socket have tasks.
    private int busy(int core) {
        int[] onCore = world.state.tasks.onCore;
        int busy = 0;
        for (int other = 0; other < onCore.length; other++) {
            busy += onCore[other] > 0 && world.machine.sameSocket(other, core) ? 1 : 0;
        }
        return busy;
    }

    private long perMicrosecondNs(int busy) {
        var below = BINS.getFirst();
        for (var bin : BINS) {
            long ns = world.costNs(bin.cost());
            if (busy <= bin.cores()) {
                long fromNs = world.costNs(below.cost());
                int width = bin.cores() - below.cores();
                return width == 0 ? ns : fromNs + (ns - fromNs) * (busy - below.cores()) / width;
            }
            below = bin;
        }
        return world.costNs(below.cost());
    }
}
