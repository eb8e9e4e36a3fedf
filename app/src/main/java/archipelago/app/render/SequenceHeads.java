package archipelago.app.render;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.SequenceLayout;
import archipelago.app.layout.SequenceLayout.Column;
import archipelago.app.render.Theme.Role;
import archipelago.engine.frame.KernelView;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;

/// The heads of the lifelines of a sequence chart: who it is, and how it is now.
final class SequenceHeads {
    private static final double NAME = 12.5;
    private static final double SMALL = 11;
    /// As small as the name of a narrow head may be, so that it can lie.
    private static final double LEAST = 10.5;
    private static final double HEAD_TOP = 4;
    private static final double HEAD_HIGH = 38;
    private static final double LEAST_NAME = 30;
    private static final double UPRIGHT_WIDE = 20;
    private static final double INNER_EDGE = 3;

    private final Pen pen;
    private final SequenceLayout layout;
    private final Moment moment;
    private final History history;
    private final Theme theme;

    SequenceHeads(Pen pen, SequenceLayout layout, Moment moment) {
        this.pen = pen;
        this.layout = layout;
        this.moment = moment;
        history = moment.history();
        theme = moment.theme();
    }

    void paint() {
        for (var column : layout.columns()) {
            head(column);
        }
    }

    private void head(Column column) {
        var look = theme.kernel(column.kernel());
        double wide = column.right() - column.left();
        boolean narrow = wide < LEAST_NAME;
        double round = Math.min(8, wide / 2);
        if (layout.upright()) {
            upright(column);
            return;
        }
        var box = new RoundRectangle2D.Double(
                column.left() + 0.5, HEAD_TOP + 0.5, Math.max(1, wide - 1), HEAD_HIGH, round, round);
        pen.g.setColor(narrow ? look.solid() : Pen.blend(theme.colour(Role.SURFACE), look.solid(), 0.1));
        pen.g.fill(box);
        pen.g.setStroke(new BasicStroke(1.2f));
        pen.g.setColor(look.stroke());
        pen.g.draw(box);
        if (column.kernel() == 0 && !narrow) {
            pen.g.setStroke(new BasicStroke(0.8f));
            pen.g.draw(new RoundRectangle2D.Double(
                    column.left() + 3, HEAD_TOP + 3, wide - 6, HEAD_HIGH - 5, round - 2, round - 2));
        }
        pen.vertical(column.x() - 0.5, HEAD_TOP + HEAD_HIGH + 1, layout.heads(), look.stroke());
        if (narrow) {
            return;
        }
        boolean tagged = fits(wide - 19, NAME);
        double x = column.left() + (tagged ? 14 : 3.5);
        double room = column.right() - (tagged ? 5 : 2) - x;
        double size = DoubleStream.of(NAME, SMALL).filter(any -> fits(room, any)).findFirst().orElse(LEAST);
        if (tagged) {
            pen.g.setColor(look.solid());
            pen.g.fill(new RoundRectangle2D.Double(column.left() + 7, HEAD_TOP + 7, 3, HEAD_HIGH - 13, 3, 3));
        }
        var name = name(column, room, size);
        // Where others' names begin, the line within stands.
        double left = !tagged && column.kernel() == 0 ? x + INNER_EDGE : x;
        var kernel = moment.frame().kernel(column.kernel());
        var state = state(column, kernel);
        var fitting = state.stream().filter(w -> Typeface.TEXT.width(w, SMALL) <= room).findFirst();
        double middle = HEAD_TOP + HEAD_HIGH / 2 + 0.5;
        pen.left(name, left, fitting.isPresent() ? middle - 7.5 : middle, Typeface.STRONG, size, theme.colour(Role.TEXT));
        fitting.ifPresent(words -> pen.left(words, left, middle + 8, Typeface.TEXT, SMALL, stateColour(kernel)));
    }

    /// A head of a narrow column: the name reads upwards.
    private void upright(Column column) {
        var look = theme.kernel(column.kernel());
        double high = layout.heads() - HEAD_TOP - 8;
        double wide = Math.min(column.right() - column.left(), UPRIGHT_WIDE);
        double left = Math.rint(column.x() - wide / 2);
        pen.g.setColor(look.solid());
        pen.g.fill(new RoundRectangle2D.Double(left, HEAD_TOP, wide, high, 6, 6));
        pen.vertical(column.x() - 0.5, HEAD_TOP + high, layout.heads(), look.stroke());
        var name = Pen.fit(column.name(), high - 12, Typeface.STRONG, SMALL);
        double y = HEAD_TOP + high - 6;
        var before = pen.g.getTransform();
        pen.g.transform(AffineTransform.getRotateInstance(-Math.PI / 2, column.x(), y));
        pen.left(name, column.x(), y, Typeface.STRONG, SMALL, theme.colour(Role.SURFACE));
        pen.g.setTransform(before);
    }

    /// Whether all names have room.
    private boolean fits(double room, double size) {
        return layout.columns().stream().allMatch(any -> Typeface.STRONG.width(any.name(), size) <= room);
    }

    /// The name; or the ids of all of them, where not all of the names have room.
    private String name(Column column, double room, double size) {
        if (fits(room, size)) {
            return column.name();
        }
        if (column.core() >= 0) {
            return Long.toString(moment.machine().physicalId(column.core()));
        }
        var fitting = Pen.fit(column.name(), room, Typeface.STRONG, size);
        if (column.kernel() == 0 && fitting.equals(column.name())) {
            return fitting;
        }
        var window = layout.window();
        var life = history.life(column.kernel(), moment.frame().nowNs, window.fromNs(), window.toNs());
        return Integer.toString(life.id());
    }

    /// The status by the books and, where it says more, the phase; longest first.
    private List<String> state(Column column, KernelView kernel) {
        if (column.core() >= 0) {
            var window = layout.window();
            return List.of(history.life(column.kernel(), moment.frame().nowNs, window.fromNs(), window.toNs()).name());
        }
        if (kernel == null) {
            var life = history.life(
                    column.kernel(),
                    moment.frame().nowNs,
                    layout.window().fromNs(),
                    layout.window().toNs());
            return List.of(life.fromNs() > moment.frame().nowNs ? Text.LANE_NOT_YET.of() : Text.LANE_REMOVED.of());
        }
        var word = kernel.status().word();
        boolean plain = kernel.phase() == Phase.UP && kernel.status() == Status.ACTIVE
                || kernel.phase() == Phase.OFF && kernel.status() != Status.ACTIVE;
        var phase = Terms.of(kernel.phase()).of();
        return plain ? List.of(word) : List.of(word + " · " + phase, phase, word);
    }

    private Color stateColour(KernelView kernel) {
        if (kernel == null) {
            return theme.colour(Role.TEXT_FAINT);
        }
        boolean bad = kernel.phase() == Phase.PANICKING || kernel.status() == Status.FAILED;
        return theme.colour(bad ? Role.DANGER : Role.TEXT_MUTED);
    }
}
