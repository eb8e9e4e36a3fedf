package archipelago.engine.state;

/// Where a core physically is. Whom it belongs to is another matter (the accounting); the two may
/// disagree for a while, or for good.
public enum Site {
    /// It executes a kernel's code.
    RUNNING,
    /// It goes through Linux CPU offline or online on a running kernel.
    HOTPLUG,
    /// It spins in the park loop and watches the pool's mailbox.
    PARKED_POOL,
    /// It spins in the park loop and watches an instance's mailbox.
    PARKED_INSTANCE,
    /// It has claimed a mailbox and is on its way to another place.
    MOVING,
    /// It stopped for good: a fault in the park loop, or a panic with nowhere to park. Only a reset of the machine
    /// brings it back; one that a panic stopped, also the fence of a standby kernel.
    DEAD,
    /// Its kernel has taken it offline, and it idles there until an INIT reaches it.
    OFFLINE;

    private static final Site[] ALL = values();

    public boolean parked() {
        return this == PARKED_POOL || this == PARKED_INSTANCE;
    }

    public static Site of(int ordinal) {
        return ALL[ordinal];
    }
}
