package archipelago.engine.frame;

/// A range of physical memory and whose it is.
///
/// @param kernel the slot of the kernel that it is lent to; -1 if it is idle in the pool. What no
///     range covers belongs to the host
public record MemoryView(long base, long bytes, int node, int kernel) {}
