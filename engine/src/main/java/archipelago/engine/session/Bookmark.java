package archipelago.engine.session;

import archipelago.engine.frame.BookmarkView;

/// A moment that somebody gave a name, to come back to it.
///
/// @param name is not blank, and no two bookmarks of a session have the same one
/// @param note what somebody wrote about the moment; may be empty
public record Bookmark(String name, Moment moment, String note) {

    BookmarkView view() {
        return new BookmarkView(name, note, moment.branch(), moment.commands(), moment.events(), moment.atNs());
    }
}
