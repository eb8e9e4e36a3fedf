package archipelago.app.render;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.History.Stretch;
import archipelago.app.layout.Shelf;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.layout.TimelineLayout.Lane;
import archipelago.app.layout.TimelineMarks;
import archipelago.app.render.Theme.Role;
import archipelago.engine.frame.Frame;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The lanes of a timeline: who it is, and a bar of what it went through.
final class LanePainter {
    private static final double NAME = 12.5;
    private static final double SMALL = 11;
    private static final double TWO_LINES = 34;
    private static final double ROOMY = 18;
    private static final double ONE_LINE = 13;
    private static final double LABELLED_BAR = 15;
    private static final double PAD = 7;
    private static final int MANY_LANES = 24;

    private final Pen pen;
    private final TimelineLayout layout;
    private final Frame frame;
    private final History history;
    private final Theme theme;
    private final TimelineImages kept;
    private final BandPainter bands;
    /// By slot: what of its bar is taken by signs.
    private final Map<Integer, Shelf> shelves = new TreeMap<>();
    private final Map<Color, Color[]> hues = new HashMap<>();
    /// Where columns of work begin; null before the first bar.
    private long[] columnsNs;

    /// @param kept images that the same place has; null where shapes are wanted
    LanePainter(
            Pen pen, TimelineLayout layout, Frame frame, History history, Theme theme, TimelineImages kept) {
        this.kept = kept;
        bands = new BandPainter(pen, layout, frame, history, kept);
        this.pen = pen;
        this.layout = layout;
        this.frame = frame;
        this.history = history;
        this.theme = theme;
    }

    void names(TimelineMarks marks) {
        for (var lane : layout.lanes()) {
            if (!layout.shown(lane)) {
                continue;
            }
            boolean chosen = lane.kernel() == marks.kernel();
            double height = lane.bottom() - lane.top();
            if (chosen) {
                pen.g.setColor(Pen.alpha(theme.colour(Role.ACCENT_SOFT), 0.55));
                pen.g.fill(new RoundRectangle2D.Double(
                        0, lane.top() + 1, layout.plotRight(), height - 2, 8, 8));
            }
            if (height >= ONE_LINE && layout.whole(lane.middle() - ONE_LINE / 2, lane.middle() + ONE_LINE / 2)) {
                name(lane, height >= TWO_LINES);
            }
        }
    }

    private void name(Lane lane, boolean twoLines) {
        double room = layout.plotLeft() - 22;
        opener(lane);
        double y = lane.middle();
        double mark = twoLines ? 26 : 12;
        pen.g.setColor(theme.kernel(lane.kernel()).solid());
        pen.g.fill(new RoundRectangle2D.Double(2, y - mark / 2, 3, mark, 3, 3));
        double points = lane.bottom() - lane.top() < ROOMY ? SMALL : NAME;
        var name = Pen.fit(lane.name(), room, Typeface.STRONG, points);
        pen.left(name, 12, twoLines ? y - 7.5 : y, Typeface.STRONG, points, theme.colour(Role.TEXT));
        if (twoLines) {
            var cores = lane.cores() == 0 ? "" : Text.CORES.count(lane.cores());
            pen.left(cores, 12, y + 8.5, Typeface.TEXT, SMALL, theme.colour(Role.TEXT_MUTED));
        }
    }

    /// Says whether the cores of a kernel have rows, and where to click for that.
    private void opener(Lane lane) {
        boolean open = layout.rows().opened().contains(lane.kernel());
        double x = layout.plotLeft() - 6;
        double y = Math.rint(lane.middle());
        var triangle = new Path2D.Double();
        triangle.moveTo(x - (open ? 4 : 2), y - (open ? 2 : 4));
        triangle.lineTo(x + (open ? 4 : 2.5), y - (open ? 2 : 0));
        triangle.lineTo(x - (open ? 0 : 2), y + (open ? 2.5 : 4));
        triangle.closePath();
        pen.g.setColor(theme.colour(Role.TEXT_FAINT));
        pen.g.fill(triangle);
    }

    void bars(TimelineMarks marks) {
        for (var lane : layout.lanes()) {
            if (!layout.shown(lane)) {
                continue;
            }
            var taken = new Shelf();
            double now = layout.x(frame.nowNs);
            taken.block(now - 4, now + 4);
            // The bar ends where knowledge ends; labels keep away from there.
            taken.block(layout.clampedX(frame.furthestNs), Double.MAX_VALUE);
            var stretches = history.stretches(lane.kernel(), layout.fromNs(), layout.toNs());
            for (var stretch : stretches) {
                segment(lane, stretch);
            }
            busy(lane, marks.core());
            // Printing the trace keeps cores busy, but nobody should take that for work.
            stretches.stream().filter(LanePainter::broken).forEach(stretch -> segment(lane, stretch));
            moves(lane, taken);
            for (long panicNs : history.panics(lane.kernel(), layout.fromNs(), layout.toNs())) {
                warning(layout.x(panicNs), lane);
            }
            shelves.put(lane.kernel(), taken);
        }
    }

    /// Names of stretches. They are written last, and keep their strength behind the present.
    void labels() {
        for (var lane : layout.lanes()) {
            if (!layout.whole(lane.barTop(), lane.barBottom())) {
                continue;
            }
            for (var stretch : history.stretches(lane.kernel(), layout.fromNs(), layout.toNs())) {
                label(lane, stretch, shelves.get(lane.kernel()));
            }
        }
    }

    private void segment(Lane lane, Stretch stretch) {
        double left = layout.clampedX(stretch.fromNs());
        double right = layout.clampedX(stretch.toNs());
        boolean begins = stretch.fromNs() >= layout.fromNs() && stretch.fromNs() > 0;
        double gap = begins && right - left > 4 ? 1 : 0;
        double wide = Math.max(1, right - left - gap);
        double tall = lane.barBottom() - lane.barTop();
        boolean small = wide < 4 || tall < 6;
        double round = Math.min(6, Math.min(wide, tall) * 0.6);
        var box = small
                ? new Rectangle2D.Double(left + gap, lane.barTop(), wide, tall)
                : new RoundRectangle2D.Double(left + gap, lane.barTop(), wide, tall, round, round);
        pen.g.setColor(ground(lane.kernel(), stretch));
        pen.g.fill(box);
        if (broken(stretch)) {
            Glyphs.hatch(pen.g, box, Pen.blend(theme.colour(Role.DANGER_SOFT), theme.colour(Role.DANGER), 0.4), 6);
        } else if (stretch.phase() == Phase.HALTING) {
            var colour = theme.kernel(lane.kernel()).stroke();
            Glyphs.hatch(pen.g, box, Pen.blend(ground(lane.kernel(), stretch), colour, 0.3), 8);
        }
        if (!small) {
            outline(lane, stretch, left + gap, wide, tall, round);
        }
    }

    private static boolean broken(Stretch stretch) {
        return stretch.phase() == Phase.PANICKING || stretch.status() == Status.FAILED;
    }

    private void outline(Lane lane, Stretch stretch, double left, double wide, double tall, double round) {
        pen.g.setColor(edge(lane.kernel(), stretch));
        pen.g.setStroke(new BasicStroke(1));
        pen.g.draw(new RoundRectangle2D.Double(left + 0.5, lane.barTop() + 0.5, wide - 1, tall - 1, round, round));
    }

    /// A kernel that comes up grows from light to full.
    private Color ground(int kernel, Stretch stretch) {
        var surface = theme.colour(Role.SURFACE);
        if (broken(stretch)) {
            return theme.colour(Role.DANGER_SOFT);
        }
        double share = switch (stretch.phase()) {
            case OFF -> 0;
            case EARLY_BOOT -> 0.06;
            case SECONDARIES -> 0.12;
            case INIT -> 0.18;
            case UP -> 0.25;
            case HALTING -> 0.12;
            case PANICKING -> 0;
        };
        return Pen.blend(surface, theme.kernel(kernel).solid(), share);
    }

    private Color edge(int kernel, Stretch stretch) {
        if (broken(stretch)) {
            return theme.colour(Role.DANGER);
        }
        var solid = theme.kernel(kernel).stroke();
        return switch (stretch.phase()) {
            case OFF -> theme.colour(Role.LINE_STRONG);
            case UP -> solid;
            default -> Pen.blend(theme.colour(Role.SURFACE), solid, 0.55);
        };
    }

    /// The work of the kernel's cores.
    private void busy(Lane lane, int core) {
        double top = lane.barTop() + BandPainter.EDGE;
        double tall = lane.barBottom() - lane.barTop() - 2 * BandPainter.EDGE;
        if (tall < 1) {
            return;
        }
        int left = (int) layout.plotLeft();
        int right = (int) layout.clampedX(frame.furthestNs);
        if (BandPainter.stands(lane, layout)) {
            bands.paint(lane, top, (int) tall, theme.kernel(lane.kernel()).solid());
        } else {
            shades(lane, left, right, top, tall);
        }
        if (core >= 0) {
            chosenCore(lane, core, left, right);
        }
    }

    /// Work as darkness, for a few cores and for bars that are too low for a band.
    private void shades(Lane lane, int left, int right, double top, double tall) {
        // Of many lanes nobody sees single pixels.
        int step = layout.lanes().size() > MANY_LANES ? 2 : 1;
        if (columnsNs == null) {
            columnsNs = layout.columnsNs(left, right, step);
        }
        var hues = hues(theme.kernel(lane.kernel()).solid());
        var work = history.busyBefore(lane.kernel(), columnsNs);
        int cores = Math.max(1, lane.cores());
        int runStart = left;
        int runShade = 0;
        if (kept != null) {
            kept.row.begin(pen.g, left, right, top, top + tall);
        }
        for (int i = 0; i < work.length; i++) {
            int shade = i + 1 == work.length
                    ? 0
                    : shade(work[i + 1] - work[i], columnsNs[i + 1] - columnsNs[i], cores);
            if (shade != runShade) {
                int x = left + i * step;
                if (runShade > 0) {
                    pen.part(kept, new Rectangle2D.Double(runStart, top, x - runStart, tall), hues[runShade]);
                }
                runStart = x;
                runShade = shade;
            }
        }
        if (kept != null) {
            kept.row.end(pen.g);
        }
    }

    /// A colour in each of its shades, from 0 to 100.
    private Color[] hues(Color colour) {
        return hues.computeIfAbsent(colour, one -> {
            var shades = new Color[101];
            for (int shade = 0; shade < shades.length; shade++) {
                shades[shade] = Pen.alpha(one, shade / 100.0);
            }
            return shades;
        });
    }

    /// Between 0 and 100. One busy core of many is already to be seen; all of them are darkest.
    private static int shade(long busyNs, long columnNs, int cores) {
        if (busyNs <= 0) {
            return 0;
        }
        double all = (double) busyNs / Math.max(1, columnNs);
        return (int) Math.round(Math.min(1, all) * 16 + 54 * Math.sqrt(Math.min(1, all / cores)));
    }

    private void chosenCore(Lane lane, int core, int left, int right) {
        pen.g.setColor(theme.colour(Role.ACCENT));
        for (int x = left; x < right; x++) {
            if (history.busyNs(lane.kernel(), core, layout.ns(x), layout.ns(x + 1)) > 0) {
                pen.g.fill(new Rectangle2D.Double(x, lane.barBottom() - 5, 1, 3));
            }
        }
    }

    /// Cores that came or went: a tick through the bar and a pair of arrows, with a number when
    /// several are too close for signs of their own.
    private void moves(Lane lane, Shelf taken) {
        var moves = history.moves(lane.kernel(), layout.fromNs(), layout.toNs());
        var colour = theme.kernel(lane.kernel()).stroke();
        for (int i = 0; i < moves.size(); ) {
            double x = Math.rint(layout.x(moves.get(i).atNs()));
            int next = i + 1;
            while (next < moves.size() && layout.x(moves.get(next).atNs()) - x < 30) {
                next++;
            }
            boolean shown = moves.get(i).atNs() <= frame.furthestNs;
            if (shown && lane.barBottom() - lane.barTop() >= LABELLED_BAR) {
                move(lane, x, next - i, colour, taken);
            }
            i = next;
        }
    }

    private void move(Lane lane, double x, int count, Color colour, Shelf taken) {
        var number = count == 1 ? "" : Integer.toString(count);
        double width = 16 + (count == 1 ? 0 : 3 + Typeface.MEDIUM.width(number, SMALL));
        double left = Math.max(layout.plotLeft(), Math.min(x - 8, layout.plotRight() - width));
        if (!taken.take(left, left + width)) {
            pen.vertical(x, lane.barTop(), lane.barBottom(), colour);
            return;
        }
        pen.vertical(x, lane.barTop() - 3, lane.barBottom() + 3, colour);
        var pill = new RoundRectangle2D.Double(left, lane.middle() - 7, width, 14, 7, 7);
        pen.g.setColor(theme.colour(Role.SURFACE));
        pen.g.fill(pill);
        pen.g.setColor(colour);
        pen.g.setStroke(new BasicStroke(1));
        pen.g.draw(pill);
        Glyphs.sign(pen.g, Glyphs.Sign.MOVING, left + 8, lane.middle(), 9);
        if (count > 1) {
            pen.left(number, left + 15, lane.middle(), Typeface.MEDIUM, SMALL, colour);
        }
    }

    private void warning(double x, Lane lane) {
        double foot = lane.barTop() - 1;
        var triangle = new Path2D.Double();
        triangle.moveTo(x, foot - 9);
        triangle.lineTo(x + 5.2, foot);
        triangle.lineTo(x - 5.2, foot);
        triangle.closePath();
        pen.g.setColor(theme.colour(Role.DANGER));
        pen.g.fill(triangle);
        double tall = lane.barBottom() - lane.barTop() + 1;
        pen.g.fill(new Rectangle2D.Double(Math.rint(x) - 0.5, lane.barTop() - 1, 1.5, tall));
    }

    /// Writes the longest of a stretch's names that finds room.
    private void label(Lane lane, Stretch stretch, Shelf taken) {
        double left = layout.clampedX(stretch.fromNs());
        double right = layout.clampedX(stretch.toNs());
        if (lane.barBottom() - lane.barTop() < LABELLED_BAR || right - left < 20) {
            return;
        }
        for (var words : words(lane.kernel(), stretch)) {
            double width = Typeface.MEDIUM.width(words, SMALL);
            double at = taken.find(left + 2, right - 2, width + 2 * PAD - 4);
            if (!Double.isNaN(at)) {
                write(lane, stretch, words, at + PAD - 2, width);
                return;
            }
        }
    }

    private void write(Lane lane, Stretch stretch, String words, double x, double width) {
        boolean bad = broken(stretch);
        var stroke = theme.colour(bad ? Role.DANGER : Role.TEXT);
        var ground = ground(lane.kernel(), stretch);
        boolean ahead = x > layout.x(frame.nowNs);
        var surface = theme.colour(Role.SURFACE);
        pen.g.setColor(Pen.blend(ground, surface, ahead ? TimelinePainter.PALER : 0));
        pen.g.fill(new Rectangle2D.Double(x - 4, lane.barTop() + 2, width + 8, lane.barBottom() - lane.barTop() - 4));
        var colour = stretch.phase() == Phase.OFF && !bad
                ? theme.colour(Role.TEXT_MUTED)
                : Pen.blend(theme.kernel(lane.kernel()).stroke(), stroke, bad ? 1 : 0.45);
        pen.left(words, x, lane.middle(), Typeface.MEDIUM, SMALL, Pen.blend(colour, surface, ahead ? 0.2 : 0));
    }

    /// Names for a stretch, longest first. The books' word and the kernel's phase are told apart
    /// where they disagree.
    private List<String> words(int kernel, Stretch stretch) {
        var word = stretch.status().word();
        if (stretch.status() == Status.FAILED) {
            return List.of(word);
        }
        return switch (stretch.phase()) {
            case OFF -> {
                if (stretch.status() == Status.ACTIVE) {
                    yield List.of(
                            Text.LANE_BOOKS_STILL.of(word), Text.LANE_BOOKS.of(word), Text.LANE_STOPPED.of());
                }
                yield stretch.panicked()
                        ? List.of(Text.LANE_AGAIN_AFTER_PANIC.of(word), word)
                        : List.of(word);
            }
            case PANICKING -> List.of(Text.PANIC.of());
            case UP -> kernel == 0 || stretch.fromNs() < layout.fromNs() ? List.of() : List.of(Text.PHASE_UP.of());
            case EARLY_BOOT, SECONDARIES, INIT, HALTING -> List.of(Terms.of(stretch.phase()).of());
        };
    }
}
