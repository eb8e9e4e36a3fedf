package archipelago.engine.pool;

import archipelago.engine.machine.Machine;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Pool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What an instance that is a host itself can give to its pool: the memory that it knows, less what it executes
/// from, less what its own lender keeps there for it, and less what it has given already.
final class OwnMemory {
    private final Kernel kernel;
    private final List<Machine.Node> nodes;
    private final List<MemoryRange> taken = new ArrayList<>();

    private OwnMemory(Kernel kernel, List<Machine.Node> nodes) {
        this.kernel = kernel;
        this.nodes = nodes;
    }

    static OwnMemory of(Kernel kernel, List<Machine.Node> nodes) {
        var own = new OwnMemory(kernel, nodes);
        own.taken.addAll(kernel.text);
        own.taken.add(kernel.control);
        kernel.pool.chunks().forEach(chunk -> own.taken.add(new MemoryRange(chunk.base(), chunk.bytes())));
        own.taken.sort(Comparator.comparingLong(MemoryRange::base).reversed());
        return own;
    }

    /// The highest room for a chunk, in the first stretch of memory that has one; empty if none has.
    ///
    /// @param node the node, or -1 for any
    Optional<Pool.Chunk> chunk(long bytes, int node) {
        for (var range : kernel.memory) {
            int itsNode = nodeOf(range.base());
            long base = node < 0 || itsNode == node ? highestRoom(range, bytes) : -1;
            if (base >= 0) {
                return Optional.of(new Pool.Chunk(base, bytes, itsNode));
            }
        }
        return Optional.empty();
    }

    private int nodeOf(long address) {
        for (int n = 0; n < nodes.size(); n++) {
            if (address >= nodes.get(n).base() && address < nodes.get(n).end()) {
                return n;
            }
        }
        return 0;
    }

    private long highestRoom(MemoryRange range, long bytes) {
        long end = range.end();
        for (var other : taken) {
            if (other.overlaps(range)) {
                if (end - other.end() >= bytes) {
                    return end - bytes;
                }
                end = Math.min(end, other.base());
            }
        }
        return end - bytes >= range.base() ? end - bytes : -1;
    }
}
