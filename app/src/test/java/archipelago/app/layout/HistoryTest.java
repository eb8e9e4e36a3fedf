package archipelago.app.layout;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Journals;
import archipelago.engine.base.Errno;
import archipelago.engine.base.RandomStream;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final int KERNELS = 4;
    private static final long END_NS = 4_000;

    @Property(tries = 150)
    void readingBitByBitComesToTheSameAsReadingAtOnce(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 300) int facts,
            @ForAll @IntRange(min = 1, max = 40) int bit) {
        var all = journal(seed, facts);
        var growing = new Journal();
        var history = History.of(growing.view());
        for (int i = 0; i < facts; i++) {
            growing.append(all.get(i));
            if (i % bit == 0) {
                var same = history.follow(growing.view());
                assertThat(same).isSameAs(history);
            }
        }
        history.follow(growing.view());
        assertThat(description(history)).isEqualTo(description(History.of(all.view())));
    }

    @Property(tries = 150)
    void windowsHoldWhatALookAtEveryFactFinds(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 4_000) int one,
            @ForAll @IntRange(min = 0, max = 4_000) int other) {
        var journal = journal(seed, 250);
        var history = History.of(journal.view());
        long from = Math.min(one, other);
        long to = Math.max(one, other);
        var found = new ArrayList<History.Message>();
        history.messages(from, to, found::add);
        assertThat(found).isEqualTo(messages(journal, from, to));
        for (int kernel = 0; kernel < history.slots(); kernel++) {
            assertThat(history.busyNs(kernel, from, to)).isEqualTo(busy(journal, kernel, from, to));
            assertThat(history.stretches(kernel, from, to))
                    .isEqualTo(history.stretches(kernel, 0, History.OPEN).stream()
                            .filter(s -> s.fromNs() <= to && s.toNs() > from)
                            .toList());
        }
        assertThat(history.acts(from, to))
                .isEqualTo(history.acts(0, History.OPEN).stream()
                        .filter(a -> a.requestedNs() <= to && (a.answeredNs() < 0 || a.answeredNs() >= from))
                        .toList());
        assertThat(history.sent(from, to))
                .isEqualTo((int) found.stream().filter(m -> m.sentNs() >= from).count());
    }

    @Property(tries = 60)
    void whatIsForgottenChangesNothingOfTheRest(@ForAll long seed, @ForAll @IntRange(min = 1_500, max = 4_000) int left) {
        int facts = 6_000;
        var all = journal(seed, facts);
        var growing = new Journal();
        var history = History.of(growing.view());
        for (int i = 0; i < facts; i++) {
            growing.append(all.get(i));
            if (i % 1_500 == 0) {
                growing.forget(left);
                assertThat(history.follow(growing.view())).isSameAs(history);
            }
        }
        history.follow(growing.view());
        var whole = History.of(all.view());
        var view = growing.view();
        long fromNs = view.wholeFrom() == view.size() ? END_NS : view.get(view.wholeFrom()).atNs();
        for (int kernel = 0; kernel < whole.slots(); kernel++) {
            assertThat(history.stretches(kernel, 0, History.OPEN)).isEqualTo(whole.stretches(kernel, 0, History.OPEN));
            for (long ns = fromNs; ns <= 2 * END_NS; ns += 97) {
                assertThat(history.busyNs(kernel, fromNs, ns)).isEqualTo(whole.busyNs(kernel, fromNs, ns));
                assertThat(history.busyNs(kernel, 3, ns, ns + 50)).isEqualTo(whole.busyNs(kernel, 3, ns, ns + 50));
                assertThat(history.answered(kernel, fromNs, ns)).isEqualTo(whole.answered(kernel, fromNs, ns));
                assertThat(history.sent(kernel, 1, fromNs, ns)).isEqualTo(whole.sent(kernel, 1, fromNs, ns));
            }
        }
        var kept = new ArrayList<History.Message>();
        var known = new ArrayList<History.Message>();
        history.messages(fromNs, History.OPEN, kept::add);
        whole.messages(fromNs, History.OPEN, known::add);
        assertThat(kept).isEqualTo(known);
        known.forEach(message -> assertThat(history.message(message.number())).isEqualTo(message));
    }

    @Test
    void whoBeginsToReadLateNeedsNoRoomForWhatWasBefore() {
        var journal = new Journal();
        long billions = 4_000_000_000L;
        journal.append(new Fact(5, 1, new Happening.MessageSent(billions, MessageKind.USER_REQUEST, 0, 0, 1, 1, 64)));
        journal.append(new Fact(6, 2, new Happening.MessageSent(billions - 1, MessageKind.USER_REQUEST, 0, 0, 1, 1, 64)));
        journal.append(new Fact(7, 3, new Happening.MessageTaken(billions - 1, MessageKind.USER_REQUEST, 0, 1, 1)));

        var history = History.of(journal.view());

        assertThat(history.message(billions).sentNs()).isEqualTo(5);
        assertThat(history.message(billions - 1).takenNs()).isEqualTo(7);
        assertThat(history.message(1)).isNull();
    }

    @Test
    void anotherBranchIsReadAfresh() {
        var first = Journals.run();
        var history = History.of(first.view());
        var branch = first.prefix(first.size() / 2);
        branch.append(new Fact(first.get(first.size() / 2).atNs(), 1, new Happening.InstanceRemoved(2)));
        var other = history.follow(branch.view());
        assertThat(other).isNotSameAs(history);
        assertThat(description(other)).isEqualTo(description(History.of(branch.view())));
        while (branch.size() <= first.size()) {
            branch.append(new Fact(Journals.END_NS, 1, new Happening.Logged(0, "later")));
        }
        var again = history.follow(branch.view());
        assertThat(again).isNotSameAs(history);
        assertThat(again.facts()).isEqualTo(branch.size());
    }

    @Test
    void theHostIsThereFromTheStart() {
        var history = History.of(Journal.View.EMPTY);
        assertThat(history.slots()).isEqualTo(1);
        assertThat(history.life(0, 0, 0, 100).name()).isEqualTo("host");
        assertThat(history.stretch(0, 0).phase()).isEqualTo(Phase.UP);
        assertThat(history.stretch(3, 0)).isNull();
    }

    @Test
    void aKernelThatStoppedAfterAPanicIsToldFromOneThatWasHalted() {
        var history = History.of(Journals.run().view());
        var after = history.stretch(1, Journals.LOADED_NS + 1);
        assertThat(after.status()).isEqualTo(Status.LOADED);
        assertThat(after.phase()).isEqualTo(Phase.OFF);
        assertThat(after.panicked()).isTrue();
        assertThat(history.stretch(1, Journals.RESTART_NS + 12_000_000).panicked()).isFalse();
        assertThat(history.panics(1, 0, Journals.END_NS)).containsExactly(Journals.PANIC_NS);
    }

    @Test
    void aMessageInAClearedRingIsLost() {
        var history = History.of(Journals.run().view());
        var lost = new ArrayList<History.Message>();
        history.messages(0, Journals.END_NS, m -> {
            if (m.lost()) {
                lost.add(m);
            }
        });
        assertThat(lost).isNotEmpty();
        assertThat(lost).allMatch(m -> m.takenNs() == -1 && m.toKernel() == 1 && m.sentNs() > Journals.PANIC_NS);
    }

    /// Facts in the order of time that need not make sense together.
    private static Journal journal(long seed, int facts) {
        var chance = new RandomStream(seed, "facts");
        var journal = new Journal();
        long atNs = 0;
        int messages = 0;
        int acts = 0;
        for (int i = 0; i < facts; i++) {
            atNs += chance.nextBelow(2 * END_NS / Math.max(1, facts));
            int kernel = (int) chance.nextBelow(KERNELS);
            int other = (int) chance.nextBelow(KERNELS);
            int core = (int) chance.nextBelow(8);
            journal.append(new Fact(atNs, i, switch ((int) chance.nextBelow(11)) {
                case 0 -> new Happening.InstanceCreated(Math.max(1, kernel), kernel, "k" + kernel);
                case 1 -> new Happening.InstanceRemoved(Math.max(1, kernel));
                case 2 -> new Happening.StatusChanged(kernel, Status.READY, Status.of((int) chance.nextBelow(5)));
                case 3 -> new Happening.PhaseEntered(kernel, Phase.of((int) chance.nextBelow(7)));
                case 4 -> new Happening.CoreBusy(core, kernel, atNs + chance.nextBelow(300));
                case 5, 6 -> new Happening.MessageSent(
                        ++messages, MessageKind.of((int) chance.nextBelow(8)), kernel, core, other, core, 64);
                case 7 -> new Happening.MessageTaken(
                        chance.nextBelow(messages + 2), MessageKind.USER_REPLY, kernel, other, core);
                case 8 -> new Happening.MessageLost(
                        chance.nextBelow(messages + 2), MessageKind.USER_REPLY, kernel, other);
                case 9 -> new Happening.Requested(++acts, new Command.EmptyPool(), true);
                default -> new Happening.Answered(
                        (int) chance.nextBelow(acts + 1), new Command.EmptyPool(), Errno.EBUSY, "no");
            }));
        }
        return journal;
    }

    private static List<History.Message> messages(Journal journal, long from, long to) {
        var found = new ArrayList<History.Message>();
        for (int i = 0; i < journal.size(); i++) {
            if (journal.get(i).what() instanceof Happening.MessageSent s) {
                long sentNs = journal.get(i).atNs();
                long endNs = History.OPEN;
                boolean taken = false;
                for (int j = i + 1; j < journal.size() && endNs == History.OPEN; j++) {
                    var what = journal.get(j).what();
                    if (what instanceof Happening.MessageTaken t && t.message() == s.message()) {
                        endNs = journal.get(j).atNs();
                        taken = true;
                    } else if (what instanceof Happening.MessageLost l && l.message() == s.message()) {
                        endNs = journal.get(j).atNs();
                    }
                }
                if (sentNs <= to && endNs >= from) {
                    found.add(new History.Message(
                            s.message(), s.kind(), s.fromKernel(), s.fromCore(), s.toKernel(), s.toCore(),
                            sentNs, taken ? endNs : -1, !taken && endNs != History.OPEN));
                }
            }
        }
        return found;
    }

    private static long busy(Journal journal, int kernel, long from, long to) {
        long sum = 0;
        for (int i = 0; i < journal.size(); i++) {
            if (journal.get(i).what() instanceof Happening.CoreBusy b && b.kernel() == kernel) {
                sum += Math.max(0, Math.min(to, b.untilNs()) - Math.max(from, journal.get(i).atNs()));
            }
        }
        return sum;
    }

    /// All that a history says, as text.
    private static String description(History history) {
        var text = new StringBuilder();
        for (int k = 0; k < history.slots(); k++) {
            text.append(k).append(history.lives(k)).append(history.stretches(k, 0, History.OPEN));
            text.append(history.moves(k, 0, History.OPEN)).append(List.of(history.panics(k, 0, History.OPEN).length));
            for (long t = 0; t < END_NS; t += 37) {
                text.append(history.busyNs(k, 0, t)).append(' ').append(history.answered(k, 0, t)).append(' ');
            }
        }
        history.messages(0, History.OPEN, text::append);
        history.pairs((from, to, traffic) -> text.append(from).append(to)
                .append(traffic.sent().size()).append(traffic.taken().within(0, 500)).append(traffic.lost().size()));
        text.append(history.acts(0, History.OPEN)).append(history.chapters(0, History.OPEN));
        return text.append(history.sent(0, History.OPEN)).toString();
    }
}
