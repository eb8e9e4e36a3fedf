package archipelago.app.layout;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/// Traces the edge of a set of cells in a node's grid and rounds its corners. The inside is always
/// on the right hand, so cells that touch at a corner only stay apart, and holes come out as loops
/// of the other direction.
final class TerritoryOutline {
    private static final int EAST = 0;
    private static final int SOUTH = 1;
    private static final int WEST = 2;
    private static final int NORTH = 3;
    private static final int[] DX = {1, 0, -1, 0};
    private static final int[] DY = {0, 1, 0, -1};

    private final NodeBlock block;
    private final boolean[] inside;
    /// How far the line stays behind the edges of the cells.
    private final double inset;
    /// Whether an edge that leaves a lattice point in a direction has been walked.
    private final boolean[] walked;

    private TerritoryOutline(NodeBlock block, boolean[] inside, double inset) {
        this.block = block;
        this.inside = inside;
        this.inset = inset;
        walked = new boolean[(block.columns + 1) * (block.rows + 1) * 4];
    }

    /// @param inside which cells belong to the set, row by row
    /// @param inset how far the line stays behind the edges of the cells
    static Path2D trace(NodeBlock block, boolean[] inside, double radius, double inset) {
        var outline = new TerritoryOutline(block, inside, inset);
        var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int row = 0; row < block.rows; row++) {
            for (int column = 0; column < block.columns; column++) {
                outline.loopsFrom(column, row, radius, path);
            }
        }
        return path;
    }

    private boolean in(int column, int row) {
        return column >= 0
                && column < block.columns
                && row >= 0
                && row < block.rows
                && inside[row * block.columns + column];
    }

    /// Every loop has an edge on the top of a cell, or, if it is a hole, on the bottom of one.
    private void loopsFrom(int column, int row, double radius, Path2D path) {
        if (in(column, row) && !in(column, row - 1) && !walked(column, row, EAST)) {
            append(loop(column, row, EAST), radius, path);
        }
        if (in(column, row) && !in(column, row + 1) && !walked(column + 1, row + 1, WEST)) {
            append(loop(column + 1, row + 1, WEST), radius, path);
        }
    }

    private boolean walked(int x, int y, int direction) {
        return walked[(y * (block.columns + 1) + x) * 4 + direction];
    }

    /// The corners of the loop that begins with an edge.
    private List<Point2D> loop(int startX, int startY, int startDirection) {
        var corners = new ArrayList<Point2D>();
        int x = startX;
        int y = startY;
        int direction = startDirection;
        do {
            walked[(y * (block.columns + 1) + x) * 4 + direction] = true;
            double along = coordinate(x, y, direction);
            x += DX[direction];
            y += DY[direction];
            int next = turn(x, y, direction);
            if (next != direction) {
                double across = coordinate(x, y, next);
                boolean level = direction == EAST || direction == WEST;
                corners.add(level ? new Point2D.Double(across, along) : new Point2D.Double(along, across));
            }
            direction = next;
        } while (x != startX || y != startY || direction != startDirection);
        return corners;
    }

    /// Right if possible, so that cells that touch at a corner only are not joined.
    private int turn(int x, int y, int direction) {
        for (int t : new int[] {1, 0, 3}) {
            int next = (direction + t) & 3;
            if (edge(x, y, next)) {
                return next;
            }
        }
        throw new IllegalStateException("an outline has a way on from every corner");
    }

    /// Whether an edge with the inside on its right leaves a lattice point.
    private boolean edge(int x, int y, int direction) {
        return switch (direction) {
            case EAST -> in(x, y) && !in(x, y - 1);
            case SOUTH -> in(x - 1, y) && !in(x, y);
            case WEST -> in(x - 1, y - 1) && !in(x - 1, y);
            default -> in(x, y - 1) && !in(x - 1, y - 1);
        };
    }

    /// Where the line of an edge lies: y of a level one, x of an upright one.
    private double coordinate(int x, int y, int direction) {
        return switch (direction) {
            case EAST -> block.edgeTop(y) + inset;
            case SOUTH -> block.edgeRight(x - 1) - inset;
            case WEST -> block.edgeBottom(y - 1) - inset;
            default -> block.edgeLeft(x) + inset;
        };
    }

    private static void append(List<Point2D> corners, double radius, Path2D path) {
        int n = corners.size();
        for (int i = 0; i < n; i++) {
            var before = corners.get((i + n - 1) % n);
            var at = corners.get(i);
            var after = corners.get((i + 1) % n);
            double r = Math.min(radius, Math.min(at.distance(before), at.distance(after)) / 2);
            var in = toward(at, before, r);
            var out = toward(at, after, r);
            if (i == 0) {
                path.moveTo(in.getX(), in.getY());
            } else {
                path.lineTo(in.getX(), in.getY());
            }
            path.quadTo(at.getX(), at.getY(), out.getX(), out.getY());
        }
        path.closePath();
    }

    private static Point2D toward(Point2D from, Point2D to, double length) {
        double distance = from.distance(to);
        double share = distance == 0 ? 0 : length / distance;
        return new Point2D.Double(
                from.getX() + (to.getX() - from.getX()) * share, from.getY() + (to.getY() - from.getY()) * share);
    }
}
