package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.machine.Machine;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;

/// The machine's physical memory as one bar in the order of addresses, node after node: what each
/// kernel has, what is idle in the pool, and the host's rest.
public final class MemoryFigure {
    /// The height that the figure needs.
    public static final double HEIGHT = 66;

    private static final double NODE_GAP = 4;
    private static final double WORD_GAP = 8;
    private static final double LEAST = 2;
    private static final double NAME = 10;
    private static final double AROUND_NAME = 4;

    public void paint(Graphics2D picture, Rectangle2D bounds, Machine machine, Frame frame, Theme theme) {
        try (var pen = new Pen(picture)) {
            var muted = theme.colour(Role.TEXT_MUTED);
            pen.caption(Text.ROW_MEMORY.of(), bounds.getX(), bounds.getY() + 8, muted);
            int nodes = machine.nodes().size();
            double room = bounds.getWidth() - NODE_GAP * (nodes - 1);
            double perByte = room / machine.memoryBytes();
            double x = bounds.getX();
            var total = Sizes.shown(machine.memoryBytes());
            double reserved = Typeface.MONO.width(total, 11) + 8;
            // Where words would touch each other, numbers are left.
            boolean named = machine.nodes().stream().allMatch(node ->
                    Typeface.TEXT.width(Text.NODE.of(node.number()), 11) + WORD_GAP <= node.bytes() * perByte + NODE_GAP);
            for (int n = 0; n < nodes; n++) {
                var node = machine.nodes().get(n);
                var bar = new Rectangle2D.Double(x, bounds.getY() + 22, node.bytes() * perByte, 22);
                node(pen, bar, machine, n, frame, theme);
                if (nodes > 1) {
                    var words = named ? Text.NODE.of(node.number()) : Integer.toString(node.number());
                    double middle = bar.getCenterX();
                    double half = Typeface.TEXT.width(words, 11) / 2;
                    if (middle - half > bounds.getX() + 14 && middle + half < bounds.getMaxX() - reserved) {
                        pen.centre(words, middle, bounds.getY() + 54, Typeface.TEXT, 11, theme.colour(Role.TEXT_FAINT));
                    }
                }
                x += bar.getWidth() + NODE_GAP;
            }
            pen.left("0", bounds.getX(), bounds.getY() + 54, Typeface.MONO, 11, muted);
            pen.right(total, bounds.getMaxX(), bounds.getY() + 54, Typeface.MONO, 11, muted);
        }
    }

    private static void node(Pen pen, Rectangle2D bar, Machine machine, int n, Frame frame, Theme theme) {
        var node = machine.nodes().get(n);
        part(pen, bar.getX(), bar.getMaxX(), bar, theme.kernel(0).solid());
        double scale = bar.getWidth() / node.bytes();
        double from = bar.getX();
        double widest = 0;
        double host = 0;
        var ranges = frame.memory.stream()
                .filter(range -> range.base() >= node.base() && range.base() < node.end())
                .sorted(Comparator.comparingLong(MemoryView::base))
                .toList();
        for (var range : ranges) {
            double left = bar.getX() + (range.base() - node.base()) * scale;
            double right = Math.min(bar.getMaxX(), left + Math.max(LEAST, range.bytes() * scale));
            lent(pen, left, right, bar, range, theme);
            if (!MemoryPen.idle(range)) {
                name(pen, left, right, bar, range.kernel(), frame, theme);
            }
            if (left - from > widest) {
                widest = left - from;
                host = from;
            }
            from = Math.max(from, right);
        }
        if (bar.getMaxX() - from > widest) {
            widest = bar.getMaxX() - from;
            host = from;
        }
        name(pen, host, host + widest, bar, 0, frame, theme);
    }

    /// The name of who has a piece, or else its id, if either has room.
    private static void name(
            Pen pen, double left, double right, Rectangle2D bar, int slot, Frame frame, Theme theme) {
        var kernel = frame.present(slot);
        if (kernel == null) {
            return;
        }
        double room = right - left - 2 * AROUND_NAME;
        boolean whole = Typeface.STRONG.width(kernel.name(), NAME) <= room;
        var words = whole ? kernel.name() : Integer.toString(kernel.id());
        double wide = Typeface.STRONG.width(words, NAME);
        if (wide > room) {
            return;
        }
        double middle = (left + right) / 2;
        if (Texture.of(slot) != Texture.PLAIN) {
            pen.g.setColor(theme.kernel(slot).solid());
            pen.g.fill(new Rectangle2D.Double(middle - wide / 2 - 2, bar.getCenterY() - 6.5, wide + 4, 13));
        }
        pen.centre(words, middle, bar.getCenterY(), Typeface.STRONG, NAME, theme.colour(Role.SURFACE));
    }

    private static void lent(
            Pen pen, double left, double right, Rectangle2D bar, MemoryView range, Theme theme) {
        var look = theme.kernel(range.kernel());
        // A hairline of the ground keeps neighbours apart.
        part(pen, left - 0.5, right + 0.5, bar, theme.colour(Role.SURFACE));
        if (!MemoryPen.idle(range)) {
            part(pen, left + 0.5, right - 0.5, bar, look.solid());
            var own = new Rectangle2D.Double(left + 0.5, bar.getY(), Math.max(0, right - left - 1), bar.getHeight());
            Texture.of(range.kernel()).cover(pen.g, own, Pen.alpha(theme.colour(Role.SURFACE), 0.6));
            return;
        }
        part(pen, left + 0.5, right - 0.5, bar, look.fill());
        double wide = Math.max(0, right - left - 1);
        var box = new Rectangle2D.Double(left + 0.5, bar.getY(), wide, bar.getHeight());
        Glyphs.hatch(pen.g, box, theme.colour(Role.HATCH), 6);
        pen.g.setColor(theme.colour(Role.LINE_STRONG));
        pen.g.setStroke(new BasicStroke(1));
        pen.g.draw(new Rectangle2D.Double(left + 1, bar.getY() + 0.5, Math.max(0, wide - 1), bar.getHeight() - 1));
    }

    private static void part(Pen pen, double left, double right, Rectangle2D bar, Color colour) {
        pen.g.setColor(colour);
        pen.g.fill(new Rectangle2D.Double(left, bar.getY(), Math.max(0, right - left), bar.getHeight()));
    }
}
