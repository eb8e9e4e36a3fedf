package archipelago.engine.event;

/// What comes first among events of the same instant.
public final class Priority {
    /// Interrupts, mailboxes, cores.
    public static final int HARDWARE = 0;
    /// Code of kernels.
    public static final int KERNEL = 1;
    /// Time-outs: an answer that comes at the very instant is in time.
    public static final int TIMEOUT = 2;
    /// The story and the workload.
    public static final int OUTSIDE = 3;

    private Priority() {}
}
