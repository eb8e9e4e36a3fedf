package archipelago.engine.kernfs;

import archipelago.engine.base.Sizes;
import archipelago.engine.machine.Machine;

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

    /// The inbound ring of the kernel with this id; the host has id 0.
    public static long ring(Machine machine, int id) {
        long bottom = machine.nodes().stream().mapToLong(Machine.Node::base).min().orElse(0);
        return bottom + FIRST + id * STRIDE;
    }

    /// The pages that an instance's boot tree is written into.
    public static long manifest(Machine machine, int id) {
        return ring(machine, id) + STRIDE - MANIFEST_BYTES;
    }
}
