package archipelago.engine.state;

/// Where a core physically is. Whom it belongs to is another matter (the accounting); the two may
/// disagree for a while, or for good.
public enum Site {
    /// It executes a kernel's code.
    RUNNING("running"),
    /// It goes through Linux CPU offline or online on a running kernel.
    HOTPLUG("hot-plug"),
    /// It spins in the park loop and watches the pool's mailbox.
    PARKED_POOL("parked"),
    /// It spins in the park loop and watches an instance's mailbox.
    PARKED_INSTANCE("parked"),
    /// It has claimed a mailbox and is on its way to another place.
    MOVING("moving"),
    /// It stopped for good: a fault in the park loop. Only a reset of the machine brings it back.
    DEAD("dead");

    private static final Site[] ALL = values();
    private final String words;

    Site(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public boolean parked() {
        return this == PARKED_POOL || this == PARKED_INSTANCE;
    }

    public static Site of(int ordinal) {
        return ALL[ordinal];
    }
}
