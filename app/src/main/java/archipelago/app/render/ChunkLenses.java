package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.PoolChunk;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.machine.Machine;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/// The pool chunks of a node below its bar, each as wide as its pieces need for their words.
final class ChunkLenses {
    private static final double CONNECTOR = 16;
    private static final double LENS_HEAD = 19;
    private static final double LENS_GAP = 10;
    private static final double PART_LEAST = 114;
    /// What the sign of a panic takes before a name.
    private static final double SIGN = 14;

    private final Pen pen;
    private final MemoryPen memory;
    private final Moment moment;
    private final Machine.Node node;
    private final List<PoolChunk> chunks;
    private final Rectangle2D room;
    private final Rectangle2D bar;
    private final LongToDoubleFunction place;
    private final Places places;

    /// @param bar the node's memory to scale
    /// @param place where an address lies on the bar
    ChunkLenses(
            MemoryPen memory,
            Moment moment,
            Machine.Node node,
            List<PoolChunk> chunks,
            Rectangle2D room,
            Rectangle2D bar,
            LongToDoubleFunction place,
            Places places) {
        pen = memory.pen;
        this.memory = memory;
        this.moment = moment;
        this.node = node;
        this.chunks = chunks;
        this.room = room;
        this.bar = bar;
        this.place = place;
        this.places = places;
    }

    /// The chunks side by side, the larger the wider, connected with their places on the bar.
    void paint() {
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
        memory.fill(box, memory.role(Role.SURFACE));
        var title = Text.MEMORY_CHUNK.of(chunk.number()) + " · " + Sizes.shown(chunk.bytes());
        double y = box.getY() + LENS_HEAD / 2 + 0.5;
        double width = box.getWidth() - 16;
        var fitting = Pen.fit(title, width, Typeface.STRONG, 11.5);
        pen.left(fitting, box.getX() + 8, y, Typeface.STRONG, 11.5, memory.role(Role.TEXT));
        var range = MemoryPen.hex(chunk.base()) + " – " + MemoryPen.hex(chunk.end());
        if (Typeface.STRONG.width(title, 11.5) + 16 + Typeface.MONO.width(range, 11) <= width) {
            pen.right(range, box.getMaxX() - 8, y, Typeface.MONO, 11, memory.role(Role.TEXT_MUTED));
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
        memory.outline(box, memory.role(Role.TEXT), 1.6);
        pen.g.setColor(memory.role(Role.LINE_STRONG));
        pen.g.fill(new Rectangle2D.Double(box.getX() + 1, box.getY() + LENS_HEAD - 1, box.getWidth() - 2, 1));
    }

    private void connect(PoolChunk chunk, Rectangle2D box) {
        double left = place.applyAsDouble(chunk.base());
        double right = Math.max(left + 3, place.applyAsDouble(Math.min(chunk.end(), node.end())));
        var beam = new Path2D.Double();
        beam.moveTo(left, bar.getMaxY() + 2);
        beam.lineTo(right, bar.getMaxY() + 2);
        beam.lineTo(box.getMaxX(), box.getY());
        beam.lineTo(box.getX(), box.getY());
        beam.closePath();
        pen.g.setColor(Pen.alpha(memory.role(Role.LINE), 0.35));
        pen.g.fill(beam);
        pen.line(left, bar.getMaxY() + 2, box.getX(), box.getY(), 1, memory.role(Role.LINE_STRONG));
        pen.line(right, bar.getMaxY() + 2, box.getMaxX(), box.getY(), 1, memory.role(Role.LINE_STRONG));
    }

    private void region(MemoryView range, Rectangle2D box) {
        memory.part(box, range, false);
        places.add(box, new Selection.OfRegion(range.base()));
        var ink = memory.ink(range);
        pen.vertical(box.getX(), box.getY(), box.getMaxY(), Pen.alpha(ink, 0.5));
        if (range.kernel() >= 0) {
            var foot = new Rectangle2D.Double(box.getX(), box.getMaxY() - 4, box.getWidth(), 4);
            memory.fill(foot, moment.theme().kernel(range.kernel()).solid());
        }
        words(range, box, ink);
        if (memory.selected(range)) {
            var inner = new Rectangle2D.Double(
                    box.getX() + 1.5,
                    box.getY() + 1,
                    Math.max(0, box.getWidth() - 3),
                    Math.max(0, box.getHeight() - 2.5));
            memory.outline(inner, memory.role(Role.ACCENT), 2.2);
        }
    }

    /// Name, size and base, from the most to the least needed, as many as have room.
    private void words(MemoryView range, Rectangle2D whole, Color ink) {
        boolean panicked = memory.panicked(range) && whole.getWidth() >= 30 + SIGN;
        double sign = panicked ? SIGN : 0;
        var box = new Rectangle2D.Double(
                whole.getX() + sign, whole.getY(), whole.getWidth() - sign, whole.getHeight());
        double width = box.getWidth() - 14;
        if (width < 16) {
            return;
        }
        double height = box.getHeight() - 4;
        var name = Pen.fit(memory.name(range), width, Typeface.STRONG, 11.5);
        var size = memory.size(range);
        size = Typeface.TEXT.width(size, 11) <= width ? size : Sizes.shown(range.bytes());
        var base = MemoryPen.hex(range.base());
        boolean baseFits = Typeface.MONO.width(base, 11) <= width;
        boolean sizeFits = Typeface.TEXT.width(size, 11) <= width;
        double nameWidth = Typeface.STRONG.width(name, 11.5);
        boolean oneLine = nameWidth + 8 + Typeface.TEXT.width(size, 11) <= width;
        int lines = (int) Math.min(height / 15, 1 + (sizeFits && !oneLine ? 1 : 0) + (baseFits ? 1 : 0));
        if (lines == 0) {
            return;
        }
        double y = box.getY() + height / 2 - (lines - 1) * 7.75;
        if (MemoryPen.idle(range) || memory.panicked(range)) {
            double text = oneLine ? nameWidth + 8 + Typeface.TEXT.width(size, 11) : nameWidth;
            if (!oneLine && sizeFits && lines > 1) {
                text = Math.max(text, Typeface.TEXT.width(size, 11));
            }
            double widest = baseFits && lines > 1 ? Math.max(text, Typeface.MONO.width(base, 11)) : text;
            memory.plate(
                    range,
                    new Rectangle2D.Double(whole.getX() + 4, y - 9, sign + widest + 8, lines * 15.5 + 3),
                    6);
        }
        if (panicked) {
            pen.g.setColor(ink);
            Glyphs.sign(pen.g, Glyphs.Sign.PANICKED, whole.getX() + 13, y, 10);
        }
        pen.left(name, box.getX() + 8, y, Typeface.STRONG, 11.5, ink);
        if (oneLine) {
            pen.left(size, box.getX() + 8 + nameWidth + 8, y, Typeface.TEXT, 11, memory.role(Role.TEXT));
        }
        if (lines > 1 && sizeFits && !oneLine) {
            y += 15.5;
            lines--;
            pen.left(size, box.getX() + 8, y, Typeface.TEXT, 11, memory.role(Role.TEXT));
        }
        if (lines > 1 && baseFits) {
            pen.left(base, box.getX() + 8, y + 15.5, Typeface.MONO, 11, memory.role(Role.TEXT_MUTED));
        }
    }
}
