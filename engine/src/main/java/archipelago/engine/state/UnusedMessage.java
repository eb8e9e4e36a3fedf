package archipelago.engine.state;

/// The kinds of message that the kernel's header defines and the model does not know, with the reason.
/// Together with [MessageKind] these are all. (`include/linux/multikernel.h`.)
public enum UnusedMessage {
    IRQ_FORWARD(0x1001, "an instance programs its devices' interrupts itself; nothing in the kernel sends it"),
    IRQ_BALANCE(0x1002, "nothing in the kernel sends it"),
    IRQ_MASK(0x1003, "nothing in the kernel sends it"),
    IRQ_UNMASK(0x1004, "nothing in the kernel sends it"),
    QUERY(0x2005, "nothing in the kernel sends it"),
    HEARTBEAT(0x3001, "nothing in the kernel sends it: nobody watches whether another kernel lives"),
    DATA_READY(0x5002, "sockets use packets only");

    private static final int FAMILY = 0xf000;

    private final int subtype;
    private final String why;

    UnusedMessage(int subtype, String why) {
        this.subtype = subtype;
        this.why = why;
    }

    public int type() {
        return subtype & FAMILY;
    }

    public int subtype() {
        return subtype;
    }

    /// Why the model does without it.
    public String why() {
        return why;
    }
}
