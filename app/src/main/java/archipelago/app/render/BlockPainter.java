package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.MachineMapLayout;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import java.util.TreeMap;

/// Paints a node whose cores are too many for its room as one block: a band for every owner, as
/// high as its share, with its name, its count, and what is wrong in it, however little that is.
final class BlockPainter {
    private static final double SIZE = 11;
    private static final double LEAST_BAND = 20;
    private static final double BETWEEN = 3;

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

    /// What one owner has on a node.
    private static final class Share {
        int cores;
        int stopped;
        long load;
        int mostLoad;
    }

    void paint() {
        for (int node = 0; node < machine.nodes().size(); node++) {
            var room = layout.node(node);
            if (!room.isEmpty()) {
                bands(shares(node), room);
            }
        }
    }

    private Map<Integer, Share> shares(int node) {
        var shares = new TreeMap<Integer, Share>();
        for (int core = 0; core < machine.coreCount(); core++) {
            if (machine.node(core) == node) {
                var share = shares.computeIfAbsent((int) frame.owner[core], slot -> new Share());
                var kind = TileState.of(frame, core, notes).kind();
                share.cores++;
                share.stopped += kind.wrong() ? 1 : 0;
                share.load += frame.meanLoad(core);
                share.mostLoad = Math.max(share.mostLoad, frame.meanLoad(core));
            }
        }
        return shares;
    }

    /// Every band has room for its words before the rest is shared out.
    private void bands(Map<Integer, Share> shares, Rectangle2D room) {
        int all = shares.values().stream().mapToInt(share -> share.cores).sum();
        double least = Math.min(LEAST_BAND, room.getHeight() / shares.size() - BETWEEN);
        double rest = room.getHeight() - shares.size() * (least + BETWEEN);
        double y = room.getY();
        for (var entry : shares.entrySet()) {
            double height = least + rest * entry.getValue().cores / all;
            band(entry.getKey(), entry.getValue(), new Rectangle2D.Double(
                    room.getX(), Math.round(y), room.getWidth(), Math.round(y + height) - Math.round(y)));
            y += height + BETWEEN;
        }
    }

    private void band(int slot, Share share, Rectangle2D box) {
        if (box.getHeight() < 1) {
            return;
        }
        var look = pen.theme.kernel(slot);
        boolean danger = share.stopped > 0;
        var shape = MapPen.round(box, 5);
        pen.ground(shape, danger ? pen.colour(Theme.Role.DANGER_SOFT) : look.fill());
        if (slot < 0) {
            Glyphs.hatch(pen.g, shape, MapPen.faded(pen.colour(Theme.Role.HATCH), 0.7), 7);
        }
        pen.line(shape, danger ? pen.colour(Theme.Role.DANGER) : look.stroke(), slot == 0 ? 2 : 1);
        if (box.getHeight() < SIZE + 2) {
            return;
        }
        var text = MapPen.cut(words(slot, share), Typeface.STRONG, SIZE, box.getWidth() - 20);
        var chip = new Rectangle2D.Double(
                box.getX() + 6, box.getCenterY() - 8, Typeface.STRONG.width(text, SIZE) + 8, 16);
        pen.fill(MapPen.round(chip, 4), danger ? pen.colour(Theme.Role.DANGER_SOFT) : look.fill());
        var ink = danger ? pen.colour(Theme.Role.DANGER)
                : slot < 0 ? pen.colour(Theme.Role.TEXT_MUTED) : pen.colour(Theme.Role.TEXT);
        pen.text(text, Typeface.STRONG, SIZE, ink, box.getX() + 10, MapPen.baseline(box.getCenterY(), SIZE));
    }

    private String words(int slot, Share share) {
        var kernel = frame.kernel(slot);
        var name = slot < 0 ? Text.POOL.of() : kernel == null ? Text.KERNEL_UNNAMED.of(slot) : kernel.name();
        var words = name + " · " + share.cores;
        if (share.stopped > 0) {
            words += " · " + Text.BLOCK_STOPPED.count(share.stopped);
        }
        return slot < 0 ? words : words + " · " + Text.BLOCK_LOAD.of(share.load / share.cores, share.mostLoad);
    }
}
