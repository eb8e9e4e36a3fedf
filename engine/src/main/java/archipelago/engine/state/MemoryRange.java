package archipelago.engine.state;

import archipelago.engine.base.Hash64;

/// A run of physical memory.
///
/// @param base its first address
public record MemoryRange(long base, long bytes) {
    /// No memory.
    public static final MemoryRange NONE = new MemoryRange(0, 0);

    public long end() {
        return base + bytes;
    }

    public boolean covers(MemoryRange other) {
        return base <= other.base && other.end() <= end();
    }

    public boolean overlaps(MemoryRange other) {
        return base < other.end() && other.base < end();
    }

    void digest(Hash64 hash) {
        hash.add(base).add(bytes);
    }
}
