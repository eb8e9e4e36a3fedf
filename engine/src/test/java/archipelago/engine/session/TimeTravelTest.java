package archipelago.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import archipelago.engine.Labs;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.scenario.Scenario;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// However one came to a point of a run, it is the point to which a straight run comes.
class TimeTravelTest {
    private static final int STEPS = 1000;
    private static final int STEPS_BETWEEN_LOOKS = 250;
    private static final int MOST_BRANCHES = 24;
    private static final long MOST_EVENTS = 60_000;

    @TestFactory
    Stream<DynamicTest> aRandomWalkEndsWhereAStraightRunComes() {
        return Stream.concat(Labs.phenomena().stream(), Stream.of(Labs.firstLight()))
                .map(scenario -> dynamicTest(scenario.name(), () -> new Walk(scenario).go()));
    }

    /// Somebody who goes back and forth, acts, and takes it back.
    private static final class Walk {
        private final Session session;
        private final Random random;
        private final long endNs;
        private final long endEvents;

        Walk(Scenario scenario) {
            session = new Session(scenario);
            random = new Random(scenario.name().hashCode());
            while (!session.over() && session.events() < MOST_EVENTS) {
                session.stepForward();
            }
            endNs = session.nowNs();
            endEvents = session.events();
        }

        void go() {
            for (int step = 1; step <= STEPS; step++) {
                step();
                if (step % STEPS_BETWEEN_LOOKS == 0) {
                    look();
                }
            }
            for (var branch : session.branches()) {
                session.enter(branch.number());
                session.seek(random.nextLong(endNs + 1));
                look();
            }
        }

        private void step() {
            boolean room = session.branches().size() < MOST_BRANCHES;
            switch (random.nextInt(10)) {
                case 0, 1 -> session.seek(random.nextLong(endNs + 1));
                case 2 -> session.seekEvents(random.nextLong(endEvents + 1));
                case 3, 4 -> session.stepBack();
                case 5 -> session.stepForward();
                case 6 -> session.enterHere(random.nextInt(session.branches().size()));
                case 7 -> {
                    if (room && random.nextInt(4) == 0) {
                        session.give(command());
                    }
                }
                case 8 -> {
                    int given = session.moment().commands();
                    if (room && given > 0 && random.nextInt(4) == 0) {
                        session.undo(random.nextInt(given));
                    }
                }
                default -> bookmark();
            }
        }

        private void bookmark() {
            var name = "place " + random.nextInt(5);
            var known = session.bookmark(name);
            if (known.isPresent() && random.nextBoolean()) {
                session.goTo(known.get().moment());
                assertThat(session.moment()).isEqualTo(known.get().moment());
            } else {
                session.mark(name, "");
            }
        }

        private Command command() {
            var state = session.simulation().state();
            var there = state.kernel(random.nextInt(state.slots()));
            var kernel = there == null ? "nobody" : there.name;
            return switch (random.nextInt(6)) {
                case 0 -> new Command.Exec(kernel);
                case 1 -> new Command.Halt(kernel);
                case 2 -> new Command.ForceHalt(kernel);
                case 3 -> new Fault.Panic(kernel, -1);
                case 4 -> new Fault.Slow(kernel, 150 + random.nextInt(300));
                default -> new Command.Unload(kernel);
            };
        }

        private void look() {
            var here = session.moment();
            var straight = session.alone(here.branch());
            straight.goTo(new Moment(Branch.FIRST, here.commands(), here.events(), here.atNs()));

            assertThat(straight.fingerprint()).as("at %s", here).isEqualTo(session.fingerprint());
            assertThat(straight.simulation().state().digest()).isEqualTo(session.simulation().state().digest());
            assertThat(straight.nextNs()).isEqualTo(session.nextNs());
            assertThat(straight.factsTold()).isEqualTo(session.factsTold());
            for (int fact = 0; fact < straight.factsTold(); fact++) {
                if (!session.journal().get(fact).equals(straight.journal().get(fact))) {
                    assertThat(session.journal().get(fact)).isEqualTo(straight.journal().get(fact));
                }
            }
            for (long event = 1; event <= here.events(); event++) {
                if (session.causes().of(event) != straight.causes().of(event)) {
                    throw new AssertionError("event " + event + " has another cause at " + here);
                }
            }
        }
    }

    // --- undo -------------------------------------------------------------------------------------

    private static final long TALK_NS = 5_599_700_000L;

    @Test
    void undoIsABranchWithoutTheActInWhichTheOthersAreGivenAgain() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        session.give(new Fault.Panic("database", 66));
        session.runUntil(TALK_NS + 50_000);
        session.give(new Fault.Slow("web-server", 300));
        session.runUntil(TALK_NS + 100_000);
        long panicked = session.fingerprint();

        session.undo(0);

        assertThat(session.branch().number()).isEqualTo(1);
        assertThat(session.nowNs()).isEqualTo(TALK_NS + 100_000);
        assertThat(session.branch().commands()).extracting(Given::command)
                .containsExactly(new Fault.Slow("web-server", 300));
        var calm = new Session(Labs.firstLight());
        calm.runUntil(TALK_NS + 50_000);
        calm.give(new Fault.Slow("web-server", 300));
        calm.runUntil(TALK_NS + 100_000);
        assertThat(session.fingerprint()).isEqualTo(calm.fingerprint());
        session.enterHere(0);
        assertThat(session.fingerprint()).as("the future with the panic is kept").isEqualTo(panicked);
    }

    @Test
    void theLastActCanBeTakenBackAtOnce() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        session.give(new Fault.Panic("database", 66));

        session.undo(0);

        assertThat(session.branches()).hasSize(2);
        assertThat(session.branch().commands()).isEmpty();
        session.undo(session.give(new Fault.Panic("database", 66)) > 0 ? 0 : -1);
        assertThat(session.branches()).extracting(Branch::parent).isEqualTo(List.of(-1, 0, 1));
    }
}
