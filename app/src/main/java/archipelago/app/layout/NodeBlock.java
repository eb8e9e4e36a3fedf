package archipelago.app.layout;

import archipelago.engine.machine.Machine;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The tiles of one NUMA node as a grid: geometry only, the same for every frame.
final class NodeBlock {
    final int node;
    final int socket;
    final Rectangle2D bounds;
    /// The line above the tiles: caption at the left, devices at the right.
    final Rectangle2D captionLine;
    final Spacing spacing;
    /// The cores in the order of their physical ids.
    final int[] cores;
    final Seats seats;
    final int columns;
    final int rows;
    /// Who sits where, row by row; -1 where nobody does.
    final int[] cells;
    private final NodeCores built;
    private final double width;
    private final double height;
    private final double[] left;
    private final double[] top;

    NodeBlock(
            int socket,
            Rectangle2D bounds,
            Rectangle2D captionLine,
            NodeCores built,
            Seats seats,
            TileSize tile,
            Spacing spacing) {
        this.node = built.node;
        this.socket = socket;
        this.bounds = bounds;
        this.captionLine = captionLine;
        this.spacing = spacing;
        this.built = built;
        this.seats = seats;
        cores = built.all;
        columns = seats.columns();
        rows = seats.rows();
        cells = built.seated(seats);
        width = tile.width();
        height = tile.height();
        left = lefts();
        top = tops();
    }

    private double[] lefts() {
        int bodies = seats.bodies();
        double slack =
                bounds.getWidth() - 2 * spacing.pad - columns * width - seats.besideTiles(spacing);
        double gap = bodies == 1 ? 0 : widened(slack / (bodies - 1), spacing.gap);
        double first = bounds.getX() + spacing.pad + Math.floor((slack - (bodies - 1) * gap) / 2);
        double body = seats.threads() * width + (seats.threads() - 1) * spacing.split;
        var lefts = new double[columns];
        for (int c = 0; c < columns; c++) {
            int b = c / seats.threads();
            lefts[c] = first + b * (body + gap) + b / seats.across() * spacing.apart
                    + c % seats.threads() * (width + spacing.split);
        }
        return lefts;
    }

    private double[] tops() {
        double below = seats.grouped() ? spacing.bracket : 0;
        double slack = bounds.getHeight() - spacing.around() - rows * height - seats.belowCaches(spacing);
        double gutter = widened(slack / rows, spacing.gutter);
        double band = spacing.tagsInGutters() ? 0 : Spacing.BAND + spacing.padAbove;
        double first = bounds.getY() + band + gutter + Math.floor((slack - rows * gutter) / 2);
        var tops = new double[rows];
        for (int r = 0; r < rows; r++) {
            tops[r] = first + r * (height + gutter) + r / seats.down() * below;
        }
        return tops;
    }

    /// Space that is left over goes between the tiles, within reason.
    private double widened(double share, double least) {
        double most = spacing.tagsInGutters() ? least * 1.35 : least;
        double gap = Math.clamp(share, least, most);
        return width >= 6 ? Math.floor(gap) : gap;
    }

    Rectangle2D tile(int column, int row) {
        return new Rectangle2D.Double(left[column], top[row], width, height);
    }

    /// The core in a place of the grid, or -1 where there is none.
    int core(int column, int row) {
        return column < 0 || column >= columns || row < 0 || row >= rows ? -1 : cells[row * columns + column];
    }

    /// The core whose tile is at a point, or -1.
    int coreAt(double x, double y) {
        int column = before(left, x);
        int row = before(top, y);
        int core = core(column, row);
        return core >= 0 && tile(column, row).contains(x, y) ? core : -1;
    }

    /// The last of ascending places that is not behind another one; -1 if all are.
    private static int before(double[] places, double at) {
        int found = Arrays.binarySearch(places, at);
        return found >= 0 ? found : -found - 2;
    }

    /// The caches of the node, if several are set apart.
    List<CacheMark> caches(Machine machine) {
        if (!seats.grouped()) {
            return List.of();
        }
        var marks = new ArrayList<CacheMark>();
        var firsts = built.firstOfCaches();
        for (int c = 0; c < firsts.size(); c++) {
            int column = c % seats.cachesAcross() * seats.across() * seats.threads();
            int row = c / seats.cachesAcross() * seats.down();
            var tiles = tile(column, row)
                    .createUnion(tile(column + seats.across() * seats.threads() - 1, row + seats.down() - 1));
            var below = new Rectangle2D.Double(
                    tiles.getX(), tiles.getMaxY() + spacing.pad, tiles.getWidth(), spacing.bracket - spacing.pad);
            marks.add(new CacheMark(machine.cache(firsts.get(c)), tiles, below));
        }
        return List.copyOf(marks);
    }

    /// The cores of each last-level cache, in the order of their physical ids.
    List<List<Integer>> coresByCache() {
        return built.coresByCache();
    }

    /// Whether two columns are threads of one physical core.
    private boolean oneBody(int column, int other) {
        return other >= 0 && other < columns && column / seats.threads() == other / seats.threads();
    }

    /// Whether the tile of a place is one with that of the next place, as threads of a physical core are.
    boolean joined(int column, int row) {
        return oneBody(column, column + 1) && core(column, row) >= 0 && core(column + 1, row) >= 0;
    }

    /// What a territory covers of a cell's surroundings: where its edge lies when the cell is the
    /// outermost on that side.
    double edgeLeft(int column) {
        return left[column] - (oneBody(column, column - 1) ? spacing.split / 2 : spacing.pad);
    }

    double edgeRight(int column) {
        return left[column] + width + (oneBody(column, column + 1) ? spacing.split / 2 : spacing.pad);
    }

    double edgeTop(int row) {
        return top[row] - spacing.padAbove;
    }

    double edgeBottom(int row) {
        return top[row] + height + spacing.pad;
    }
}
