package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Shelf;
import archipelago.app.layout.TimeAxis;
import archipelago.app.layout.TimeWindow;
import archipelago.app.render.Theme.Role;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// One clock for two futures: a line as long as they are one run, which splits in two where they part,
/// with what either did there; and the present across both.
final class ForkRuler {
    static final double HEIGHT = 88;
    private static final double SMALL = 11;
    private static final double AXIS = 9;
    private static final double TOP = 20;
    private static final double A = 43;
    private static final double B = 63;
    private static final double MIDDLE = (A + B) / 2;
    /// What the letter of a side needs, from its middle on.
    private static final double LETTER = 14;
    private static final double SPLIT = 16;
    private static final double NAMES = 84;
    /// On a narrower ruler there is only the line.
    private static final double LEAST_NAMED = 300;
    private static final double RIGHT = 30;

    private final Pen pen;
    private final Beside beside;
    private final Theme theme;
    private final Rectangle2D box;
    private final double names;
    private final double left;
    private final double right;
    private final TimeWindow window;

    ForkRuler(Pen pen, Beside beside, Theme theme, Rectangle2D box) {
        this.pen = pen;
        this.beside = beside;
        this.theme = theme;
        this.box = box;
        names = box.getWidth() < LEAST_NAMED ? 6 : NAMES;
        left = Math.rint(box.getX() + names);
        right = Math.rint(box.getMaxX() - RIGHT);
        window = window(beside);
    }

    /// The present and where the two part, both, with some time before and after.
    private static TimeWindow window(Beside beside) {
        var shown = beside.window();
        if (beside.parting().isEmpty()) {
            return shown;
        }
        long partNs = beside.parting().get().atNs();
        long lastNs = Math.max(partNs, beside.nowNs());
        long firstNs = Math.min(partNs, beside.nowNs());
        long spanNs = Math.max(lastNs - firstNs, shown.spanNs() / 4);
        long fromNs = Math.max(0, firstNs - spanNs / 2);
        return new TimeWindow(fromNs, Math.max(lastNs + spanNs / 4, fromNs + TimeWindow.LEAST_NS));
    }

    private double x(long ns) {
        return left + (double) (ns - window.fromNs()) / window.spanNs() * (right - left);
    }

    void paint() {
        var axis = TimeAxis.of(window.fromNs(), window.toNs());
        for (long tick : axis.ticksNs()) {
            pen.vertical(x(tick), TOP, HEIGHT - 4, theme.colour(Role.GRID));
        }
        double now = x(beside.nowNs());
        var shelf = new Shelf();
        chip(now, shelf);
        numbers(axis, shelf);
        double ahead = Math.clamp(x(Math.max(beside.nowNs(), beside.a().frame().furthestNs)), left, right);
        double parting = beside.parting().map(d -> x(d.atNs())).orElse(ahead);
        common(Math.min(parting, ahead), now);
        if (beside.parting().isPresent()) {
            branch(parting, Math.max(ahead, parting + SPLIT), now, A);
            branch(parting, Math.max(ahead, parting + SPLIT), now, B);
            diamond(pen, parting, MIDDLE, theme);
        }
        pen.line(now, TOP - 2, now, HEIGHT - 4, 1.5, theme.colour(Role.PLAYHEAD));
        if (beside.parting().isPresent()) {
            boolean isAhead = parting > now;
            double end = Math.min(right, Math.max(ahead, parting + SPLIT)) + 16;
            told(beside.a().turn(), parting, end, A - 13, A, isAhead);
            told(beside.b().turn(), parting, end, B + 14, B, isAhead);
            letter(pen, "A", end, A, theme);
            letter(pen, "B", end, B, theme);
        }
    }

    private void chip(double now, Shelf shelf) {
        var words = TimeAxis.seconds(beside.nowNs(), 3) + " s";
        double width = Pen.width(words, Typeface.MONO_MEDIUM, SMALL) + 18;
        double at = Math.clamp(now - width / 2, left - 20, Math.max(left - 20, box.getMaxX() - width));
        pen.chip(words, at, AXIS, width, Typeface.MONO_MEDIUM, SMALL, theme);
        shelf.block(at - 6, at + width + 6);
    }

    private void numbers(TimeAxis axis, Shelf shelf) {
        if (names < NAMES) {
            return;
        }
        pen.left(axis.base(), box.getX() + 2, AXIS, Typeface.MONO_MEDIUM, SMALL, theme.colour(Role.TEXT_MUTED));
        pen.right(axis.unit().sign(), left - 10, AXIS, Typeface.MONO, SMALL, theme.colour(Role.TEXT_FAINT));
        for (long tick : axis.ticksNs()) {
            double half = Pen.width(axis.label(tick), Typeface.MONO, SMALL) / 2;
            double x = x(tick);
            if (x - half >= left - 4 && x + half <= box.getMaxX() && shelf.take(x - half - 5, x + half + 5)) {
                pen.centre(axis.label(tick), x, AXIS, Typeface.MONO, SMALL, theme.colour(Role.TEXT_MUTED));
            }
        }
    }

    /// What the two have in common is one thick line.
    private void common(double end, double now) {
        var colour = theme.colour(Role.TEXT_MUTED);
        double passed = Math.min(end, now);
        if (end > passed) {
            pen.line(passed, MIDDLE, end, MIDDLE, 4, paler(colour));
        }
        pen.line(left, MIDDLE, Math.max(left, passed), MIDDLE, 4, colour);
        var events = beside.parting().map(d -> d.equalEvents()).orElse(beside.comparison().a().events());
        var text = beside.parting().isPresent() ? Text.COMPARE_COMMON : Text.COMPARE_ONE_RUN;
        var words = text.of(DifferenceTable.grouped(events));
        double room = Math.max(60, (beside.parting().isPresent() ? end : right) - left - 14);
        written(Pen.fit(words, room, Typeface.TEXT, SMALL), left, MIDDLE + 14, Role.TEXT_MUTED);
        if (names == NAMES) {
            pen.left(Pen.fit(Text.COMPARE_CLOCK.of(), NAMES - 12, Typeface.STRONG, 12), box.getX() + 2, MIDDLE,
                    Typeface.STRONG, 12, theme.colour(Role.TEXT));
        }
    }

    private void branch(double from, double to, double now, double y) {
        var colour = theme.colour(Role.TEXT_MUTED);
        var bend = new Path2D.Double();
        bend.moveTo(from, MIDDLE);
        bend.curveTo(from + SPLIT / 2, MIDDLE, from + SPLIT / 2, y, from + SPLIT, y);
        pen.g.setColor(from >= now ? paler(colour) : colour);
        pen.g.setStroke(new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.g.draw(bend);
        double passed = Math.clamp(now, from + SPLIT, to);
        pen.line(passed, y, to, y, 2.4, paler(colour));
        pen.line(from + SPLIT, y, passed, y, 2.4, colour);
    }

    private Color paler(Color colour) {
        return Pen.blend(theme.colour(Role.SURFACE), colour, 1 - TimelinePainter.PALER);
    }

    /// What a side did, beside its line; behind its letter where the line is short and the letter would be covered.
    ///
    /// @param end where the letter stands
    /// @param y the height of the words beside the line, `line` that of the line
    private void told(String words, double parting, double end, double y, double line, boolean ahead) {
        double width = Typeface.TEXT.width(words, SMALL);
        boolean covers = parting + SPLIT + 4 + width > end - LETTER && end + LETTER + width <= box.getMaxX();
        double from = covers ? end + LETTER : parting + SPLIT + 4;
        double room = (covers ? box.getMaxX() : right) - from;
        if (words.isEmpty() || room < 60) {
            return;
        }
        var fitting = Pen.fit(words, room - 4, Typeface.TEXT, SMALL);
        written(fitting, from, covers ? line : y, ahead ? Role.TEXT_FAINT : Role.TEXT);
    }

    /// Words that no line of the grid goes through.
    private void written(String words, double x, double y, Role role) {
        pen.g.setColor(theme.colour(Role.SURFACE));
        pen.g.fill(new Rectangle2D.Double(x - 3, y - 7, Pen.width(words, Typeface.TEXT, SMALL) + 6, 14));
        pen.left(words, x, y, Typeface.TEXT, SMALL, theme.colour(role));
    }

    // --- signs that the view shares -------------------------------------------------------------

    static void diamond(Pen pen, double x, double y, Theme theme) {
        var shape = new Path2D.Double();
        shape.moveTo(x, y - 6.5);
        shape.lineTo(x + 6.5, y);
        shape.lineTo(x, y + 6.5);
        shape.lineTo(x - 6.5, y);
        shape.closePath();
        pen.g.setColor(theme.colour(Role.SURFACE));
        pen.g.fill(shape);
        pen.g.setColor(theme.colour(Role.ACCENT));
        pen.g.setStroke(new BasicStroke(2.2f));
        pen.g.draw(shape);
    }

    /// Where the two part, across a timeline.
    static void parting(Pen pen, double x, double top, double bottom, Theme theme) {
        pen.g.setColor(theme.colour(Role.ACCENT));
        pen.g.setStroke(new BasicStroke(
                1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 3}, 0));
        pen.g.draw(new Line2D.Double(x, top, x, bottom));
        diamond(pen, x, bottom, theme);
    }

    /// The letter of a side.
    static void letter(Pen pen, String letter, double x, double y, Theme theme) {
        pen.g.setColor(theme.colour(Role.TIP_BACK));
        pen.g.fill(new Ellipse2D.Double(x - 9, y - 9, 18, 18));
        pen.centre(letter, x, y, Typeface.BOLD, SMALL, theme.colour(Role.TIP_TEXT));
    }

    /// A line that splits, above the words of an empty view.
    static void emblem(Pen pen, double x, double y, Theme theme) {
        var colour = theme.colour(Role.LINE_STRONG);
        pen.line(x - 46, y, x - 8, y, 3, colour);
        for (int side : new int[] {-1, 1}) {
            var bend = new Path2D.Double();
            bend.moveTo(x - 8, y);
            bend.curveTo(x + 4, y, x + 4, y + side * 11, x + 16, y + side * 11);
            bend.lineTo(x + 46, y + side * 11);
            pen.g.setColor(colour);
            pen.g.setStroke(side < 0
                    ? new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                    : new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {3, 6}, 0));
            pen.g.draw(bend);
        }
    }
}
