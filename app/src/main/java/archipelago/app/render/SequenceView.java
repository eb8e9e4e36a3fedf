package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.ArrowChoice;
import archipelago.app.layout.LaneChoice;
import archipelago.app.layout.Measures;
import archipelago.app.layout.Selection;
import archipelago.app.layout.SequenceLayout;
import archipelago.app.layout.TimeAxis;
import archipelago.app.layout.TimeScale;
import archipelago.app.layout.TimeWindow;
import archipelago.app.render.Theme.Role;
import archipelago.engine.state.MessageKind;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The sequence chart: a lifeline for each kernel, time downwards, and what the kernels told one
/// another. It shows the window of time that the timeline shows, or as much of it as leaves arrows apart;
/// what lies behind the present is paler, what has not been computed is blank.
public final class SequenceView implements MachineView {
    private static final double SMALL = 11;
    private static final double FENCE = 7;
    private static final double CHIP = 11.5;

    private TimeScale.Mode mode = TimeScale.Mode.LINEAR;
    private LaneChoice lanes = LaneChoice.KERNELS;
    private ArrowChoice.Mode shown = ArrowChoice.Mode.ALL;
    private SequenceLayout layout;
    private List<Rectangle2D> labels = List.of();
    private final SequenceNames.Memory names = new SequenceNames.Memory();
    private int skipped;
    /// What was selected when it was painted last.
    private Selection seen = Selection.NOTHING;
    /// Null where nobody told.
    private Selection picked;
    /// Null where nobody told.
    private TimeWindow time;
    private Measures measures = Measures.NONE;
    private Measures brush = Measures.NONE;

    @Override
    public void paint(Graphics2D picture, Moment moment, double width, double height) {
        layout = SequenceLayout.of(moment.history(), moment.frame(), mode, lanes, width, height, skipped, time);
        var chosen = picked == null ? moment.selected() : picked;
        if (!chosen.equals(seen) && chosen instanceof Selection.OfKernel(int slot)) {
            layout = SequenceLayout.of(
                    moment.history(), moment.frame(), mode, lanes, width, height, layout.showing(slot), time);
        }
        seen = chosen;
        skipped = layout.skipped();
        layout.choose(ArrowChoice.of(shown, moment.selected(), moment.frame(), moment.history()));
        layout.gather(moment.selected() instanceof Selection.OfFlight(long message) ? message : -1);
        var taken = new ArrayList<Rectangle2D>();
        try (var pen = new Pen(picture)) {
            pen.g.clip(new Rectangle2D.Double(0, 0, width, height));
            var clip = pen.g.getClip();
            var lifelines = new SequenceLifelines(pen, layout, moment);
            var arrows = new SequenceArrows(pen, layout, moment);
            lifelines.chosen();
            pen.g.clip(new Rectangle2D.Double(
                    layout.left() - 8,
                    layout.heads(),
                    layout.right() - layout.left() + 12,
                    layout.bottom() - layout.heads()));
            grid(pen, moment);
            range(pen, moment.theme());
            lifelines.lines();
            arrows.shafts();
            lifelines.boxes();
            arrows.ends();
            TimeCuts.of(pen, layout, moment.theme()).across();
            future(pen, moment, taken);
            present(pen, moment);
            taken.add(presentRoom(moment));
            taken.addAll(chapterRooms(moment));
            int obstacles = taken.size();
            var note = arrows.note(taken);
            chapterNames(pen, moment, taken);
            lifelines.names(taken);
            boolean named = layout.bundles().isEmpty() && !(moment.selected() instanceof Selection.OfFlight);
            new SequenceNames(pen, layout, moment, names, taken).paint(named);
            arrows.chosen(note);
            pen.g.setClip(clip);
            new SequenceHeads(pen, layout, moment).paint();
            beyond(pen, moment.theme());
            axis(pen, moment);
            notes(pen, moment.theme());
            labels = List.copyOf(taken.subList(obstacles, taken.size()));
        }
    }

    @Override
    public void picked(Selection thing) {
        picked = thing;
    }

    @Override
    public void arrows(ArrowChoice.Mode wanted) {
        shown = wanted;
    }

    @Override
    public void scale(TimeScale.Mode wanted) {
        mode = wanted;
    }

    @Override
    public void time(TimeWindow wanted) {
        time = wanted;
    }

    @Override
    public TimeWindow time() {
        return layout == null ? null : layout.window();
    }

    @Override
    public void lanes(LaneChoice wanted) {
        lanes = wanted;
    }

    @Override
    public int laneAt(double x, double y) {
        return layout == null ? -1 : layout.headAt(x, y);
    }

    @Override
    public Selection hit(double x, double y) {
        return layout == null ? Selection.NOTHING : layout.hit(x, y);
    }

    /// From message to message, as their arrows follow each other.
    @Override
    public Selection next(Selection from, int rows) {
        return layout == null ? from : layout.next(from, rows);
    }

    @Override
    public long ns(double x, double y) {
        boolean inside = layout != null && x >= 0 && x <= layout.right() && y >= layout.heads() && y <= layout.bottom();
        return inside ? layout.ns(y) : -1;
    }

    @Override
    public void measure(Measures chosen, Measures begun) {
        measures = chosen;
        brush = begun;
    }

    /// The stretch of time that is measured or being chosen, as a band between two lines.
    private void range(Pen pen, Theme theme) {
        var shown = brush.hasRange() ? brush : measures;
        if (!shown.hasRange() || shown.toNs() <= layout.window().fromNs() || shown.fromNs() >= layout.window().toNs()) {
            return;
        }
        double top = layout.clampedY(shown.fromNs());
        double bottom = layout.clampedY(shown.toNs());
        double wide = layout.right() - layout.left() + 8;
        pen.g.setColor(Pen.alpha(theme.colour(Role.ACCENT), 0.14));
        pen.g.fill(new Rectangle2D.Double(layout.left() - 8, top, wide, Math.max(1, bottom - top)));
        pen.g.setColor(theme.colour(Role.ACCENT));
        for (double edge : new double[] {top, bottom}) {
            pen.g.fill(new Rectangle2D.Double(layout.left() - 8, Math.rint(edge) - 0.5, wide, 1));
        }
    }

    @Override
    public void scroll(double x, int lines) {
        skipped = Math.max(0, skipped + lines);
    }

    /// How many columns stand out of sight, at the left and at the right.
    private void beyond(Pen pen, Theme theme) {
        var colour = theme.colour(Role.TEXT_MUTED);
        if (layout.skipped() > 0) {
            pen.right("◀ " + layout.skipped(), layout.left() - 10, 16, Typeface.MEDIUM, SMALL, colour);
        }
        if (layout.beyond() > 0) {
            pen.left(layout.beyond() + " ▶", layout.right() + 4, 16, Typeface.MEDIUM, SMALL, colour);
        }
    }

    /// Where everything of the last painting lies; null before the first.
    SequenceLayout layout() {
        return layout;
    }

    /// The rooms of the words that the last painting wrote into the chart.
    List<Rectangle2D> labels() {
        return labels;
    }

    private void grid(Pen pen, Moment moment) {
        for (long tick : layout.ticksNs()) {
            double y = Math.rint(layout.y(tick));
            pen.g.setColor(moment.theme().colour(Role.GRID));
            pen.g.fill(new Rectangle2D.Double(layout.left() - 5, y, layout.right() - layout.left() + 5, 1));
        }
        var window = layout.window();
        for (var chapter : moment.history().chapters(window.fromNs(), window.toNs())) {
            double y = Math.rint(layout.y(chapter.atNs())) + 0.5;
            pen.dashed(layout.left(), y, layout.right(), y, 1, moment.theme().colour(Role.LINE_STRONG));
        }
    }

    /// What of the chart the lines of the chapters take.
    private List<Rectangle2D> chapterRooms(Moment moment) {
        var rooms = new ArrayList<Rectangle2D>();
        for (var chapter : moment.history()
                .chapters(layout.window().fromNs(), layout.window().toNs())) {
            double y = Math.rint(layout.y(chapter.atNs()));
            rooms.add(new Rectangle2D.Double(layout.left(), y, layout.right() - layout.left(), 1));
        }
        return rooms;
    }

    private void chapterNames(Pen pen, Moment moment, List<Rectangle2D> taken) {
        var theme = moment.theme();
        var window = layout.window();
        for (var chapter : moment.history().chapters(window.fromNs(), window.toNs())) {
            var words = Text.CHAPTER.of(chapter.number() + 1);
            double wide = Pen.width(words, Typeface.TEXT, SMALL);
            double y = layout.y(chapter.atNs());
            double middle = y + 10 > layout.bottom() - 8 ? y - 10 : y + 10;
            double x = layout.right() - wide - 6;
            var room = SequenceNames.free(new Rectangle2D.Double(x - 3, middle - 8, wide + 6, 16), layout, taken);
            if (room) {
                ground(pen, theme, x, middle, wide);
                pen.left(words, x, middle, Typeface.TEXT, SMALL, theme.colour(Role.TEXT_FAINT));
            }
        }
    }

    private static void ground(Pen pen, Theme theme, double x, double middle, double wide) {
        pen.g.setColor(theme.colour(Role.SURFACE));
        pen.g.fill(new Rectangle2D.Double(x - 3, middle - 7.5, wide + 6, 15));
    }

    /// Veils what has not happened yet, and fences off what nobody knows.
    private void future(Pen pen, Moment moment, List<Rectangle2D> taken) {
        var theme = moment.theme();
        var frame = moment.frame();
        double now = layout.clampedY(frame.nowNs);
        double known = layout.clampedY(Math.max(frame.nowNs, frame.furthestNs));
        double left = layout.left() - 4;
        double wide = layout.right() - left;
        pen.g.setColor(Pen.alpha(theme.colour(Role.SURFACE), TimelinePainter.PALER));
        pen.g.fill(new Rectangle2D.Double(left, now, wide, known - now));
        if (known >= layout.bottom()) {
            return;
        }
        pen.g.setColor(theme.colour(Role.SURFACE));
        pen.g.fill(new Rectangle2D.Double(left, known, wide, layout.bottom() - known));
        double fence = Math.min(FENCE, layout.bottom() - known);
        Glyphs.hatch(pen.g, new Rectangle2D.Double(left + 4, known, wide - 4, fence), theme.colour(Role.HATCH), 5);
        taken.add(new Rectangle2D.Double(left, known, wide, layout.bottom() - known));
        var words = frame.finished ? Text.FUTURE_NONE.of() : Text.FUTURE_UNKNOWN.of();
        boolean room = layout.bottom() - known > fence + 20 && Pen.width(words, Typeface.TEXT, SMALL) + 8 < wide;
        if (room) {
            pen.left(words, left + 6, known + fence + 11, Typeface.TEXT, SMALL, theme.colour(Role.TEXT_FAINT));
        }
    }

    private void present(Pen pen, Moment moment) {
        double y = Math.rint(layout.clampedY(moment.frame().nowNs));
        pen.g.setColor(moment.theme().colour(Role.PLAYHEAD));
        pen.g.fill(new Rectangle2D.Double(layout.left() - 8, y - 0.75, layout.right() - layout.left() + 8, 1.5));
    }

    /// What of the chart the present's line takes.
    private Rectangle2D presentRoom(Moment moment) {
        double y = Math.rint(layout.clampedY(moment.frame().nowNs));
        return new Rectangle2D.Double(layout.left(), y - 1, layout.right() - layout.left(), 2);
    }

    /// The numbers of the ticks in the form of the timeline, and the present's time.
    private void axis(Pen pen, Moment moment) {
        var theme = moment.theme();
        var axis = layout.axis();
        double right = layout.left() - 10;
        double now = Math.rint(layout.clampedY(moment.frame().nowNs));
        var words = time(moment.frame().nowNs);
        double chip = Pen.width(words, Typeface.MONO_MEDIUM, CHIP) + 12;
        boolean tagged = chip <= layout.left() - 6 && layout.height() >= 40;
        boolean numbered = right >= 44;
        if (numbered) {
            double y = layout.heads() - 11;
            pen.right(axis.unit().sign(), right, y, Typeface.MONO, SMALL, theme.colour(Role.TEXT_FAINT));
            var base = axis.base();
            if (Pen.width(base, Typeface.MONO_MEDIUM, SMALL) <= right) {
                pen.right(base, right, y - 18, Typeface.MONO_MEDIUM, SMALL, theme.colour(Role.TEXT_MUTED));
            }
        }
        double last = layout.heads() - 6;
        for (long tick : layout.ticksNs()) {
            double y = layout.y(tick);
            boolean clear = !tagged || Math.abs(y - now) > 17;
            boolean fits = Pen.width(layout.label(tick), Typeface.MONO, SMALL) <= right;
            if (numbered && clear && fits && y - last >= 14 && y <= layout.bottom() - 4) {
                pen.right(layout.label(tick), right, y, Typeface.MONO, SMALL, theme.colour(Role.TEXT_MUTED));
                last = y;
            }
        }
        if (tagged) {
            double middle = Math.clamp(now, Math.min(9, layout.height() / 2), Math.max(9, layout.height() - 10));
            pen.chip(words, layout.left() - 6 - chip, middle, chip, Typeface.MONO_MEDIUM, CHIP, theme);
        }
    }

    /// The present, as exact as there is room for.
    private String time(long ns) {
        var words = "";
        for (int groups = 3; groups >= 1; groups--) {
            words = TimeAxis.seconds(ns, groups) + " s";
            if (Pen.width(words, Typeface.MONO_MEDIUM, CHIP) + 18 <= layout.left()) {
                return words;
            }
        }
        return words;
    }

    /// What the signs mean, and how many messages there are where they are too many to be named.
    private void notes(Pen pen, Theme theme) {
        double y = layout.bottom() + SequenceLayout.NOTES / 2 + 2;
        double right = layout.right();
        double left = 8;
        if (mode != TimeScale.Mode.LINEAR) {
            var words = TimeCuts.words(layout.scale().mode());
            pen.left(words, left, y, Typeface.STRONG, SMALL, theme.colour(Role.TEXT));
            left += Pen.width(words, Typeface.STRONG, SMALL) + 16;
        }
        if (layout.hidden() > 0) {
            var words = Text.LANES_HIDDEN.count(layout.hidden())
                    + (layout.passages().isEmpty() ? "" : " · " + Text.LANES_THROUGH.of());
            pen.left(words, left, y, Typeface.STRONG, SMALL, theme.colour(Role.TEXT));
            left += Pen.width(words, Typeface.STRONG, SMALL) + 16;
        }
        var count = count();
        double wide = Pen.width(count, Typeface.TEXT, SMALL);
        if (!count.isEmpty() && wide < right - left) {
            pen.right(count, right, y, Typeface.TEXT, SMALL, theme.colour(Role.TEXT_MUTED));
            right -= wide + 16;
        }
        left = Signs.legend(pen, theme, List.of(MessageKind.Shape.values()), left, right, y);
        new SequenceSigns(pen, layout, theme).paint(left, right, y);
    }

    private String count() {
        if (shown != ArrowChoice.Mode.ALL) {
            return (shown == ArrowChoice.Mode.CHAIN ? Text.ARROWS_CHAIN : Text.ARROWS_NONE).of();
        }
        if (!layout.bundles().isEmpty()) {
            return Text.LANES_SUMMED.of();
        }
        int arrows = layout.single().size();
        return arrows > SequenceLayout.MOST_LABELLED ? Text.LANES_UNNAMED.of(arrows) : "";
    }
}
