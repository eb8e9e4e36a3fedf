package archipelago.app.layout;

import java.util.List;

/// How large tiles can be, and in how many columns they stand.
record TileSize(double width, double height) {
    /// A tile is at least as wide as high, and not wider than this many times its height.
    private static final double MOST_ASPECT = 1.4;
    /// Looked at more closely, a tile takes what room there is.
    private static final double CLOSER_ASPECT = 2.2;
    private static final double MOST_WIDTH = 190;

    /// A choice of columns for one block of tiles, with the size that it allows.
    record Columns(int columns, int rows, TileSize tile) {}

    double area() {
        return width * height;
    }

    double least() {
        return Math.min(width, height);
    }

    /// Whether there is room for an id and a state in a tile.
    boolean named() {
        return Level.of(width, height).compareTo(Level.TILE) <= 0;
    }

    TileSize smaller(TileSize other) {
        return new TileSize(Math.min(width, other.width), Math.min(height, other.height));
    }

    /// What a full last row is worth: tiles may be so much smaller for it.
    private static final double FULL_ROWS = 1.8;

    /// The size that a choice of columns allows.
    static Columns of(int columns, int rows, double width, double height, Spacing spacing) {
        return new Columns(columns, rows, fit(columns, rows, width, height, spacing, CLOSER_ASPECT));
    }

    /// The columns that give large tiles and full rows; but if tiles can have ids, they have.
    static Columns best(int cores, double width, double height, Spacing spacing) {
        Columns best = null;
        double bestScore = -1;
        for (int columns = 1; columns <= cores; columns++) {
            int rows = (cores + columns - 1) / columns;
            var tile = fit(columns, rows, width, height, spacing, MOST_ASPECT);
            double full = (double) cores / (columns * rows);
            double score = tile.area() * full * full * full * (columns * rows == cores ? FULL_ROWS : 1);
            boolean better = best == null || tile.named() && !best.tile().named();
            if (better || tile.named() == best.tile().named() && score > bestScore) {
                bestScore = score;
                best = new Columns(columns, rows, tile);
            }
        }
        return best;
    }

    /// The tile that all blocks can have.
    static TileSize common(List<Columns> blocks) {
        return blocks.stream().map(Columns::tile).reduce(TileSize::smaller).orElseThrow();
    }

    private static TileSize fit(
            int columns, int rows, double width, double height, Spacing spacing, double aspect) {
        double tileWidth = (width - 2 * spacing.pad - (columns - 1) * spacing.gap) / columns;
        double tileHeight = (height - spacing.around() - rows * spacing.gutter) / rows;
        double w = Math.min(Math.min(tileWidth, tileHeight * aspect), MOST_WIDTH);
        double h = Math.min(tileHeight, w);
        return new TileSize(whole(w), whole(h));
    }

    /// Whole pixels keep edges crisp; where a pixel is much, a fraction is better than a gap.
    private static double whole(double length) {
        return length >= 6 ? Math.floor(length) : Math.max(length, 0.25);
    }
}
