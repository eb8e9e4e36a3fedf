package archipelago.app.layout;

import java.util.List;

/// How large tiles can be, and in how many columns they stand.
record TileSize(double width, double height) {
    /// A tile is at least as wide as high, and not wider than this many times its height.
    private static final double MOST_ASPECT = 1.4;
    /// Looked at more closely, a tile takes what room there is.
    private static final double CLOSER_ASPECT = 2.2;
    private static final double MOST_WIDTH = 190;

    /// A choice of places for one block of tiles, with the size that it allows.
    record Choice(Seats seats, TileSize tile) {}

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

    /// The size that a choice of places allows.
    static Choice of(Seats seats, double width, double height, Spacing spacing) {
        return new Choice(seats, fit(seats, width, height, spacing, CLOSER_ASPECT));
    }

    /// The places that give large tiles and full rows; but if tiles can have ids, they have.
    static Choice best(NodeCores cores, double width, double height, Spacing spacing) {
        Choice best = null;
        double bestScore = -1;
        for (int across = 1; across <= cores.caches(); across++) {
            int down = (cores.caches() + across - 1) / across;
            for (int columns = 1; columns <= cores.bodies; columns++) {
                int rows = (cores.bodies + columns - 1) / columns;
                var seats = new Seats(across, down, columns, rows, cores.threads);
                var tile = fit(seats, width, height, spacing, MOST_ASPECT);
                int places = seats.places();
                double full = (double) cores.count() / places;
                double score = tile.area() * full * full * full * (places == cores.count() ? FULL_ROWS : 1);
                boolean better = best == null || tile.named() && !best.tile().named();
                if (better || tile.named() == best.tile().named() && score > bestScore) {
                    bestScore = score;
                    best = new Choice(seats, tile);
                }
            }
        }
        return best;
    }

    /// The tile that all blocks can have.
    static TileSize common(List<Choice> blocks) {
        return blocks.stream().map(Choice::tile).reduce(TileSize::smaller).orElseThrow();
    }

    /// Threads of a physical core share what would be its tile.
    private static TileSize fit(Seats seats, double width, double height, Spacing spacing, double aspect) {
        double gaps = (seats.bodies() - 1) * spacing.gap + seats.besideTiles(spacing);
        double tileWidth = (width - 2 * spacing.pad - gaps) / seats.columns();
        double tileHeight =
                (height - spacing.around() - seats.belowCaches(spacing) - seats.rows() * spacing.gutter)
                        / seats.rows();
        double w = Math.min(Math.min(tileWidth, tileHeight * aspect / seats.threads()), MOST_WIDTH);
        double h = Math.min(tileHeight, w * seats.threads());
        return new TileSize(whole(w), whole(h));
    }

    /// Whole pixels keep edges crisp; where a pixel is much, a fraction is better than a gap.
    private static double whole(double length) {
        return length >= 6 ? Math.floor(length) : Math.max(length, 0.25);
    }
}
