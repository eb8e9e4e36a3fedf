package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Pace;
import archipelago.app.layout.RingsLayout;
import archipelago.app.layout.RingsLayout.Content;
import archipelago.app.layout.RingsLayout.Slot;
import archipelago.app.render.Theme.Role;
import archipelago.engine.state.MessageKind;
import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Comparator;
import java.util.List;

/// What the slots of rings look like, and the line that says what that means.
final class RingSlots {
    private static final double SMALL = 11;
    private static final double BETWEEN = 14;
    private static final double BOX = 12;
    private static final double LEAST_ROUND = 9;
    private static final double LEAST_TEXTURED = 9;
    /// For about so long a ring stays as it is.
    static final long STATE_NS = 2_000;

    private RingSlots() {}

    /// What the signs mean, and which colour and texture is whose, as far as there is room.
    static void legend(Pen pen, Moment moment, RingsLayout layout, double width, double y) {
        var theme = moment.theme();
        double x = 10;
        for (var content : new Content[] {Content.WAITING, Content.RINGING, Content.CLAIMED}) {
            var words = switch (content) {
                case WAITING -> Text.RINGS_WAITS.of();
                case RINGING -> Text.RINGS_RINGING.of();
                case CLAIMED -> Text.RINGS_CLAIMED.of();
                case FREE -> "";
            };
            x = entry(pen, theme, content, words, x, width, y);
        }
        if (layout.strips().stream().noneMatch(RingsLayout.Strip::wordy)) {
            double from = x;
            x = entry(pen, theme, Content.FREE, Text.RINGS_TAIL.of(), x, width, y);
            if (x > from) {
                pen.g.setColor(theme.colour(Role.TEXT));
                pen.g.fill(new Rectangle2D.Double(from, y + 5, BOX, 2));
            }
            from = x;
            x = entry(pen, theme, Content.FREE, Text.RINGS_HEAD.of(), x, width, y);
            if (x > from) {
                pen.g.setColor(theme.colour(Role.TEXT));
                pen.g.setStroke(new BasicStroke(1.3f));
                pen.g.draw(new RoundRectangle2D.Double(from - 0.5, y - BOX / 2 - 0.5, BOX + 1, BOX + 1, 4, 4));
            }
        }
        x = Signs.legend(pen, theme, List.of(MessageKind.Shape.values()), x + 4, width - 8, y);
        var last = Text.RINGS_COLOUR.of();
        if (x + Pen.width(last, Typeface.TEXT, SMALL) <= width - 8) {
            pen.left(last, x, y, Typeface.TEXT, SMALL, theme.colour(Role.TEXT_MUTED));
            x += Pen.width(last, Typeface.TEXT, SMALL) + BETWEEN;
            for (var entry : senders(moment, layout, width - 8 - x)) {
                if (x + entry.width() > width - 8) {
                    return;
                }
                KernelKey.entry(pen, entry, x, y, theme);
                x += entry.width() + BETWEEN;
            }
        }
    }

    /// Those whose messages are in sight come first where not all have room, unless they change faster than one reads.
    static List<KernelKey.Entry> senders(Moment moment, RingsLayout layout, double room) {
        var all = KernelKey.names(moment.frame());
        double needed = all.stream().mapToDouble(entry -> entry.width() + BETWEEN).sum() - BETWEEN;
        if (needed <= room || !Pace.of(moment.frame()).shows(STATE_NS)) {
            return all;
        }
        var senders = layout.senders();
        return all.stream().sorted(Comparator.comparing(entry -> !senders.contains(entry.slot()))).toList();
    }

    /// One sign and its words.
    ///
    /// @return where the next one begins; where this one would have, if it has no room
    private static double entry(
            Pen pen, Theme theme, Content content, String words, double x, double width, double y) {
        double wide = BOX + 6 + Pen.width(words, Typeface.TEXT, SMALL);
        if (x + wide > width - 8) {
            return x;
        }
        ground(pen, theme, content, theme.kernel(0), new Rectangle2D.Double(x, y - BOX / 2, BOX, BOX));
        pen.left(words, x + BOX + 6, y, Typeface.TEXT, SMALL, theme.colour(Role.TEXT_MUTED));
        return x + wide + BETWEEN;
    }

    /// The texture of who sent what waits in a slot.
    static void sender(Pen pen, Theme theme, Slot slot, Rectangle2D box) {
        if (slot.content() == Content.WAITING && box.getWidth() >= LEAST_TEXTURED) {
            Texture.of(slot.flight().fromKernel()).cover(pen.g, box, Pen.alpha(theme.colour(Role.SURFACE), 0.6));
        }
    }

    /// The ground of a slot: full where it waits, light while its doorbell is under way, hollow
    /// as long as it is only claimed.
    static void ground(Pen pen, Theme theme, Content content, Theme.Identity sender, Rectangle2D box) {
        double round = Math.min(5, Math.min(box.getWidth(), box.getHeight()) * 0.3);
        boolean small = Math.min(box.getWidth(), box.getHeight()) < 4;
        // Round corners are not seen on so little, and take most of the time.
        boolean square = Math.min(box.getWidth(), box.getHeight()) < LEAST_ROUND;
        pen.g.setColor(switch (content) {
            case FREE -> Pen.blend(theme.colour(Role.SURFACE), theme.colour(Role.LINE), 0.75);
            case CLAIMED -> theme.colour(Role.SURFACE);
            case RINGING -> small ? sender.stroke() : sender.fill();
            case WAITING -> sender.solid();
        });
        pen.g.fill(square
                ? box
                : new RoundRectangle2D.Double(
                        box.getX(), box.getY(), box.getWidth(), box.getHeight(), round, round));
        if (small || content == Content.FREE || content == Content.WAITING) {
            return;
        }
        pen.g.setColor(content == Content.CLAIMED ? theme.colour(Role.TEXT_MUTED) : sender.stroke());
        pen.g.setStroke(content == Content.CLAIMED
                ? new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {3, 2}, 0)
                : new BasicStroke(1.3f));
        pen.g.draw(new RoundRectangle2D.Double(
                box.getX() + 0.65, box.getY() + 0.65, box.getWidth() - 1.3, box.getHeight() - 1.3, round, round));
    }
}
