package archipelago.engine.cost;

/// How far a figure of the cost model can be trusted.
public enum Provenance {
    /// A constant in the kernel's own source.
    KERNEL("kernel constant"),
    /// Measured and published, for this or a comparable machine.
    PUBLISHED("published"),
    /// Computed, or chosen within the range, from published figures that the source names.
    DERIVED("derived"),
    /// Nobody has published a value: a plausible one was chosen, and is listed as such.
    ASSUMED("assumed");

    private final String words;

    Provenance(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
