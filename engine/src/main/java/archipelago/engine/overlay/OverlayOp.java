package archipelago.engine.overlay;

import java.util.List;

/// The operations that may stand in a fragment, in the order in which an instance's are done: what one
/// gives up comes before what another gets.
enum OverlayOp {
    INSTANCE_CREATE("instance-create"),
    MEMORY_REMOVE("memory-remove"),
    MEMORY_ADD("memory-add"),
    CPU_REMOVE("cpu-remove"),
    CPU_ADD("cpu-add"),
    DEVICE_REMOVE("device-remove"),
    DEVICE_ADD("device-add"),
    INSTANCE_REMOVE("instance-remove");

    static final List<OverlayOp> INSTANCE_ORDER = List.of(values());

    /// The pool gives memory back last: its park loop lives in it until the last CPU has gone home.
    static final List<OverlayOp> POOL_ORDER = List.of(
            INSTANCE_CREATE,
            CPU_REMOVE,
            DEVICE_REMOVE,
            MEMORY_REMOVE,
            MEMORY_ADD,
            CPU_ADD,
            DEVICE_ADD,
            INSTANCE_REMOVE);

    private final String node;

    OverlayOp(String node) {
        this.node = node;
    }

    /// The name of its node.
    String node() {
        return node;
    }

    /// Whether it is about which instances there are, not about what one has.
    boolean isAboutInstances() {
        return this == INSTANCE_CREATE || this == INSTANCE_REMOVE;
    }

    /// As the log names it where it is asked of something that has no resources.
    String logged() {
        return switch (this) {
            case CPU_ADD, CPU_REMOVE -> "cpu operation";
            case DEVICE_ADD, DEVICE_REMOVE -> "device operation";
            default -> node;
        };
    }

    /// An order, or its reverse to undo.
    static List<OverlayOp> order(List<OverlayOp> order, boolean undo) {
        return undo ? order.reversed() : order;
    }
}
