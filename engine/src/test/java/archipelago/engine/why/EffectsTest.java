package archipelago.engine.why;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Causes;
import archipelago.engine.session.Session;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EffectsTest {
    private static final long TALK_NS = 5_599_700_000L;
    private static final long LAST_EVENT = 36_000;
    private static final Session TOLD = told();

    @Test
    void anActHasTheEffectsThatItScheduledAndWhatCameOfThem() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        int act = session.give(new Command.Fault.Panic("database", 66));
        session.runUntil(TALK_NS + 300_000);

        var effects = new Effects(session.causes(), -act, session.events());

        assertThat(effects.direct()).isNotEmpty().allMatch(event -> session.causes().of(event) == -act);
        assertThat(effects.first()).hasValue(effects.direct().getFirst());
        assertThat(effects.count()).isGreaterThan(effects.direct().size());
    }

    @Property(tries = 60)
    void anEventIsAnEffectWhereverTheChainComesPastItsOrigin(
            @ForAll @LongRange(min = 1, max = LAST_EVENT) long origin,
            @ForAll @LongRange(min = 1, max = LAST_EVENT) long event) {
        var effects = new Effects(TOLD.causes(), origin, LAST_EVENT);
        var chain = chain(event);

        assertThat(effects.hold(event)).isEqualTo(chain.contains(origin));
        long middle = chain.get(chain.size() / 2);
        assertThat(new Effects(TOLD.causes(), middle, LAST_EVENT).hold(event)).isTrue();
    }

    @Property(tries = 60)
    void aChainTellsBothItsEndsAndCountsWhatIsBetween(@ForAll @LongRange(min = 1, max = LAST_EVENT) long event) {
        var all = chain(event);

        var told = Chain.whole(TOLD, event);

        assertThat(told.nearest().size() + told.between() + told.farthest().size()).isEqualTo(all.size());
        assertThat(told.nearest()).hasSize(Math.min(all.size(), told.between() > 0 ? Chain.NEAREST : all.size()));
        assertThat(told.nearest().stream().map(Link::origin)).isEqualTo(all.subList(0, told.nearest().size()));
        assertThat(told.farthest().stream().map(Link::origin))
                .isEqualTo(all.subList(all.size() - told.farthest().size(), all.size()));
        assertThat(told.root().origin()).isEqualTo(all.getLast());
        for (var link : told.links()) {
            assertThat(link.facts()).isEqualTo(TOLD.journal().factsOf(link.origin()));
        }
    }

    /// An event and everything that it goes back to, one by one.
    private static List<Long> chain(long event) {
        var chain = new ArrayList<Long>();
        for (long at = event; at != Causes.START; at = at < 0 ? Causes.START : TOLD.causes().of(at)) {
            chain.add(at);
        }
        return chain;
    }

    private static Session told() {
        var session = new Session(Labs.firstLight());
        session.seekEvents(LAST_EVENT);
        return session;
    }
}
