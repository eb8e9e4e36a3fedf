package archipelago.engine.takeover;

import archipelago.engine.base.Sizes;
import archipelago.engine.kernfs.HostMemory;
import archipelago.engine.pool.MemoryHotplug;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Pool;
import archipelago.engine.state.State;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The memory that a standby kernel can take: the machine's, less its own and less what the fence itself lives
/// in, as far as that makes whole blocks. The rest stays unclaimed. (kmorph, `lib/takeable.c`.)
final class Takeable {
    /// A stretch of one node's memory.
    record Piece(MemoryRange range, int node) {}

    private final World world;
    private final List<MemoryRange> kept = new ArrayList<>();

    private Takeable(World world) {
        this.world = world;
    }

    /// By address.
    static List<Piece> of(World world, Kernel standby) {
        var takeable = new Takeable(world);
        takeable.keep(standby);
        return takeable.pieces();
    }

    private void keep(Kernel standby) {
        var nodes = world.machine.nodes();
        long bottom = nodes.stream().mapToLong(n -> n.base()).min().orElse(0);
        long top = nodes.stream().mapToLong(n -> n.end()).max().orElse(0);
        kept.add(new MemoryRange(bottom, Sizes.MIB));
        kept.add(new MemoryRange(top - Sizes.PAGE, Sizes.PAGE));
        for (int owner : new int[] {standby.slot, Pool.PARK}) {
            world.state.pool.regionsOf(owner).forEach(r -> kept.add(new MemoryRange(r.base(), r.bytes())));
        }
        for (int slot = State.HOST; slot < world.state.slots(); slot++) {
            var kernel = world.state.kernel(slot);
            if (kernel != null && kernel.ringed && kernel.parent <= State.HOST) {
                kept.add(new MemoryRange(HostMemory.ring(world.machine, kernel.id), HostMemory.RING_BYTES));
                kept.add(new MemoryRange(HostMemory.manifest(world.machine, kernel.id), HostMemory.MANIFEST_BYTES));
            }
        }
        kept.sort(Comparator.comparingLong(MemoryRange::base));
    }

    private List<Piece> pieces() {
        var pieces = new ArrayList<Piece>();
        for (int n = 0; n < world.machine.nodes().size(); n++) {
            var node = world.machine.nodes().get(n);
            long at = node.base();
            for (var range : kept) {
                if (range.base() < node.end() && range.base() + range.bytes() > at) {
                    addBlocks(pieces, at, range.base(), n);
                    at = range.base() + range.bytes();
                }
            }
            addBlocks(pieces, at, node.end(), n);
        }
        return pieces;
    }

    private static void addBlocks(List<Piece> pieces, long from, long to, int node) {
        long first = Math.ceilDiv(from, MemoryHotplug.BLOCK_BYTES) * MemoryHotplug.BLOCK_BYTES;
        long end = to / MemoryHotplug.BLOCK_BYTES * MemoryHotplug.BLOCK_BYTES;
        if (end > first) {
            pieces.add(new Piece(new MemoryRange(first, end - first), node));
        }
    }
}
