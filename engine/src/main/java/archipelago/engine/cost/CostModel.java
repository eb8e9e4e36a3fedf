package archipelago.engine.cost;

import archipelago.engine.base.Models;
import archipelago.engine.base.Require;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import archipelago.engine.machine.Machine;

/// How long things take on one machine. Immutable.
@Models(
        value = Subject.TIME,
        approximately = "all durations: see the list, with what each is taken from; those of the doorbells are"
                    + " the weakest")
public final class CostModel {
    private final Machine machine;
    private final long[] ns = new long[Cost.values().length];

    /// The default of every cost.
    public CostModel(Machine machine) {
        this.machine = machine;
        for (var cost : Cost.values()) {
            ns[cost.ordinal()] = cost.defaultNs();
        }
    }

    /// A model that differs from this one in one entry.
    public CostModel with(Cost cost, long valueNs) {
        Require.that(valueNs >= 0, "a cost is not negative", valueNs);
        var other = new CostModel(machine);
        System.arraycopy(ns, 0, other.ns, 0, ns.length);
        other.ns[cost.ordinal()] = valueNs;
        return other;
    }

    /// What an entry costs, in nanoseconds per its unit.
    public long ns(Cost cost) {
        return ns[cost.ordinal()];
    }

    /// How long a sender is busy with filling a slot of a ring that the target core will read.
    public long sendNs(int from, int to) {
        return ns(machine.sameSocket(from, to) ? Cost.SEND_SAME_SOCKET : Cost.SEND_CROSS_SOCKET);
    }

    /// How long a receiver is busy with one message from a core.
    public long receiveNs(int from, int to) {
        return ns(machine.sameSocket(from, to) ? Cost.RECEIVE_SAME_SOCKET : Cost.RECEIVE_CROSS_SOCKET);
    }

    /// How long a core waits for a cache line that another core, or itself, has written last.
    ///
    /// @param from the core that has the line; -1 if none has
    public long lineNs(int from, int to) {
        if (from < 0 || from == to) {
            return 0;
        }
        return ns(machine.sameSocket(from, to) ? Cost.LINE_SAME_SOCKET : Cost.LINE_CROSS_SOCKET);
    }

    /// From the write to the interrupt command register until the target's core sees the interrupt.
    public long doorbellNs(int from, int to) {
        long flightNs = ns(Cost.IPI_SEND) + ns(Cost.IPI_FLIGHT);
        return machine.sameSocket(from, to) ? flightNs : flightNs + ns(Cost.IPI_FLIGHT_HOP);
    }

    /// How long the host takes to copy an image into an instance's memory.
    public long copyNs(long bytes) {
        return proportional(ns(Cost.COPY_MIB), bytes, Sizes.MIB);
    }

    /// How long the host takes to free one contiguous piece of memory for the pool.
    public long poolGrowNs(long bytes) {
        return proportional(ns(Cost.POOL_GROW_GIB), bytes, Sizes.GIB);
    }

    /// How long the host takes to get a chunk of the pool back.
    public long poolShrinkNs(long bytes) {
        return proportional(ns(Cost.POOL_SHRINK_GIB), bytes, Sizes.GIB);
    }

    /// Rounded up to a whole nanosecond; exact for up to 8 PiB at these rates.
    private static long proportional(long perUnitNs, long bytes, long unitBytes) {
        long whole = Math.multiplyExact(bytes / unitBytes, perUnitNs);
        long rest = Math.ceilDiv(Math.multiplyExact(bytes % unitBytes, perUnitNs), unitBytes);
        return Math.addExact(whole, rest);
    }
}
