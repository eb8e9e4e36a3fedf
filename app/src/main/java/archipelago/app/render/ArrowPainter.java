package archipelago.app.render;

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
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/// The messages of a timeline: arrows from the instant of sending to the instant of taking.
final class ArrowPainter {
    private static final double WIDTH = 1.4;
    private static final double HEAD = 7;
    private static final double CROSS = 3.2;
    private static final double DIMMED = 0.28;

    private final Pen pen;
    private final TimelineLayout layout;
    private final Frame frame;
    private final History history;
    private final Theme theme;

    ArrowPainter(Pen pen, TimelineLayout layout, Frame frame, History history, Theme theme) {
        this.pen = pen;
        this.layout = layout;
        this.frame = frame;
        this.history = history;
        this.theme = theme;
    }

    void paint(TimelineMarks marks) {
        var chosen = marks.message() < 0 ? null : layout.arrow(marks.message(), history, frame);
        double strength = chosen == null ? 1 : DIMMED;
        for (var bundle : layout.flow().bundles()) {
            bundle(bundle, strength);
        }
        for (var arrow : layout.flow().arrows()) {
            if (chosen == null || arrow.message().number() != chosen.message().number()) {
                arrow(arrow, strength, WIDTH);
            }
        }
        if (chosen != null) {
            arrow(chosen, 1, 2.4);
        }
    }

    private Color colour(int kernel, double strength) {
        return Pen.blend(theme.colour(Role.SURFACE), theme.kernel(kernel).stroke(), strength);
    }

    private void arrow(Arrow arrow, double strength, double width) {
        var colour = colour(arrow.message().fromKernel(), strength);
        switch (arrow.end()) {
            case TAKEN -> {
                shaft(arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2(), width, colour);
                head(arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2(), HEAD + width - WIDTH);
            }
            case LOST -> {
                pen.dashed(arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2(), width, colour);
                var danger = Pen.blend(theme.colour(Role.SURFACE), theme.colour(Role.DANGER), strength);
                cross(arrow.x2(), arrow.y2(), width, danger);
                pen.g.setColor(colour);
            }
            case UNDER_WAY -> {
                pen.dashed(arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2(), width, colour);
                pen.g.setStroke(new BasicStroke((float) width));
                pen.g.draw(dot(arrow.x2(), arrow.y2(), 2.6));
            }
        }
        pen.g.fill(dot(arrow.x1(), arrow.y1(), 1.1 + width));
    }

    private void shaft(double x1, double y1, double x2, double y2, double width, Color colour) {
        double length = Math.hypot(x2 - x1, y2 - y1);
        double kept = Math.max(0, length - HEAD * 0.7) / length;
        pen.line(x1, y1, x1 + (x2 - x1) * kept, y1 + (y2 - y1) * kept, width, colour);
    }

    private void head(double x1, double y1, double x2, double y2, double size) {
        double length = Math.hypot(x2 - x1, y2 - y1);
        double dx = (x2 - x1) / length;
        double dy = (y2 - y1) / length;
        var head = new Path2D.Double();
        head.moveTo(x2, y2);
        head.lineTo(x2 - dx * size + dy * size * 0.42, y2 - dy * size - dx * size * 0.42);
        head.lineTo(x2 - dx * size - dy * size * 0.42, y2 - dy * size + dx * size * 0.42);
        head.closePath();
        pen.g.fill(head);
    }

    private void cross(double x, double y, double width, Color colour) {
        pen.line(x - CROSS, y - CROSS, x + CROSS, y + CROSS, width + 0.4, colour);
        pen.line(x - CROSS, y + CROSS, x + CROSS, y - CROSS, width + 0.4, colour);
    }

    private static Ellipse2D dot(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /// The more messages, the thicker; ten times as many are twice as thick.
    private void bundle(Bundle bundle, double strength) {
        double share = layout.flow().most() <= 1 ? 0 : Math.log(bundle.count()) / Math.log(layout.flow().most());
        double width = 1 + 1.6 * share;
        var colour = colour(bundle.fromKernel(), strength * (0.55 + 0.4 * share));
        shaft(bundle.x(), bundle.y1(), bundle.x(), bundle.y2(), width, colour);
        head(bundle.x(), bundle.y1(), bundle.x(), bundle.y2(), 4.5 + width);
        pen.g.fill(dot(bundle.x(), bundle.y1(), 0.8 + width / 2));
    }

    /// Says what the chosen message is, beside its arrow.
    void label(TimelineMarks marks) {
        var arrow = marks.message() < 0 ? null : layout.arrow(marks.message(), history, frame);
        if (arrow == null) {
            return;
        }
        var m = arrow.message();
        var fate = switch (arrow.end()) {
            case TAKEN -> Times.shown(m.takenNs() - m.sentNs(), 2);
            case LOST -> "never taken";
            case UNDER_WAY -> "under way";
        };
        var words = m.kind().words() + "  #" + m.number() + "  " + fate;
        double width = Typeface.MEDIUM.width(words, 11) + 16;
        double x = (arrow.x1() + arrow.x2()) / 2;
        double y = (arrow.y1() + arrow.y2()) / 2;
        if (x < layout.plotLeft() || x > layout.plotRight()) {
            return;
        }
        double left = x + 12 + width <= layout.plotRight() ? x + 12 : x - 12 - width;
        pen.chip(words, Math.max(layout.plotLeft(), left), y, width, Typeface.MEDIUM, 11, theme);
    }
}
