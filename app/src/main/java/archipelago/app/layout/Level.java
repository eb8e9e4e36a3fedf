package archipelago.app.layout;

/// How much a tile can say, picked by its size on screen and not by the number of cores.
public enum Level {
    /// All fields, in words.
    FULL,
    /// Id, state, load history and load.
    TILE,
    /// A glyph on a pattern.
    GLYPH,
    /// One cell: pattern and luminance.
    CELL,
    /// Too small for a cell: a node is summed up as a block.
    BLOCK;

    public static Level of(double tileWidth, double tileHeight) {
        double least = Math.min(tileWidth, tileHeight);
        if (tileWidth >= 110 && tileHeight >= 80) {
            return FULL;
        }
        if (least >= 44) {
            return TILE;
        }
        if (least >= 16) {
            return GLYPH;
        }
        return least >= 6 ? CELL : BLOCK;
    }
}
