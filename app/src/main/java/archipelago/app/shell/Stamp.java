package archipelago.app.shell;

import archipelago.app.layout.Selection;
import archipelago.engine.frame.BookmarkView;
import archipelago.engine.frame.Frame;
import java.util.List;

/// What the pictures show: they are painted again when one of these has changed.
record Stamp(
        long nowNs,
        long events,
        long told,
        long facts,
        long furthestNs,
        int branch,
        long speed,
        List<BookmarkView> bookmarks,
        Selection selection) {
    /// Of pictures that have yet to be painted.
    static final Stamp NEVER = new Stamp(-1, -1, -1, -1, -1, -1, -1, List.of(), Selection.NOTHING);

    static Stamp of(Frame frame, Selection selection) {
        return new Stamp(
                frame.nowNs,
                frame.events,
                frame.told(),
                frame.journal.told(),
                frame.furthestNs,
                frame.branch,
                frame.speedNsPerSecond,
                frame.bookmarks,
                selection);
    }
}
