package archipelago.engine.base;

/// What of the real system a part of the model is about, in the order in which a reader wants to know it.
public enum Subject {
    POOL("The pool of cores and memory"),
    PARKED_CORES("Parked cores and their mailboxes"),
    INSTANCES("Making and removing instances"),
    IMAGES("Loading and unloading images"),
    RUNNING("Start, halt and panic of a kernel"),
    MESSAGES("Messages between kernels"),
    CORES("Cores that come and go while an instance runs"),
    MEMORY("Memory that comes and goes while an instance runs"),
    DEVICES("Devices"),
    CONSOLES("Consoles"),
    SOCKETS("Sockets"),
    SHARED_FILES("Shared images (DAXFS)"),
    TRANSACTIONS("Writes to the multikernel file tree"),
    FILES("Files that programs on a kernel read"),
    KERF("The kerf program"),
    TRAFFIC("Traffic between kernels, and the work it makes"),
    WORK("Tasks and locks inside a kernel"),
    FAULTS("Faults"),
    HARDWARE("The machine itself"),
    HAND_OVER("Update and take-over of kernels"),
    SERIES("The two series of 2025"),
    TIME("Time and order");

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
