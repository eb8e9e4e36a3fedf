package archipelago.engine.kernfs;

import archipelago.engine.base.Sizes;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.MemoryRange;
import java.util.List;
import java.util.stream.LongStream;

/// Where in memory rings and manifests lie, which the host allocates anywhere among its own pages. The model
/// needs addresses only because programs read them, so they follow from the instance's id. They lie near
/// the bottom of the machine's memory, which the pool takes last, since it grows from the top down: so they
/// do not move.
public final class HostMemory {
    /// A ring of 64 entries of 4120 bytes, with its indices and the force-halt marker.
    static final int RING_PAGES = 65;
    public static final long RING_BYTES = RING_PAGES * Sizes.PAGE;
    /// Room for a boot tree; assumed.
    public static final long MANIFEST_BYTES = 64 << 10;

    private static final long FIRST = 64 * Sizes.MIB;
    private static final long STRIDE = Sizes.MIB / 2;

    private HostMemory() {}

    /// The inbound ring of the kernel with this id, in the machine's memory; the host has id 0.
    public static long ring(Machine machine, int id) {
        return ring(machine.nodes().stream().mapToLong(Machine.Node::base), id);
    }

    /// The ring of an instance with this id, in the memory of the kernel that lends to it.
    static long ring(List<MemoryRange> memory, int id) {
        return ring(memory.stream().mapToLong(MemoryRange::base), id);
    }

    private static long ring(LongStream bases, int id) {
        return bases.min().orElse(0) + FIRST + id * STRIDE;
    }

    /// The pages that an instance's boot tree is written into.
    public static long manifest(Machine machine, int id) {
        return ring(machine, id) + STRIDE - MANIFEST_BYTES;
    }

    static long manifest(List<MemoryRange> memory, int id) {
        return ring(memory, id) + STRIDE - MANIFEST_BYTES;
    }
}
