package archipelago.app.layout;

import archipelago.engine.frame.Frame;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Finds the territories of one frame and gives each a place for its name.
final class Territories {
    private static final double RADIUS = 12;
    /// A guess of what a letter of a name takes; a name that turns out longer is cut.
    private static final double LETTER = 6.9;
    private static final double AROUND_NAME = 40;
    private static final double LEAST_TAG = 34;

    private final NodeBlock block;
    private final Frame frame;
    /// Owners of the block's cells, row by row; -1 for the pool and where there is no core.
    private final short[] owner;

    private Territories(NodeBlock block, Frame frame) {
        this.block = block;
        this.frame = frame;
        owner = new short[block.columns * block.rows];
        Arrays.fill(owner, (short) -1);
        for (int i = 0; i < block.cores.length; i++) {
            owner[i] = frame.owner[block.cores[i]];
        }
    }

    static List<Territory> of(TileGrid grid, Frame frame) {
        var all = new ArrayList<Territory>();
        for (var block : grid.blocks) {
            all.addAll(new Territories(block, frame).territories());
        }
        return List.copyOf(all);
    }

    private List<Territory> territories() {
        var slots = new BitSet();
        for (short slot : owner) {
            if (slot >= 0) {
                slots.set(slot);
            }
        }
        var found = new ArrayList<Territory>();
        double radius = Math.min(RADIUS, block.tile(0, 0).getWidth() / 4 + block.spacing.pad);
        double bandX = block.bounds.getX();
        double share = block.bounds.getWidth() / Math.max(1, slots.cardinality());
        for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
            var inside = new boolean[owner.length];
            int cores = 0;
            for (int i = 0; i < owner.length; i++) {
                inside[i] = owner[i] == slot;
                cores += inside[i] ? 1 : 0;
            }
            var room = block.spacing.tagsInGutters() ? gutterRoom(slot) : bandRoom(slot, bandX, share);
            bandX = block.spacing.tagsInGutters() || room.isEmpty() ? bandX : room.getMaxX() + 6;
            found.add(new Territory(
                    slot,
                    block.node,
                    cores,
                    TerritoryOutline.trace(block, inside, radius),
                    tethers(inside),
                    room));
        }
        return found;
    }

    private double wanted(int slot) {
        var kernel = frame.kernel(slot);
        return AROUND_NAME + LETTER * (kernel == null ? 6 : kernel.name().length());
    }

    private Rectangle2D bandRoom(int slot, double x, double share) {
        double most = block.bounds.getMaxX() - x;
        double w = Math.min(most, Math.min(wanted(slot) + 36, Math.max(share - 6, LEAST_TAG)));
        return w < LEAST_TAG
                ? new Rectangle2D.Double()
                : new Rectangle2D.Double(x, block.bounds.getY() + 2, w, Spacing.TAG);
    }

    /// A place above tiles of the kernel that have nothing of it above them: there the gutter is
    /// free, and no other kernel's tag comes there. The topmost one in which the name has room, or
    /// the widest.
    private Rectangle2D gutterRoom(int slot) {
        Rectangle2D best = new Rectangle2D.Double();
        for (int row = 0; row < block.rows; row++) {
            for (int column = 0; column < block.columns; column++) {
                if (open(slot, column, row) && !open(slot, column - 1, row)) {
                    var room = run(slot, column, row);
                    if (room.getWidth() >= wanted(slot)) {
                        return room;
                    }
                    best = room.getWidth() > best.getWidth() ? room : best;
                }
            }
        }
        return best;
    }

    private boolean open(int slot, int column, int row) {
        return column >= 0 && at(column, row) == slot && at(column, row - 1) != slot;
    }

    private int at(int column, int row) {
        if (column < 0 || column >= block.columns || row < 0 || row >= block.rows) {
            return -1;
        }
        return owner[row * block.columns + column];
    }

    private Rectangle2D run(int slot, int column, int row) {
        int end = column;
        while (end + 1 < block.columns && open(slot, end + 1, row)) {
            end++;
        }
        // Above pool tiles nothing stands in the gutter, so a name may go on there.
        while (end + 1 < block.columns && at(end + 1, row) < 0) {
            end++;
        }
        double left = block.tile(column, row).getX() + 4;
        double right = end + 1 == block.columns ? block.bounds.getMaxX() : block.tile(end, row).getMaxX();
        double bottom = block.tile(column, row).getY() - Spacing.TAG_CLEARANCE;
        return new Rectangle2D.Double(left, bottom - Spacing.TAG, right - left, Spacing.TAG);
    }

    /// Each part that does not touch the ones before it is tied to the nearest of them. Where tiles
    /// stand too close for a line between them, there is none.
    private List<Line2D> tethers(boolean[] inside) {
        if (!block.spacing.tagsInGutters()) {
            return List.of();
        }
        var parts = parts(inside);
        var tethers = new ArrayList<Line2D>();
        for (int p = 1; p < parts.size(); p++) {
            Line2D shortest = null;
            for (int q = 0; q < p; q++) {
                var line = nearest(parts.get(q), parts.get(p));
                if (shortest == null || length(line) < length(shortest)) {
                    shortest = line;
                }
            }
            tethers.add(shortest);
        }
        return tethers;
    }

    private static double length(Line2D line) {
        return line.getP1().distance(line.getP2());
    }

    private Line2D nearest(List<Integer> part, List<Integer> other) {
        Line2D best = null;
        for (int a : part) {
            for (int b : other) {
                var line = new Line2D.Double(centreX(a), centreY(a), centreX(b), centreY(b));
                if (best == null || length(line) < length(best)) {
                    best = line;
                }
            }
        }
        return best;
    }

    private double centreX(int cell) {
        return block.tile(cell % block.columns, cell / block.columns).getCenterX();
    }

    private double centreY(int cell) {
        return block.tile(cell % block.columns, cell / block.columns).getCenterY();
    }

    /// Cells that hang together, in the order of their first cells.
    private List<List<Integer>> parts(boolean[] inside) {
        var parts = new ArrayList<List<Integer>>();
        var seen = new boolean[inside.length];
        for (int start = 0; start < inside.length; start++) {
            if (inside[start] && !seen[start]) {
                parts.add(flood(start, inside, seen));
            }
        }
        return parts;
    }

    private List<Integer> flood(int start, boolean[] inside, boolean[] seen) {
        var part = new ArrayList<Integer>();
        var next = new ArrayDeque<Integer>();
        next.add(start);
        seen[start] = true;
        while (!next.isEmpty()) {
            int cell = next.remove();
            part.add(cell);
            int column = cell % block.columns;
            visit(cell - 1, column > 0, inside, seen, next);
            visit(cell + 1, column + 1 < block.columns, inside, seen, next);
            visit(cell - block.columns, cell >= block.columns, inside, seen, next);
            visit(cell + block.columns, cell + block.columns < inside.length, inside, seen, next);
        }
        return part;
    }

    private static void visit(int cell, boolean exists, boolean[] inside, boolean[] seen, ArrayDeque<Integer> next) {
        if (exists && inside[cell] && !seen[cell]) {
            seen[cell] = true;
            next.add(cell);
        }
    }
}
