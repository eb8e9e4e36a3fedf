package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Phase;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/// Paints pieces of memory by whose they are. What a kernel has is in its colour; what is idle is hatched, in the
/// host's pool and in those of instances; what a panicked kernel has is cross-hatched, as its cores are on the map.
final class MemoryPen {
    final Pen pen;
    private final Moment moment;

    MemoryPen(Pen pen, Moment moment) {
        this.pen = pen;
        this.moment = moment;
    }

    Color role(Role role) {
        return moment.theme().colour(role);
    }

    void fill(Rectangle2D box, Color colour) {
        pen.g.setColor(colour);
        pen.g.fill(box);
    }

    void outline(Rectangle2D box, Color colour, double width) {
        pen.g.setColor(colour);
        pen.g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        pen.g.draw(box);
    }

    /// @param solid whether it stands in the full colour of its kernel
    void part(Rectangle2D box, MemoryView range, boolean solid) {
        var look = moment.theme().kernel(range.kernel());
        if (panicked(range)) {
            fill(box, role(Role.DANGER_SOFT));
            Glyphs.crossHatch(pen.g, box, Pen.alpha(role(Role.DANGER), solid ? 0.6 : 0.24), solid ? 5 : 8);
            outline(box, role(Role.DANGER), 1);
            return;
        }
        fill(box, solid && !idle(range) ? look.solid() : look.fill());
        if (solid && !idle(range)) {
            Texture.of(range.kernel()).cover(pen.g, box, Pen.alpha(role(Role.SURFACE), 0.6));
        }
        if (idle(range)) {
            Glyphs.hatch(pen.g, box, range.inPool() ? Pen.alpha(look.stroke(), 0.35) : role(Role.HATCH), 6);
        }
        if (solid && range.kernel() >= 0) {
            // A hairline of the ground keeps neighbours apart.
            pen.vertical(box.getX(), box.getY(), box.getMaxY(), role(Role.SURFACE));
        }
    }

    /// Whether it is in a pool and nobody works in it.
    static boolean idle(MemoryView range) {
        return range.kernel() < 0 || range.inPool();
    }

    /// Whether it belongs to a kernel whose newest truth is a panic, and is no pool of its own.
    boolean panicked(MemoryView range) {
        return !idle(range) && panicked(moment, range.kernel());
    }

    /// Whether a kernel panics, or has not been started since it did. After a reset that is nothing special any more.
    static boolean panicked(Moment moment, int kernel) {
        var known = moment.frame().kernel(kernel);
        if (moment.frame().ended || known == null) {
            return false;
        }
        var stretch = moment.history().stretch(kernel, moment.frame().nowNs);
        boolean before = known.phase() == Phase.OFF && stretch != null && stretch.panicked();
        return known.phase() == Phase.PANICKING || before;
    }

    /// The colour of words on a piece that is not painted solid.
    Color ink(MemoryView range) {
        if (panicked(range)) {
            return role(Role.DANGER);
        }
        return range.kernel() < 0
                ? role(Role.TEXT_MUTED)
                : moment.theme().kernel(range.kernel()).stroke();
    }

    /// A quiet ground for words on a hatch.
    void plate(MemoryView range, Rectangle2D box, double radius) {
        pen.g.setColor(panicked(range)
                ? role(Role.DANGER_SOFT)
                : moment.theme().kernel(range.kernel()).fill());
        pen.g.fill(new RoundRectangle2D.Double(
                box.getX(), box.getY(), box.getWidth(), box.getHeight(), radius, radius));
    }

    String name(MemoryView range) {
        return switch (range.kernel()) {
            case MemoryView.PARK -> Text.MEMORY_PARK_LOOP.of();
            case MemoryView.SHARED -> Text.MEMORY_SHARED.of();
            case MemoryView.IDLE -> Text.MEMORY_FREE.of();
            default -> range.inPool()
                    ? Text.POOL_OF.of(name(moment.frame(), range.kernel()))
                    : name(moment.frame(), range.kernel());
        };
    }

    /// What is behind a name: `256 MiB`, or that and the word for a panic.
    String size(MemoryView range) {
        var size = Sizes.shown(range.bytes());
        return panicked(range) ? size + " · " + Text.TAG_PANICKED.of() : size;
    }

    static String name(Frame frame, int kernel) {
        var known = frame.present(kernel);
        return known == null ? Text.KERNEL_UNNAMED.of(kernel) : known.name();
    }

    /// Whether the piece is picked out, or the kernel or the pool that has it.
    boolean selected(MemoryView range) {
        return switch (moment.selected()) {
            case Selection.OfRegion(long base) -> base == range.base();
            case Selection.OfKernel(int place) -> place >= 0
                    ? range.kernel() == place
                    : place < CoreTable.POOL && range.inPool() && CoreTable.pool(range.kernel()) == place;
            default -> false;
        };
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
