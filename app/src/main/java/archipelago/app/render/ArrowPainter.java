package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.MessageFlow;
import archipelago.app.layout.MessageFlow.Arrow;
import archipelago.app.layout.MessageFlow.Bundle;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.layout.TimelineMarks;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// The messages of a timeline: arrows from the instant of sending to the instant of taking.
final class ArrowPainter {
    private static final double WIDTH = 1.4;
    private static final double CHOSEN_WIDTH = 2.4;
    private static final double HEAD = 7;
    /// An arrow over more pixels than this has its label on it, not beside it.
    private static final double LONG = 160;
    private static final double CROSS = 3.2;
    /// How far a cross stays before the bar of who never took a message, and where a head or the sign of a panic may be.
    private static final double BEFORE_BAR = CROSS + 2;
    private static final double BEFORE_SIGNS = 13.5;
    private static final double DIMMED = 0.28;
    /// How many steps of thickness and darkness lines have that stand for several messages.
    private static final int SHARES = 32;

    private final Pen pen;
    private final TimelineLayout layout;
    private final Theme theme;
    private final History history;
    private final Arrow chosen;
    /// How the bundle ended that was painted last; null before the first.
    private Ends ends;

    ArrowPainter(
            Pen pen,
            TimelineLayout layout,
            Frame frame,
            History history,
            Theme theme,
            TimelineMarks marks) {
        this.pen = pen;
        this.layout = layout;
        this.theme = theme;
        this.history = history;
        chosen = marks.message() < 0 ? null : layout.arrow(marks.message(), history, frame);
    }

    /// The lines of what was taken. They pass behind the lanes in between.
    void shafts() {
        for (var hop : layout.hops()) {
            pen.dashed(hop.getX1(), hop.getY1(), hop.getX2(), hop.getY2(), WIDTH, theme.colour(Role.TEXT_MUTED));
        }
        for (var bundle : layout.flow().bundles()) {
            shaft(bundle.x(), bundle.y1(), bundle.x(), bundle.y2(), width(bundle), colour(bundle));
        }
        for (var arrow : layout.flow().arrows()) {
            if (!chosen(arrow) && arrow.end() == MessageFlow.End.TAKEN) {
                shaft(arrow, strength(), WIDTH);
            }
        }
    }

    /// The dots where messages were sent and the heads where they were taken; the chosen message passes in front of
    /// everything, and so does what nobody has taken: behind a lane it would seem to end there.
    ///
    /// @param kept images that the same place has; null where shapes are wanted
    void ends(TimelineImages kept) {
        if (kept == null) {
            layout.flow().bundles().forEach(this::ends);
        } else if (!layout.flow().bundles().isEmpty()) {
            try (var stamps = kept.ends.on(pen.g)) {
                layout.flow().bundles().forEach(bundle -> ends(bundle, stamps));
            }
        }
        for (var bundle : layout.flow().bundles()) {
            if (bundle.lost() > 0) {
                double y = before(bundle.y2(), bundle.y1(), BEFORE_SIGNS);
                cross(bundle.lostX(), y, 1.2, theme.colour(Role.DANGER));
            }
        }
        for (var arrow : layout.flow().arrows()) {
            if (!chosen(arrow)) {
                if (arrow.end() != MessageFlow.End.TAKEN) {
                    shaft(arrow, strength(), WIDTH);
                }
                ends(arrow, strength(), WIDTH);
            }
        }
        if (chosen != null) {
            shaft(chosen, 1, CHOSEN_WIDTH);
            ends(chosen, 1, CHOSEN_WIDTH);
        }
    }

    private void ends(Bundle bundle) {
        pen.g.setColor(colour(bundle));
        if (bundle.lost() < bundle.count()) {
            head(pen.g, bundle.x(), bundle.y1(), bundle.x(), bundle.y2(), headSize(bundle));
        }
        pen.g.fill(disc(bundle.x(), bundle.y1(), dotSize(bundle)));
    }

    private void ends(Bundle bundle, LineEnds.Stamping stamps) {
        boolean down = bundle.y2() > bundle.y1();
        boolean upright = Math.abs(bundle.y2() - bundle.y1()) >= 1;
        if (ends == null || !ends.of(bundle)) {
            ends = new Ends(bundle, stamps);
        }
        if (bundle.lost() < bundle.count() && upright && inSight(bundle.y2())) {
            stamps.put(down ? ends.down : ends.up, bundle.x(), bundle.y2());
        }
        if (inSight(bundle.y1())) {
            stamps.put(ends.dot, bundle.x(), bundle.y1());
        }
    }

    /// How bundles of one kernel and one thickness end; they come one behind the other.
    private final class Ends {
        private final int fromKernel;
        private final int count;
        private final LineEnds.Look dot;
        private final LineEnds.Look up;
        private final LineEnds.Look down;

        Ends(Bundle bundle, LineEnds.Stamping stamps) {
            fromKernel = bundle.fromKernel();
            count = bundle.count();
            var colour = colour(bundle);
            double radius = dotSize(bundle);
            double size = headSize(bundle);
            dot = stamps.look(true, colour, radius, true, g -> g.fill(disc(0, 0, radius)));
            up = stamps.look(false, colour, size, false, g -> head(g, 0, HEAD, 0, 0, size));
            down = stamps.look(false, colour, size, true, g -> head(g, 0, -HEAD, 0, 0, size));
        }

        boolean of(Bundle bundle) {
            return bundle.fromKernel() == fromKernel && bundle.count() == count;
        }
    }

    private boolean inSight(double y) {
        return layout.seen(y - HEAD, y + HEAD);
    }

    private double headSize(Bundle bundle) {
        return 3.6 + width(bundle);
    }

    private double dotSize(Bundle bundle) {
        return 0.6 + width(bundle) / 2;
    }

    private boolean chosen(Arrow arrow) {
        return chosen != null && arrow.message().number() == chosen.message().number();
    }

    private double strength() {
        return chosen == null ? 1 : DIMMED;
    }

    private Color colour(int kernel, double strength) {
        return Pen.blend(theme.colour(Role.SURFACE), theme.kernel(kernel).stroke(), strength);
    }

    private void shaft(Arrow arrow, double strength, double width) {
        var colour = colour(arrow.message().fromKernel(), strength);
        if (arrow.end() == MessageFlow.End.TAKEN) {
            shaft(arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2(), width, colour);
        } else {
            pen.dashed(arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2(), width, colour);
        }
    }

    private void ends(Arrow arrow, double strength, double width) {
        if (arrow.end() == MessageFlow.End.LOST) {
            var danger = Pen.blend(theme.colour(Role.SURFACE), theme.colour(Role.DANGER), strength);
            cross(arrow.x2(), before(arrow.y2(), arrow.y1(), BEFORE_BAR), width, danger);
        }
        pen.g.setColor(colour(arrow.message().fromKernel(), strength));
        if (arrow.end() == MessageFlow.End.TAKEN) {
            head(pen.g, arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2(), HEAD + width - WIDTH);
        } else if (arrow.end() == MessageFlow.End.UNDER_WAY) {
            pen.g.setStroke(new BasicStroke((float) width));
            pen.g.draw(disc(arrow.x2(), arrow.y2(), 2.6));
        }
        pen.g.fill(disc(arrow.x1(), arrow.y1(), 1.1 + width));
        if (history.unrung(arrow.message().number())) {
            var danger = Pen.blend(theme.colour(Role.SURFACE), theme.colour(Role.DANGER), strength);
            pen.gap(arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2(), theme.colour(Role.SURFACE), danger);
        }
    }

    private void shaft(double x1, double y1, double x2, double y2, double width, Color colour) {
        // Lanes without a gap between them leave an arrow no length.
        double length = Math.max(0.01, Math.hypot(x2 - x1, y2 - y1));
        double kept = Math.max(0, length - HEAD * 0.7) / length;
        if (x1 == x2) {
            // Many lines are upright, and a rectangle is painted much faster than a line with round ends.
            double end = y1 + (y2 - y1) * kept;
            pen.g.setColor(colour);
            pen.g.fill(new Rectangle2D.Double(x1 - width / 2, Math.min(y1, end), width, Math.abs(end - y1)));
            return;
        }
        pen.line(x1, y1, x1 + (x2 - x1) * kept, y1 + (y2 - y1) * kept, width, colour);
    }

    private static void head(Graphics2D g, double x1, double y1, double x2, double y2, double size) {
        // Lanes without a gap between them leave an arrow no length.
        double length = Math.max(0.01, Math.hypot(x2 - x1, y2 - y1));
        double dx = (x2 - x1) / length;
        double dy = (y2 - y1) / length;
        var head = new Path2D.Double();
        head.moveTo(x2, y2);
        head.lineTo(x2 - dx * size + dy * size * 0.42, y2 - dy * size - dx * size * 0.42);
        head.lineTo(x2 - dx * size - dy * size * 0.42, y2 - dy * size + dx * size * 0.42);
        head.closePath();
        g.fill(head);
    }

    /// A place before the end of a line: in the last gap between lanes, however small that is.
    private double before(double end, double start, double most) {
        double back = most;
        var lanes = layout.lanes();
        for (int i = 1; i < lanes.size(); i++) {
            back = Math.min(back, Math.max(0, lanes.get(i).barTop() - lanes.get(i - 1).barBottom()) / 2);
        }
        return end > start ? end - back : end + back;
    }

    private void cross(double x, double y, double width, Color colour) {
        pen.line(x - CROSS, y - CROSS, x + CROSS, y + CROSS, width + 0.4, colour);
        pen.line(x - CROSS, y + CROSS, x + CROSS, y - CROSS, width + 0.4, colour);
    }

    private static Ellipse2D disc(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /// The more messages, the thicker and the darker; the scale is logarithmic.
    private double share(Bundle bundle) {
        int most = layout.flow().most();
        return most <= 1 ? 0 : Math.rint(SHARES * Math.log(bundle.count()) / Math.log(most)) / SHARES;
    }

    private double width(Bundle bundle) {
        return 0.9 + 0.9 * share(bundle);
    }

    private Color colour(Bundle bundle) {
        return colour(bundle.fromKernel(), strength() * (0.35 + 0.4 * share(bundle)));
    }

    /// Says what the chosen message is, beside its arrow.
    void label() {
        if (chosen == null) {
            return;
        }
        var m = chosen.message();
        var fate = switch (chosen.end()) {
            case TAKEN -> Times.shown(m.takenNs() - m.sentNs(), 2);
            case LOST -> Text.MESSAGE_NEVER_TAKEN.of();
            case UNDER_WAY -> (history.unrung(m.number()) ? Text.MESSAGE_UNRUNG : Text.MESSAGE_UNDER_WAY).of();
        };
        var words = m.kind().words() + "  #" + m.number() + "  " + fate;
        double width = Typeface.MEDIUM.width(words, 11) + 16;
        double first = Math.clamp(Math.min(chosen.x1(), chosen.x2()), layout.plotLeft(), layout.plotRight());
        double last = Math.clamp(Math.max(chosen.x1(), chosen.x2()), layout.plotLeft(), layout.plotRight());
        boolean outside = first == last && (first == layout.plotLeft() || first == layout.plotRight());
        if (outside) {
            return;
        }
        double left = last - first > LONG ? (first + last - width) / 2 : last + 10;
        if (left + width > layout.plotRight()) {
            left = first - 10 - width;
        }
        double y = (chosen.y1() + chosen.y2()) / 2;
        pen.chip(words, Math.max(layout.plotLeft(), left), y, width, Typeface.MEDIUM, 11, theme);
    }
}
