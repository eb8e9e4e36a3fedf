package archipelago.engine.state;

/// What a kernel is physically doing: an annotation of the simulator. No interface of the real
/// system tells it; `status` says `active` from [#EARLY_BOOT] until the host has learned better.
public enum Phase {
    /// No kernel runs: not started yet, or parked again.
    OFF("off"),
    /// The boot CPU runs the kernel's early code, alone.
    EARLY_BOOT("early boot"),
    /// The kernel brings its other CPUs up, one after another.
    SECONDARIES("secondaries"),
    /// The root file system is mounted and user space starts.
    INIT("init"),
    /// User space runs.
    UP("up"),
    /// The kernel powers off in good order.
    HALTING("halting"),
    /// The kernel has panicked and is on its way to the park loop.
    PANICKING("panicking");

    private static final Phase[] ALL = values();
    private final String words;

    Phase(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /// Whether the kernel's own code runs on its boot CPU.
    public boolean alive() {
        return this != OFF && this != PANICKING;
    }

    public static Phase of(int ordinal) {
        return ALL[ordinal];
    }
}
