package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Times;
import archipelago.engine.frame.BookmarkView;
import archipelago.engine.frame.Frame;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The bookmarks of a session, in the order of time.
public final class MarksVm {
    /// No name is longer; what is longer is a note.
    public static final int NAME_MOST = 60;
    public static final int NOTE_MOST = 400;

    private static final int DIGITS = 6;
    private static final Comparator<BookmarkView> IN_TIME = Comparator.comparingLong(BookmarkView::atNs)
            .thenComparingLong(BookmarkView::events)
            .thenComparingInt(BookmarkView::commands)
            .thenComparingInt(BookmarkView::branch)
            .thenComparing(BookmarkView::name);

    /// @param where its instant, and its branch if that is another one
    /// @param here whether the machine stands there
    public record Mark(BookmarkView place, String where, boolean here) {
        public String name() {
            return place.name();
        }

        public String note() {
            return place.note();
        }
    }

    private final ReadOnlyObjectWrapper<List<Mark>> marks = new ReadOnlyObjectWrapper<>(List.of());
    private BookmarkView now = new BookmarkView("", "", 0, 0, 0, 0);

    public void update(Frame frame) {
        now = new BookmarkView("", "", frame.branch, frame.given, frame.events, frame.nowNs);
        var newest = frame.bookmarks.stream().sorted(IN_TIME).map(this::mark).toList();
        if (!newest.equals(marks.get())) {
            marks.set(newest);
        }
    }

    private Mark mark(BookmarkView place) {
        var at = Times.shown(place.atNs(), DIGITS);
        boolean elsewhere = place.branch() != now.branch();
        return new Mark(place, elsewhere ? Text.MARK_ELSEWHERE.of(at, place.branch()) : at, here(place));
    }

    private boolean here(BookmarkView place) {
        return place.branch() == now.branch() && place.commands() == now.commands() && place.events() == now.events()
                && place.atNs() == now.atNs();
    }

    /// The bookmark after this moment, or the one before it, on whatever branch it lies.
    public Optional<BookmarkView> next(boolean back) {
        var places = marks.get().stream().filter(mark -> !mark.here()).map(Mark::place);
        return back
                ? places.filter(place -> IN_TIME.compare(place, now) < 0).reduce((first, last) -> last)
                : places.filter(place -> IN_TIME.compare(place, now) > 0).findFirst();
    }

    /// The bookmark that was set at this very moment.
    public Optional<BookmarkView> here() {
        return marks.get().stream().filter(Mark::here).map(Mark::place).findFirst();
    }

    /// A name that no bookmark has.
    public String freshName() {
        int number = 1;
        while (taken(Text.MARK_NAME.of(number))) {
            number++;
        }
        return Text.MARK_NAME.of(number);
    }

    /// Why a bookmark cannot have a name; empty if it can.
    ///
    /// @param old what it is called now
    public Optional<String> problem(String old, String name) {
        if (name.isBlank()) {
            return Optional.of(Text.MARK_BLANK.of());
        }
        if (name.strip().length() > NAME_MOST) {
            return Optional.of(Text.MARK_LONG.of(NAME_MOST));
        }
        return !name.strip().equals(old) && taken(name.strip())
                ? Optional.of(Text.MARK_TAKEN.of(name.strip()))
                : Optional.empty();
    }

    private boolean taken(String name) {
        return marks.get().stream().anyMatch(mark -> mark.name().equals(name));
    }

    public ReadOnlyObjectProperty<List<Mark>> marks() {
        return marks.getReadOnlyProperty();
    }
}
