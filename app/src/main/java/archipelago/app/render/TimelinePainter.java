package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.Shelf;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.layout.TimelineMarks;
import archipelago.app.render.Theme.Role;
import archipelago.engine.frame.Frame;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/// Paints a timeline: what each kernel did in a window of time, and what the kernels told one
/// another. What lies behind the present is paler; what has not been computed is blank.
public final class TimelinePainter {
    static final double PALER = 0.55;
    private static final double FRONTIER = 7;

    /// Paints everything anew.
    public void paint(
            Graphics2D picture,
            TimelineLayout layout,
            Frame frame,
            History history,
            Theme theme,
            TimelineMarks marks) {
        paint(picture, layout, frame, history, theme, marks, null);
    }

    /// @param kept images that the same place has; null where shapes are wanted
    public void paint(
            Graphics2D picture,
            TimelineLayout layout,
            Frame frame,
            History history,
            Theme theme,
            TimelineMarks marks,
            TimelineImages kept) {
        try (var pen = new Pen(picture)) {
            var g = pen.g;
            g.setColor(theme.colour(Role.SURFACE));
            g.fill(new Rectangle2D.Double(0, 0, layout.width(), layout.height()));
            var rulers = new RulerPainter(pen, layout, theme);
            var lanes = new LanePainter(pen, layout, frame, history, theme, kept);
            var cores = new CoreRowPainter(pen, layout, frame, history, theme, kept);
            rulers.grid();
            var all = g.getClip();
            double top = TimelineLayout.RULER + TimelineLayout.ACTS;
            boolean more = layout.rowsHeight() > layout.rowsRoom() + 0.5;
            // Rows that are moved out of sight end where the room for rows ends.
            double end = more ? layout.lanesBottom() : layout.height();
            g.clip(new Rectangle2D.Double(0, more ? top : 0, layout.width(), end - (more ? top : 0)));
            lanes.names(marks);
            cores.names(marks);
            g.clip(new Rectangle2D.Double(layout.plotLeft() - 1, 0, layout.plotWidth() + 2, layout.height()));
            rulers.chapterLines(history);
            new MeasurePainter(pen, layout, theme, marks.measures()).band();
            var arrows = new ArrowPainter(pen, layout, frame, history, theme, marks);
            arrows.shafts();
            lanes.bars(marks);
            cores.bars();
            arrows.ends(kept);
            TimeCuts.of(pen, layout, theme).upright();
            future(pen, layout, frame, theme);
            lanes.labels();
            g.setClip(all);
            hidden(pen, layout, theme);
        }
        try (var pen = new Pen(picture)) {
            var rulers = new RulerPainter(pen, layout, theme);
            var measured = new MeasurePainter(pen, layout, theme, marks.measures());
            rulers.numbers(marks.hoverX(), measured.rooms());
            rulers.acts(history, frame);
            new FlagPainter(pen, layout, theme).paint(frame, rulers.actsRow());
            var notes = new Shelf();
            rulers.playhead(frame.nowNs, notes);
            measured.labels(notes);
            rulers.notes(history, notes);
            new TimelineSigns(pen, layout, frame, history, theme).paint(marks, notes, rulers.notesMiddle());
            rulers.hover(marks.hoverX());
            new ArrowPainter(pen, layout, frame, history, theme, marks).label();
        }
    }

    /// How many kernels stand above and below what is in sight.
    private static void hidden(Pen pen, TimelineLayout layout, Theme theme) {
        double top = TimelineLayout.RULER + TimelineLayout.ACTS;
        long above = layout.lanes().stream().filter(lane -> !layout.shown(lane) && lane.top() < top).count();
        long below = layout.lanes().stream().filter(lane -> !layout.shown(lane) && lane.top() >= top).count();
        var colour = theme.colour(Role.TEXT_MUTED);
        if (above > 0) {
            pen.left("▲ " + Text.ROWS_ABOVE.of(above), 2, top - 8, Typeface.MEDIUM, 11, colour);
        }
        if (below > 0) {
            pen.left("▼ " + Text.ROWS_BELOW.of(below), 2, layout.lanesBottom() + 11, Typeface.MEDIUM, 11, colour);
        }
        if (layout.rowsHeight() > layout.rowsRoom() + 0.5) {
            double room = layout.rowsRoom();
            double thumb = Math.max(16, room * room / layout.rowsHeight());
            double at = layout.rows().offset() / (layout.rowsHeight() - room) * (room - thumb);
            pen.g.setColor(theme.colour(Role.LINE));
            pen.g.fill(new RoundRectangle2D.Double(layout.width() - 6, top, 4, room, 4, 4));
            pen.g.setColor(theme.colour(Role.TEXT_FAINT));
            pen.g.fill(new RoundRectangle2D.Double(layout.width() - 6, top + at, 4, thumb, 4, 4));
        }
    }

    /// Veils what has not happened yet, and fences off what nobody knows.
    private static void future(Pen pen, TimelineLayout layout, Frame frame, Theme theme) {
        double now = layout.clampedX(frame.nowNs);
        double known = layout.clampedX(Math.max(frame.nowNs, frame.furthestNs));
        double top = TimelineLayout.RULER + TimelineLayout.ACTS;
        double bottom = layout.lanesBottom();
        pen.g.setColor(Pen.alpha(theme.colour(Role.SURFACE), PALER));
        pen.g.fill(new Rectangle2D.Double(now, top, known - now, bottom - top));
        if (known >= layout.plotRight()) {
            return;
        }
        pen.g.setColor(theme.colour(Role.SURFACE));
        pen.g.fill(new Rectangle2D.Double(known, top, layout.plotRight() + 1 - known, bottom - top));
        double fence = Math.min(FRONTIER, layout.plotRight() - known);
        Glyphs.hatch(
                pen.g, new Rectangle2D.Double(known, top, fence, bottom - top), theme.colour(Role.HATCH), 5);
        pen.vertical(known + fence, top, bottom, theme.colour(Role.LINE));
        var words = frame.finished ? Text.FUTURE_NONE.of() : Text.FUTURE_UNKNOWN.of();
        double room = layout.plotRight() - known - fence;
        if (Typeface.TEXT.width(words, 11) + 16 < room) {
            pen.left(words, known + fence + 8, top + 9, Typeface.TEXT, 11, theme.colour(Role.TEXT_FAINT));
        }
    }
}
