package archipelago.app.render;

import archipelago.app.layout.MachineMapLayout;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.TreeMap;

/// Paints a node whose cores are too many for its room as one block: a band for every owner, as
/// long as its share, with its name and count; and what is wrong, however little it is.
final class BlockPainter {
    private static final double SIZE = 11;
    private static final double BAR = 20;
    private static final double LINE = 18;

    private final MapPen pen;
    private final MachineMapLayout layout;
    private final Machine machine;
    private final Frame frame;
    private final MapNotes notes;

    BlockPainter(MapPen pen, MachineMapLayout layout, Machine machine, Frame frame, MapNotes notes) {
        this.pen = pen;
        this.layout = layout;
        this.machine = machine;
        this.frame = frame;
        this.notes = notes;
    }

    void paint() {
        for (int node = 0; node < machine.nodes().size(); node++) {
            var room = layout.node(node);
            if (!room.isEmpty()) {
                block(node, room);
            }
        }
    }

    private void block(int node, Rectangle2D room) {
        var counts = new TreeMap<Integer, Integer>();
        int bad = 0;
        int all = 0;
        for (int core = 0; core < machine.coreCount(); core++) {
            if (machine.node(core) == node) {
                counts.merge((int) frame.owner[core], 1, Integer::sum);
                var kind = TileState.of(frame, core, notes).kind();
                bad += kind == TileState.Kind.PANICKED || kind == TileState.Kind.DEAD ? 1 : 0;
                all++;
            }
        }
        double x = room.getX();
        for (var entry : counts.entrySet()) {
            double width = room.getWidth() * entry.getValue() / all;
            var part = new Rectangle2D.Double(x, room.getY() + 4, width, BAR);
            pen.fill(part, pen.theme.kernel(entry.getKey()).solid());
            x += width;
        }
        pen.line(
                MapPen.round(new Rectangle2D.Double(room.getX(), room.getY() + 4, room.getWidth(), BAR), 2),
                pen.colour(Theme.Role.LINE_STRONG),
                1);
        double y = room.getY() + 4 + BAR + LINE;
        if (bad > 0) {
            var danger = pen.colour(Theme.Role.DANGER);
            y = line(room, y, -2, bad + (bad == 1 ? " core" : " cores") + " stopped by a panic or dead", danger);
        }
        for (var entry : counts.entrySet()) {
            var kernel = frame.kernel(entry.getKey());
            var name = kernel == null ? "pool" : kernel.name();
            y = line(room, y, entry.getKey(), name + " · " + entry.getValue(), pen.colour(Theme.Role.TEXT));
        }
    }

    /// @param slot whose sign stands before the words; -2 for the sign of a panic
    private double line(Rectangle2D room, double y, int slot, String text, Color ink) {
        if (y > room.getMaxY()) {
            return y;
        }
        if (slot == -2) {
            pen.g.setColor(ink);
            Glyphs.sign(pen.g, Glyphs.Sign.PANICKED, room.getX() + 5, y - 4, 10);
        } else {
            var swatch = new Rectangle2D.Double(room.getX(), y - 9, 10, 10);
            pen.fill(MapPen.round(swatch, 2), pen.theme.kernel(slot).solid());
        }
        var cut = MapPen.cut(text, Typeface.MEDIUM, SIZE, room.getWidth() - 16);
        pen.text(cut, Typeface.MEDIUM, SIZE, ink, room.getX() + 16, y);
        return y + LINE;
    }
}
