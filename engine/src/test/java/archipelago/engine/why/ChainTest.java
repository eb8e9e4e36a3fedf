package archipelago.engine.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import archipelago.engine.Labs;
import archipelago.engine.command.Command;
import archipelago.engine.event.Event;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Happening;
import archipelago.engine.session.Session;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import archipelago.engine.trace.ClauseText;
import archipelago.engine.trace.KernelNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ChainTest {
    private static final long TALK_NS = 5_599_700_000L;
    private static final int DATABASE = 2;

    @Test
    void aChainIsASentenceThatEndsWithWhatYouDid() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        session.give(new Command.Fault.Panic("database", 66));
        session.runUntil(TALK_NS + 1_000_000);
        long loaded = last(session, what -> what instanceof Happening.StatusChanged(int kernel, var _, var to)
                && kernel == DATABASE && to == Status.LOADED);

        var chain = Chain.of(session, loaded);

        assertThat(chain.sentence(text(session))).isEqualTo("the host marked database loaded, because the host took"
                + " HALTED #8138 from database, because database sent HALTED #8138 to the host, because database went"
                + " off, because you asked at 5.5997 s to panic database on CPU 66");
        assertThat(chain.root().act()).isTrue();
        assertThat(chain.end()).isEqualTo(Chain.End.ROOT);
    }

    @Test
    void aChainInsideANestedHostNamesTheKernelThatKeepsTheBooks() {
        var session = new Session(Labs.story(List.of(), Labs.nestedUp()));
        session.runUntil(20_000_000_000L);
        session.give(new Command.Fault.Panic("web-server/a", 20));
        session.runUntil(21_000_000_000L);
        long loaded = last(session, what -> what instanceof Happening.StatusChanged(int _, var _, var to)
                && to == Status.LOADED);

        assertThat(Chain.of(session, loaded).sentence(text(session)))
                .startsWith("web-server marked web-server/a loaded, because web-server took HALTED #")
                .endsWith("because you asked at 20 s to panic web-server/a on CPU 20");
    }

    @Test
    void aChainStopsAtWhatTheStoryAskedFor() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        long up = last(session, what -> what instanceof Happening.PhaseEntered(int _, var phase) && phase == Phase.UP);

        var chain = Chain.of(session, up);

        assertThat(chain.end()).isEqualTo(Chain.End.ASKED);
        assertThat(chain.sentence(text(session))).isEqualTo("database came up, because database began to start user"
                + " space, because CPU 70 began to run database, because CPU 68 began to run database, because CPU 66"
                + " began to run database, because database began to bring its other CPUs up, because of 5 things more,"
                + " because the story asked at 5.439992 s to start database");
        var whole = Chain.whole(session, up);
        assertThat(whole.end()).isEqualTo(Chain.End.ROOT);
        assertThat(whole.links()).startsWith(chain.links().toArray(Link[]::new)).hasSizeGreaterThan(50);
    }

    @Test
    void anActHasNoCauseButThePerson() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        int act = session.give(new Command.Fault.Panic("database", 66));

        assertThat(Chain.of(session, -act).sentence(text(session)))
                .isEqualTo("you asked at 5.5997 s to panic database on CPU 66");
    }

    @TestFactory
    Stream<DynamicTest> fromEveryEventOfEveryPhenomenonTheChainReachesARoot() {
        return Labs.phenomena().stream().map(scenario -> dynamicTest(scenario.name(), () -> {
            var session = new Session(scenario);
            while (!session.over()) {
                session.stepForward();
            }
            // The whole chain of each event, link by link, with what is known of the links before it.
            var rooted = new boolean[(int) session.events() + 1];
            for (long event = 1; event <= session.events(); event++) {
                long cause = session.causes().of(event);
                rooted[(int) event] = cause == Causes.START || cause > 0 && rooted[(int) cause];
            }
            for (int event = 1; event < rooted.length; event++) {
                assertThat(rooted[event]).as("event %d", event).isTrue();
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> eachLinkIsARealSchedulingRelation() {
        return Labs.phenomena().stream().map(scenario -> dynamicTest(scenario.name(), () -> {
            var session = new Session(scenario);
            var due = due(session);
            while (!session.over()) {
                session.stepForward();
                var after = due(session);
                long now = session.events();
                var old = after.stream().filter(entry -> entry.cause != now).toList();
                // What this event did not cause was due before it; and what it caused was not.
                assertThat(due).as("before event %d", now).containsAll(old).noneMatch(entry -> entry.cause == now);
                due = after;
            }
        }));
    }

    private record Due(long atNs, int priority, Event event, long cause) {}

    private static List<Due> due(Session session) {
        var due = new ArrayList<Due>();
        session.simulation().world().forEachDue(
                (atNs, priority, event, cause) -> due.add(new Due(atNs, priority, event, cause)));
        return due;
    }

    private static long last(Session session, Predicate<Happening> wanted) {
        for (int i = session.factsTold() - 1; i >= 0; i--) {
            if (wanted.test(session.journal().get(i).what())) {
                return session.journal().get(i).event();
            }
        }
        throw new AssertionError("nothing of the kind happened");
    }

    private static ClauseText text(Session session) {
        var names = new KernelNames();
        for (int i = 0; i < session.factsTold(); i++) {
            names.hear(session.journal().get(i).what());
        }
        return new ClauseText(session.scenario().machine(), names);
    }
}
