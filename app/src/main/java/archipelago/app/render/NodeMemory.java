package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.PoolChunk;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.machine.Machine;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// One node's memory in the room that it is given: a bar to scale with an axis over it, and below it
/// a lens for each of its pool chunks. What does not fit is left out: first the lenses, then the axis.
final class NodeMemory {
    private static final double HEAD = 18;
    private static final double AXIS = 19;
    private static final double TICK_ROOM = 46;

    private final Pen pen;
    private final MemoryPen memory;
    private final Moment moment;
    private final Theme theme;
    private final Machine.Node node;
    private final List<PoolChunk> chunks;
    private final Rectangle2D room;
    private final Places places;
    private final Rectangle2D bar;
    private final boolean axis;
    private final boolean lens;

    /// @param indent how far the bar stands from the left
    /// @param mostBytes the memory of the largest node, which gets the full width
    NodeMemory(
            Pen pen,
            Moment moment,
            Machine.Node node,
            List<PoolChunk> chunks,
            Rectangle2D room,
            MemoryDetail detail,
            double indent,
            long mostBytes,
            Places places) {
        this.pen = pen;
        memory = new MemoryPen(pen, moment);
        this.moment = moment;
        theme = moment.theme();
        this.node = node;
        this.chunks = chunks;
        this.room = room;
        this.places = places;
        axis = detail != MemoryDetail.BAR;
        lens = detail == MemoryDetail.LENS;
        double top = room.getY() + (axis ? HEAD + AXIS : 0);
        double left = room.getMaxY() - top;
        double height = lens ? 24 + (left - (MemoryDetail.LENS.least() - HEAD - AXIS)) / 5 : left;
        double width = (room.getWidth() - indent) * ((double) node.bytes() / Math.max(1, mostBytes));
        bar = new Rectangle2D.Double(room.getX() + indent, top, Math.max(1, width), Math.max(1, height));
    }

    void paint() {
        if (axis) {
            head();
            axis();
        } else if (bar.getX() > room.getX() && bar.getHeight() >= 11) {
            var words = Text.NODE.of(node.number());
            pen.left(words, room.getX(), bar.getCenterY(), Typeface.MEDIUM, 11.5, role(Role.TEXT));
            double end = bar.getX() - room.getX();
            places.add(new Rectangle2D.Double(room.getX(), bar.getY(), end, bar.getHeight()), itself());
        }
        bar();
        if (lens) {
            new ChunkLenses(memory, moment, node, chunks, room, bar, this::place, places).paint();
        }
    }

    private Selection itself() {
        return new Selection.OfNode(moment.machine().nodes().indexOf(node));
    }

    private Color role(Role role) {
        return memory.role(role);
    }

    private void head() {
        var title = Text.NODE_TITLE.of(node.number());
        double y = room.getY() + HEAD / 2;
        places.add(new Rectangle2D.Double(room.getX(), room.getY(), room.getWidth(), HEAD), itself());
        if (moment.selected().equals(itself())) {
            pen.g.setColor(role(Role.ACCENT_SOFT));
            pen.g.fill(new RoundRectangle2D.Double(room.getX() - 6, room.getY(), room.getWidth() + 12, HEAD, 7, 7));
        }
        pen.left(title, room.getX(), y, Typeface.STRONG, 13, role(Role.TEXT));
        var words = Text.SOCKET.of(node.socket()) + " · " + Sizes.shown(node.bytes())
                + (chunks.isEmpty() ? " · " + Text.MEMORY_NO_CHUNK.of() : "");
        double x = room.getX() + Typeface.STRONG.width(title, 13) + 10;
        pen.left(words, x, y, Typeface.TEXT, 11.5, role(Role.TEXT_MUTED));
        var range = MemoryPen.hex(node.base()) + " – " + MemoryPen.hex(node.end());
        double taken = x - room.getX() + Typeface.TEXT.width(words, 11.5) + 20;
        if (taken + Typeface.MONO.width(range, 11) <= room.getWidth()) {
            pen.right(range, room.getMaxX(), y, Typeface.MONO, 11, role(Role.TEXT_MUTED));
        }
    }

    /// Round addresses over the bar, the last one with the unit.
    private void axis() {
        long step = Sizes.GIB / 4;
        while (bar.getWidth() * step / Math.max(1, node.bytes()) < TICK_ROOM) {
            step *= 2;
        }
        double freeTo = bar.getMaxX() - tick(node.end(), gibibytes(node.end()) + " GiB", bar.getMaxX()) - 10;
        double freeFrom = Double.NEGATIVE_INFINITY;
        for (long at = Math.ceilDiv(node.base(), step) * step; at < node.end(); at += step) {
            var words = gibibytes(at);
            double width = Typeface.MONO.width(words, 11);
            double left = Math.max(bar.getX(), place(at) - width / 2);
            if (left >= freeFrom && left + width <= freeTo) {
                tick(at, words, left + width);
                freeFrom = left + width + 10;
            }
        }
    }

    /// @param right where the words end
    /// @return how wide they are
    private double tick(long address, String words, double right) {
        pen.right(words, right, bar.getY() - AXIS / 2 - 2.5, Typeface.MONO, 11, role(Role.TEXT_MUTED));
        double x = Math.min(place(address), bar.getMaxX() - 1);
        pen.vertical(x, bar.getY() - 5, bar.getY(), role(Role.LINE_STRONG));
        return Typeface.MONO.width(words, 11);
    }

    private static String gibibytes(long bytes) {
        return new BigDecimal(bytes)
                .divide(BigDecimal.valueOf(Sizes.GIB), 2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private double place(long address) {
        return bar.getX() + bar.getWidth() * ((address - node.base()) / (double) Math.max(1, node.bytes()));
    }

    private void bar() {
        var host = theme.kernel(0);
        memory.fill(bar, host.fill());
        memory.outline(bar, Pen.blend(host.stroke(), role(Role.SURFACE), 0.35), 1);
        places.add(bar, new Selection.OfKernel(0));
        hostNames();
        if (moment.selected().equals(new Selection.OfKernel(0))) {
            memory.outline(bar, role(Role.ACCENT), 2);
        }
        for (var chunk : chunks) {
            for (var range : chunk.ranges()) {
                segment(range);
            }
            double left = place(chunk.base());
            double right = Math.max(left + 3, place(Math.min(chunk.end(), node.end())));
            var box = new Rectangle2D.Double(left - 0.5, bar.getY() - 1.5, right - left + 1, bar.getHeight() + 3);
            memory.outline(box, role(Role.TEXT), 1.6);
        }
        chunks.forEach(chunk -> chunk.ranges().stream()
                .filter(memory::selected)
                .forEach(range -> lit(box(range))));
    }

    /// The host's name in the first stretch of its own that is wide enough.
    private void hostNames() {
        var name = MemoryPen.name(moment.frame(), 0);
        double from = bar.getX();
        for (int c = 0; c <= chunks.size(); c++) {
            double to = c < chunks.size() ? place(chunks.get(c).base()) : bar.getMaxX();
            if (bar.getHeight() >= 15 && to - from >= Typeface.MEDIUM.width(name, 11.5) + 16) {
                pen.left(name, from + 8, bar.getCenterY(), Typeface.MEDIUM, 11.5, theme.kernel(0).stroke());
                return;
            }
            from = c < chunks.size() ? place(chunks.get(c).end()) : to;
        }
    }

    private Rectangle2D box(MemoryView range) {
        double left = place(range.base());
        double right = Math.min(bar.getMaxX(), Math.max(left + 2, place(range.base() + range.bytes())));
        return new Rectangle2D.Double(left, bar.getY(), Math.max(0, right - left), bar.getHeight());
    }

    private void segment(MemoryView range) {
        var box = box(range);
        memory.part(box, range, true);
        places.add(box, new Selection.OfRegion(range.base()));
        var own = memory.name(range);
        var longer = own + " · " + Text.TAG_PANICKED.of();
        boolean room = memory.panicked(range) && Typeface.MEDIUM.width(longer, 11.5) + 12 <= box.getWidth();
        var name = room ? longer : own;
        double wide = Typeface.MEDIUM.width(name, 11.5);
        if (bar.getHeight() < 15 || wide + 12 > box.getWidth()) {
            return;
        }
        if (MemoryPen.idle(range)) {
            memory.plate(range, new Rectangle2D.Double(box.getX() + 4, box.getCenterY() - 8, wide + 8, 16), 5);
        } else {
            memory.fill(
                    new Rectangle2D.Double(box.getX() + 4, box.getCenterY() - 8, wide + 8, 16),
                    memory.panicked(range) ? role(Role.DANGER) : theme.kernel(range.kernel()).solid());
        }
        var ink = MemoryPen.idle(range) ? memory.ink(range) : role(Role.SURFACE);
        pen.left(name, box.getX() + 8, box.getCenterY(), Typeface.MEDIUM, 11.5, ink);
    }

    /// Lights a region; a hairline of the ground keeps its outline apart from its own colour.
    private void lit(Rectangle2D box) {
        if (box.getWidth() > 8) {
            memory.outline(
                    new Rectangle2D.Double(box.getX() + 2, box.getY() + 2, box.getWidth() - 4, box.getHeight() - 4),
                    role(Role.SURFACE),
                    1.5);
        }
        memory.outline(box, role(Role.ACCENT), 2.6);
    }
}
