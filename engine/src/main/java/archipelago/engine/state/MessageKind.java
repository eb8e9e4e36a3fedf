package archipelago.engine.state;

/// The kinds of message between kernels: type and subtype of `mk_message`, by the names of the
/// kernel's headers (`include/linux/multikernel.h`).
public enum MessageKind {
    CPU_ADD(0x2000, 0x2001, "CPU_ADD", Shape.CONTROL),
    CPU_REMOVE(0x2000, 0x2002, "CPU_REMOVE", Shape.CONTROL),
    MEM_ADD(0x2000, 0x2003, "MEM_ADD", Shape.CONTROL),
    MEM_REMOVE(0x2000, 0x2004, "MEM_REMOVE", Shape.CONTROL),
    DEVICE_ADD(0x2000, 0x2006, "DEVICE_ADD", Shape.CONTROL),
    DEVICE_REMOVE(0x2000, 0x2007, "DEVICE_REMOVE", Shape.CONTROL),
    RESOURCE_ACK(0x2000, 0x2100, "ACK", Shape.REPLY),
    SHUTDOWN(0x3000, 0x3002, "SHUTDOWN", Shape.CONTROL),
    SHUTDOWN_ACK(0x3000, 0x3003, "SHUTDOWN_ACK", Shape.REPLY),
    HALTED(0x3000, 0x3004, "HALTED", Shape.NOTICE),
    /// Bytes of a virtual console, either way: a raw type of its own, without a message header.
    CONSOLE(0x4D4B5459, 0x4D4B5459, "MKTY", Shape.PAYLOAD),
    /// A packet between sockets.
    VSOCK_PKT(0x5000, 0x5001, "VSOCK_PKT", Shape.PAYLOAD),
    /// Traffic of the workload, as `MK_MSG_USER`: a request.
    USER_REQUEST(0x4000, 0x4001, "USER request", Shape.PAYLOAD),
    /// Traffic of the workload, as `MK_MSG_USER`: the answer to a request.
    USER_REPLY(0x4000, 0x4002, "USER reply", Shape.REPLY),
    /// A raw type for which nobody has a handler.
    UNKNOWN(0x7000, 0x7000, "UNKNOWN", Shape.PAYLOAD);

    /// What a picture draws for a kind.
    public enum Shape {
        PAYLOAD,
        REPLY,
        CONTROL,
        NOTICE
    }

    private static final MessageKind[] ALL = values();
    private final int type;
    private final int subtype;
    private final String words;
    private final Shape shape;

    MessageKind(int type, int subtype, String words, Shape shape) {
        this.type = type;
        this.subtype = subtype;
        this.words = words;
        this.shape = shape;
    }

    public int type() {
        return type;
    }

    public int subtype() {
        return subtype;
    }

    /// A short label for a screen.
    public String words() {
        return words;
    }

    /// Whether it goes without a message header, so that all of a slot is payload.
    public boolean raw() {
        return this == CONSOLE || this == UNKNOWN;
    }

    public Shape shape() {
        return shape;
    }

    public static MessageKind of(int ordinal) {
        return ALL[ordinal];
    }
}
