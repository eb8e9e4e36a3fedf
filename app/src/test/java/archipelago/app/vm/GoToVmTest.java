package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Stories;
import archipelago.app.layout.History;
import archipelago.engine.frame.BookmarkView;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.command.Command;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoToVmTest {
    private final Frame frame = Stories.frame();
    private final GoToVm places = new GoToVm(new FactWords(Stories.scenario().machine(), slot -> ""));

    @BeforeEach
    void aBookmarkAndAnActOfAPerson() {
        var journal = new Journal();
        journal.append(new Fact(100, 1, new Happening.Requested(1, new Command.Halt("edge"), true)));
        journal.append(new Fact(900, 7, 2, new Happening.Requested(2, new Command.Halt("database"), false)));
        frame.bookmarks = List.of(
                new BookmarkView("before the panic", "", 0, 0, 5, 500), new BookmarkView("5 s", "", 0, 0, 6, 600));
        var marks = new MarksVm();
        marks.update(frame);
        places.update(frame, History.of(journal.view()), marks.marks().get());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1.84 ms|1840000", "1,84ms|1840000", "5.627\u2009151\u2009128 s|5627151128", "20us|20000", "7 µs|7000", "0ns|0"
    })
    void timesAreUnderstoodAsTheyAreShownAndAsPeopleWriteThem(String written, long ns) {
        assertThat(places.read(written)).isEqualTo(found(new GoToVm.Place.Instant(ns)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#1208", "# 1 208", "event 1208", "Event 1\u2009208"})
    void eventsAreUnderstoodByTheirNumbers(String written) {
        assertThat(places.read(written)).isEqualTo(found(new GoToVm.Place.Event(1208)));
    }

    @Test
    void anActOfThePersonIsGoneBehindAndOneOfTheStoryToItsInstant() {
        assertThat(places.read("act 2")).isEqualTo(found(new GoToVm.Place.Act(2)));
        assertThat(places.read("act 1")).isEqualTo(found(new GoToVm.Place.Instant(100)));
    }

    @Test
    void theNameOfABookmarkComesBeforeEverythingElseAndAPartOfItIsEnough() {
        assertThat(places.read("5 s")).isEqualTo(found(new GoToVm.Place.Mark(frame.bookmarks.getLast())));
        assertThat(places.read("PANIC")).isEqualTo(found(new GoToVm.Place.Mark(frame.bookmarks.getFirst())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|Write where to go: a time such as 1.84 ms, an event such as #1208, or a bookmark.",
        "1.84|“1.84” needs a unit: ns, us, ms or s. For an event write #1.84.",
        "#x|“x” is no number of an event; one such as #1208 is.",
        "act 9|There is no act 9 here; yours are 2 to 2.",
        "tomorrow|“tomorrow” is no time, no event and no bookmark."
    })
    void whatCannotBeUnderstoodIsSaidInASentence(String written, String sentence) {
        assertThat(places.read(written)).isEqualTo(new GoToVm.Answer.Problem(sentence));
    }

    @Test
    void anEventBehindTheEndOfTheRunIsNotLookedFor() {
        frame.finished = true;
        frame.furthestNs = frame.nowNs;
        frame.events = 1_000;
        assertThat(places.read("#1001"))
                .isEqualTo(new GoToVm.Answer.Problem("There is no such event: the run ends with event 1\u2009000."));
    }

    @Test
    void offersAreBookmarksThenActsOfThePersonAndShrinkWithWhatIsWritten() {
        assertThat(places.offers("")).extracting(GoToVm.Offer::title)
                .containsExactly("before the panic", "5 s", "Halt database");
        assertThat(places.offers("halt")).singleElement()
                .satisfies(offer -> assertThat(offer.place()).isEqualTo(new GoToVm.Place.Act(2)));
        assertThat(places.offers("nothing like that")).isEmpty();
    }

    private static GoToVm.Answer found(GoToVm.Place place) {
        return new GoToVm.Answer.Found(place);
    }
}
