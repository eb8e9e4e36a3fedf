package archipelago.engine.state;

/// What is wrong with a core that does not go on.
public enum Hang {
    /// Nothing: it goes on.
    NONE("works"),
    /// It loops in kernel code with interrupts on: handlers run, work items and tasks do not.
    IRQS_ON("hangs with interrupts on"),
    /// It loops with interrupts off: only a non-maskable interrupt reaches it.
    IRQS_OFF("hangs with interrupts off"),
    /// It stopped for good while it executed a kernel, so nobody ever saw it park.
    STOPPED("has stopped while it ran");

    private static final Hang[] ALL = values();
    private final String words;

    Hang(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public static Hang of(int ordinal) {
        return ALL[ordinal];
    }
}
