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
/// chunks magnified. Where the nodes are too many for that, the one that is picked out is magnified, and
/// what has no room is scrolled.
public final class MemoryView implements MachineView {
    private static final double EDGE = 16;
    private static final double FOOT = 20;
    /// The room for a node's name before its bar, where it has none over it.
    private static final double INDENT = 60;
    private static final int MOST_KEY_LINES = 3;
    /// Lower than this, the nodes need the room more than the key does.
    private static final double LOW = 330;

    private Places places = new Places();
    private boolean lenses;
    private boolean closed;
    /// How many nodes are scrolled away above, and how many found no room below.
    private int skipped;
    private int below;
    /// What was painted last, and what was picked then.
    private Moment last;
    private Selection seen = Selection.NOTHING;
    /// Null where nobody told.
    private Selection picked;

    @Override
    public void paint(Graphics2D g, Moment moment, double width, double height) {
        places = new Places();
        double room = width - 2 * EDGE;
        if (room < 8 || height < 8) {
            return;
        }
        try (var pen = new Pen(g)) {
            pen.g.clip(new Rectangle2D.Double(0, 0, width, height));
            last = moment;
            var key = new KernelKey(totals(moment), room, height < LOW ? 1 : MOST_KEY_LINES);
            key.paint(pen, EDGE, 10, moment, places);
            double top = 10 + key.height() + 10;
            boolean foot = height > 220 && room > 300;
            nodes(pen, moment, new Rectangle2D.Double(EDGE, top, room, height - top - (foot ? FOOT + 12 : 6)));
            if (foot) {
                foot(pen, moment, room, height - FOOT / 2 - 3);
            }
        }
    }

    /// What the bars mean, as much as has room beside the number of nodes that are out of sight.
    private void foot(Pen pen, Moment moment, double room, double y) {
        var hidden = new ArrayList<String>();
        if (skipped > 0) {
            hidden.add("▲ " + Text.ROWS_ABOVE.of(skipped));
        }
        if (below > 0) {
            hidden.add("▼ " + Text.ROWS_BELOW.of(below));
        }
        var count = String.join("   ", hidden);
        pen.right(count, EDGE + room, y, Typeface.MEDIUM, 11, faint(moment));
        double free = room - (count.isEmpty() ? 0 : Pen.width(count, Typeface.MEDIUM, 11) + 16);
        var words = Text.MEMORY_SCALE.of();
        for (var more : List.of(lenses ? Text.MEMORY_LENSES.of() : "", closed ? Text.MEMORY_OPENS.of() : "")) {
            var longer = words + "  ·  " + more;
            words = more.isEmpty() || Pen.width(longer, Typeface.TEXT, 11) > free ? words : longer;
        }
        pen.left(Pen.fit(words, free, Typeface.TEXT, 11), EDGE, y, Typeface.TEXT, 11, faint(moment));
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
                        kernel.slot(), kernel.name(), figure(moment, kernel.slot())));
            }
        }
        return entries;
    }

    /// How much a kernel has, and whether nobody works in it since a panic.
    private static String figure(Moment moment, int slot) {
        var size = Sizes.shown(lent(moment, slot));
        return MemoryPen.panicked(moment, slot) ? size + " · " + Text.TAG_PANICKED.of() : size;
    }

    private static long lent(Moment moment, int kernel) {
        return moment.frame().memory.stream()
                .filter(range -> range.kernel() == kernel)
                .mapToLong(range -> range.bytes())
                .sum();
    }

    /// Paints the nodes that have room, from the first one that is not scrolled away.
    private void nodes(Pen pen, Moment moment, Rectangle2D room) {
        var nodes = moment.machine().nodes();
        var chunks = PoolChunk.of(moment.machine(), moment.frame());
        var chosen = picked == null ? moment.selected() : picked;
        int opened = opened(chosen, moment);
        var plan = MemoryPlan.of(nodes, chunks, opened, room);
        if (opened >= 0 && !chosen.equals(seen)) {
            skipped = plan.showing(opened, skipped);
        }
        seen = chosen;
        skipped = Math.clamp(skipped, 0, plan.mostSkipped());
        long most = nodes.stream().mapToLong(Machine.Node::bytes).max().orElse(1);
        double indent = plan.indented() && room.getWidth() > 160 ? INDENT : 0;
        double y = room.getY();
        int next = skipped;
        while (next < nodes.size() && (next == skipped || y + plan.height(next) <= room.getMaxY() + 0.5)) {
            var node = nodes.get(next);
            var own = chunks.stream().filter(chunk -> chunk.in(node)).toList();
            double high = Math.min(plan.height(next), Math.max(1, room.getMaxY() - y));
            var block = new Rectangle2D.Double(room.getX(), y, room.getWidth(), high);
            new NodeMemory(pen, moment, node, own, block, plan.detail(next), indent, most, places).paint();
            y += high + plan.gapBehind(next);
            next++;
        }
        below = nodes.size() - next;
        lenses = plan.lenses();
        closed = plan.closed();
    }

    /// The node that is magnified because it is picked, or a piece of it; -1 if none is.
    private static int opened(Selection selected, Moment moment) {
        var machine = moment.machine();
        return switch (selected) {
            case Selection.OfNode(int node) -> node;
            case Selection.OfKernel(int slot) -> most(slot, moment);
            case Selection.OfRegion(long base) -> {
                var nodes = machine.nodes();
                int found = 0;
                while (found < nodes.size() && (base < nodes.get(found).base() || base >= nodes.get(found).end())) {
                    found++;
                }
                yield found < nodes.size() ? found : -1;
            }
            default -> -1;
        };
    }

    /// The node that an instance has most of its memory on; -1 for none. The host is everywhere.
    private static int most(int slot, Moment moment) {
        var bytes = new long[moment.machine().nodes().size()];
        int most = -1;
        for (var range : moment.frame().memory) {
            if (slot > 0 && range.kernel() == slot) {
                bytes[range.node()] += range.bytes();
                most = most < 0 || bytes[range.node()] > bytes[most] ? range.node() : most;
            }
        }
        return most;
    }

    @Override
    public void picked(Selection thing) {
        picked = thing;
    }

    @Override
    public void scroll(double x, int lines) {
        skipped = Math.max(0, skipped + Integer.signum(lines));
    }

    /// The arrow keys go from node to node.
    @Override
    public Selection next(Selection from, int rows) {
        if (last == null || rows == 0) {
            return from;
        }
        int at = opened(from, last);
        int most = last.machine().nodes().size() - 1;
        return new Selection.OfNode(at < 0 ? skipped : Math.clamp(at + (long) rows, 0, most));
    }

    private static Color faint(Moment moment) {
        return moment.theme().colour(Role.TEXT_MUTED);
    }
}
