package archipelago.app.view;

/// How high a table is that shows no row in part.
final class WholeRows {
    private WholeRows() {}

    /// @param height the room that there is
    /// @param head what stands above the rows
    static double high(double height, double head, double row) {
        double rows = Math.floor((height - head) / row);
        return rows < 1 ? height : head + rows * row;
    }
}
