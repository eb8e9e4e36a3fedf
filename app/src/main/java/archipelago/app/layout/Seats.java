package archipelago.app.layout;

/// How the cores of a node stand: the threads of a physical core side by side, as parts of one tile; the physical cores
/// of a last-level cache in rows and columns; the caches of a node in rows and columns again.
///
/// @param cachesAcross how many caches stand side by side
/// @param cachesDown how many one below another
/// @param across how many physical cores of a cache stand side by side
/// @param down how many one below another
/// @param threads how many threads a physical core has
record Seats(int cachesAcross, int cachesDown, int across, int down, int threads) {
    int columns() {
        return bodies() * threads;
    }

    int rows() {
        return cachesDown * down;
    }

    int places() {
        return columns() * rows();
    }

    /// How many physical cores stand side by side, over all caches.
    int bodies() {
        return cachesAcross * across;
    }

    /// Whether caches are told apart.
    boolean grouped() {
        return cachesAcross * cachesDown > 1;
    }

    /// What of a width is no tile, without the space between physical cores.
    double besideTiles(Spacing spacing) {
        return (cachesAcross - 1) * spacing.apart + bodies() * (threads - 1) * spacing.split;
    }

    /// What of a height is for the brackets below caches.
    double belowCaches(Spacing spacing) {
        return grouped() ? cachesDown * spacing.bracket : 0;
    }
}
