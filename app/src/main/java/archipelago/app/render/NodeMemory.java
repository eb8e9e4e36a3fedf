package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.PoolChunk;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.machine.Machine;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
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
    private static final double CONNECTOR = 16;
    private static final double LENS_HEAD = 19;
    private static final double LENS_GAP = 10;
    private static final double PART_LEAST = 114;
    private static final double TICK_ROOM = 46;

    private final Pen pen;
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
            lenses();
        }
    }

    private Selection itself() {
        return new Selection.OfNode(moment.machine().nodes().indexOf(node));
    }

    private Color role(Role role) {
        return theme.colour(role);
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
        var range = hex(node.base()) + " – " + hex(node.end());
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
        fill(bar, host.fill());
        outline(bar, Pen.blend(host.stroke(), role(Role.SURFACE), 0.35), 1);
        places.add(bar, new Selection.OfKernel(0));
        hostNames();
        if (moment.selected().equals(new Selection.OfKernel(0))) {
            outline(bar, role(Role.ACCENT), 2);
        }
        for (var chunk : chunks) {
            for (var range : chunk.ranges()) {
                segment(range);
            }
            double left = place(chunk.base());
            double right = Math.max(left + 3, place(Math.min(chunk.end(), node.end())));
            var box = new Rectangle2D.Double(left - 0.5, bar.getY() - 1.5, right - left + 1, bar.getHeight() + 3);
            outline(box, role(Role.TEXT), 1.6);
        }
        chunks.forEach(chunk -> chunk.ranges().stream()
                .filter(this::selected)
                .forEach(range -> lit(box(range))));
    }

    /// Lights a region; a hairline of the ground keeps its outline apart from its own colour.
    private void lit(Rectangle2D box) {
        if (box.getWidth() > 8) {
            outline(new Rectangle2D.Double(
                    box.getX() + 2, box.getY() + 2, box.getWidth() - 4, box.getHeight() - 4), role(Role.SURFACE), 1.5);
        }
        outline(box, role(Role.ACCENT), 2.6);
    }

    private boolean selected(MemoryView range) {
        return moment.selected().equals(new Selection.OfRegion(range.base()))
                || range.kernel() >= 0 && moment.selected().equals(new Selection.OfKernel(range.kernel()));
    }

    /// The host's name in the first stretch of its own that is wide enough.
    private void hostNames() {
        var name = name(0);
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
        part(box, range.kernel(), true);
        places.add(box, new Selection.OfRegion(range.base()));
        var name = name(range.kernel());
        if (bar.getHeight() >= 15 && Typeface.MEDIUM.width(name, 11.5) + 12 <= box.getWidth()) {
            if (range.kernel() < 0) {
                plate(name, box.getX() + 6, box.getCenterY());
                pen.left(name, box.getX() + 8, box.getCenterY(), Typeface.MEDIUM, 11.5, role(Role.TEXT_MUTED));
            } else {
                pen.left(name, box.getX() + 8, box.getCenterY(), Typeface.MEDIUM, 11.5, role(Role.SURFACE));
            }
        }
    }

    /// A quiet ground for words on a hatch.
    private void plate(String words, double x, double y) {
        pen.g.setColor(theme.kernel(-1).fill());
        pen.g.fill(new RoundRectangle2D.Double(x - 2, y - 8, Typeface.MEDIUM.width(words, 11.5) + 8, 16, 5, 5));
    }

    private String name(int kernel) {
        if (kernel < 0) {
            return switch (kernel) {
                case MemoryView.PARK -> Text.MEMORY_PARK_LOOP.of();
                case MemoryView.SHARED -> Text.MEMORY_SHARED.of();
                default -> Text.MEMORY_FREE.of();
            };
        }
        return name(moment.frame(), kernel);
    }

    static String name(Frame frame, int kernel) {
        var known = frame.present(kernel);
        return known == null ? Text.KERNEL_UNNAMED.of(kernel) : known.name();
    }

    private void part(Rectangle2D box, int kernel, boolean solid) {
        var look = theme.kernel(kernel);
        fill(box, kernel >= 0 && solid ? look.solid() : look.fill());
        if (kernel < 0) {
            Glyphs.hatch(pen.g, box, role(Role.HATCH), 6);
        } else if (solid) {
            // A hairline of the ground keeps neighbours apart.
            pen.vertical(box.getX(), box.getY(), box.getMaxY(), role(Role.SURFACE));
        }
    }

    /// The chunks side by side, the larger the wider, connected with their places on the bar.
    private void lenses() {
        double[] needs = chunks.stream()
                .mapToDouble(chunk -> Math.max(140, chunk.ranges().size() * PART_LEAST))
                .toArray();
        double[] sizes = chunks.stream().mapToDouble(PoolChunk::bytes).toArray();
        double[] widths = shares(sizes, needs, room.getWidth() - LENS_GAP * (chunks.size() - 1));
        double top = bar.getMaxY() + 2 + CONNECTOR;
        double x = room.getX();
        for (int c = 0; c < chunks.size(); c++) {
            if (widths[c] > 2) {
                double height = room.getMaxY() - top;
                lens(chunks.get(c), new Rectangle2D.Double(x, top, widths[c], height));
            }
            x += widths[c] + LENS_GAP;
        }
    }

    /// Divides a width by sizes so that each part gets what it needs, if there is enough for all.
    static double[] shares(double[] sizes, double[] needs, double width) {
        double total = 0;
        double needed = 0;
        for (int i = 0; i < sizes.length; i++) {
            total += sizes[i];
            needed += needs[i];
        }
        double squeeze = Math.min(1, Math.max(0, width) / Math.max(1, needed));
        double spare = Math.max(0, width - needed);
        var widths = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            widths[i] = needs[i] * squeeze + spare * (sizes[i] / Math.max(1, total));
        }
        return widths;
    }

    private void lens(PoolChunk chunk, Rectangle2D box) {
        connect(chunk, box);
        fill(box, role(Role.SURFACE));
        var title = Text.MEMORY_CHUNK.of(chunk.number()) + " · " + Sizes.shown(chunk.bytes());
        double y = box.getY() + LENS_HEAD / 2 + 0.5;
        double width = box.getWidth() - 16;
        var fitting = Pen.fit(title, width, Typeface.STRONG, 11.5);
        pen.left(fitting, box.getX() + 8, y, Typeface.STRONG, 11.5, role(Role.TEXT));
        var range = hex(chunk.base()) + " – " + hex(chunk.end());
        if (Typeface.STRONG.width(title, 11.5) + 16 + Typeface.MONO.width(range, 11) <= width) {
            pen.right(range, box.getMaxX() - 8, y, Typeface.MONO, 11, role(Role.TEXT_MUTED));
        }
        var ranges = chunk.ranges();
        double[] sizes = ranges.stream().mapToDouble(MemoryView::bytes).toArray();
        double[] needs = ranges.stream().mapToDouble(any -> PART_LEAST).toArray();
        double[] widths = shares(sizes, needs, box.getWidth());
        double x = box.getX();
        for (int r = 0; r < ranges.size(); r++) {
            double top = box.getY() + LENS_HEAD;
            region(ranges.get(r), new Rectangle2D.Double(x, top, widths[r], box.getMaxY() - top));
            x += widths[r];
        }
        outline(box, role(Role.TEXT), 1.6);
        pen.g.setColor(role(Role.LINE_STRONG));
        pen.g.fill(new Rectangle2D.Double(box.getX() + 1, box.getY() + LENS_HEAD - 1, box.getWidth() - 2, 1));
    }

    private void connect(PoolChunk chunk, Rectangle2D box) {
        double left = place(chunk.base());
        double right = Math.max(left + 3, place(Math.min(chunk.end(), node.end())));
        var beam = new Path2D.Double();
        beam.moveTo(left, bar.getMaxY() + 2);
        beam.lineTo(right, bar.getMaxY() + 2);
        beam.lineTo(box.getMaxX(), box.getY());
        beam.lineTo(box.getX(), box.getY());
        beam.closePath();
        pen.g.setColor(Pen.alpha(role(Role.LINE), 0.35));
        pen.g.fill(beam);
        pen.line(left, bar.getMaxY() + 2, box.getX(), box.getY(), 1, role(Role.LINE_STRONG));
        pen.line(right, bar.getMaxY() + 2, box.getMaxX(), box.getY(), 1, role(Role.LINE_STRONG));
    }

    private void region(MemoryView range, Rectangle2D box) {
        int kernel = range.kernel();
        part(box, kernel, false);
        places.add(box, new Selection.OfRegion(range.base()));
        var ink = kernel < 0 ? role(Role.TEXT_MUTED) : theme.kernel(kernel).stroke();
        pen.vertical(box.getX(), box.getY(), box.getMaxY(), Pen.alpha(ink, 0.5));
        if (kernel >= 0) {
            var foot = new Rectangle2D.Double(box.getX(), box.getMaxY() - 4, box.getWidth(), 4);
            fill(foot, theme.kernel(kernel).solid());
        }
        words(range, box, ink);
        if (selected(range)) {
            var inner = new Rectangle2D.Double(
                    box.getX() + 1.5,
                    box.getY() + 1,
                    Math.max(0, box.getWidth() - 3),
                    Math.max(0, box.getHeight() - 2.5));
            outline(inner, role(Role.ACCENT), 2.2);
        }
    }

    /// Name, size and base, from the most to the least needed, as many as have room.
    private void words(MemoryView range, Rectangle2D box, Color ink) {
        double width = box.getWidth() - 14;
        if (width < 16) {
            return;
        }
        double height = box.getHeight() - 4;
        var name = Pen.fit(name(range.kernel()), width, Typeface.STRONG, 11.5);
        var size = Sizes.shown(range.bytes());
        var base = hex(range.base());
        boolean baseFits = Typeface.MONO.width(base, 11) <= width;
        boolean sizeFits = Typeface.TEXT.width(size, 11) <= width;
        double nameWidth = Typeface.STRONG.width(name, 11.5);
        boolean oneLine = nameWidth + 8 + Typeface.TEXT.width(size, 11) <= width;
        int lines = (int) Math.min(height / 15, 1 + (sizeFits && !oneLine ? 1 : 0) + (baseFits ? 1 : 0));
        if (lines == 0) {
            return;
        }
        double y = box.getY() + height / 2 - (lines - 1) * 7.75;
        if (range.kernel() < 0) {
            double text = oneLine ? nameWidth + 8 + Typeface.TEXT.width(size, 11) : nameWidth;
            double widest = baseFits && lines > 1 ? Math.max(text, Typeface.MONO.width(base, 11)) : text;
            pen.g.setColor(theme.kernel(-1).fill());
            pen.g.fill(new RoundRectangle2D.Double(box.getX() + 4, y - 9, widest + 8, lines * 15.5 + 3, 6, 6));
        }
        pen.left(name, box.getX() + 8, y, Typeface.STRONG, 11.5, ink);
        if (oneLine) {
            pen.left(size, box.getX() + 8 + nameWidth + 8, y, Typeface.TEXT, 11, role(Role.TEXT));
        }
        if (lines > 1 && sizeFits && !oneLine) {
            y += 15.5;
            lines--;
            pen.left(size, box.getX() + 8, y, Typeface.TEXT, 11, role(Role.TEXT));
        }
        if (lines > 1 && baseFits) {
            pen.left(base, box.getX() + 8, y + 15.5, Typeface.MONO, 11, role(Role.TEXT_MUTED));
        }
    }

    private void fill(Rectangle2D box, Color colour) {
        pen.g.setColor(colour);
        pen.g.fill(box);
    }

    private void outline(Rectangle2D box, Color colour, double width) {
        pen.g.setColor(colour);
        pen.g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        pen.g.draw(box);
    }

    /// An address as a person can read it: `0x6_0000_0000`.
    static String hex(long address) {
        var digits = new StringBuilder(Long.toHexString(address));
        for (int at = digits.length() - 4; at > 0; at -= 4) {
            digits.insert(at, '_');
        }
        return "0x" + digits;
    }
}
