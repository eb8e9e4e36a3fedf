package archipelago.app.render;

import archipelago.app.layout.Shelf;
import archipelago.app.layout.TimelineFlags;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.render.Theme.Role;
import archipelago.engine.frame.BookmarkView;
import archipelago.engine.frame.Frame;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;

/// A flag for each bookmark on the ruler of a timeline, of the shape and colour of its badge, with its name where there is
/// room; a hollow one for a bookmark of another future.
final class FlagPainter {
    private static final double SMALL = 11;
    private static final double MOST_WORDS = 170;

    private final Pen pen;
    private final TimelineLayout layout;
    private final Theme theme;

    FlagPainter(Pen pen, TimelineLayout layout, Theme theme) {
        this.pen = pen;
        this.layout = layout;
        this.theme = theme;
    }

    /// @param row the row under the ruler, for the names
    void paint(Frame frame, Shelf row) {
        // The nearest to the present has its name first.
        var marks = frame.bookmarks.stream()
                .filter(mark -> mark.atNs() >= layout.fromNs() && mark.atNs() <= layout.toNs())
                .sorted(Comparator.comparingLong(mark -> Math.abs(mark.atNs() - frame.nowNs)))
                .toList();
        for (var mark : marks) {
            name(mark, frame, row);
        }
        for (var mark : marks.reversed()) {
            flag(layout.x(mark.atNs()), Badge.of(mark.badge()), TimelineFlags.onBranch(mark, frame));
        }
    }

    private void flag(double x, Badge badge, boolean onBranch) {
        double pole = Math.rint(x);
        var colour = theme.colour(badge.role());
        var cloth = badge.at(pole, TimelineFlags.TOP);
        pen.g.setColor(onBranch ? colour : theme.colour(Role.SURFACE));
        pen.g.fill(cloth);
        pen.g.setColor(colour);
        pen.g.setStroke(new BasicStroke(1.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.g.draw(cloth);
        pen.line(pole, TimelineFlags.TOP, pole, TimelineFlags.FOOT, 1.4, colour);
    }

    private void name(BookmarkView mark, Frame frame, Shelf row) {
        double x = layout.x(mark.atNs()) + 5;
        double y = TimelineLayout.RULER + TimelineLayout.ACTS / 2 - 1;
        var words = Pen.fit(mark.name(), MOST_WORDS, Typeface.MEDIUM, SMALL);
        double width = Pen.width(words, Typeface.MEDIUM, SMALL);
        double left = x + width <= layout.plotRight() ? x : layout.x(mark.atNs()) - width - 5;
        if (left >= layout.plotLeft() && row.take(left - 1, left + width + 3)) {
            Color colour = theme.colour(TimelineFlags.onBranch(mark, frame) ? Role.TEXT : Role.TEXT_FAINT);
            pen.g.setColor(theme.colour(Role.SURFACE));
            pen.g.fill(new Rectangle2D.Double(left - 2, y - 7, width + 4, 14));
            pen.left(words, left, y, Typeface.MEDIUM, SMALL, colour);
        }
    }
}
