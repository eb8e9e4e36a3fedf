package archipelago.engine.state;

/// What a kernel makes of the manifest that it finds when it starts.
public enum Manifest {
    /// It takes it and knows who it is.
    ACCEPTED,
    /// It finds the layout of the host's structures to be another one: the two were not built from the
    /// same source. It runs, but cannot start its other cores.
    OTHER_BUILD,
    /// It ignores it and carries on as if the machine were its own: it has no ring, no handlers and no
    /// park loop.
    REJECTED
}
