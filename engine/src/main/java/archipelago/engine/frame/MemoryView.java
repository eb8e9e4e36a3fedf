package archipelago.engine.frame;

/// A range of physical memory and whose it is.
///
/// @param kernel the slot of the kernel that it is lent to; [#IDLE] if it is idle in the pool;
///     [#PARK] if the pool itself uses it; [#SHARED] if several kernels may read it. What no range covers belongs to the host
/// @param inPool whether it is idle in the pool of that kernel, an instance that is a host itself
public record MemoryView(long base, long bytes, int node, int kernel, boolean inPool) {
    public static final int IDLE = -1;
    /// The park loop and its page tables, which live in the pool's first chunk.
    public static final int PARK = -2;
    /// A DAXFS image.
    public static final int SHARED = -3;

    /// A range that is in the host's pool, or that its kernel has not set aside.
    public MemoryView(long base, long bytes, int node, int kernel) {
        this(base, bytes, node, kernel, false);
    }
}
