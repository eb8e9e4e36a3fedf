package archipelago.app.render;

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
    private static final double BLOCK_GAP = 14;
    /// A node with its bar, its axis and its lens; without the lens; the bar alone.
    private static final double WITH_LENS = 138;
    private static final double WITH_AXIS = 64;
    private static final double BAR_ALONE = 22;
    private static final double MOST = 196;
    private static final int MOST_KEY_LINES = 3;

    private Places places = new Places();

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
                var words = "bars to scale, in the order of addresses  ·  below each, its pool chunks magnified; what"
                        + " is small is widened";
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
        entries.add(new KernelKey.Entry(0, "host", Sizes.shown(moment.machine().memoryBytes() - chunks)));
        entries.add(new KernelKey.Entry(-1, "pool", Sizes.shown(lent(moment, -1)) + " idle"));
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

    private void nodes(Pen pen, Moment moment, Rectangle2D room) {
        var nodes = moment.machine().nodes();
        int count = nodes.size();
        double each = (room.getHeight() + BLOCK_GAP) / count - BLOCK_GAP;
        double least = each >= WITH_LENS ? WITH_LENS : each >= WITH_AXIS ? WITH_AXIS : BAR_ALONE;
        double gap = least == BAR_ALONE ? 4 : BLOCK_GAP;
        each = Math.min(MOST, (room.getHeight() + gap) / count - gap);
        if (each < least) {
            // Whole nodes with a word about the others, rather than slivers of all.
            each = BAR_ALONE;
            count = (int) Math.max(0, (room.getHeight() - 14) / (each + gap));
        }
        var chunks = PoolChunk.of(moment.machine(), moment.frame());
        long most = nodes.stream().mapToLong(Machine.Node::bytes).max().orElse(1);
        double y = room.getY();
        for (var node : nodes.subList(0, Math.min(count, nodes.size()))) {
            var own = chunks.stream().filter(chunk -> chunk.in(node)).toList();
            var block = new Rectangle2D.Double(room.getX(), y, room.getWidth(), each);
            new NodeMemory(pen, moment, node, own, block, most, places).paint();
            y += each + gap;
        }
        if (count < nodes.size() && room.getHeight() > 14) {
            var words = "… " + (nodes.size() - count) + " more nodes";
            pen.left(words, room.getX(), room.getMaxY() - 6, Typeface.TEXT, 11, faint(moment));
        }
    }

    private static Color faint(Moment moment) {
        return moment.theme().colour(Role.TEXT_MUTED);
    }
}
