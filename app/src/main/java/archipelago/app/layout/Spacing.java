package archipelago.app.layout;

/// How far tiles stand apart. A gutter lies above every row; in the two generous spacings it has
/// room for the lower edge of a territory, a name tag, and the upper edge of the next territory,
/// so that a tag can never cover a tile. In the others, tags stand in one band above all rows.
enum Spacing {
    ROOMY(16, 29, 6, 10, 44, 10, 22, 3),
    TIGHT(10, 25, 4, 9, 24, 8, 19, 2),
    DENSE(3, 3, 1, 1, 9, 6, 6, 1),
    FINE(1, 1, 0.5, 0.5, 0, 3, 2, 0);

    /// How high a name tag is.
    static final double TAG = 16;
    /// The clear space between a tag and the tiles below it.
    static final double TAG_CLEARANCE = 3;
    /// What a band of tags above all rows takes.
    static final double BAND = 23;

    /// The smallest space between two tiles of a row.
    final double gap;
    /// The smallest space above a row.
    final double gutter;
    /// How far a territory reaches beyond its tiles at the sides and below.
    final double pad;
    /// How far it reaches beyond them above.
    final double padAbove;
    /// The smallest tile for which this spacing is worth its room.
    final double leastTile;
    /// How much further than others the tiles of two last-level caches stand apart.
    final double apart;
    /// What the bracket below the tiles of a cache takes.
    final double bracket;
    /// The space between the threads of a physical core.
    final double split;

    Spacing(
            double gap,
            double gutter,
            double pad,
            double padAbove,
            double leastTile,
            double apart,
            double bracket,
            double split) {
        this.gap = gap;
        this.gutter = gutter;
        this.pad = pad;
        this.padAbove = padAbove;
        this.leastTile = leastTile;
        this.apart = apart;
        this.bracket = bracket;
        this.split = split;
    }

    boolean tagsInGutters() {
        return this == ROOMY || this == TIGHT;
    }

    /// What of a block's height is not for rows and their gutters.
    double around() {
        return tagsInGutters() ? pad : BAND + pad + padAbove;
    }
}
