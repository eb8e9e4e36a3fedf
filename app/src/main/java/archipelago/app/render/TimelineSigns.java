package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.MessageFlow.End;
import archipelago.app.layout.Shelf;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.layout.TimelineMarks;
import archipelago.app.render.Theme.Role;
import archipelago.engine.frame.Frame;
import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// Says in the row of notes what the signs in a timeline mean, as far as there are any in sight. What has no room is left
/// out, the plainest last.
final class TimelineSigns {
    private static final double SMALL = 11;
    private static final double GAP = 6;
    private static final double BETWEEN = 14;
    private static final double LINE = 18;

    private final Pen pen;
    private final TimelineLayout layout;
    private final Frame frame;
    private final History history;
    private final Theme theme;

    @FunctionalInterface
    private interface Sign {
        void paint(double x, double y);
    }

    TimelineSigns(Pen pen, TimelineLayout layout, Frame frame, History history, Theme theme) {
        this.pen = pen;
        this.layout = layout;
        this.frame = frame;
        this.history = history;
        this.theme = theme;
    }

    /// @param notes what of the row is taken
    /// @param middle of the row
    void paint(TimelineMarks marks, Shelf notes, double middle) {
        if (ends(End.LOST)) {
            entry(Text.MESSAGE_NEVER_TAKEN, LINE, notes, middle, this::lost);
        } else if (layout.flow().bundles().stream().anyMatch(bundle -> bundle.lost() > 0)) {
            entry(Text.MESSAGE_NEVER_TAKEN, 8, notes, middle, (x, y) -> cross(x + 4, y));
        }
        if (layout.flow().arrows().stream().anyMatch(arrow -> history.unrung(arrow.message().number()))) {
            entry(Text.LEGEND_DOORBELL_LOST, LINE, notes, middle, this::unrung);
        }
        if (ends(End.UNDER_WAY)) {
            entry(Text.MESSAGE_UNDER_WAY, LINE, notes, middle, this::underWay);
        }
        if (panics()) {
            entry(Text.PANIC, 10, notes, middle, this::warning);
        }
        if (marks.core() >= 0 && works(marks.core())) {
            entry(Text.TIMELINE_CHOSEN_CORE, 14, notes, middle, this::underline);
        }
        if (shades()) {
            entry(Text.TIMELINE_WORK, 14, notes, middle, this::work);
        }
    }

    // --- what is in sight -----------------------------------------------------------------------

    private boolean ends(End end) {
        // Behind what is known, nothing is to be seen.
        double known = layout.clampedX(Math.max(frame.nowNs, frame.furthestNs));
        return layout.flow().arrows().stream().anyMatch(arrow -> arrow.end() == end && arrow.x2() <= known);
    }

    private boolean panics() {
        return layout.lanes().stream()
                .anyMatch(lane -> layout.shown(lane)
                        && history.panics(lane.kernel(), layout.fromNs(), layout.toNs()).length > 0);
    }

    private boolean works(int core) {
        return layout.lanes().stream()
                .anyMatch(lane -> layout.shown(lane) && history.busyNs(lane.kernel(), core, layout.fromNs(), untilNs()) > 0);
    }

    private boolean shades() {
        return layout.lanes().stream()
                .anyMatch(lane -> layout.shown(lane)
                        && !BandPainter.stands(lane, layout)
                        && history.busyNs(lane.kernel(), layout.fromNs(), untilNs()) > 0);
    }

    private long untilNs() {
        return Math.max(layout.fromNs(), Math.min(layout.toNs(), frame.furthestNs));
    }

    // --- what it means --------------------------------------------------------------------------

    private void entry(Text meaning, double wide, Shelf notes, double middle, Sign sign) {
        var words = meaning.of();
        double all = wide + GAP + Pen.width(words, Typeface.TEXT, SMALL);
        // Under the names there is room too, except where it says how many rows are out of sight.
        boolean moved = layout.rowsHeight() > layout.rowsRoom() + 0.5;
        double left = notes.find(moved ? layout.plotLeft() : 2, layout.plotRight() + BETWEEN, all + BETWEEN);
        if (!Double.isNaN(left)) {
            sign.paint(left, middle);
            pen.left(words, left + wide + GAP, middle, Typeface.TEXT, SMALL, theme.colour(Role.TEXT_MUTED));
        }
    }

    private void lost(double x, double y) {
        pen.dashed(x, y, x + LINE - 4, y, 1.4, theme.colour(Role.TEXT_MUTED));
        cross(x + LINE - 4, y);
    }

    private void cross(double x, double y) {
        pen.line(x - 3.2, y - 3.2, x + 3.2, y + 3.2, 1.8, theme.colour(Role.DANGER));
        pen.line(x - 3.2, y + 3.2, x + 3.2, y - 3.2, 1.8, theme.colour(Role.DANGER));
    }

    private void unrung(double x, double y) {
        pen.dashed(x, y, x + LINE, y, 1.4, theme.colour(Role.TEXT_MUTED));
        pen.gap(x, y, x + LINE, y, theme.colour(Role.SURFACE), theme.colour(Role.DANGER));
    }

    private void underWay(double x, double y) {
        pen.dashed(x, y, x + LINE - 5, y, 1.4, theme.colour(Role.TEXT_MUTED));
        pen.g.setStroke(new BasicStroke(1.4f));
        pen.g.draw(new Ellipse2D.Double(x + LINE - 5.2, y - 2.6, 5.2, 5.2));
    }

    private void warning(double x, double y) {
        var triangle = new Path2D.Double();
        triangle.moveTo(x + 5, y - 4.5);
        triangle.lineTo(x + 10.2, y + 4.5);
        triangle.lineTo(x - 0.2, y + 4.5);
        triangle.closePath();
        pen.g.setColor(theme.colour(Role.DANGER));
        pen.g.fill(triangle);
    }

    private void underline(double x, double y) {
        bar(x, y, 0);
        pen.g.setColor(theme.colour(Role.ACCENT));
        pen.g.fill(new Rectangle2D.Double(x + 3, y + 2, 4, 3));
        pen.g.fill(new Rectangle2D.Double(x + 9, y + 2, 2, 3));
    }

    private void work(double x, double y) {
        bar(x, y, 0.5);
    }

    /// A piece of a lane, with stripes of work.
    private void bar(double x, double y, double dark) {
        var hue = theme.kernel(1).solid();
        pen.g.setColor(Pen.blend(theme.colour(Role.SURFACE), hue, 0.25));
        pen.g.fill(new Rectangle2D.Double(x, y - 5, 14, 10));
        pen.g.setColor(Pen.alpha(hue, dark));
        pen.g.fill(new Rectangle2D.Double(x + 3, y - 5, 4, 10));
        pen.g.fill(new Rectangle2D.Double(x + 9, y - 5, 2, 10));
    }
}
