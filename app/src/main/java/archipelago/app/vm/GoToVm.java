package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.engine.base.Times;
import archipelago.engine.frame.BookmarkView;
import archipelago.engine.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Understands where somebody wants to go: an instant, an event, an act, a bookmark, or one of the places that it
/// offers.
public final class GoToVm {
    /// How many places are offered.
    private static final int MOST = 8;
    private static final int DIGITS = 6;
    private static final int NUMBER_DIGITS = 15;
    private static final Pattern SPACES = Pattern.compile("[\\s\\u2009\\u202f\\u00a0]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1," + NUMBER_DIGITS + "}");
    private static final Pattern BARE = Pattern.compile("[0-9]+([.,][0-9]+)?");
    /// As the shell is told.
    private static final String ACT = "act";

    /// Somewhere in time.
    public sealed interface Place {
        record Instant(long ns) implements Place {}

        /// Right behind an event.
        record Event(long number) implements Place {}

        /// Right behind an act of a person.
        record Act(int number) implements Place {}

        record Mark(BookmarkView bookmark) implements Place {}
    }

    /// What came of reading: a place, or a sentence about what is wrong.
    public sealed interface Answer {
        record Found(Place place) implements Answer {}

        record Problem(String sentence) implements Answer {}
    }

    /// A place that is offered.
    ///
    /// @param detail where it lies
    public record Offer(String title, String detail, Place place) {}

    private Frame frame;
    private History history;
    private List<MarksVm.Mark> marks = List.of();
    private final FactWords words;

    public GoToVm(FactWords words) {
        this.words = words;
    }

    public void update(Frame newest, History known, List<MarksVm.Mark> bookmarks) {
        frame = newest;
        history = known;
        marks = bookmarks;
    }

    /// Reads what somebody has written.
    public Answer read(String written) {
        var text = written.strip();
        if (text.isEmpty()) {
            return new Answer.Problem(Text.GOTO_EMPTY.of());
        }
        for (var mark : marks) {
            if (mark.name().equals(text)) {
                return new Answer.Found(new Place.Mark(mark.place()));
            }
        }
        var lower = text.toLowerCase(Locale.ROOT);
        for (var word : List.of("#", Text.GOTO_WORD_EVENT.of())) {
            if (lower.startsWith(word)) {
                return event(text.substring(word.length()));
            }
        }
        for (var word : List.of(ACT, Text.GOTO_WORD_ACT.of())) {
            if (lower.startsWith(word) && number(text.substring(word.length())).isPresent()) {
                return act(text.substring(word.length()));
            }
        }
        var ns = Times.parse(SPACES.matcher(text).replaceAll("").replace(',', '.').replace('μ', 'µ'));
        if (ns.isPresent()) {
            return new Answer.Found(new Place.Instant(ns.getAsLong()));
        }
        return named(text, lower);
    }

    private Answer named(String text, String lower) {
        if (BARE.matcher(SPACES.matcher(text).replaceAll("")).matches()) {
            return new Answer.Problem(Text.GOTO_UNIT.of(text));
        }
        var like = marks.stream().filter(mark -> mark.name().toLowerCase(Locale.ROOT).contains(lower)).toList();
        if (like.size() == 1) {
            return new Answer.Found(new Place.Mark(like.getFirst().place()));
        }
        return new Answer.Problem(like.isEmpty() ? Text.GOTO_UNKNOWN.of(text) : Text.GOTO_SEVERAL.of(like.size(), text));
    }

    private Answer event(String written) {
        var number = number(written);
        if (number.isEmpty()) {
            return new Answer.Problem(Text.GOTO_NO_NUMBER.of(written.strip()));
        }
        if (frame.finished && number.getAsLong() > frame.events && frame.nowNs >= frame.furthestNs) {
            return new Answer.Problem(Text.GOTO_NO_EVENT.of(Figures.grouped(frame.events)));
        }
        return new Answer.Found(new Place.Event(number.getAsLong()));
    }

    private Answer act(String written) {
        long number = number(written).orElse(0);
        for (var act : acts()) {
            if (act.number() == number) {
                return new Answer.Found(place(act));
            }
        }
        var known = acts().stream().filter(act -> !act.byStory()).toList();
        return new Answer.Problem(
                known.isEmpty()
                        ? Text.GOTO_NO_ACTS.of(number)
                        : Text.GOTO_NO_ACT.of(number, known.getFirst().number(), known.getLast().number()));
    }

    private static OptionalLong number(String written) {
        var digits = SPACES.matcher(written).replaceAll("");
        return NUMBER.matcher(digits).matches() ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    private List<History.Act> acts() {
        return history.acts(0, History.OPEN);
    }

    private static Place place(History.Act act) {
        return act.byStory() ? new Place.Instant(act.requestedNs()) : new Place.Act(act.number());
    }

    /// The places whose names contain what has been written so far: bookmarks, then acts, then chapters.
    public List<Offer> offers(String written) {
        var wanted = written.strip().toLowerCase(Locale.ROOT);
        var offers = new ArrayList<Offer>();
        for (var mark : marks) {
            offers.add(new Offer(mark.name(), mark.where(), new Place.Mark(mark.place())));
        }
        for (var act : acts().reversed()) {
            if (!act.byStory()) {
                offers.add(new Offer(words.command(act.command()), at(Text.WHY_ACT.of(act.number()), act.requestedNs()), place(act)));
            }
        }
        for (var chapter : history.chapters(0, History.OPEN)) {
            offers.add(new Offer(
                    Text.FACT_CHAPTER.of(chapter.number() + 1),
                    Times.shown(chapter.atNs(), DIGITS),
                    new Place.Instant(chapter.atNs())));
        }
        return offers.stream()
                .filter(offer -> (offer.title() + " " + offer.detail()).toLowerCase(Locale.ROOT).contains(wanted))
                .limit(MOST)
                .toList();
    }

    private static String at(String what, long ns) {
        return what + " · " + Times.shown(ns, DIGITS);
    }
}
