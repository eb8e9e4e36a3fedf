package archipelago.app.layout;

import java.awt.geom.Rectangle2D;

/// The tiles of one NUMA node as a grid: geometry only, the same for every frame.
final class NodeBlock {
    final int node;
    final int socket;
    final Rectangle2D bounds;
    /// The line above the tiles: caption at the left, devices at the right.
    final Rectangle2D captionLine;
    final Spacing spacing;
    final int[] cores;
    final int columns;
    final int rows;
    private final double left;
    private final double top;
    private final double width;
    private final double height;
    private final double pitchX;
    private final double pitchY;

    NodeBlock(
            int node,
            int socket,
            Rectangle2D bounds,
            Rectangle2D captionLine,
            int[] cores,
            TileSize.Columns choice,
            TileSize tile,
            Spacing spacing) {
        this.node = node;
        this.socket = socket;
        this.bounds = bounds;
        this.captionLine = captionLine;
        this.spacing = spacing;
        this.cores = cores;
        columns = choice.columns();
        rows = choice.rows();
        width = tile.width();
        height = tile.height();
        double slackX = bounds.getWidth() - 2 * spacing.pad - columns * width;
        double slackY = bounds.getHeight() - spacing.around() - rows * height;
        double gap = columns == 1 ? 0 : widened(slackX / (columns - 1), spacing.gap);
        double gutter = widened(slackY / rows, spacing.gutter);
        pitchX = width + gap;
        pitchY = height + gutter;
        double band = spacing.tagsInGutters() ? 0 : Spacing.BAND + spacing.padAbove;
        left = bounds.getX() + spacing.pad + Math.floor((slackX - (columns - 1) * gap) / 2);
        top = bounds.getY() + band + gutter + Math.floor((slackY - rows * gutter) / 2);
    }

    /// Space that is left over goes between the tiles, within reason.
    private double widened(double share, double least) {
        double most = spacing.tagsInGutters() ? least * 1.35 : least;
        double gap = Math.clamp(share, least, most);
        return width >= 6 ? Math.floor(gap) : gap;
    }

    Rectangle2D tile(int column, int row) {
        return new Rectangle2D.Double(left + column * pitchX, top + row * pitchY, width, height);
    }

    /// The core in a place of the grid, or -1 where there is none.
    int core(int column, int row) {
        if (column < 0 || column >= columns || row < 0 || row >= rows) {
            return -1;
        }
        int index = row * columns + column;
        return index < cores.length ? cores[index] : -1;
    }

    /// The core whose tile is at a point, or -1.
    int coreAt(double x, double y) {
        int column = (int) Math.floor((x - left) / pitchX);
        int row = (int) Math.floor((y - top) / pitchY);
        int core = core(column, row);
        return core >= 0 && tile(column, row).contains(x, y) ? core : -1;
    }

    /// What a territory covers of a cell's surroundings: where its edge lies when the cell is the
    /// outermost on that side.
    double edgeLeft(int column) {
        return left + column * pitchX - spacing.pad;
    }

    double edgeRight(int column) {
        return left + column * pitchX + width + spacing.pad;
    }

    double edgeTop(int row) {
        return top + row * pitchY - spacing.padAbove;
    }

    double edgeBottom(int row) {
        return top + row * pitchY + height + spacing.pad;
    }
}
