package archipelago.app.render;

import archipelago.app.i18n.Terms;
import archipelago.app.layout.History;
import archipelago.app.render.Theme.Role;
import archipelago.engine.frame.KernelView;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The five words of an instance's `status` file as a row of circles: the one that holds is
/// filled, and the ways that this instance has gone are strong. Ways forward are straight, ways
/// back are bowed.
public final class StateMachineFigure {
    /// The height that the figure needs.
    public static final double HEIGHT = 74;

    private static final double RADIUS = 11;

    /// @param words the states that there are, in the order of a life
    /// @param history the history up to which `nowNs` reaches
    public void paint(
            Graphics2D picture,
            Rectangle2D bounds,
            List<Status> words,
            KernelView kernel,
            History history,
            long nowNs,
            Theme theme) {
        try (var pen = new Pen(picture)) {
            double step = bounds.getWidth() / words.size();
            double y = bounds.getY() + 26;
            boolean[][] gone = gone(words, history, kernel.slot(), nowNs);
            for (int i = 0; i + 1 < words.size(); i++) {
                double x1 = bounds.getX() + step * (i + 0.5) + RADIUS + 2;
                double x2 = bounds.getX() + step * (i + 1.5) - RADIUS - 2;
                forward(pen, x1, x2, y, gone[i][i + 1], theme);
                if (gone[i + 1][i]) {
                    back(pen, x1 - 6, x2 + 6, y - RADIUS - 1, theme);
                }
            }
            for (int i = 0; i < words.size(); i++) {
                var status = words.get(i);
                double x = bounds.getX() + step * (i + 0.5);
                circle(pen, x, y, status, status == kernel.status(), theme);
                word(pen, x, y + RADIUS + 12, status, kernel, theme);
            }
        }
    }

    private static boolean[][] gone(List<Status> words, History history, int kernel, long nowNs) {
        var gone = new boolean[words.size()][words.size()];
        var life = kernel < history.slots() ? history.life(kernel, nowNs, nowNs, nowNs) : null;
        Status before = null;
        if (life != null) {
            for (var stretch : history.stretches(kernel, life.fromNs(), nowNs)) {
                int from = before == null ? -1 : words.indexOf(before);
                int to = words.indexOf(stretch.status());
                if (from >= 0 && to >= 0 && stretch.fromNs() > life.fromNs()) {
                    gone[from][to] = from != to;
                }
                before = stretch.fromNs() >= life.fromNs() ? stretch.status() : before;
            }
        }
        return gone;
    }

    private static void forward(Pen pen, double x1, double x2, double y, boolean gone, Theme theme) {
        var colour = theme.colour(gone ? Role.TEXT_MUTED : Role.LINE_STRONG);
        pen.line(x1 + 1, y, x2 - 2, y, gone ? 2 : 1, colour);
        head(pen, x2, y, 1, 0);
    }

    private static void back(Pen pen, double x1, double x2, double y, Theme theme) {
        pen.g.setColor(theme.colour(Role.TEXT_MUTED));
        pen.g.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.g.draw(new QuadCurve2D.Double(x2, y, (x1 + x2) / 2, y - 16, x1 + 1.5, y - 2.5));
        head(pen, x1, y, -0.68, 0.73);
    }

    /// A small head whose point is at a place, for a line that comes in a direction.
    private static void head(Pen pen, double x, double y, double dx, double dy) {
        double size = 6;
        var head = new Path2D.Double();
        head.moveTo(x, y);
        head.lineTo(x - dx * size + dy * 3, y - dy * size - dx * 3);
        head.lineTo(x - dx * size - dy * 3, y - dy * size + dx * 3);
        head.closePath();
        pen.g.fill(head);
    }

    private static void circle(Pen pen, double x, double y, Status status, boolean current, Theme theme) {
        var circle = new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        pen.g.setColor(current ? colour(status, theme) : theme.colour(Role.SURFACE));
        pen.g.fill(circle);
        pen.g.setColor(current ? colour(status, theme) : theme.colour(Role.LINE_STRONG));
        pen.g.setStroke(new BasicStroke(1.5f));
        pen.g.draw(circle);
    }

    static Color colour(Status status, Theme theme) {
        return switch (status) {
            case EMPTY, READY, NONE -> theme.colour(Role.TEXT_MUTED);
            case LOADED, LOADING -> theme.colour(Role.ACCENT);
            case ACTIVE -> theme.colour(Role.GOOD);
            case FAILED -> theme.colour(Role.DANGER);
        };
    }

    private static void word(Pen pen, double x, double y, Status status, KernelView kernel, Theme theme) {
        boolean current = status == kernel.status();
        var colour = current ? colour(status, theme) : theme.colour(Role.TEXT_MUTED);
        pen.centre(status.word(), x, y, current ? Typeface.STRONG : Typeface.TEXT, 11.5, colour);
        if (current && saysMore(kernel)) {
            pen.centre(Terms.of(kernel.phase()).of(), x, y + 15, Typeface.TEXT, 11, theme.colour(Role.TEXT_FAINT));
        }
    }

    /// Whether the phase is not what anybody would think of the status.
    private static boolean saysMore(KernelView kernel) {
        Set<Phase> usual = kernel.status() == Status.ACTIVE ? EnumSet.of(Phase.UP) : EnumSet.of(Phase.OFF);
        return !usual.contains(kernel.phase());
    }
}
