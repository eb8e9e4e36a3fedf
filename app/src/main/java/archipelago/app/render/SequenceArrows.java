package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.layout.SequenceLayout;
import archipelago.app.layout.SequenceLayout.Arrow;
import archipelago.app.layout.SequenceLayout.Bundle;
import archipelago.app.layout.SequenceLayout.End;
import archipelago.app.layout.Sheaf;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Times;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// The messages of a sequence chart: slanted arrows, with a shape where they were sent. Their names are written by
/// [SequenceNames].
final class SequenceArrows {
    private static final double SMALL = 11;
    private static final double WIDTH = 1.5;
    private static final double THIN = 1;
    private static final double CHOSEN = 2.4;
    private static final double CLOSE = 7;
    private static final double HEAD = 8;
    private static final double CROSS = 4;
    /// How strong the shade of a sheaf is, and how thick its arrow is at most.
    private static final double BAND = 0.22;
    private static final double MOST_THICK = 5;
    private static final double DIMMED = 0.28;
    /// How far a shape stands from the lifeline, so that it is not taken for a part of it.
    private static final double SHAPE_OFF = 12;
    /// Columns closer than this have smaller arrows.
    private static final double HEAD_ROOM = 48;

    private final Pen pen;
    private final SequenceLayout layout;
    private final Theme theme;
    private final Moment moment;
    private final Arrow chosen;
    private final boolean dense;
    private final double scale;

    SequenceArrows(Pen pen, SequenceLayout layout, Moment moment) {
        this.pen = pen;
        this.layout = layout;
        this.moment = moment;
        theme = moment.theme();
        chosen = moment.selected() instanceof Selection.OfFlight(long message) ? layout.arrow(message) : null;
        boolean many = layout.single().size() > SequenceLayout.MOST_LABELLED;
        dense = many || dense(layout.single());
        double pitch = layout.columns().size() < 2
                ? HEAD_ROOM
                : layout.columns().get(1).x() - layout.columns().get(0).x();
        scale = Math.clamp(pitch / HEAD_ROOM, 0.3, 1);
    }

    /// Whether arrows follow one another so closely that thick ones would run together.
    private static boolean dense(List<Arrow> arrows) {
        double first = arrows.stream().mapToDouble(Arrow::y1).min().orElse(0);
        double last = arrows.stream().mapToDouble(Arrow::y1).max().orElse(0);
        return arrows.size() > 2 && (last - first) / arrows.size() < CLOSE;
    }

    /// What went through a hidden lane: nothing but that it went, and when.
    private void passage(Line2D line) {
        var colour = theme.colour(Role.TEXT_MUTED);
        pen.dashed(line.getX1(), line.getY1(), line.getX2(), line.getY2(), THIN, colour);
        double angle = Math.atan2(line.getY2() - line.getY1(), line.getX2() - line.getX1());
        for (double side : new double[] {-0.45, 0.45}) {
            double x = line.getX2() - Math.cos(angle + side) * HEAD;
            double y = line.getY2() - Math.sin(angle + side) * HEAD;
            pen.line(line.getX2(), line.getY2(), x, y, THIN, colour);
        }
    }

    /// The lines. They pass behind the lifelines in between.
    void shafts() {
        for (var hop : layout.hops()) {
            pen.dashed(hop.getX1(), hop.getY1(), hop.getX2(), hop.getY2(), WIDTH, theme.colour(Theme.Role.TEXT_MUTED));
        }
        for (var passage : layout.passages()) {
            passage(passage);
        }
        int most = layout.bundles().stream().mapToInt(Bundle::count).max().orElse(1);
        for (var bundle : layout.bundles()) {
            double share = most <= 1 ? 0 : Math.log(bundle.count()) / Math.log(most);
            var colour = colour(bundle.fromKernel(), strength() * (0.5 + 0.4 * share));
            double back = Math.signum(bundle.x2() - bundle.x1()) * 5 * scale;
            pen.line(bundle.x1(), bundle.y(), bundle.x2() - back, bundle.y(), 1 + 1.4 * share, colour);
        }
        layout.sheaves().forEach(this::shaft);
        for (var arrow : layout.single()) {
            shaft(arrow, strength(), width());
        }
    }

    /// From the first message of a sheaf to the last it is shaded; in the middle goes the arrow that stands for all.
    private void shaft(Sheaf sheaf) {
        var first = sheaf.first();
        var last = sheaf.last();
        var band = new Path2D.Double();
        band.moveTo(first.x1(), first.y1() - 0.5);
        band.lineTo(first.x2(), first.y2() - 0.5);
        band.lineTo(last.x2(), last.y2() + 0.5);
        band.lineTo(last.x1(), last.y1() + 0.5);
        band.closePath();
        int kernel = first.message().fromKernel();
        pen.g.setColor(colour(kernel, strength() * BAND));
        pen.g.fill(band);
        double back = Math.signum(first.x2() - first.x1()) * sheafHead(sheaf) * 0.7;
        double slope = (sheaf.y2() - sheaf.y1()) / (first.x2() - first.x1());
        pen.line(first.x1(), sheaf.y1(), first.x2() - back, sheaf.y2() - slope * back, thick(sheaf), colour(kernel, strength()));
    }

    private double thick(Sheaf sheaf) {
        return Math.min(MOST_THICK, WIDTH + 0.9 * Math.log(sheaf.count()) / Math.log(2)) * scale;
    }

    private double sheafHead(Sheaf sheaf) {
        return head() + 1.6 * thick(sheaf);
    }

    private double strength() {
        return chosen == null ? 1 : DIMMED;
    }

    private double width() {
        return dense ? THIN : WIDTH;
    }

    private Color colour(int kernel, double strength) {
        return Pen.blend(theme.colour(Role.SURFACE), theme.kernel(kernel).stroke(), strength);
    }

    private void shaft(Arrow arrow, double strength, double width) {
        var colour = colour(arrow.message().fromKernel(), strength);
        if (arrow.end() == End.TAKEN) {
            double length = Math.max(0.01, Math.hypot(arrow.x2() - arrow.x1(), arrow.y2() - arrow.y1()));
            double kept = Math.max(0, length - head() * 0.7) / length;
            pen.line(
                    arrow.x1(),
                    arrow.y1(),
                    arrow.x1() + (arrow.x2() - arrow.x1()) * kept,
                    arrow.y1() + (arrow.y2() - arrow.y1()) * kept,
                    width,
                    colour);
        } else {
            pen.dashed(arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2(), width, colour);
        }
    }

    private double head() {
        return (dense ? HEAD - 2.5 : HEAD) * scale;
    }

    /// The shapes where messages were sent, and what became of them.
    void ends() {
        for (var bundle : layout.bundles()) {
            pen.g.setColor(colour(bundle.fromKernel(), strength() * 0.9));
            pen.g.fill(tip(bundle.x1(), bundle.y(), bundle.x2(), bundle.y(), (HEAD - 1) * scale));
        }
        for (var sheaf : layout.sheaves()) {
            var first = sheaf.first();
            pen.g.setColor(colour(first.message().fromKernel(), strength()));
            pen.g.fill(tip(first.x1(), sheaf.y1(), first.x2(), sheaf.y2(), sheafHead(sheaf)));
            double length = Math.max(0.01, Math.abs(first.x2() - first.x1()));
            double at = Math.min(length / 3, SHAPE_OFF * scale) / length;
            Glyphs.message(
                    pen.g,
                    first.message().kind().shape(),
                    first.x1() + (first.x2() - first.x1()) * at,
                    sheaf.y1() + (sheaf.y2() - sheaf.y1()) * at,
                    8 * scale);
        }
        for (var arrow : layout.single()) {
            ends(arrow, strength(), 0);
        }
    }

    private void ends(Arrow arrow, double strength, double more) {
        var colour = colour(arrow.message().fromKernel(), strength);
        double length = Math.max(0.01, Math.hypot(arrow.x2() - arrow.x1(), arrow.y2() - arrow.y1()));
        pen.g.setColor(colour);
        switch (arrow.end()) {
            case TAKEN -> pen.g.fill(tip(arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2(), head() + more));
            case WAITING -> {
                var tip = tip(arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2(), head() + more);
                pen.g.setColor(theme.colour(Role.SURFACE));
                pen.g.fill(tip);
                pen.g.setColor(colour);
                pen.g.setStroke(new BasicStroke(1.2f));
                pen.g.draw(tip);
            }
            case LOST -> {
                var danger = Pen.blend(theme.colour(Role.SURFACE), theme.colour(Role.DANGER), strength);
                cross(arrow.x2(), arrow.y2(), danger);
            }
            case UNDER_WAY -> {
                // The shape itself is on its way.
            }
        }
        double off = Math.min(length / 3, SHAPE_OFF * scale) / length;
        double at = arrow.end() == End.UNDER_WAY ? 1 : off;
        pen.g.setColor(colour);
        Glyphs.message(
                pen.g,
                arrow.message().kind().shape(),
                arrow.x1() + (arrow.x2() - arrow.x1()) * at,
                arrow.y1() + (arrow.y2() - arrow.y1()) * at,
                (dense ? 5 : 7) * scale + more);
        if (unrung(arrow)) {
            var danger = Pen.blend(theme.colour(Role.SURFACE), theme.colour(Role.DANGER), strength);
            pen.gap(arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2(), theme.colour(Role.SURFACE), danger);
        }
    }

    private boolean unrung(Arrow arrow) {
        return moment.history().unrung(arrow.message().number());
    }

    private void cross(double x, double y, Color danger) {
        pen.line(x - CROSS, y - CROSS, x + CROSS, y + CROSS, 1.8, danger);
        pen.line(x - CROSS, y + CROSS, x + CROSS, y - CROSS, 1.8, danger);
    }

    private static Path2D tip(double x1, double y1, double x2, double y2, double size) {
        double length = Math.max(0.01, Math.hypot(x2 - x1, y2 - y1));
        double dx = (x2 - x1) / length;
        double dy = (y2 - y1) / length;
        var tip = new Path2D.Double();
        tip.moveTo(x2, y2);
        tip.lineTo(x2 - dx * size + dy * size * 0.42, y2 - dy * size - dx * size * 0.42);
        tip.lineTo(x2 - dx * size - dy * size * 0.42, y2 - dy * size + dx * size * 0.42);
        tip.closePath();
        return tip;
    }

    /// What the chosen message is, in words; they take their room before all others.
    record Note(String words, Rectangle2D room) {}

    /// The note on the chosen message, beside its arrow; null if there is none to be seen.
    Note note(List<Rectangle2D> taken) {
        if (chosen == null) {
            return null;
        }
        var m = chosen.message();
        var fate = switch (chosen.end()) {
            case TAKEN -> Times.shown(m.takenNs() - m.sentNs(), 2);
            case LOST -> Text.MESSAGE_NEVER_TAKEN.of();
            case UNDER_WAY -> Text.MESSAGE_UNDER_WAY.of();
            case WAITING -> (unrung(chosen) ? Text.MESSAGE_UNRUNG : Text.RINGS_WAITS).of();
        };
        var words = m.kind().words() + "  #" + m.number() + "  " + fate;
        double wide = Typeface.MEDIUM.width(words, SMALL) + 16;
        var plot = layout.plot();
        boolean seen = chosen.y2() > plot.getMinY() && chosen.y1() < plot.getMaxY();
        if (!seen || wide > plot.getWidth() || plot.getHeight() < 64) {
            return null;
        }
        double first = Math.max(chosen.y1(), plot.getMinY());
        double last = Math.min(chosen.y2(), plot.getMaxY());
        double x = (chosen.x1() + chosen.x2() - wide) / 2;
        double left = Math.clamp(x, plot.getMinX(), plot.getMaxX() - wide);
        double now = layout.clampedY(moment.frame().nowNs);
        double above = first - 14;
        boolean up = above - 9 >= plot.getMinY() && Math.abs(above - now) > 11;
        double middle = up ? above : Math.min(last + 14, plot.getMaxY() - 9);
        var room = new Rectangle2D.Double(left, middle - 9, wide, 18);
        taken.add(room);
        return new Note(words, room);
    }

    /// The chosen message passes in front of everything, and says what it is.
    void chosen(Note note) {
        if (chosen == null) {
            return;
        }
        shaft(chosen, 1, CHOSEN);
        ends(chosen, 1, 1.5);
        if (note != null) {
            var room = note.room();
            pen.chip(note.words(), room.getX(), room.getCenterY(), room.getWidth(), Typeface.MEDIUM, SMALL, theme);
        }
    }
}
