package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.Shelf;
import archipelago.app.layout.TimeAxis;
import archipelago.app.layout.TimeScale;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.render.Theme.Role;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.trace.CommandText;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The parts of a timeline that measure: the ruler and its grid, the row of acts, the playhead and
/// the notes at the bottom.
final class RulerPainter {
    private static final double SMALL = 11;
    private static final double CLOSE = 13;
    /// What is free at each side of a number.
    private static final double NUMBERS_APART = 3;

    private final Pen pen;
    private final TimelineLayout layout;
    private final Theme theme;
    /// What of the row of acts is taken.
    private final Shelf actsRow = new Shelf();

    RulerPainter(Pen pen, TimelineLayout layout, Theme theme) {
        this.pen = pen;
        this.layout = layout;
        this.theme = theme;
    }

    void grid() {
        for (long tick : layout.ticksNs()) {
            pen.vertical(layout.x(tick), TimelineLayout.RULER, layout.lanesBottom(), theme.colour(Role.GRID));
        }
    }

    /// Numbers that would touch their neighbours are left out, at equal distances.
    ///
    /// @param measured what of the ruler is taken by measures
    void numbers(double hoverX, Shelf measured) {
        var shelf = measured;
        if (hovers(hoverX)) {
            shelf.block(hoverLeft(hoverX) - 6, hoverLeft(hoverX) + hoverWidth(hoverX) + 6);
        }
        var axis = layout.axis();
        var names = theme.colour(Role.TEXT_FAINT);
        pen.right(axis.unit().sign(), layout.plotLeft() - 14, 9, Typeface.MONO, SMALL, names);
        pen.left(axis.base(), 2, 9, Typeface.MONO_MEDIUM, SMALL, theme.colour(Role.TEXT_MUTED));
        var ticks = layout.ticksNs();
        if (layout.scale().mode() != TimeScale.Mode.LINEAR) {
            ticks.forEach(tick -> number(tick, shelf));
            return;
        }
        double widest = 0;
        for (long tick : ticks) {
            widest = Math.max(widest, Pen.width(axis.label(tick), Typeface.MONO, SMALL));
        }
        double step = ticks.size() < 2 ? 1 : layout.x(ticks.get(1)) - layout.x(ticks.get(0));
        int every = 1;
        while (every * step < widest + 14) {
            every = every == 1 ? 2 : every == 2 ? 5 : every * 2;
        }
        for (long tick : ticks) {
            if (tick / axis.stepNs() % every == 0) {
                number(tick, shelf);
            }
        }
    }

    private void number(long tick, Shelf shelf) {
        double half = Pen.width(layout.label(tick), Typeface.MONO, SMALL) / 2;
        double x = layout.x(tick);
        boolean inside = x - half >= layout.plotLeft() - 8 && x + half <= layout.width() - 1;
        if (inside && shelf.take(x - half - NUMBERS_APART, x + half + NUMBERS_APART)) {
            pen.centre(layout.label(tick), x, 9, Typeface.MONO, SMALL, theme.colour(Role.TEXT_MUTED));
        }
    }

    void chapterLines(History history) {
        for (var chapter : history.chapters(layout.fromNs(), layout.toNs())) {
            double x = Math.rint(layout.x(chapter.atNs())) + 0.5;
            pen.dashed(x, TimelineLayout.RULER, x, layout.lanesBottom(), 1, theme.colour(Role.LINE_STRONG));
        }
    }

    /// What was asked for: a dot where it was asked, a line until it was answered, a stop sign
    /// where it was refused, and its words if there is room.
    void acts(History history, Frame frame) {
        var acts = history.acts(layout.fromNs(), layout.toNs());
        double y = TimelineLayout.RULER + TimelineLayout.ACTS / 2 - 1;
        var shelf = actsRow;
        shelf.block(layout.x(frame.nowNs) - 3, layout.x(frame.nowNs) + 3);
        var groups = groups(acts);
        for (var group : groups) {
            shelf.block(group.x() - 7, group.x() + 7);
            if (group.stopX() > group.x()) {
                shelf.block(group.stopX() - 7, group.stopX() + 7);
            }
        }
        for (var group : groups) {
            boolean ahead = group.first().requestedNs() > frame.nowNs;
            var colour = theme.colour(group.refused() ? Role.DANGER : Role.ACCENT);
            signs(group, y, ahead ? Pen.blend(theme.colour(Role.SURFACE), colour, 0.5) : colour);
        }
        for (var group : groups) {
            boolean ahead = group.first().requestedNs() > frame.nowNs;
            var words = group.words();
            double width = Pen.width(words, Typeface.TEXT, SMALL);
            double from = group.stopX() - group.x() < width + 24 ? group.stopX() + 10 : group.x() + 8;
            boolean inside = from >= layout.plotLeft() && from + width <= layout.plotRight();
            if (inside && shelf.take(from - 1, from + width + 3)) {
                pen.g.setColor(theme.colour(Role.SURFACE));
                pen.g.fill(new Rectangle2D.Double(from - 3, y - 7, width + 6, 14));
                pen.left(words, from, y, Typeface.TEXT, SMALL, theme.colour(ahead ? Role.TEXT_FAINT : Role.TEXT_MUTED));
            }
        }
    }

    /// What of the row of acts is taken by acts and their words.
    Shelf actsRow() {
        return actsRow;
    }

    /// Acts that are too close to each other for signs of their own.
    ///
    /// @param stopX where its stop sign stands; `x` if it has none, or it replaces the dot
    private record Group(List<History.Act> acts, double x, double stopX) {
        History.Act first() {
            return acts.getFirst();
        }

        boolean refused() {
            return acts.stream().anyMatch(History.Act::refused);
        }

        String words() {
            return acts.size() == 1 ? RulerPainter.words(first().command()) : Text.ACTS.count(acts.size());
        }
    }

    private List<Group> groups(List<History.Act> acts) {
        var groups = new ArrayList<Group>();
        for (int i = 0; i < acts.size(); ) {
            var first = acts.get(i);
            double x = layout.x(first.requestedNs());
            double end = first.refused() ? layout.x(first.answeredNs()) : x;
            int next = i + 1;
            while (next < acts.size() && layout.x(acts.get(next).requestedNs()) - Math.max(x, end) < CLOSE) {
                next++;
                end = x;
            }
            groups.add(new Group(List.copyOf(acts.subList(i, next)), x, end - x < CLOSE ? x : end));
            i = next;
        }
        return groups;
    }

    private void signs(Group group, double y, Color colour) {
        var act = group.acts().getLast();
        double x = group.x();
        double end = layout.clampedX(act.answeredNs() < 0 ? History.OPEN : act.answeredNs());
        double start = Math.max(x, layout.plotLeft());
        if (end - start > 1 && group.acts().size() == 1) {
            pen.line(start, y, end, y, 1.2, Pen.blend(theme.colour(Role.SURFACE), colour, 0.5));
        }
        boolean dotted = !group.refused() || group.stopX() > x;
        if (x >= layout.plotLeft() && dotted) {
            var dot = new Ellipse2D.Double(x - 3.5, y - 3.5, 7, 7);
            pen.g.setColor(act.byStory() ? theme.colour(Role.SURFACE) : colour);
            pen.g.fill(dot);
            pen.g.setColor(colour);
            pen.g.setStroke(new BasicStroke(1.4f));
            pen.g.draw(dot);
        }
        boolean stopSeen = group.stopX() >= layout.plotLeft() && group.stopX() <= layout.plotRight();
        if (group.refused() && stopSeen) {
            stop(group.stopX(), y, colour);
        }
    }

    /// A full octagon with a bar: refused.
    private void stop(double x, double y, Color colour) {
        var octagon = new Path2D.Double();
        for (int i = 0; i < 8; i++) {
            double angle = Math.PI / 8 + i * Math.PI / 4;
            double px = x + 5.6 * Math.cos(angle);
            double py = y + 5.6 * Math.sin(angle);
            if (i == 0) {
                octagon.moveTo(px, py);
            } else {
                octagon.lineTo(px, py);
            }
        }
        octagon.closePath();
        pen.g.setColor(colour);
        pen.g.fill(octagon);
        pen.line(x - 2.4, y, x + 2.4, y, 1.6, theme.colour(Role.SURFACE));
    }

    /// A command in the fewest words, with the verbs of the tool.
    static String words(Command command) {
        return switch (command) {
            case Command.FillPool _ -> Text.ACT_FILL_POOL.of();
            case Command.EmptyPool _ -> Text.ACT_EMPTY_POOL.of();
            case Command.CpuToPool c -> Text.ACT_TO_POOL.of(c.cpu());
            case Command.CpuToHost c -> Text.ACT_TO_HOST.of(c.cpu());
            case Command.Create c -> kerf("create", c.instance());
            case Command.Load c -> kerf("load", c.instance());
            case Command.Exec c -> kerf("exec", c.instance());
            case Command.Halt c -> kerf("kill", c.instance());
            case Command.ForceHalt c -> kerf("kill --force", c.instance());
            case Command.Unload c -> kerf("unload", c.instance());
            case Command.Delete c -> kerf("delete", c.instance());
            case Command.AddCpu c -> Text.ACT_TO_KERNEL.of(c.cpu(), c.instance());
            case Command.RemoveCpu c -> Text.ACT_OUT_OF.of(c.cpu(), c.instance());
            case Command.Fault.Panic c -> Text.ACT_PANIC.of(c.kernel());
            default -> CommandText.of(command);
        };
    }

    /// As the tool is told; its verbs are the same in all languages.
    private static String kerf(String verb, String instance) {
        return verb + " " + instance;
    }

    /// The middle of the row of notes.
    double notesMiddle() {
        return Math.min(layout.height() - 11, layout.lanesBottom() + 13);
    }

    void playhead(long nowNs, Shelf notes) {
        var words = TimeAxis.seconds(nowNs, 3) + " s";
        double width = Pen.width(words, Typeface.MONO_MEDIUM, 11.5) + 18;
        double x = Math.rint(layout.x(nowNs));
        boolean seen = x >= layout.plotLeft() && x <= layout.plotRight();
        if (!seen) {
            words = nowNs < layout.fromNs() ? "‹ " + words : words + " ›";
            width = Pen.width(words, Typeface.MONO_MEDIUM, 11.5) + 18;
        }
        double left = Math.rint(Math.clamp(
                x - width / 2, layout.plotLeft(), Math.max(layout.plotLeft(), layout.width() - 2 - width)));
        if (seen) {
            pen.g.setColor(theme.colour(Role.PLAYHEAD));
            double top = TimelineLayout.RULER - 2;
            pen.g.fill(new Rectangle2D.Double(x - 0.75, top, 1.5, notesMiddle() - top));
        }
        pen.chip(words, left, notesMiddle(), width, Typeface.MONO_MEDIUM, 11.5, theme);
        notes.block(left - 10, left + width + 10);
    }

    /// What the bottom row has room for beside the playhead's time: what one line stands for, and
    /// the chapters.
    void notes(History history, Shelf notes) {
        var flow = layout.flow();
        if (!flow.bundles().isEmpty()) {
            var words = Text.LINE_STANDS.count(flow.most());
            double width = Pen.width(words, Typeface.TEXT, SMALL);
            double x = layout.plotRight() - width;
            if (!notes.take(x, x + width)) {
                x = layout.plotLeft();
                notes.block(x, x + width + 10);
            }
            pen.left(words, x, notesMiddle(), Typeface.TEXT, SMALL, theme.colour(Role.TEXT_MUTED));
        }
        boolean bands = layout.lanes().stream().anyMatch(lane -> BandPainter.stands(lane, layout));
        if (bands || layout.tooMuch() || layout.scale().mode() != TimeScale.Mode.LINEAR) {
            var words = layout.tooMuch() ? Text.SCALE_TOO_MUCH.of()
                    : bands ? Text.TIMELINE_BANDS.of() : TimeCuts.words(layout.scale().mode());
            double width = Pen.width(words, Typeface.TEXT, SMALL);
            for (double x : new double[] {layout.plotLeft(), layout.plotRight() - width}) {
                if (x >= layout.plotLeft() && notes.take(x, x + width + 10)) {
                    pen.left(words, x, notesMiddle(), Typeface.TEXT, SMALL, theme.colour(Role.TEXT_MUTED));
                    break;
                }
            }
        }
        for (var chapter : history.chapters(layout.fromNs(), layout.toNs())) {
            var words = Text.CHAPTER.of(chapter.number() + 1);
            double x = layout.x(chapter.atNs());
            double width = Pen.width(words, Typeface.TEXT, SMALL);
            if (x + width <= layout.plotRight() && notes.take(x, x + width + 8)) {
                pen.left(words, x + 1, notesMiddle(), Typeface.TEXT, SMALL, theme.colour(Role.TEXT_FAINT));
            }
        }
    }

    void hover(double x) {
        if (!hovers(x)) {
            return;
        }
        pen.dashed(
                Math.rint(x) + 0.5,
                TimelineLayout.RULER,
                Math.rint(x) + 0.5,
                layout.lanesBottom(),
                1,
                theme.colour(Role.TEXT_FAINT));
        var words = layout.axis().instant(layout.ns(x));
        pen.left(words, hoverLeft(x), 9, Typeface.MONO, SMALL, theme.colour(Role.TEXT));
    }

    private boolean hovers(double x) {
        return x >= layout.plotLeft() && x <= layout.plotRight();
    }

    private double hoverWidth(double x) {
        return Pen.width(layout.axis().instant(layout.ns(x)), Typeface.MONO, SMALL);
    }

    private double hoverLeft(double x) {
        double width = hoverWidth(x);
        return Math.clamp(x - width / 2, layout.plotLeft(), Math.max(layout.plotLeft(), layout.width() - 2 - width));
    }
}
