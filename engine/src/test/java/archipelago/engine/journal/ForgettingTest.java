package archipelago.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archipelago.engine.base.Defect;
import archipelago.engine.command.Command;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// A journal that is not let grow for ever keeps what is rare and what is new.
class ForgettingTest {
    private static final int MANY = 20_000;
    private static final int ACT_AT = 2_500;

    private final Journal journal = grown(MANY);

    /// Every hundredth fact is rare; the others are what long runs are full of.
    private static Fact fact(long number) {
        return new Fact(number / 3, number, number == ACT_AT
                ? new Happening.Requested(7, new Command.EmptyPool(), true)
                : number % 100 == 0
                        ? new Happening.StatusChanged((int) (number / 100 % 9), Status.READY, Status.ACTIVE)
                        : new Happening.CoreBusy((int) (number % 64), 1, number));
    }

    private static Journal grown(int facts) {
        var journal = new Journal();
        grow(journal, facts);
        return journal;
    }

    private static void grow(Journal journal, int facts) {
        for (int i = 0; i < facts; i++) {
            journal.append(fact(journal.told()));
        }
    }

    @Test
    void rareFactsStandBeforeThoseThatAreAllThere() {
        var before = journal.view();
        journal.forget(5_000);
        var view = journal.view();

        assertThat(journal.told()).isEqualTo(MANY);
        assertThat(journal.held()).isBetween(5_000, 5_000 + Journal.CHUNK);
        assertThat(view.wholeFrom()).isEqualTo(view.size() - journal.held()).isPositive();
        for (int i = 0; i < view.size(); i++) {
            assertThat(view.get(i)).isEqualTo(fact(view.number(i)));
            assertThat(view.indexOf(view.number(i))).isEqualTo(i);
            assertThat(i >= view.wholeFrom() || view.number(i) % 100 == 0).isTrue();
        }
        assertThat(view.number(view.size())).isEqualTo(MANY);
        assertThat(view.holds(100)).isTrue();
        assertThat(view.holds(101)).isFalse();
        assertThat(view.indexOf(101)).as("the next one that is there").isEqualTo(view.indexOf(200));
        assertThat(before.size()).as("an earlier view is as it was").isEqualTo(MANY);
        assertThat(before.get(101)).isEqualTo(fact(101));
    }

    @Property(tries = 60)
    void whoHasReadGoesOnWhereTheyWere(
            @ForAll @IntRange(min = 1, max = MANY) int read, @ForAll @IntRange(min = 0, max = MANY) int left) {
        journal.forget(left);
        var view = journal.view();
        int next = view.after(read, fact(read - 1));
        if (view.holds(read - 1)) {
            assertThat(view.number(next)).isEqualTo(view.number(view.indexOf(read)));
            assertThat(next).isEqualTo(view.indexOf(read));
        } else {
            assertThat(next).as("what lay between is lost").isEqualTo(-1);
        }
        assertThat(view.after(read, fact(read))).as("another past").isEqualTo(-1);
        assertThat(view.after(0, null)).isZero();
    }

    @Property(tries = 40)
    void aViewOfTheNewestIsWhatAJournalShowsThatHasForgottenTheOthers(@ForAll @IntRange(min = 0, max = MANY) int newest) {
        var view = journal.view().newest(newest);
        journal.forget(newest);
        var forgetful = journal.view();

        assertThat(view.size()).isEqualTo(forgetful.size());
        assertThat(view.told()).isEqualTo(forgetful.told());
        assertThat(view.wholeFrom()).isEqualTo(forgetful.wholeFrom());
        for (int i = 0; i < view.size(); i++) {
            assertThat(view.get(i)).isEqualTo(forgetful.get(i));
            assertThat(view.number(i)).isEqualTo(forgetful.number(i));
        }
    }

    @Test
    void whoGoesBackBeforeWhatIsThereIsToldAgain() {
        journal.forget(2_000);
        assertThat(journal.goesOnFrom(1_000)).isFalse();
        assertThat(journal.goesOnFrom(MANY)).isTrue();

        journal.jump(1_000);
        assertThat(journal.told()).isEqualTo(1_000);
        assertThat(numbers(journal)).containsExactly(0L, 100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L);
        grow(journal, 3_000);
        assertThat(journal.acts(journal.size())).isEmpty();
        assertThat(journal.actsOfTheStory(journal.size())).containsExactly(7);
        assertThat(journal.size()).isEqualTo(10 + 3_000);

        journal.jump(MANY); // And on to the end, of which it knows what is rare.
        assertThat(numbers(journal)).hasSize(MANY / 100).allMatch(number -> number % 100 == 0);
        assertThat(journal.factsOf(ACT_AT)).hasSize(1);
    }

    @Property(tries = 40)
    void aPrefixOfAForgetfulJournalBeginsLikeIt(
            @ForAll @IntRange(min = 0, max = MANY) int left, @ForAll @IntRange(min = 0, max = 100) int percent) {
        journal.forget(left);
        int count = (int) ((long) journal.size() * percent / 100);
        var prefix = journal.prefix(count);

        assertThat(prefix.size()).isEqualTo(count);
        assertThat(numbers(prefix)).isEqualTo(numbers(journal).subList(0, count));
        if (count >= journal.view().wholeFrom()) {
            grow(prefix, 10);
            assertThat(prefix.view().number(prefix.size())).isEqualTo(prefix.told());
        }
    }

    @Test
    void ofRareFactsTheNewestAreKeptAndTheLastOfEachKernel() {
        var chatter = new Journal();
        chatter.append(new Fact(0, 0, new Happening.PhaseEntered(5, Phase.UP)));
        for (int i = 0; i < 4 * Milestones.MOST; i++) {
            chatter.append(new Fact(i, i, new Happening.Logged(0, "line " + i)));
        }
        chatter.forget(0);
        assertThat(chatter.size()).isLessThanOrEqualTo(Milestones.MOST + Journal.CHUNK);
        assertThat(chatter.get(0).what()).isInstanceOf(Happening.PhaseEntered.class);
    }

    @Test
    void causesOfOldEventsAreForgottenAndHeardOfAgain() {
        var causes = new Causes();
        for (long event = 1; event <= MANY; event++) {
            causes.add(event, event / 2);
        }
        var before = causes.view();
        causes.forget(1_000);
        assertThat(causes.events()).isEqualTo(MANY);
        assertThat(causes.first()).isGreaterThan(1);
        assertThatThrownBy(() -> causes.of(causes.first() - 1)).isInstanceOf(Defect.class);
        assertThat(causes.view().know(causes.first())).isTrue();
        assertThat(causes.view().know(causes.first() - 1)).isFalse();
        assertThat(before.of(3)).isEqualTo(1);
        for (long event = causes.first(); event <= MANY; event++) {
            assertThat(causes.of(event)).isEqualTo(event / 2);
        }
        causes.add(1, 0); // Who is before what is known is not listened to.
        causes.jump(10);
        causes.add(11, 5);
        assertThat(causes.of(11)).isEqualTo(5);
        assertThat(causes.events()).isEqualTo(11);
    }

    @Test
    void aCauseMayLieFartherBackThanANumberSays() {
        var causes = new Causes();
        long far = 5_000_000_000L;
        causes.jump(far);
        causes.add(far + 1, 17);
        assertThat(causes.of(far + 1)).isEqualTo(17);
        assertThat(causes.prefix(far + 1).of(far + 1)).isEqualTo(17);
        assertThat(causes.view().of(far + 1)).isEqualTo(17);
    }

    private static List<Long> numbers(Journal journal) {
        var view = journal.view();
        var numbers = new ArrayList<Long>();
        for (int i = 0; i < view.size(); i++) {
            assertThat(view.get(i)).isEqualTo(fact(view.number(i)));
            numbers.add(view.number(i));
        }
        return numbers;
    }
}
