package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.render.Theme.Role;
import archipelago.engine.frame.KernelView;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/// The slots of a kernel's ring in two rows: full ones from the tail to the head. The tail is
/// the slot that is taken next (a triangle), the head the one that is written next (a frame).
public final class RingFigure {
    /// The height that the figure needs.
    public static final double HEIGHT = 64;

    private static final int SLOTS = 64;
    private static final int ROW = 32;
    private static final double GAP = 2;

    /// @param slots how many there are: all, or one
    public void paint(Graphics2D picture, Rectangle2D bounds, int slots, KernelView kernel, Theme theme) {
        try (var pen = new Pen(picture)) {
            var caption = slots == 1 ? Text.SLOT_CAPTION.of() : Text.RING_CAPTION.of(slots);
            pen.caption(caption, bounds.getX(), bounds.getY() + 8, theme.colour(Role.TEXT_MUTED));
            var pending = kernel.pending() == SLOTS - 1
                    ? Text.RING_FULL_PENDING.of(SLOTS - 1)
                    : Text.RING_PENDING.count(kernel.pending());
            pen.right(pending, bounds.getMaxX(), bounds.getY() + 8, Typeface.TEXT, 11.5, theme.colour(Role.TEXT_MUTED));
            double pitch = (bounds.getWidth() + GAP) / ROW;
            for (int slot = 0; slot < slots; slot++) {
                double x = Math.rint(bounds.getX() + slot % ROW * pitch);
                double y = bounds.getY() + 25 + (slot < ROW ? 0 : 20);
                slot(pen, x, y, Math.floor(pitch - GAP), slot, slot == kernel.ringHead() % slots, kernel, theme);
            }
        }
    }

    /// @param head whether it is written next
    private static void slot(
            Pen pen, double x, double y, double wide, int slot, boolean head, KernelView kernel, Theme theme) {
        boolean full = (slot - kernel.ringTail() & SLOTS - 1) < kernel.pending();
        var solid = theme.kernel(kernel.slot()).solid();
        pen.g.setColor(full ? solid : theme.colour(Role.LINE));
        pen.g.fill(new RoundRectangle2D.Double(x, y, wide, 9, 3, 3));
        if (head) {
            pen.g.setColor(theme.colour(Role.TEXT));
            pen.g.setStroke(new BasicStroke(1.3f));
            pen.g.draw(new RoundRectangle2D.Double(x - 0.65, y - 0.65, wide + 1.3, 10.3, 4, 4));
        }
        if (slot == kernel.ringTail()) {
            double middle = x + wide / 2;
            var mark = new Path2D.Double();
            mark.moveTo(middle - 3.5, y - 6.5);
            mark.lineTo(middle + 3.5, y - 6.5);
            mark.lineTo(middle, y - 1.8);
            mark.closePath();
            pen.g.setColor(theme.colour(Role.TEXT));
            pen.g.fill(mark);
        }
    }
}
