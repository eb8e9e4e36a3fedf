package archipelago.app.render;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.History.Stretch;
import archipelago.app.layout.Selection;
import archipelago.app.layout.SequenceLayout;
import archipelago.app.layout.SequenceLayout.Column;
import archipelago.app.render.Theme.Role;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Arrays;
import java.util.List;

/// The lifelines of a sequence chart: who it is, and boxes for what it went through.
final class SequenceLifelines {
    private static final double SMALL = 11;
    private static final double PAD = 9;

    private final Pen pen;
    private final SequenceLayout layout;
    private final Moment moment;
    private final History history;
    private final Theme theme;
    /// Where the rows of pixels begin; null before the first column.
    private long[] rowsNs;

    SequenceLifelines(Pen pen, SequenceLayout layout, Moment moment) {
        this.pen = pen;
        this.layout = layout;
        this.moment = moment;
        history = moment.history();
        theme = moment.theme();
    }

    /// A ground behind the chosen kernel's column.
    void chosen() {
        if (!(moment.selected() instanceof Selection.OfKernel(int slot)) || layout.column(slot) == null) {
            return;
        }
        pen.g.setColor(Pen.alpha(theme.colour(Role.ACCENT_SOFT), 0.55));
        for (var column : layout.columns()) {
            if (column.kernel() == slot) {
                pen.g.fill(new RoundRectangle2D.Double(
                        column.left() - 4, 0, column.right() - column.left() + 8, layout.bottom(), 8, 8));
            }
        }
    }

    /// A full line where the kernel's own code runs, a dashed one where it only stands in the books.
    void lines() {
        for (var column : layout.columns()) {
            var stroke = theme.kernel(column.kernel()).stroke();
            for (var stretch : stretches(column)) {
                double top = layout.clampedY(stretch.fromNs());
                double bottom = layout.clampedY(stretch.toNs());
                if (column.core() >= 0) {
                    ofCore(column, stretch, stroke);
                } else if (stretch.phase() == Phase.OFF) {
                    pen.dashed(column.x(), top, column.x(), bottom, 1, theme.colour(Role.TEXT_FAINT));
                } else {
                    pen.vertical(column.x() - 0.5, top, bottom, stroke);
                }
                if (stretch.fromNs() > layout.window().fromNs() && born(column, stretch)) {
                    pen.line(column.x() - 6, top, column.x() + 6, top, 1.4, stroke);
                }
            }
        }
    }

    /// A full line where the core executes its kernel, a dashed one where it is the kernel's and does not; none before it
    /// was the kernel's, and after.
    private void ofCore(Column column, Stretch stretch, Color stroke) {
        for (var own : history.coreStretches(column.core(), layout.window().fromNs(), layout.window().toNs())) {
            double top = Math.max(layout.clampedY(stretch.fromNs()), layout.clampedY(own.fromNs()));
            double bottom = Math.min(layout.clampedY(stretch.toNs()), layout.clampedY(own.toNs()));
            if (own.owner() != column.kernel() || bottom <= top) {
                continue;
            }
            if (own.site() == Site.RUNNING && stretch.phase() != Phase.OFF) {
                pen.vertical(column.x() - 0.5, top, bottom, stroke);
            } else {
                pen.dashed(column.x(), top, column.x(), bottom, 1, theme.colour(Role.TEXT_FAINT));
            }
        }
    }

    private boolean born(Column column, Stretch stretch) {
        return history.lives(column.kernel()).stream().anyMatch(life -> life.fromNs() == stretch.fromNs());
    }

    private List<Stretch> stretches(Column column) {
        return history.stretches(
                column.kernel(), layout.window().fromNs(), layout.window().toNs());
    }

    void boxes() {
        for (var column : layout.columns()) {
            for (var stretch : stretches(column)) {
                phase(column, stretch);
            }
            busy(column);
            // Printing the trace keeps cores busy, but nobody should take that for work.
            stretches(column).stream().filter(SequenceLifelines::broken).forEach(s -> tail(column, s));
            for (long panicNs : history.panics(
                    column.kernel(), layout.window().fromNs(), layout.window().toNs())) {
                double y = layout.y(panicNs);
                cross(column.x(), y, column.bar() / 2 + 2);
            }
        }
    }

    /// From the panic to the next start, whatever the books say.
    private static boolean broken(Stretch stretch) {
        return stretch.phase() == Phase.PANICKING || stretch.panicked() || stretch.status() == Status.FAILED;
    }

    private Rectangle2D box(Column column, Stretch stretch) {
        double top = Math.rint(layout.clampedY(stretch.fromNs()));
        double bottom = Math.rint(layout.clampedY(stretch.toNs()));
        return new Rectangle2D.Double(left(column), top, column.bar(), Math.max(1, bottom - top));
    }

    /// A kernel that comes up grows from light to full.
    private void phase(Column column, Stretch stretch) {
        double share = switch (stretch.phase()) {
            case EARLY_BOOT -> 0.14;
            case SECONDARIES -> 0.28;
            case INIT -> 0.44;
            case HALTING -> 0.14;
            case OFF, UP, PANICKING -> 0;
        };
        if (share == 0) {
            return;
        }
        var look = theme.kernel(column.kernel());
        var box = box(column, stretch);
        pen.g.setColor(Pen.blend(theme.colour(Role.SURFACE), look.solid(), share));
        pen.g.fill(box);
        if (stretch.phase() == Phase.HALTING) {
            Glyphs.hatch(pen.g, box, Pen.blend(theme.colour(Role.SURFACE), look.stroke(), 0.5), 5);
        }
        edge(box, Pen.blend(theme.colour(Role.SURFACE), look.stroke(), 0.7));
    }

    private void tail(Column column, Stretch stretch) {
        var box = box(column, stretch);
        pen.g.setColor(theme.colour(Role.DANGER_SOFT));
        pen.g.fill(box);
        var danger = theme.colour(Role.DANGER);
        Glyphs.crossHatch(pen.g, box, Pen.blend(theme.colour(Role.DANGER_SOFT), danger, 0.5), 6);
        if (box.getWidth() > 4) {
            edge(box, Pen.blend(theme.colour(Role.DANGER_SOFT), danger, 0.75));
        }
    }

    private void edge(Rectangle2D box, Color colour) {
        if (box.getHeight() >= 3) {
            pen.g.setColor(colour);
            int x = (int) box.getX();
            int y = (int) box.getY();
            int wide = (int) box.getWidth();
            int high = (int) box.getHeight();
            pen.g.fillRect(x, y, wide, 1);
            pen.g.fillRect(x, y + high - 1, wide, 1);
            pen.g.fillRect(x, y + 1, 1, high - 2);
            pen.g.fillRect(x + wide - 1, y + 1, 1, high - 2);
        }
    }

    private void cross(double x, double y, double arm) {
        var danger = theme.colour(Role.DANGER);
        pen.line(x - arm, y - arm, x + arm, y + arm, 2, danger);
        pen.line(x - arm, y + arm, x + arm, y - arm, 2, danger);
    }

    /// Work: a box for each span in which a core was busy, the darker the more of them were.
    private void busy(Column column) {
        var kernel = moment.frame().kernel(column.kernel());
        int cores = kernel == null || column.core() >= 0 ? 1 : Math.max(1, kernel.cores());
        int from = (int) layout.heads();
        int until = (int) Math.ceil(layout.clampedY(moment.frame().furthestNs));
        if (rowsNs == null) {
            rowsNs = new long[Math.max(0, until - from) + 1];
            Arrays.setAll(rowsNs, i -> layout.ns(from + i));
        }
        var work = column.core() >= 0
                ? history.busyBefore(column.kernel(), column.core(), rowsNs)
                : history.busyBefore(column.kernel(), rowsNs);
        int start = from;
        int shade = 0;
        int begun = -1;
        // Edges lie on whole pixels; smoothing them takes ten times as long.
        pen.g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        for (int y = from; y <= until; y++) {
            int next = y == until ? 0 : shade(column, y - from, work, cores);
            if (next != shade) {
                fill(column, start, y, shade);
                start = y;
            }
            if (next > 0 && shade == 0) {
                begun = y;
            } else if (next == 0 && shade > 0) {
                edge(
                        new Rectangle2D.Double(left(column), begun, column.bar(), y - begun),
                        theme.kernel(column.kernel()).stroke());
            }
            shade = next;
        }
        pen.g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    /// Where boxes begin: on whole pixels, around the pixel of the line.
    private static double left(Column column) {
        return Math.rint(column.x() - 0.5) - Math.floor(column.bar() / 2);
    }

    private void fill(Column column, int from, int to, int shade) {
        if (shade > 0) {
            var solid = theme.kernel(column.kernel()).solid();
            pen.g.setColor(Pen.blend(theme.colour(Role.SURFACE), solid, shade / 10.0));
            pen.g.fillRect((int) left(column), from, (int) column.bar(), to - from);
        }
    }

    /// Between 0 and 8. One busy core of many is already to be seen; all of them are darkest.
    private int shade(Column column, int row, long[] work, int cores) {
        long fromNs = rowsNs[row];
        long toNs = Math.max(fromNs + 1, rowsNs[row + 1]);
        long busyNs = toNs == rowsNs[row + 1]
                ? work[row + 1] - work[row]
                : column.core() >= 0
                        ? history.busyNs(column.kernel(), column.core(), fromNs, toNs)
                        : history.busyNs(column.kernel(), fromNs, toNs);
        double share = Math.min(1.0, (double) busyNs / (toNs - fromNs) / cores);
        return busyNs <= 0 ? 0 : 2 + (int) Math.round(6 * Math.sqrt(share));
    }

    /// Names of phases beside their boxes, where there is room for all of a name.
    void names(List<Rectangle2D> taken) {
        for (var column : layout.columns()) {
            // Where each core has a column, the first one speaks for all.
            if (column.equals(layout.column(column.kernel()))) {
                stretches(column).forEach(stretch -> name(column, stretch, taken));
            }
        }
    }

    private void name(Column column, Stretch stretch, List<Rectangle2D> taken) {
        var words = words(stretch);
        double top = layout.clampedY(stretch.fromNs());
        double bottom = Math.min(layout.clampedY(stretch.toNs()), layout.clampedY(moment.frame().furthestNs));
        if (words.isEmpty() || bottom - top < 5) {
            return;
        }
        double wide = Typeface.MEDIUM.width(words, SMALL);
        double first = top + 10;
        double last = Math.max(first, bottom - 8);
        for (double middle = first; middle <= last; middle += 6) {
            double off = column.bar() / 2 + 6;
            for (double x : new double[] {column.x() + off, column.x() - off - wide}) {
                var room = new Rectangle2D.Double(x - 2, middle - 8, wide + 4, 16);
                if (clear(room) && SequenceNames.free(room, layout, taken)) {
                    boolean ahead = middle > layout.clampedY(moment.frame().nowNs);
                    var colour = broken(stretch) ? theme.colour(Role.DANGER) : theme.colour(Role.TEXT_MUTED);
                    pen.left(words, x, middle, Typeface.MEDIUM, SMALL, ahead ? paler(colour) : colour);
                    return;
                }
            }
        }
    }

    private Color paler(Color colour) {
        return Pen.blend(colour, theme.colour(Role.SURFACE), 0.2);
    }

    /// Whether no message passes through a room.
    private boolean clear(Rectangle2D room) {
        return layout.arrows().stream().noneMatch(a -> room.intersectsLine(a.x1(), a.y1(), a.x2(), a.y2()))
                && layout.bundles().stream().noneMatch(b -> room.intersectsLine(b.x1(), b.y(), b.x2(), b.y()));
    }

    /// The books' word and the kernel's phase are told apart where they disagree.
    private static String words(Stretch stretch) {
        var word = stretch.status().word();
        return switch (stretch.phase()) {
            case OFF -> {
                boolean disagree = stretch.status() == Status.ACTIVE;
                yield disagree
                        ? Text.LANE_BOOKS.of(word)
                        : stretch.panicked() ? Text.LANE_AGAIN.of(word) : word;
            }
            case PANICKING -> Text.PANIC.of();
            case UP -> "";
            case EARLY_BOOT, SECONDARIES, INIT, HALTING -> Terms.of(stretch.phase()).of();
        };
    }
}
