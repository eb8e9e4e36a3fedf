package archipelago.app.layout;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/// Where messages wait on the tile of the core that their doorbell goes to: along the top, from the
/// right, beside the id; on a small tile along the bottom.
public final class Inbox {
    /// How many places the number of those without a place takes.
    static final int COUNT_TAKES = 3;

    private static final double BESIDE_ID = 36;
    private static final int MOST = 10;

    private Inbox() {}

    static int capacity(TileSize tile) {
        return switch (Level.of(tile.width(), tile.height())) {
            case FULL, TILE -> (int) Math.clamp((tile.width() - BESIDE_ID) / pitch(tile.width()), 1, MOST);
            case GLYPH -> (int) Math.max(1, (tile.width() - 4) / pitch(tile.width()));
            case CELL, BLOCK -> 0;
        };
    }

    /// The distance from one waiting message to the next.
    public static double pitch(double tileWidth) {
        return tileWidth >= 44 ? 8 : 6;
    }

    static Point2D place(Rectangle2D tile, int place) {
        double pitch = pitch(tile.getWidth());
        return switch (Level.of(tile.getWidth(), tile.getHeight())) {
            case FULL, TILE -> new Point2D.Double(tile.getMaxX() - 10 - place * pitch, tile.getY() + 11.5);
            case GLYPH -> new Point2D.Double(tile.getMaxX() - 4.5 - place * pitch, tile.getMaxY() - 4.5);
            case CELL, BLOCK -> new Point2D.Double(tile.getCenterX(), tile.getCenterY());
        };
    }
}
