package archipelago.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The bookmarks of a session, in the order in which they were set; no two have the same name.
final class Bookmarks {
    private final List<Bookmark> all = new ArrayList<>();

    List<Bookmark> all() {
        return List.copyOf(all);
    }

    Optional<Bookmark> named(String name) {
        return all.stream().filter(bookmark -> bookmark.name().equals(name)).findFirst();
    }

    /// One of the same name is replaced.
    void keep(Bookmark bookmark) {
        forget(bookmark.name());
        all.add(bookmark);
    }

    /// What was taken away; nothing if there is none of this name.
    Optional<Bookmark> forget(String name) {
        var known = named(name);
        known.ifPresent(all::remove);
        return known;
    }
}
