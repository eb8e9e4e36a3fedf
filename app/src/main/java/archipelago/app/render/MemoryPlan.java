package archipelago.app.render;

import archipelago.app.layout.PoolChunk;
import archipelago.engine.machine.Machine;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// How much is shown of the memory of each node, and how high each stands: as much as there is room for all of them,
/// but never less than a bar. What is higher than the room is scrolled by whole nodes.
final class MemoryPlan {
    private static final double LEAST_WIDTH = 160;

    private final List<MemoryDetail> details;
    private final double[] heights;
    private final double room;
    private final boolean closed;

    private MemoryPlan(List<MemoryDetail> details, double[] heights, double room, boolean closed) {
        this.details = details;
        this.heights = heights;
        this.room = room;
        this.closed = closed;
    }

    /// How much is shown of a node with pool chunks and of one without, from the most to the least.
    private enum Level {
        ALL(MemoryDetail.LENS, MemoryDetail.AXIS),
        LENSES(MemoryDetail.LENS, MemoryDetail.BAR),
        AXES(MemoryDetail.AXIS, MemoryDetail.AXIS),
        POOL_AXES(MemoryDetail.AXIS, MemoryDetail.BAR),
        BARS(MemoryDetail.BAR, MemoryDetail.BAR);

        private final MemoryDetail pooled;
        private final MemoryDetail plain;

        Level(MemoryDetail pooled, MemoryDetail plain) {
            this.pooled = pooled;
            this.plain = plain;
        }
    }

    /// @param opened the node that is magnified in any case; -1 for none
    static MemoryPlan of(List<Machine.Node> nodes, List<PoolChunk> chunks, int opened, Rectangle2D room) {
        boolean[] pooled = new boolean[nodes.size()];
        boolean any = false;
        for (int n = 0; n < pooled.length; n++) {
            var node = nodes.get(n);
            pooled[n] = chunks.stream().anyMatch(chunk -> chunk.in(node));
            any |= pooled[n];
        }
        MemoryPlan plan = null;
        for (var level : Level.values()) {
            boolean wide = level == Level.BARS || room.getWidth() > LEAST_WIDTH;
            if (wide && (plan == null || plan.mostSkipped() > 0)) {
                plan = of(level, pooled, opened, room);
            }
        }
        return plan;
    }

    private static MemoryPlan of(Level level, boolean[] pooled, int opened, Rectangle2D room) {
        var details = new ArrayList<MemoryDetail>();
        boolean closed = false;
        for (int n = 0; n < pooled.length; n++) {
            boolean magnified = n == opened && pooled[n] && room.getWidth() > LEAST_WIDTH;
            details.add(magnified ? MemoryDetail.LENS : pooled[n] ? level.pooled : level.plain);
            closed |= pooled[n] && details.get(n) != MemoryDetail.LENS;
        }
        var heights = new double[pooled.length];
        for (int n = 0; n < heights.length; n++) {
            heights[n] = details.get(n).least();
        }
        var plan = new MemoryPlan(List.copyOf(details), heights, room.getHeight(), closed);
        plan.grow();
        return plan;
    }

    /// What is over goes to the lenses; where there are none, to all.
    private void grow() {
        double spare = room - whole(0);
        boolean lensed = details.contains(MemoryDetail.LENS);
        long takers = lensed ? details.stream().filter(MemoryDetail.LENS::equals).count() : heights.length;
        for (int n = 0; n < heights.length && spare > 0; n++) {
            if (!lensed || details.get(n) == MemoryDetail.LENS) {
                heights[n] += Math.min(details.get(n).growth(), spare / takers);
            }
        }
    }

    /// How high the nodes from one on are.
    private double whole(int from) {
        double high = 0;
        for (int n = from; n < heights.length; n++) {
            high += heights[n] + (n < heights.length - 1 ? gapBehind(n) : 0);
        }
        return high;
    }

    MemoryDetail detail(int node) {
        return details.get(node);
    }

    double height(int node) {
        return heights[node];
    }

    /// The distance from a node to the next.
    double gapBehind(int node) {
        double own = details.get(node).gap();
        return node + 1 < heights.length ? Math.max(own, details.get(node + 1).gap()) : own;
    }

    /// How many nodes are skipped where the last one stands at the lower edge; 0 if all have room.
    int mostSkipped() {
        int skipped = 0;
        while (skipped < heights.length - 1 && whole(skipped) > room + 0.5) {
            skipped++;
        }
        return skipped;
    }

    /// How many nodes are skipped so that one of them is in sight.
    int showing(int node, int skipped) {
        int first = Math.min(skipped, node);
        double bottom = 0;
        for (int n = first; n <= node; n++) {
            bottom += heights[n] + (n < node ? gapBehind(n) : 0);
        }
        while (first < node && bottom > room + 0.5) {
            bottom -= heights[first] + gapBehind(first);
            first++;
        }
        return first;
    }

    /// Whether bars have their names before them.
    boolean indented() {
        return details.contains(MemoryDetail.BAR);
    }

    boolean lenses() {
        return details.contains(MemoryDetail.LENS);
    }

    /// Whether there are pool chunks that are not magnified.
    boolean closed() {
        return closed;
    }
}
