package archipelago.engine.session;

import archipelago.engine.base.Require;
import archipelago.engine.frame.BookmarkView;

/// A moment that somebody gave a name, to come back to it.
///
/// @param name is not blank, and no two bookmarks of a session have the same one
/// @param note what somebody wrote about the moment; may be empty
/// @param badge which of [#BADGES] signs it bears; 0 until somebody chooses another one
public record Bookmark(String name, Moment moment, String note, int badge) {
    /// How many signs there are to choose from.
    public static final int BADGES = 5;

    public Bookmark {
        Require.that(badge >= 0, "a badge is not negative", badge);
        Require.that(badge < BADGES, "a badge is one of those that there are", badge);
    }

    public Bookmark(String name, Moment moment, String note) {
        this(name, moment, note, 0);
    }

    BookmarkView view() {
        return new BookmarkView(name, note, moment.branch(), moment.commands(), moment.events(), moment.atNs(), badge);
    }
}
