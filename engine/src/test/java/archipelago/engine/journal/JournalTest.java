package archipelago.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archipelago.engine.base.Defect;
import archipelago.engine.command.Command;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JournalTest {
    /// More than the journal's first table of chunks holds, so that it is replaced by a larger one.
    private static final int MANY = 40_000;

    @Test
    void aViewStaysAsItWasWhileTheJournalGrowsBeyondAllItsTables() {
        var journal = new Journal();
        grow(journal, 10);
        var early = journal.view();
        grow(journal, MANY);
        var late = journal.view();
        grow(journal, MANY);

        assertThat(early.size()).isEqualTo(10);
        assertThat(facts(early)).isEqualTo(facts(journal).subList(0, 10));
        assertThat(late.size()).isEqualTo(MANY + 10);
        assertThat(facts(late)).isEqualTo(facts(journal).subList(0, MANY + 10));
    }

    @Test
    void aViewDoesNotShowWhatCameAfterIt() {
        var journal = new Journal();
        grow(journal, 3);
        var view = journal.view();
        grow(journal, 3);

        assertThatThrownBy(() -> view.get(3)).isInstanceOf(Defect.class);
        assertThatThrownBy(() -> view.get(-1)).isInstanceOf(Defect.class);
        assertThatThrownBy(() -> Journal.View.EMPTY.get(0)).isInstanceOf(Defect.class);
    }

    @Test
    void theFirstFactAtOrAfterAnInstantIsTheFirstOfItsInstant() {
        var journal = new Journal();
        for (long atNs : new long[] {0, 5, 5, 5, 9}) {
            journal.append(new Fact(atNs, journal.size(), new Happening.ChapterBegan(journal.size())));
        }
        var view = journal.view();

        assertThat(view.firstAtOrAfter(-1)).isZero();
        assertThat(view.firstAtOrAfter(0)).isZero();
        assertThat(view.firstAtOrAfter(1)).isEqualTo(1);
        assertThat(view.firstAtOrAfter(5)).isEqualTo(1);
        assertThat(view.firstAtOrAfter(6)).isEqualTo(4);
        assertThat(view.firstAtOrAfter(9)).isEqualTo(4);
        assertThat(view.firstAtOrAfter(10)).as("none").isEqualTo(view.size());
        assertThat(Journal.View.EMPTY.firstAtOrAfter(0)).isZero();
    }

    @Test
    void aPrefixGoesItsOwnWay() {
        var journal = new Journal();
        grow(journal, MANY);
        int shared = MANY / 2;
        var branch = journal.prefix(shared);
        var elsewhere = new Fact(MANY, MANY, new Happening.Logged(0, "on the branch"));
        branch.append(elsewhere);

        assertThat(branch.size()).isEqualTo(shared + 1);
        assertThat(branch.get(shared)).isEqualTo(elsewhere);
        assertThat(facts(branch).subList(0, shared)).isEqualTo(facts(journal).subList(0, shared));
        assertThat(journal.size()).isEqualTo(MANY);
        assertThat(journal.get(shared)).isNotEqualTo(elsewhere);
    }

    @Test
    void anIndexOrALengthOutsideTheJournalIsADefect() {
        var journal = new Journal();
        grow(journal, 2);

        assertThatThrownBy(() -> journal.get(2)).isInstanceOf(Defect.class);
        assertThatThrownBy(() -> journal.get(-1)).isInstanceOf(Defect.class);
        assertThatThrownBy(() -> journal.prefix(3)).isInstanceOf(Defect.class);
        assertThatThrownBy(() -> journal.prefix(-1)).isInstanceOf(Defect.class);
        assertThat(journal.prefix(0).size()).isZero();
    }

    @Property
    void theFirstFactAtOrAfterDividesBeforeFromAfter(
            @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 50) Long> timesNs,
            @ForAll @LongRange(min = -1, max = 51) long instantNs) {
        var journal = new Journal();
        timesNs.stream()
                .sorted()
                .forEach(atNs -> journal.append(new Fact(atNs, 0, new Happening.ChapterBegan(0))));
        var view = journal.view();
        int index = view.firstAtOrAfter(instantNs);

        assertThat(facts(view).subList(0, index)).allMatch(fact -> fact.atNs() < instantNs);
        assertThat(facts(view).subList(index, view.size())).allMatch(fact -> fact.atNs() >= instantNs);
    }

    @Property(tries = 50)
    void everyPrefixBeginsLikeItsJournal(@ForAll @IntRange(min = 0, max = 9_000) int count) {
        var journal = new Journal();
        grow(journal, 9_000);
        assertThat(facts(journal.prefix(count))).isEqualTo(facts(journal).subList(0, count));
    }

    @Test
    void actsAreFoundInEveryPrefixInWhichTheyBegan() {
        var journal = new Journal();
        grow(journal, 5_000);
        journal.append(new Fact(5_000, 5_000, 7, new Happening.Requested(7, new Command.EmptyPool(), false)));
        grow(journal, 5_000);
        journal.append(new Fact(10_000, 10_001, new Happening.Requested(8, new Command.EmptyPool(), true)));

        for (var known : List.of(journal, journal.prefix(10_002), journal.prefix(5_001))) {
            assertThat(known.acts(known.size())).containsExactly(7);
            assertThat(known.request(7, known.size()).orElseThrow().event()).isEqualTo(5_000);
            assertThat(known.factsOf(-7)).hasSize(1);
        }
        assertThat(journal.actsOfTheStory(10_002)).containsExactly(8);
        assertThat(journal.actsOfTheStory(10_001)).isEmpty();
        assertThat(journal.prefix(5_000).request(7, 5_000)).isEmpty();
        assertThat(journal.prefix(10_001).actsOfTheStory(10_001)).isEmpty();
    }

    private static void grow(Journal journal, int facts) {
        for (int i = 0; i < facts; i++) {
            int number = journal.size();
            journal.append(new Fact(number / 3, number, new Happening.ChapterBegan(number)));
        }
    }

    private static List<Fact> facts(Journal journal) {
        return facts(journal.view());
    }

    private static List<Fact> facts(Journal.View view) {
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < view.size(); i++) {
            facts.add(view.get(i));
        }
        return facts;
    }
}
