package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Measures;
import archipelago.app.layout.Shelf;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Times;
import java.awt.geom.Rectangle2D;

/// What somebody measures on a timeline: the stretch of time as a band with its length, the two marks as lines with
/// their letters and the time between them.
final class MeasurePainter {
    private static final double TINT = 0.13;
    private static final double RULER_MIDDLE = 9;
    private static final double SMALL = 11;
    private static final int DIGITS = 3;
    /// From the middle of a mark's letter to what stands beside it.
    private static final double BESIDE = 13;

    private final Pen pen;
    private final TimelineLayout layout;
    private final Theme theme;
    private final Measures measures;

    MeasurePainter(Pen pen, TimelineLayout layout, Theme theme, Measures measures) {
        this.pen = pen;
        this.layout = layout;
        this.theme = theme;
        this.measures = measures;
    }

    /// The band, under everything else of the lanes.
    void band() {
        if (!measures.hasRange() || !overlaps(measures.fromNs(), measures.toNs())) {
            return;
        }
        double left = layout.clampedX(measures.fromNs());
        double right = layout.clampedX(measures.toNs());
        var accent = theme.colour(Role.ACCENT);
        pen.g.setColor(Pen.alpha(accent, TINT));
        pen.g.fill(new Rectangle2D.Double(left, 0, right - left, layout.lanesBottom()));
        edge(measures.fromNs());
        edge(measures.toNs());
    }

    private boolean overlaps(long fromNs, long toNs) {
        return fromNs <= layout.toNs() && toNs >= layout.fromNs();
    }

    private boolean seen(long ns) {
        return ns >= layout.fromNs() && ns <= layout.toNs();
    }

    private void edge(long ns) {
        if (seen(ns)) {
            pen.g.setColor(theme.colour(Role.ACCENT));
            pen.g.fill(new Rectangle2D.Double(Math.rint(layout.x(ns)) - 0.75, 0, 1.5, layout.lanesBottom()));
        }
    }

    /// The lines of the marks, and what is written on the ruler.
    ///
    /// @param notes what of the row at the bottom is taken
    void labels(Shelf notes) {
        if (measures.hasRange() && overlaps(measures.fromNs(), measures.toNs())) {
            length();
        }
        mark(measures.aNs(), Text.MEASURE_A.of());
        mark(measures.bNs(), Text.MEASURE_B.of());
        if (measures.hasBoth()) {
            between(notes);
        }
    }

    /// What of the ruler the chips take.
    Shelf rooms() {
        var rooms = new Shelf();
        if (measures.hasRange() && overlaps(measures.fromNs(), measures.toNs())) {
            rooms.block(lengthLeft() - 4, lengthLeft() + lengthWidth() + 4);
        }
        for (long ns : new long[] {measures.aNs(), measures.bNs()}) {
            if (ns >= 0 && seen(ns)) {
                rooms.block(layout.x(ns) - 12, layout.x(ns) + 12);
            }
        }
        return rooms;
    }

    private double lengthWidth() {
        return Pen.width(span(measures.rangeNs()), Typeface.MONO_MEDIUM, SMALL) + 14;
    }

    private double lengthLeft() {
        double middle = (layout.clampedX(measures.fromNs()) + layout.clampedX(measures.toNs())) / 2;
        double most = Math.max(layout.plotLeft(), layout.plotRight() - lengthWidth());
        double left = Math.clamp(middle - lengthWidth() / 2, layout.plotLeft(), most);
        for (long ns : new long[] {measures.aNs(), measures.bNs()}) {
            // Beside a mark, where there is no room between the marks.
            double x = layout.x(ns);
            if (ns >= 0 && seen(ns) && x > left - BESIDE && x < left + lengthWidth() + BESIDE) {
                double before = x - BESIDE - lengthWidth();
                left = before >= layout.plotLeft() ? before : x + BESIDE;
            }
        }
        return Math.rint(left);
    }

    private void length() {
        var words = span(measures.rangeNs());
        pen.chip(words, lengthLeft(), RULER_MIDDLE, lengthWidth(), Typeface.MONO_MEDIUM, SMALL, theme);
    }

    private void mark(long ns, String letter) {
        if (ns < 0 || !seen(ns)) {
            return;
        }
        double x = Math.rint(layout.x(ns)) + 0.5;
        pen.dashed(x, TimelineLayout.RULER, x, layout.lanesBottom(), 1.4, theme.colour(Role.TEXT));
        double width = Pen.width(letter, Typeface.MONO_MEDIUM, SMALL) + 9;
        pen.chip(letter, Math.rint(x - width / 2), RULER_MIDDLE, width, Typeface.MONO_MEDIUM, SMALL, theme);
    }

    private void between(Shelf notes) {
        long first = Math.min(measures.aNs(), measures.bNs());
        long last = Math.max(measures.aNs(), measures.bNs());
        if (!overlaps(first, last)) {
            return;
        }
        double left = layout.clampedX(first);
        double right = layout.clampedX(last);
        double y = Math.min(layout.height() - 11, layout.lanesBottom() + 13);
        var words = span(measures.deltaNs());
        double width = Pen.width(words, Typeface.MONO, SMALL);
        double at = (left + right - width) / 2;
        if (right - left > width + 24 && notes.take(left, right)) {
            pen.line(left, y, at - 5, y, 1, theme.colour(Role.TEXT_MUTED));
            pen.line(at + width + 5, y, right, y, 1, theme.colour(Role.TEXT_MUTED));
            pen.left(words, at, y, Typeface.MONO, SMALL, theme.colour(Role.TEXT));
        }
    }

    private static String span(long ns) {
        return Text.MEASURE_SPAN.of((ns < 0 ? "−" : "") + Times.shown(Math.abs(ns), DIGITS));
    }
}
