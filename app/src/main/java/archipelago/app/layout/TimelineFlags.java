package archipelago.app.layout;

import archipelago.engine.frame.BookmarkView;
import archipelago.engine.frame.Frame;
import java.util.Optional;

/// Where the flags of bookmarks and the signs of acts stand in a timeline, and which of them a point hits.
public final class TimelineFlags {
    /// The foot of a flag, and how high and wide it is.
    public static final double FOOT = TimelineLayout.RULER + 4;
    public static final double TOP = 15;
    public static final double WIDE = 9;
    private static final double REACH = 5;

    private TimelineFlags() {}

    /// Whether a bookmark lies on the branch that is shown, or on what that has in common with the bookmark's.
    public static boolean onBranch(BookmarkView mark, Frame frame) {
        int branch = frame.branch;
        long limitNs = Long.MAX_VALUE;
        while (branch != mark.branch() && branch >= 0 && branch < frame.branches.size()) {
            limitNs = frame.branches.get(branch).forkedAtNs();
            branch = frame.branches.get(branch).parent();
        }
        return branch == mark.branch() && mark.atNs() <= limitNs;
    }

    /// The bookmark whose flag is at a point.
    public static Optional<BookmarkView> at(TimelineLayout layout, Frame frame, double x, double y) {
        if (y < TOP - 1 || y > FOOT + 1) {
            return Optional.empty();
        }
        return frame.bookmarks.stream()
                .filter(mark -> x >= layout.x(mark.atNs()) - REACH && x <= layout.x(mark.atNs()) + WIDE + 1)
                .reduce((one, other) -> other);
    }

    /// The number of the person's act whose sign is at a point; 0 if none is.
    public static int act(TimelineLayout layout, History history, double x, double y) {
        double middle = TimelineLayout.RULER + TimelineLayout.ACTS / 2 - 1;
        if (Math.abs(y - middle) > REACH) {
            return 0;
        }
        int found = 0;
        for (var act : history.acts(layout.fromNs(), layout.toNs())) {
            found = !act.byStory() && Math.abs(layout.x(act.requestedNs()) - x) <= REACH ? act.number() : found;
        }
        return found;
    }
}
