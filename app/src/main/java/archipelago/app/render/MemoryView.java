package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.PoolChunk;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Sizes;
import archipelago.engine.machine.Machine;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The machine's physical memory: a bar to scale for each NUMA node, and under it the node's pool
/// chunks magnified.
public final class MemoryView implements MachineView {
    private static final double EDGE = 16;
    private static final double FOOT = 20;
    /// The room for a node's name before its bar, where it has none over it.
    private static final double INDENT = 60;
    private static final int MOST_KEY_LINES = 3;

    private Places places = new Places();
    private boolean lenses;

    @Override
    public void paint(Graphics2D g, Moment moment, double width, double height) {
        places = new Places();
        double room = width - 2 * EDGE;
        if (room < 8 || height < 8) {
            return;
        }
        try (var pen = new Pen(g)) {
            pen.g.clip(new Rectangle2D.Double(0, 0, width, height));
            var key = new KernelKey(totals(moment), room, height < 200 ? 1 : MOST_KEY_LINES);
            key.paint(pen, EDGE, 10, moment, places);
            double top = 10 + key.height() + 10;
            boolean foot = height > 220 && room > 300;
            nodes(pen, moment, new Rectangle2D.Double(EDGE, top, room, height - top - (foot ? FOOT + 6 : 6)));
            if (foot) {
                var words = Text.MEMORY_SCALE.of() + (lenses ? "  ·  " + Text.MEMORY_LENSES.of() : "");
                var fitting = Pen.fit(words, room, Typeface.TEXT, 11);
                pen.left(fitting, EDGE, height - FOOT / 2 - 3, Typeface.TEXT, 11, faint(moment));
            }
        }
    }

    @Override
    public Selection hit(double x, double y) {
        return places.at(x, y);
    }

    /// Who has how much, the pool's idle memory after the host.
    private static List<KernelKey.Entry> totals(Moment moment) {
        var entries = new ArrayList<KernelKey.Entry>();
        long chunks = 0;
        for (var range : moment.frame().memory) {
            chunks += range.bytes();
        }
        entries.add(new KernelKey.Entry(
                0, MemoryPen.name(moment.frame(), 0), Sizes.shown(moment.machine().memoryBytes() - chunks)));
        var idle = chunks == 0 ? Text.MEMORY_NONE.of() : Text.MEMORY_IDLE.of(Sizes.shown(lent(moment, -1)));
        entries.add(new KernelKey.Entry(-1, Text.POOL.of(), idle));
        for (var kernel : moment.frame().kernels) {
            if (!kernel.host()) {
                entries.add(new KernelKey.Entry(
                        kernel.slot(), kernel.name(), Sizes.shown(lent(moment, kernel.slot()))));
            }
        }
        return entries;
    }

    private static long lent(Moment moment, int kernel) {
        return moment.frame().memory.stream()
                .filter(range -> range.kernel() == kernel)
                .mapToLong(range -> range.bytes())
                .sum();
    }

    /// How much is shown of a node with pool chunks and of one without, from the most to the least.
    private enum Detail {
        ALL(MemoryDetail.LENS, MemoryDetail.AXIS),
        LENSES(MemoryDetail.LENS, MemoryDetail.BAR),
        AXES(MemoryDetail.AXIS, MemoryDetail.AXIS),
        POOL_AXES(MemoryDetail.AXIS, MemoryDetail.BAR),
        BARS(MemoryDetail.BAR, MemoryDetail.BAR);

        private final MemoryDetail pooled;
        private final MemoryDetail plain;

        Detail(MemoryDetail pooled, MemoryDetail plain) {
            this.pooled = pooled;
            this.plain = plain;
        }

        double height(long pooledNodes, long plainNodes) {
            double around = pooled == plain || plainNodes == 0 ? pooled.gap() : 2 * pooled.gap();
            return pooledNodes * (pooled.least() + around) + plainNodes * (plain.least() + plain.gap());
        }
    }

    private void nodes(Pen pen, Moment moment, Rectangle2D room) {
        var nodes = moment.machine().nodes();
        var chunks = PoolChunk.of(moment.machine(), moment.frame());
        long pooled = nodes.stream().filter(node -> chunks.stream().anyMatch(chunk -> chunk.in(node))).count();
        long plain = nodes.size() - pooled;
        var detail = Detail.BARS;
        for (var each : Detail.values()) {
            boolean wide = each == Detail.BARS || room.getWidth() > 160;
            if (wide && each.height(pooled, plain) <= room.getHeight() && each.ordinal() < detail.ordinal()) {
                detail = each;
            }
        }
        double spare = Math.max(0, room.getHeight() - detail.height(pooled, plain));
        boolean bars = detail.plain == MemoryDetail.BAR && (plain > 0 || detail == Detail.BARS);
        double indent = bars && room.getWidth() > 160 ? INDENT : 0;
        // What is over goes to the lenses; where there are none, to the bars.
        long takers = detail.pooled == MemoryDetail.LENS && pooled > 0 ? pooled : nodes.size();
        long most = nodes.stream().mapToLong(Machine.Node::bytes).max().orElse(1);
        double y = room.getY();
        int painted = 0;
        double gap = 0;
        for (var node : nodes) {
            var own = chunks.stream().filter(chunk -> chunk.in(node)).toList();
            var level = own.isEmpty() ? detail.plain : detail.pooled;
            boolean takes = takers == nodes.size() || !own.isEmpty();
            double height = level.least() + (takes ? Math.min(level.growth(), spare / takers) : 0);
            y += painted == 0 ? 0 : Math.max(gap, level.gap());
            gap = level.gap();
            // Whole nodes with a word about the others, rather than slivers of all.
            double rest = node == nodes.getLast() ? 0 : 14;
            if (y + height + rest > room.getMaxY() && painted > 0) {
                break;
            }
            double high = Math.min(height, Math.max(1, room.getMaxY() - y));
            var block = new Rectangle2D.Double(room.getX(), y, room.getWidth(), high);
            new NodeMemory(pen, moment, node, own, block, level, indent, most, places).paint();
            y += height;
            painted++;
        }
        if (painted < nodes.size() && room.getMaxY() - y >= 0) {
            var words = Text.MORE_NODES.count(nodes.size() - painted);
            pen.left(words, room.getX(), Math.min(y + 10, room.getMaxY() - 5), Typeface.TEXT, 11, faint(moment));
        }
        lenses = detail.pooled == MemoryDetail.LENS && pooled > 0;
    }

    private static Color faint(Moment moment) {
        return moment.theme().colour(Role.TEXT_MUTED);
    }
}
