package archipelago.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Errno;
import archipelago.engine.state.MessageKind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PackedFactsTest {
    @Property(tries = 300)
    void whatIsUnpackedIsWhatWasPacked(@ForAll @Size(max = 200) List<@From("facts") Fact> facts) {
        var packed = PackedFacts.of(facts.toArray(Fact[]::new), facts.size());

        var unpacked = new ArrayList<Fact>();
        for (int block = 0; block * PackedFacts.BLOCK < facts.size(); block++) {
            unpacked.addAll(List.of(packed.block(block)));
        }
        assertThat(unpacked).isEqualTo(facts);
    }

    /// Any values at all but for the number of an event, though what runs forward is what it is made for.
    @Provide
    static Arbitrary<Fact> facts() {
        var numbers = Arbitraries.longs();
        var small = Arbitraries.integers().between(-1, 2_000);
        var kinds = Arbitraries.of(MessageKind.class);
        Arbitrary<Happening> busy = Combinators.combine(small, Arbitraries.integers(), numbers)
                .as(Happening.CoreBusy::new);
        Arbitrary<Happening> sent = Combinators.combine(numbers, kinds, small, small, small, small, small)
                .as(Happening.MessageSent::new);
        Arbitrary<Happening> taken = Combinators.combine(numbers, kinds, small, small, small)
                .as(Happening.MessageTaken::new);
        Arbitrary<Happening> lost = Combinators.combine(numbers, kinds, small, small).as(Happening.MessageLost::new);
        Arbitrary<Happening> refused = Combinators.combine(kinds, small, small, Arbitraries.of(Errno.class))
                .as(Happening.SendRefused::new);
        Arbitrary<Happening> unheard = Combinators.combine(small, small).as(Happening.DoorbellLost::new);
        Arbitrary<Happening> other = Arbitraries.strings().ofMaxLength(5).map(line -> new Happening.Logged(1, line));
        var events = Arbitraries.longs().between(0, 1L << 48);
        var acts = Arbitraries.integers().between(-3, 3).map(act -> Math.max(0, act));
        var happenings = Arbitraries.oneOf(List.of(busy, sent, taken, lost, refused, unheard, other));
        return Combinators.combine(numbers, events, acts, happenings).as(Fact::new);
    }

    @Test
    void aJournalThatIsReadInAnyOrderHoldsWhatWasAppended() {
        var journal = new Journal();
        var told = new ArrayList<Fact>();
        for (int i = 0; i < 20_000; i++) {
            var what = switch (i % 3) {
                case 0 -> new Happening.CoreBusy(i % 1024, i % 64, i * 11L);
                case 1 -> new Happening.MessageSent(i, MessageKind.USER_REQUEST, 1, 2, 3, 4, 256);
                default -> new Happening.Logged(0, "line " + i);
            };
            told.add(new Fact(i * 10L, i, what));
            journal.append(told.getLast());
        }
        var view = journal.view();
        for (int step : new int[] {1, 7, 4_097, 12_289}) {
            for (int n = 0, at = 0; n < 5_000; n++, at = (at + step) % told.size()) {
                assertThat(journal.get(at)).isEqualTo(told.get(at));
                assertThat(view.get(at)).isEqualTo(told.get(at));
            }
        }
    }
}
