package archipelago.app.render;

/// How much is shown of one node's memory.
enum MemoryDetail {
    /// A bar with its name before it.
    BAR(20, 4, 16),
    /// A bar with its name and an axis over it.
    AXIS(62, 14, 36),
    /// The same, and the chunks magnified below it.
    LENS(138, 16, 300);

    private final double least;
    private final double gap;
    private final double growth;

    MemoryDetail(double least, double gap, double growth) {
        this.least = least;
        this.gap = gap;
        this.growth = growth;
    }

    /// The height that it needs.
    double least() {
        return least;
    }

    /// The distance to the next node.
    double gap() {
        return gap;
    }

    /// How much more height makes it look better.
    double growth() {
        return growth;
    }
}
