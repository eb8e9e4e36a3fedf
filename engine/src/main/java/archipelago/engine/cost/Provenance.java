package archipelago.engine.cost;

/// How far a figure of the cost model can be trusted.
public enum Provenance {
    /// A constant in the kernel's own source.
    KERNEL("kernel constant"),
    /// Measured and published, for this or a comparable machine.
    PUBLISHED("published"),
    /// Computed from published figures; the source says how.
    DERIVED("derived"),
    /// Nobody has published a value: a plausible one was chosen, and is marked wherever it shows.
    ASSUMED("assumed");

    private final String words;

    Provenance(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
