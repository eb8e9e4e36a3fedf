package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.SequenceLayout;
import archipelago.app.layout.SequenceLayout.End;
import archipelago.app.render.Theme.Role;
import java.awt.BasicStroke;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// Says what the ends and the numbers of arrows in a sequence chart mean, as far as there are any in sight.
final class SequenceSigns {
    private static final double SMALL = 11;
    private static final double SIGN = 30;
    private static final double BETWEEN = 16;

    private final Pen pen;
    private final SequenceLayout layout;
    private final Theme theme;
    private double x;

    SequenceSigns(Pen pen, SequenceLayout layout, Theme theme) {
        this.pen = pen;
        this.layout = layout;
        this.theme = theme;
    }

    /// Writes from left to right what has room.
    void paint(double left, double right, double middle) {
        x = left;
        if (!layout.sheaves().isEmpty() && sign(Text.SHEAF_SIGN.of(), right, middle)) {
            var ink = theme.colour(Role.TEXT_MUTED);
            pen.g.setColor(Pen.alpha(ink, 0.22));
            pen.g.fill(new Rectangle2D.Double(x, middle - 5, SIGN - 8, 10));
            pen.line(x, middle, x + SIGN - 8, middle, 2.6, ink);
            on(Text.SHEAF_SIGN.of());
        }
        if (ends(End.WAITING) && sign(Text.RINGS_WAITS.of(), right, middle)) {
            var ink = theme.colour(Role.TEXT_MUTED);
            pen.dashed(x, middle, x + SIGN - 14, middle, 1.2, ink);
            var tip = new Path2D.Double();
            tip.moveTo(x + SIGN - 8, middle);
            tip.lineTo(x + SIGN - 14, middle - 3);
            tip.lineTo(x + SIGN - 14, middle + 3);
            tip.closePath();
            pen.g.setStroke(new BasicStroke(1.2f));
            pen.g.draw(tip);
            on(Text.RINGS_WAITS.of());
        }
        if (ends(End.LOST) && sign(Text.MESSAGE_NEVER_TAKEN.of(), right, middle)) {
            double end = x + SIGN - 12;
            pen.dashed(x, middle, end, middle, 1.2, theme.colour(Role.TEXT_MUTED));
            pen.line(end - 3.5, middle - 3.5, end + 3.5, middle + 3.5, 1.8, theme.colour(Role.DANGER));
            pen.line(end - 3.5, middle + 3.5, end + 3.5, middle - 3.5, 1.8, theme.colour(Role.DANGER));
            on(Text.MESSAGE_NEVER_TAKEN.of());
        }
    }

    private boolean ends(End end) {
        return layout.single().stream().anyMatch(arrow -> arrow.end() == end);
    }

    /// Writes the words of a sign if there is room for both.
    private boolean sign(String words, double right, double middle) {
        boolean room = x + SIGN + Pen.width(words, Typeface.TEXT, SMALL) <= right;
        if (room) {
            pen.left(words, x + SIGN, middle, Typeface.TEXT, SMALL, theme.colour(Role.TEXT_MUTED));
        }
        return room;
    }

    private void on(String words) {
        x += SIGN + Pen.width(words, Typeface.TEXT, SMALL) + BETWEEN;
    }
}
