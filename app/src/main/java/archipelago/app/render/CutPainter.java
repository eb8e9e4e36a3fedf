package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Cut;
import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Waiting;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/// Paints what is between two kernels besides messages: links that are cut, and who waits for whom.
final class CutPainter {
    private static final double RADIUS = 9;
    private static final double WORD_SIZE = 11;
    private static final double SMALL_RADIUS = 6.5;

    private final MapPen pen;
    private final MachineMapLayout layout;
    private final double radius;

    CutPainter(MapPen pen, MachineMapLayout layout) {
        this.pen = pen;
        this.layout = layout;
        radius = layout.level().compareTo(Level.TILE) <= 0 ? RADIUS : SMALL_RADIUS;
    }

    void ways() {
        for (var cut : layout.cuts()) {
            pen.dashed(cut.route().path(), MapPen.faded(pen.colour(Theme.Role.DANGER), 0.8), 1.5, 5, 4, 0);
        }
    }

    /// Who waits for whom: a thin dotted line, and an hourglass where somebody waits; a thick one where they wait for
    /// each other, with its name.
    void waits() {
        for (var wait : layout.waits()) {
            var colour = wait.knot() ? pen.colour(Theme.Role.DANGER) : pen.theme.kernel(wait.waiter()).stroke();
            if (wait.knot()) {
                pen.line(wait.route().path(), MapPen.faded(pen.colour(Theme.Role.SURFACE), 0.7), 5);
                pen.line(wait.route().path(), colour, 2.6);
            } else {
                pen.dashed(wait.route().path(), MapPen.faded(colour, 0.75), 1.1, 1.5, 4, 0);
            }
            double share = wait.route().length() == 0 ? 0 : Math.min(0.3, 30 / wait.route().length());
            var at = wait.route().at(share);
            var ground = new Ellipse2D.Double(at.getX() - radius, at.getY() - radius, 2 * radius, 2 * radius);
            pen.fill(ground, pen.colour(Theme.Role.SURFACE));
            pen.line(ground, colour, 1.1);
            pen.g.setColor(colour);
            Glyphs.sign(pen.g, Glyphs.Sign.HUNG, at.getX(), at.getY(), radius * 1.1);
        }
    }

    /// Names a deadlock, once, in the middle of one of its lines.
    private void knot() {
        layout.waits().stream().filter(Waiting::knot).findFirst().ifPresent(wait -> {
            var text = Text.MAP_DEADLOCK.of();
            double wide = Math.ceil(Typeface.STRONG.width(text, WORD_SIZE)) + 14;
            var at = wait.route().at(0.5);
            var chip = new Rectangle2D.Double(Math.round(at.getX() - wide / 2), Math.round(at.getY() - 9), wide, 18);
            pen.fill(MapPen.round(chip, 9), pen.colour(Theme.Role.DANGER));
            double baseline = MapPen.baseline(chip.getCenterY(), WORD_SIZE);
            pen.centred(text, Typeface.STRONG, WORD_SIZE, pen.colour(Theme.Role.SURFACE), chip.getCenterX(), baseline);
        });
    }

    void signs() {
        knot();
        for (var cut : layout.cuts()) {
            arrow(cut);
            var at = cut.route().at(Cut.SIGN_AT);
            sign(pen, at.getX(), at.getY(), radius);
        }
    }

    /// A plug pulled apart: two ends that do not meet, in a ring.
    static void sign(MapPen pen, double x, double y, double radius) {
        var ring = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        var danger = pen.colour(Theme.Role.DANGER);
        pen.fill(ring, pen.colour(Theme.Role.SURFACE));
        pen.line(ring, danger, 1.6);
        double end = radius * 0.72;
        double gap = radius * 0.24;
        double high = radius * 0.5;
        stroke(pen, x - end, y, x - gap, y, danger);
        stroke(pen, x + gap, y, x + end, y, danger);
        stroke(pen, x - gap, y - high, x - gap, y + high, danger);
        stroke(pen, x + gap, y - high, x + gap, y + high, danger);
    }

    private static void stroke(MapPen pen, double x1, double y1, double x2, double y2, Color colour) {
        pen.line(new Line2D.Double(x1, y1, x2, y2), colour, 1.6);
    }

    /// Which way is cut.
    private void arrow(Cut cut) {
        var tip = cut.route().at(0.74);
        var before = cut.route().at(0.7);
        double angle = Math.atan2(tip.getY() - before.getY(), tip.getX() - before.getX());
        for (double turn : new double[] {2.6, -2.6}) {
            double x = tip.getX() + 8 * Math.cos(angle + turn);
            double y = tip.getY() + 8 * Math.sin(angle + turn);
            stroke(pen, tip.getX(), tip.getY(), x, y, pen.colour(Theme.Role.DANGER));
        }
    }
}
