package archipelago.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Every event knows what made it happen, back to the start or to somebody's act.
class CausesTest {
    private static final long TALK_NS = 5_599_700_000L;

    private static List<Long> chain(Causes causes, long event) {
        var chain = new ArrayList<Long>();
        for (long at = event; at > 0; at = causes.of(at)) {
            chain.add(at);
        }
        return chain;
    }

    private static long root(Causes causes, long event) {
        return causes.of(chain(causes, event).getLast());
    }

    private static long eventOf(Session session, Class<? extends Happening> kind, int kernel) {
        for (int i = session.factsTold() - 1; i >= 0; i--) {
            var fact = session.journal().get(i);
            boolean about = switch (fact.what()) {
                case Happening.StatusChanged s -> s.kernel() == kernel;
                case Happening.PhaseEntered p -> p.kernel() == kernel;
                default -> false;
            };
            if (kind.isInstance(fact.what()) && about) {
                return fact.event();
            }
        }
        throw new AssertionError("nothing of the kind happened");
    }

    @Test
    void fromEveryEventOfTheStoryTheChainEndsAtTheStart() {
        var session = new Session(Labs.firstLight());
        while (!session.atEnd()) {
            session.stepForward();
        }
        var causes = session.causes();
        assertThat(causes.events()).isEqualTo(session.events());
        for (long event = 1; event <= causes.events(); event++) {
            assertThat(causes.of(event)).isBetween(Causes.START, event - 1);
        }
        assertThat(root(causes, causes.events())).isEqualTo(Causes.START);
    }

    @Test
    void whatAnInjectedPanicLeadsToEndsAtTheActThatInjectedIt() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        int act = session.give(new Command.Fault.Panic("database", 66));
        session.runUntil(TALK_NS + 1_000_000);
        long loaded = eventOf(session, Happening.StatusChanged.class, 2);
        assertThat(root(session.causes(), loaded)).isEqualTo(-act);
        // The panic's trace, the notice's slot, its doorbell, the handler, the deferred work.
        assertThat(chain(session.causes(), loaded)).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void goingBackAndForthChangesNoCause() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        var before = new ArrayList<Long>();
        for (long event = 1; event <= session.events(); event++) {
            before.add(session.causes().of(event));
        }
        var random = new Random(5);
        for (int i = 0; i < 20; i++) {
            session.seek(random.nextLong(TALK_NS));
        }
        session.give(new Command.CpuToPool(4));
        session.enter(0);
        session.runUntil(TALK_NS);
        for (int i = 0; i < before.size(); i++) {
            assertThat(session.causes().of(i + 1L)).isEqualTo(before.get(i));
        }
    }
}
