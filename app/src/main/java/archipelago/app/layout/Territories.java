package archipelago.app.layout;

import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/// Finds the territories of one frame and gives each a place for its name.
final class Territories {
    private static final double RADIUS = 12;
    /// A guess of what a letter of a name takes; a name that turns out longer is cut.
    private static final double LETTER = 6.9;
    private static final double AROUND_NAME = 17;
    private static final double BETWEEN_TAGS = 5;
    private static final double COUNT_OF_CORES = 80;
    /// Of so many tiles a few may lie under a name.
    private static final int MANY = 4;
    private static final double INNER_WIDTH = 18;
    private static final double INNER_HEIGHT = 12;
    /// How far the territory of an instance lies inside of that of the instance that it belongs to.
    private static final double NESTED = 3;
    /// However often they are nested, the line does not touch a tile: a share of the space around tiles.
    private static final double MOST_NESTED = 0.7;

    private final NodeBlock block;
    private final Frame frame;
    /// Owners of the block's cells, row by row; -1 for the pool and where there is no core. A kernel that the
    /// books have forgotten counts as the owner of the cores that it executes on.
    private final short[] owner;
    /// The kernel that each one is an instance of, by slot.
    private final int[] lenders;

    private Territories(NodeBlock block, Frame frame) {
        this.block = block;
        this.frame = frame;
        owner = new short[block.columns * block.rows];
        Arrays.fill(owner, (short) -1);
        lenders = lenders(frame);
        for (int i = 0; i < block.cells.length; i++) {
            int core = block.cells[i];
            if (core < 0) {
                continue;
            }
            owner[i] = executesGhost(core) ? frame.siteKernel[core] : frame.owner[core];
        }
    }

    private static int[] lenders(Frame frame) {
        var all = Stream.concat(frame.kernels.stream(), frame.ghosts.stream()).toList();
        var lenders = new int[1 + all.stream().mapToInt(KernelView::slot).max().orElse(0)];
        all.forEach(kernel -> lenders[kernel.slot()] = kernel.lender());
        return lenders;
    }

    private boolean executesGhost(int core) {
        return frame.ghosts.stream().anyMatch(ghost -> frame.executes(core, ghost.slot()));
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
        double spare = spare(slots);
        for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
            var inside = new boolean[owner.length];
            int cores = 0;
            for (int i = 0; i < owner.length; i++) {
                inside[i] = inside(owner[i], slot);
                cores += inside[i] ? 1 : 0;
            }
            var room = block.spacing.tagsInGutters() ? gutterRoom(slot) : bandRoom(slot, bandX, spare);
            bandX = block.spacing.tagsInGutters() || room.isEmpty() ? bandX : room.getMaxX() + BETWEEN_TAGS;
            found.add(new Territory(
                    slot,
                    block.node,
                    cores,
                    TerritoryOutline.trace(block, inside, radius, inset(slot)),
                    tethers(inside),
                    room,
                    innerRoom(inside, cores, wanted(slot))));
        }
        return namedOnce(found);
    }

    /// Where each name stands on its own tiles, the first few of them do not stand above the node once more.
    private List<Territory> namedOnce(List<Territory> found) {
        boolean inner = !block.spacing.tagsInGutters() && found.stream().noneMatch(one -> one.inner().isEmpty());
        boolean some = found.stream().anyMatch(one -> one.tagRoom().isEmpty());
        return inner && some ? found.stream().map(Territory::withoutTag).toList() : found;
    }

    /// Whether a core of one kernel lies on the ground of another: its own, or that of whoever it lent to.
    private boolean inside(int slot, int lender) {
        int at = slot;
        while (lender > 0 && at > lender) {
            at = lenderOf(at);
        }
        return at == lender;
    }

    private int lenderOf(int slot) {
        return slot < lenders.length ? lenders[slot] : -1;
    }

    /// What an instance has lent on lies inside of its territory.
    private double inset(int slot) {
        int depth = 0;
        for (int at = lenderOf(slot); at > 0; at = lenderOf(at)) {
            depth++;
        }
        return Math.min(depth * NESTED, block.spacing.pad * MOST_NESTED);
    }

    private double wanted(int slot) {
        var kernel = frame.present(slot);
        return AROUND_NAME + LETTER * (kernel == null ? 6 : kernel.name().length());
    }

    /// The next place in the band; empty if it is full.
    ///
    /// @param spare what each name may have for words after it
    private Rectangle2D bandRoom(int slot, double x, double spare) {
        double w = wanted(slot) + spare;
        return x + w > block.bounds.getMaxX() + 0.01
                ? new Rectangle2D.Double()
                : new Rectangle2D.Double(x, block.bounds.getY() + 2, w, Spacing.TAG);
    }

    /// Where a name has most room over the tiles of its kernel, in their middle; empty if it has none.
    private Rectangle2D innerRoom(boolean[] inside, int cores, double wanted) {
        Rectangle2D best = new Rectangle2D.Double();
        if (block.spacing.tagsInGutters() || cores < MANY) {
            return best;
        }
        for (int row = 0; row < block.rows; row++) {
            for (int column = 0; column < block.columns; column++) {
                if (inside[row * block.columns + column] && (column == 0 || !inside[row * block.columns + column - 1])) {
                    var room = largest(inside, column, row);
                    double gain = Math.min(room.getWidth(), wanted) * Math.min(room.getHeight(), 2 * INNER_HEIGHT);
                    best = gain > Math.min(best.getWidth(), wanted) * Math.min(best.getHeight(), 2 * INNER_HEIGHT)
                            ? room
                            : best;
                }
            }
        }
        return best.getWidth() >= INNER_WIDTH && best.getHeight() >= INNER_HEIGHT ? best : new Rectangle2D.Double();
    }

    /// The tiles from one on to the end of its row, and those below that are as many.
    private Rectangle2D largest(boolean[] inside, int column, int row) {
        int end = column;
        while (end + 1 < block.columns && inside[row * block.columns + end + 1]) {
            end++;
        }
        int below = row;
        while (below + 1 < block.rows && whole(inside, below + 1, column, end)) {
            below++;
        }
        return block.tile(column, row).createUnion(block.tile(end, below));
    }

    private boolean whole(boolean[] inside, int row, int from, int to) {
        for (int column = from; column <= to; column++) {
            if (!inside[row * block.columns + column]) {
                return false;
            }
        }
        return true;
    }

    /// Either all names in the band have room for more words, or none.
    private double spare(BitSet slots) {
        double wide = slots.stream()
                .mapToDouble(slot -> wanted(slot) + BETWEEN_TAGS + COUNT_OF_CORES)
                .sum();
        return wide <= block.bounds.getWidth() + BETWEEN_TAGS ? COUNT_OF_CORES : 0;
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
    private List<Path2D> tethers(boolean[] inside) {
        if (!block.spacing.tagsInGutters()) {
            return List.of();
        }
        var parts = parts(inside);
        var tethers = new ArrayList<Path2D>();
        for (int p = 1; p < parts.size(); p++) {
            int[] shortest = null;
            for (int q = 0; q < p; q++) {
                var pair = nearest(parts.get(q), parts.get(p));
                if (shortest == null || steps(pair[0], pair[1]) < steps(shortest[0], shortest[1])) {
                    shortest = pair;
                }
            }
            tethers.add(tether(shortest[0], shortest[1]));
        }
        return tethers;
    }

    private int steps(int cell, int other) {
        return Math.abs(cell % block.columns - other % block.columns)
                + Math.abs(cell / block.columns - other / block.columns);
    }

    private int[] nearest(List<Integer> part, List<Integer> other) {
        int[] best = {part.getFirst(), other.getFirst()};
        for (int a : part) {
            for (int b : other) {
                if (steps(a, b) < steps(best[0], best[1])) {
                    best = new int[] {a, b};
                }
            }
        }
        return best;
    }

    /// From edge to edge: down beside the upper cell, and along below the lower one if that stands
    /// in another column. So it runs between the tiles of whatever lies on the way.
    private Path2D tether(int cell, int other) {
        int upper = Math.min(cell, other);
        int lower = Math.max(cell, other);
        int fromColumn = upper % block.columns;
        int toColumn = lower % block.columns;
        var from = block.tile(fromColumn, upper / block.columns);
        var to = block.tile(toColumn, lower / block.columns);
        double half = Math.min(block.spacing.pad / 2, block.edgeRight(fromColumn) - from.getMaxX());
        double x = from.getMaxX() + half;
        double y = to.getMaxY() + half;
        var path = new Path2D.Double();
        if (from.getY() == to.getY()) {
            path.moveTo(block.edgeRight(fromColumn), y);
            path.lineTo(block.edgeLeft(toColumn), y);
        } else if (fromColumn == toColumn) {
            path.moveTo(x, block.edgeBottom(upper / block.columns));
            path.lineTo(x, block.edgeTop(lower / block.columns));
        } else {
            path.moveTo(x, block.edgeBottom(upper / block.columns));
            path.lineTo(x, y);
            path.lineTo(toColumn < fromColumn ? block.edgeRight(toColumn) : block.edgeLeft(toColumn), y);
        }
        return path;
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
