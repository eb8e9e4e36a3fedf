package archipelago.engine.lifecycle;

import archipelago.engine.state.MemoryRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds room in the memory that an instance was created with, first fit by address, as the allocator
/// over its regions does. (`kernel/multikernel/mem.c`, `multikernel_instance_alloc`.)
final class Placement {
    private final List<MemoryRange> pool;
    private final List<MemoryRange> taken;

    /// @param pool the regions
    /// @param taken what is in use
    Placement(List<MemoryRange> pool, List<MemoryRange> taken) {
        this.pool = pool;
        this.taken = new ArrayList<>(taken);
    }

    /// Takes room for so many bytes; empty if no region has that much in one piece.
    ///
    /// @param align a power of two that the first address is a multiple of
    Optional<MemoryRange> take(long bytes, long align) {
        for (var region : pool) {
            long at = up(region.base(), align);
            boolean moved = true;
            while (moved) {
                moved = false;
                for (var other : taken) {
                    if (new MemoryRange(at, bytes).overlaps(other)) {
                        at = up(other.end(), align);
                        moved = true;
                    }
                }
            }
            if (at + bytes <= region.end()) {
                var found = new MemoryRange(at, bytes);
                taken.add(found);
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static long up(long address, long align) {
        return Math.ceilDiv(address, align) * align;
    }
}
