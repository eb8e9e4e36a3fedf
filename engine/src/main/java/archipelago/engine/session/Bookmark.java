package archipelago.engine.session;

/// A moment that somebody gave a name, to come back to it.
///
/// @param name is not blank, and no two bookmarks of a session have the same one
/// @param note what somebody wrote about the moment; may be empty
public record Bookmark(String name, Moment moment, String note) {}
