package archipelago.app.render;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.app.layout.Pace;
import archipelago.app.layout.RingsLayout;
import archipelago.app.layout.RingsLayout.Content;
import archipelago.app.layout.RingsLayout.Slot;
import archipelago.app.layout.RingsLayout.Strip;
import archipelago.app.layout.Selection;
import archipelago.app.layout.Shelf;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Errno;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Paints the ring of one kernel: its slots, who is in them, and in as many words as have room what becomes of that.
final class StripPainter {
    private static final double NAME = 12.5;
    private static final double SMALL = RingsView.SMALL;
    private static final double BETWEEN = RingsView.BETWEEN;
    private static final double LEAST_SHAPE = 6;
    /// Words on a ring would blink where this is soon over.
    private static final long STATE_NS = RingSlots.STATE_NS;
    /// About as long stays a slot the next one of a busy ring. Words at it would only hop when it is shorter to the eye.
    private static final long NEXT_NS = 20_000;

    private final Pen pen;
    private final Strip strip;
    private final Moment moment;
    private final Theme theme;
    private final List<Rectangle2D> written;

    StripPainter(Pen pen, Strip strip, Moment moment, List<Rectangle2D> written) {
        this.pen = pen;
        this.strip = strip;
        this.moment = moment;
        this.written = written;
        theme = moment.theme();
    }

    void paint() {
        var bounds = strip.bounds();
        boolean chosen = moment.selected().equals(new Selection.OfKernel(strip.kernel().slot()));
        if (chosen) {
            var ground = new RoundRectangle2D.Double(
                    bounds.getX() - 6, bounds.getY() + 1, bounds.getWidth() + 10, bounds.getHeight() - 3, 8, 8);
            // A faint ground with an edge, on which empty slots are still seen.
            pen.g.setColor(Pen.alpha(theme.colour(Role.ACCENT_SOFT), 0.25));
            pen.g.fill(ground);
            pen.g.setColor(Pen.alpha(theme.colour(Role.ACCENT), 0.6));
            pen.g.setStroke(new BasicStroke(1.2f));
            pen.g.draw(ground);
        }
        double mark = Math.max(1, strip.slots().getLast().box().getMaxY() - bounds.getY() - 7);
        pen.g.setColor(theme.kernel(strip.kernel().slot()).solid());
        pen.g.fill(new RoundRectangle2D.Double(bounds.getX(), bounds.getY() + 5, 3, mark, 3, 3));
        for (var slot : strip.slots()) {
            slot(slot);
        }
        if (strip.wordy()) {
            ends();
        } else {
            marks();
        }
        if (strip.tall()) {
            head(bounds.getY() + 12, 0);
            state(bounds.getX() + 14, bounds.getMaxX(), bounds.getY() + 29);
        } else if (strip.headed()) {
            double y = bounds.getY() + 9;
            // The same room whatever is said of the ring: figures must not come and go beside it.
            var longest = deaf().isEmpty() ? Text.RINGS_DOORBELLS.count(2) : deaf();
            var free = head(y, width(longest, Typeface.TEXT));
            state(free.getMinX(), free.getMaxX(), y);
        } else if (strip.named()) {
            double room = strip.slots().getFirst().box().getX() - bounds.getX() - 20;
            var name = Pen.fit(strip.kernel().name(), room, Typeface.STRONG, SMALL);
            write(name, bounds.getX() + 14, bounds.getCenterY(), Typeface.STRONG, SMALL, theme.colour(Role.TEXT));
        }
    }

    private static double width(String text, Typeface face) {
        return Pen.width(text, face, SMALL);
    }

    private void write(String text, double x, double y, Typeface face, double points, Color colour) {
        pen.left(text, x, y, face, points, colour);
        written.add(new Rectangle2D.Double(x, y - 7, Pen.width(text, face, points), 14));
    }

    /// The name, and at the right how full it is and, if that leaves enough of the line, what went
    /// through it.
    ///
    /// @param reserved what is to be left free of the line
    /// @return what is left free
    private Rectangle2D head(double y, double reserved) {
        double left = strip.bounds().getX() + 14;
        double right = strip.bounds().getMaxX() - 3;
        var pending = pending();
        boolean full = strip.full();
        var counters = counters();
        double room = right - left - width(pending, Typeface.MEDIUM) - BETWEEN;
        if (room < 30) {
            room = right - left;
            pending = "";
        }
        var name = Pen.fit(strip.kernel().name(), Math.max(1, room), Typeface.STRONG, NAME);
        double end = left + Pen.width(name, Typeface.STRONG, NAME) + BETWEEN;
        write(name, left, y, Typeface.STRONG, NAME, theme.colour(Role.TEXT));
        double at = right;
        if (!pending.isEmpty()) {
            at -= width(pending, Typeface.MEDIUM);
            write(pending, at, y, Typeface.MEDIUM, SMALL, theme.colour(full ? Role.DANGER : Role.TEXT));
        }
        double before = at - 20 - width(counters, Typeface.TEXT);
        if (before - BETWEEN >= end + reserved) {
            write(counters, before, y, Typeface.TEXT, SMALL, theme.colour(Role.TEXT_MUTED));
            at = before;
        }
        return new Rectangle2D.Double(end, y, Math.max(0, at - BETWEEN - end), 1);
    }

    /// What came to this ring and what became of it; what is known for certain where some of it is forgotten.
    private String counters() {
        long taken = strip.kernel().taken();
        return moment.history().arrivals(strip.kernel().slot(), moment.frame().told())
                .map(ring -> ring.lost() == 0
                        ? Text.RINGS_COUNTERS.of(ring.came(), taken, ring.refused())
                        : Text.RINGS_COUNTERS_LOST.of(ring.came(), taken, ring.lost(), ring.refused()))
                .orElseGet(() -> Text.RINGS_TAKEN.of(taken));
    }

    private String pending() {
        int pending = strip.kernel().pending();
        var words = Text.RINGS_FULL.of(strip.room(), Errno.ENOSPC.signed());
        boolean fits = width(words, Typeface.MEDIUM) + 60 < strip.bounds().getWidth();
        return strip.full()
                ? fits ? words : Text.RINGS_FULL_SHORT.of()
                : Text.RINGS_OF.of(pending, strip.room());
    }

    private void state(double left, double right, double y) {
        var words = state(right - left);
        if (!words.isEmpty()) {
            var colour = theme.colour(deaf().isEmpty() ? Role.TEXT_MUTED : Role.DANGER);
            write(words, left, y, Typeface.TEXT, SMALL, colour);
        }
    }

    /// What becomes of what is in the ring, in as many words as have room.
    private String state(double room) {
        var parts = new ArrayList<String>();
        if (!deaf().isEmpty()) {
            parts.add(deaf());
        }
        if (!Pace.of(moment.frame()).shows(STATE_NS)) {
            return String.join("", parts);
        }
        long ringing = strip.count(Content.RINGING);
        long waiting = strip.count(Content.WAITING);
        long claimed = strip.count(Content.CLAIMED);
        if (waiting > 0) {
            parts.add(Text.RINGS_WAITING.count(waiting));
        }
        if (ringing > 0) {
            parts.add(Text.RINGS_DOORBELLS.count(ringing));
        }
        if (claimed > 0) {
            parts.add(Text.RINGS_CLAIMS.count(claimed));
        }
        // A busy ring is empty again and again, for a moment; the figure beside it says so without blinking.
        if (ringing + waiting + claimed == 0 && !moment.frame().playing) {
            parts.add(Text.RINGS_EMPTY.of());
        }
        while (!parts.isEmpty() && width(String.join(" · ", parts), Typeface.TEXT) > room) {
            parts.removeLast();
        }
        return String.join(" · ", parts);
    }

    /// Why no doorbell of this kernel is heard; empty if they are.
    private String deaf() {
        var phase = strip.kernel().phase();
        return switch (phase) {
            case PANICKING -> Text.RINGS_DEAF.of(Text.PANIC.of());
            // The handlers are there only once the other cores are up.
            case OFF, EARLY_BOOT, SECONDARIES -> Text.RINGS_DEAF.of(Terms.of(phase).of());
            case INIT, UP, HALTING -> "";
        };
    }

    private void slot(Slot slot) {
        var sender = theme.kernel(slot.flight() == null ? strip.kernel().slot() : slot.flight().fromKernel());
        RingSlots.ground(pen, theme, slot.content(), sender, slot.box());
        if (slot.flight() == null) {
            return;
        }
        var box = slot.box();
        RingSlots.sender(pen, theme, slot, box);
        double size = Math.min(13, Math.min(box.getWidth(), box.getHeight()) * 0.48);
        if (size * 2 >= LEAST_SHAPE) {
            pen.g.setColor(slot.content() == Content.WAITING ? theme.colour(Role.SURFACE) : sender.stroke());
            var shape = slot.flight().kind().shape();
            Glyphs.message(pen.g, shape, box.getCenterX(), box.getCenterY(), size);
        }
        boolean chosen = moment.selected().equals(new Selection.OfFlight(slot.flight().message()));
        if (chosen) {
            pen.g.setColor(theme.colour(Role.ACCENT));
            pen.g.setStroke(new BasicStroke(2.2f));
            pen.g.draw(new RoundRectangle2D.Double(
                    box.getX() - 1.5, box.getY() - 1.5, box.getWidth() + 3, box.getHeight() + 3, 6, 6));
        }
    }

    /// Words at the slot that is taken next and at the one that is filled next, and numbers.
    private void ends() {
        var kernel = strip.kernel();
        var tail = strip.slots().get(kernel.ringTail());
        var head = strip.slots().get(kernel.ringHead() % strip.slots().size());
        boolean tailBelow = tail.number() >= RingsLayout.ROW;
        var below = List.of(new Shelf(), new Shelf());
        var above = strip.shared() && tailBelow ? below.get(0) : new Shelf();
        double tailY = tail.box().getY() - 9;
        double headY = head.box().getMaxY() + 10;
        // The signs come first; words stand beside them as far as they leave them free.
        triangle(tail, tailY, true, above);
        triangle(head, headY, false, row(below, head));
        if (Pace.of(moment.frame()).shows(NEXT_NS)) {
            beside(tail, Text.RINGS_TAIL.of(), tailY, above == below.get(0), above);
            // The sign stands where the slot's number would, so the words begin with it.
            var fill = head.number() % 8 == 0 ? Text.RINGS_HEAD_NUMBERED.of(head.number()) : Text.RINGS_HEAD.of();
            beside(head, fill, headY, true, row(below, head));
        }
        for (int number = 0; number < strip.slots().size(); number += 8) {
            var slot = strip.slots().get(number);
            var words = Integer.toString(number);
            double wide = Pen.width(words, Typeface.MONO, SMALL);
            double x = slot.box().getCenterX() - wide / 2;
            if (row(below, slot).take(x - 4, x + wide + 4)) {
                write(words, x, slot.box().getMaxY() + 10, Typeface.MONO, SMALL, theme.colour(Role.TEXT_FAINT));
            }
        }
    }

    private static Shelf row(List<Shelf> rows, Slot slot) {
        return rows.get(slot.number() / RingsLayout.ROW);
    }

    /// Words beside a slot's sign: at the right, or at the left if that keeps numbers whole.
    ///
    /// @param numbers whether the line also has the numbers of slots
    private void beside(Slot slot, String words, double y, boolean numbers, Shelf row) {
        double wide = Pen.width(words, Typeface.MEDIUM, SMALL);
        double right = slot.box().getCenterX() + 8;
        double left = slot.box().getCenterX() - 8 - wide;
        boolean rightFits = right + wide <= strip.bounds().getMaxX() && row.free(right, right + wide + 2);
        boolean leftFits = left >= strip.bounds().getX() + 6 && row.free(left - 2, left + wide);
        boolean toLeft = leftFits
                && (!rightFits || numbers && crowded(right, right + wide) && !crowded(left, left + wide));
        double x = toLeft ? left : right;
        if (rightFits || leftFits) {
            row.block(x - 2, x + wide + 2);
            write(words, x, y, Typeface.MEDIUM, SMALL, theme.colour(Role.TEXT));
        }
    }

    /// Whether words would stand where a slot's number belongs.
    private boolean crowded(double from, double to) {
        for (int number = 0; number < Math.min(RingsLayout.ROW, strip.slots().size()); number += 8) {
            double middle = strip.slots().get(number).box().getCenterX();
            if (from < middle + 12 && to > middle - 12) {
                return true;
            }
        }
        return false;
    }

    private void triangle(Slot slot, double y, boolean down, Shelf row) {
        double x = slot.box().getCenterX();
        double foot = down ? -3.5 : 3.5;
        var mark = new Path2D.Double();
        mark.moveTo(x - 4.5, y + foot);
        mark.lineTo(x + 4.5, y + foot);
        mark.lineTo(x, y - foot);
        mark.closePath();
        pen.g.setColor(theme.colour(Role.TEXT));
        pen.g.fill(mark);
        row.block(x - 6, x + 6);
    }

    /// Where words have no room: the tail is underlined, the head framed.
    private void marks() {
        var tail = strip.slots().get(strip.kernel().ringTail()).box();
        var head = strip.slots().get(strip.kernel().ringHead() % strip.slots().size()).box();
        if (Math.min(tail.getWidth(), tail.getHeight()) < 4) {
            return;
        }
        pen.g.setColor(theme.colour(Role.TEXT));
        if (strip.kernel().pending() > 0) {
            pen.g.fill(new Rectangle2D.Double(tail.getX(), tail.getMaxY() - 1, tail.getWidth(), 2));
        }
        pen.g.setStroke(new BasicStroke(1.3f));
        pen.g.draw(new RoundRectangle2D.Double(
                head.getX() - 0.5, head.getY() - 0.5, head.getWidth() + 1, head.getHeight() + 1, 4, 4));
    }
}
