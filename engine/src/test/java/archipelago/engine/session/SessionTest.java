package archipelago.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.base.Hash64;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.invariant.Violation;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final Scenario STORY = Labs.firstLight();
    private static final long PANIC_NS = 5_620_000_000L;

    private static Session toEnd(Session session) {
        while (!session.atEnd()) {
            session.stepForward();
        }
        return session;
    }

    private static String mark(Session session) {
        return session.events() + " " + Hash64.text(session.fingerprint());
    }

    @Test
    void aRunAndARunInSingleStepsAreTheSame() {
        var stepped = toEnd(new Session(STORY));
        var run = new Session(STORY);
        run.runUntil(stepped.nowNs());
        assertThat(mark(run)).isEqualTo(mark(stepped));
    }

    @Test
    void anotherSeedIsAnotherRun() {
        var other = toEnd(new Session(STORY.withSeed(43)));
        assertThat(mark(other)).isNotEqualTo(mark(toEnd(new Session(STORY))));
    }

    @Test
    void aPacedRunThatIsPaintedAtRandomMomentsIsTheSame() {
        var straight = toEnd(new Session(STORY));
        var random = new Random(7);
        try (var live = new LiveEngine(new Session(STORY))) {
            live.speed(LiveEngine.FASTEST);
            live.play();
            Frame frame = live.latest();
            while (!frame.finished) {
                if (random.nextInt(50) == 0) {
                    live.pause();
                    live.stepForward();
                    live.play();
                }
                frame = live.latest();
                Thread.onSpinWait();
            }
            assertThat(Hash64.text(frame.fingerprint)).isEqualTo(Hash64.text(straight.fingerprint()));
            assertThat(frame.events).isEqualTo(straight.events());
        }
    }

    @Test
    void everyPromiseHoldsAfterEveryEventOfTheStory() {
        var session = new Session(STORY);
        while (!session.atEnd()) {
            session.stepForward();
            assertThat(Violation.in(session.simulation().state(), STORY.machine())).isEmpty();
        }
    }

    @Property(tries = 12)
    void wanderingThroughTimeEndsWhereAStraightRunEnds(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int walk) {
        var random = new Random(seed);
        var session = new Session(STORY);
        session.runUntil(PANIC_NS);
        for (int i = 0; i < walk; i++) {
            switch (random.nextInt(4)) {
                case 0 -> session.seek(5_250_000_000L + random.nextLong(400_000_000L));
                case 1 -> session.seekEvents(random.nextLong(60_000));
                case 2 -> session.stepBack();
                default -> session.stepForward();
            }
        }
        long events = session.events();
        var straight = new Session(STORY);
        straight.seekEvents(events);
        assertThat(mark(session)).isEqualTo(mark(straight));
        assertThat(session.branches()).hasSize(1);
    }

    @Property(tries = 8)
    void commandsAnywhereAreRepeatedToTheBit(@ForAll long seed) {
        var random = new Random(seed);
        var session = new Session(STORY);
        for (int i = 0; i < 6; i++) {
            session.seek(5_200_000_000L + random.nextLong(700_000_000L));
            session.give(command(random));
            session.runUntil(session.nowNs() + random.nextLong(3_000_000L));
        }
        session.runUntil(6_000_000_000L);
        var expected = mark(session);
        var facts = session.journal().size();
        var last = session.branch().number();

        session.seek(0);
        session.runUntil(6_000_000_000L);
        assertThat(mark(session)).isEqualTo(expected);
        assertThat(session.journal().size()).isEqualTo(facts);

        session.enter(0);
        session.enter(last);
        session.runUntil(6_000_000_000L);
        assertThat(mark(session)).isEqualTo(expected);
        assertThat(Violation.in(session.simulation().state(), STORY.machine())).isEmpty();
    }

    static Command command(Random random) {
        List<Command> all = new ArrayList<>(List.of(
                new Command.Fault.Panic("web-server", -1),
                new Command.Fault.Panic("database", 66),
                new Command.Halt("web-server"),
                new Command.Halt("database"),
                new Command.ForceHalt("database"),
                new Command.Exec("web-server"),
                new Command.Exec("database"),
                new Command.AddCpu("database", 74),
                new Command.AddCpu("web-server", 24),
                new Command.RemoveCpu("web-server", 20),
                new Command.RemoveCpu("database", 66),
                new Command.RemoveCpu("database", 64),
                new Command.CpuToPool(4),
                new Command.CpuToHost(26),
                new Command.Unload("web-server"),
                new Command.Delete("web-server"),
                new Command.EmptyPool(),
                Labs.web(),
                Labs.load("web-server"),
                Labs.fill()));
        if (random.nextInt(8) == 0) {
            all.add(new Command.Fault.Panic("host", -1));
        }
        return all.get(random.nextInt(all.size()));
    }

    @Test
    void anActInThePastOpensABranchAndTheOldFutureStays() {
        var session = new Session(STORY);
        session.runUntil(PANIC_NS);
        var before = mark(session);
        session.seek(5_599_900_000L);
        session.give(new Command.Fault.Panic("database", 66));
        session.runUntil(PANIC_NS);

        assertThat(session.branch().number()).isEqualTo(1);
        assertThat(session.branch().parent()).isZero();
        assertThat(mark(session)).isNotEqualTo(before);

        session.enter(0);
        session.runUntil(PANIC_NS);
        assertThat(mark(session)).isEqualTo(before);
    }

    @Test
    void anActAtTheEndOfWhatIsKnownOpensNoBranch() {
        var session = new Session(STORY);
        session.runUntil(PANIC_NS);
        session.give(new Command.Fault.Panic("database", 66));
        assertThat(session.branches()).hasSize(1);
        assertThat(session.branch().commands()).hasSize(1);
    }

    @Test
    void steppingBackAndForwardShowsTheSamePlaces() {
        var session = new Session(STORY);
        session.seekEvents(52_300);
        var marks = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            marks.add(mark(session));
            session.stepBack();
        }
        for (int i = 19; i >= 0; i--) {
            session.stepForward();
            assertThat(mark(session)).isEqualTo(marks.get(i));
        }
    }
}
