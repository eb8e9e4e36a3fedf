package archipelago.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import archipelago.engine.Labs;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.ArrayList;
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
    private static final int MOST_BRANCHES = 12;
    private static final long MOST_EVENTS = 60_000;
    private static final long TALK_LIMIT_NS = 400_000_000L;

    @TestFactory
    Stream<DynamicTest> aRandomWalkEndsWhereAStraightRunComes() {
        return Stream.concat(Labs.library().stream(), Stream.of(Labs.firstLight()))
                .map(scenario -> dynamicTest(scenario.name(), () -> new Walk(scenario, false).go()));
    }

    /// What is kept may be little; where one comes to, and what is told of it, is the same.
    @TestFactory
    Stream<DynamicTest> aRandomWalkOfSomebodyWhoForgetsEndsThereToo() {
        return Stream.of(Labs.firstLight(), Labs.story(Labs.chatter(), Labs.bothUp()))
                .map(scenario -> dynamicTest(scenario.name(), () -> {
                    var walk = new Walk(scenario, true);
                    walk.go();
                    assertThat(walk.gaps).as("how often facts were missing").isPositive();
                }));
    }

    /// Somebody who goes back and forth, acts, and takes it back.
    private static final class Walk {
        private final Session session;
        private final Random random;
        private final long endNs;
        private final long endEvents;
        private final List<Command> leftOut;
        private final boolean forgets;
        private int gaps;

        Walk(Scenario scenario, boolean forgets) {
            this.forgets = forgets;
            session = new Session(scenario);
            random = new Random(scenario.name().hashCode());
            while (!session.over() && session.events() < MOST_EVENTS) {
                session.stepForward();
            }
            // Kernels that nobody halts talk on, and no walk through a minute of that would end today.
            endNs = Math.min(session.nowNs(), firstTalkNs() + TALK_LIMIT_NS);
            endEvents = session.events();
            leftOut = leavable(session);
            session.seek(endNs);
        }

        private long firstTalkNs() {
            for (int i = 0; i < session.factsTold(); i++) {
                if (session.journal().get(i).what() instanceof Happening.MessageSent sent
                        && sent.kind() == MessageKind.USER_REQUEST) {
                    return session.journal().get(i).atNs();
                }
            }
            return session.nowNs();
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
            if (forgets && random.nextInt(3) == 0) {
                session.forget(random.nextInt(5_000));
                gaps += session.journal().view().wholeFrom() > 0 ? 1 : 0;
            }
            boolean room = session.branches().size() < MOST_BRANCHES;
            switch (random.nextInt(10)) {
                case 0, 1 -> session.seek(random.nextLong(endNs + 1));
                case 2 -> {
                    session.seekEvents(random.nextLong(endEvents + 1));
                    session.seek(Math.min(session.nowNs(), endNs));
                }
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
                    } else if (room && random.nextInt(8) == 0) {
                        undoOneOfTheStory();
                    }
                }
                default -> bookmark();
            }
        }

        private void undoOneOfTheStory() {
            var acts = session.journal().actsOfTheStory(session.factsTold()).stream()
                    .filter(act -> leftOut.contains(commandOf(session, act)))
                    .toList();
            if (!acts.isEmpty()) {
                long hereNs = session.nowNs();
                session.undoAct(acts.get(random.nextInt(acts.size())));
                assertThat(session.nowNs()).isEqualTo(hereNs);
                assertThat(session.branch().leftOut()).isPresent();
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
            assertThat(session.told()).isEqualTo(straight.told());
            assertThat(session.acts()).isEqualTo(straight.acts());
            var told = session.journal().view();
            int happened = session.factsTold();
            for (int i = 0; i < happened; i++) {
                var fact = straight.journal().get((int) told.number(i));
                if (!told.get(i).equals(fact)) {
                    assertThat(told.get(i)).isEqualTo(fact);
                }
            }
            if (!forgets) {
                assertThat(happened).isEqualTo(straight.factsTold());
            } else if (happened > told.wholeFrom()) {
                assertThat(straight.factsTold() - told.number(told.wholeFrom())).isEqualTo(happened - told.wholeFrom());
            }
            for (long event = session.causes().first(); event <= here.events(); event++) {
                if (session.causes().of(event) != straight.causes().of(event)) {
                    throw new AssertionError("event " + event + " has another cause at " + here);
                }
            }
        }
    }

    /// What of the story can be left out without making the run much longer: where nobody halts them, kernels talk on.
    private static List<Command> leavable(Session session) {
        return session.journal().actsOfTheStory(session.factsTold()).stream()
                .filter(act -> {
                    var without = session.withoutAct(act);
                    while (without.nextNs() <= session.nowNs() && without.events() < MOST_EVENTS + MOST_EVENTS / 4) {
                        without.turn();
                    }
                    return without.nextNs() > session.nowNs();
                })
                .map(act -> commandOf(session, act))
                .toList();
    }

    private static Command commandOf(Session session, int act) {
        return ((Happening.Requested) session.request(act).orElseThrow().what()).command();
    }

    // --- undo -------------------------------------------------------------------------------------

    private static final long TALK_NS = 5_599_700_000L;
    /// The act in which the story panics the web server, after two acts of a person.
    private static final int PANIC = 11;

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

    @TestFactory
    Stream<DynamicTest> withoutOneActOfTheStoryAllOthersAreGivenAtTheirInstants() {
        return Labs.library().stream().map(scenario -> dynamicTest(scenario.name(), () -> {
            var session = new Session(scenario);
            while (!session.over() && session.events() < MOST_EVENTS) {
                session.stepForward();
            }
            var random = new Random(scenario.name().length());
            var asked = asked(session);
            var leavable = leavable(session);
            for (int i = 0; i < 4 && !leavable.isEmpty(); i++) {
                var wanted = leavable.get(random.nextInt(leavable.size()));
                int act = session.journal().actsOfTheStory(session.factsTold()).stream()
                        .filter(number -> commandOf(session, number).equals(wanted))
                        .findFirst()
                        .orElseThrow();
                int out = act - 1; // Nobody else has acted.
                var expected = new ArrayList<>(asked);
                expected.remove(out);
                session.undoAct(act);

                assertThat(asked.get(out)).endsWith(" " + session.branch().undone().orElseThrow());
                var given = asked(session);
                boolean reset = session.simulation().state().ended; // After that nobody asks for anything.
                assertThat(given).as("without act %d", act).startsWith(
                        expected.subList(0, reset ? given.size() : expected.size()).toArray(String[]::new));
                var elsewhere = session.alone(session.branch().number());
                elsewhere.runUntil(session.nowNs());
                assertThat(elsewhere.fingerprint()).isEqualTo(session.fingerprint());
                session.enterHere(0);
            }
        }));
    }

    /// What the story asked for, and when.
    private static List<String> asked(Session session) {
        var asked = new ArrayList<String>();
        for (int i = 0; i < session.factsTold(); i++) {
            var fact = session.journal().get(i);
            if (fact.what() instanceof Happening.Requested(int _, var command, boolean byStory) && byStory) {
                asked.add(fact.atNs() + " ns " + command);
            }
        }
        return asked;
    }

    @Test
    void whatIsUndoneOfTheStoryIsABranchOnWhichItGoesOnAndPeopleStillAct() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        session.give(new Fault.Slow("database", 300));
        session.runUntil(5_620_400_000L);
        session.give(new Fault.Slow("database", 200));
        while (session.request(PANIC).isEmpty()) {
            session.stepForward();
        }
        // The story waits until it has seen the web server halt. Without a panic it would wait for ever.
        while (session.simulation().state().named("web-server").status != Status.LOADED) {
            session.stepForward();
        }
        session.runUntil(session.nowNs() + 2_000_000);
        long hereNs = session.nowNs();

        session.undoAct(PANIC);

        assertThat(session.branch().undone()).contains(new Fault.Panic("web-server", 20));
        assertThat(session.branch().commands()).hasSize(2);
        assertThat(session.simulation().state().named("web-server").phase).isEqualTo(Phase.UP);
        assertThat(session.nowNs()).isEqualTo(hereNs);
        int slow = session.acts().getFirst();
        session.undoAct(slow);
        assertThat(session.branches()).extracting(Branch::parent).isEqualTo(List.of(-1, 0, 1));
        assertThat(session.branch().scenario()).as("it has the story of its parent").isEqualTo(session.branches().get(1).scenario());
        while (!session.over()) {
            session.runUntil(session.nowNs() + 10_000_000);
        }
        assertThat(session.simulation().state().story.over).as("the story comes to its end").isTrue();
    }

    @Test
    void whoLosesPatienceOnTheWayHasTheOtherActsAndLessTime() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        session.give(new Fault.Panic("database", 66));
        session.runUntil(TALK_NS + 50_000);
        session.give(new Fault.Slow("web-server", 300));
        session.runUntil(TALK_NS + 20_000_000);
        long hereNs = session.nowNs();

        assertThat(session.undo(0, () -> false)).as("it has not come to the same instant").isFalse();

        assertThat(session.branch().commands()).extracting(Given::command)
                .containsExactly(new Fault.Slow("web-server", 300));
        assertThat(session.nowNs()).isBetween(TALK_NS + 50_000, hereNs - 1);
        session.runUntil(hereNs);
        long fingerprint = session.fingerprint();
        session.enterHere(0);
        assertThat(session.undo(0, () -> true)).isTrue();
        assertThat(session.fingerprint()).as("it could go on from there").isEqualTo(fingerprint);
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
