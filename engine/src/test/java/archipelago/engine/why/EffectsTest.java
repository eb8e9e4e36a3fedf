package archipelago.engine.why;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.command.Command;
import archipelago.engine.session.Session;
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
        var chain = Chain.whole(TOLD, event);

        assertThat(effects.hold(event)).isEqualTo(chain.links().stream().anyMatch(link -> link.origin() == origin));
        var whole = chain.links().get(chain.links().size() / 2).origin();
        assertThat(new Effects(TOLD.causes(), whole, LAST_EVENT).hold(event)).isTrue();
    }

    private static Session told() {
        var session = new Session(Labs.firstLight());
        session.seekEvents(LAST_EVENT);
        return session;
    }
}
