package archipelago.app.layout;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.LargeRuns;
import archipelago.app.Lived;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault.Disturbance;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.session.Session;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Ring;
import org.junit.jupiter.api.Test;

/// What a history says of a ring is what the machine's state says of it.
class ArrivalsTest {
    @Test
    void whatCameIsWhatWasTakenWasLostOrStandsInTheRing() {
        var session = LargeRuns.talking(LargeRuns.scenario(8));
        long panicked = session.nowNs();
        agrees(session);
        var frame = frame(session);
        var kernel = frame.kernel(1);
        var ring = History.of(frame.journal).arrivals(1, frame.told()).orElseThrow();
        assertThat(kernel.pending()).isPositive();
        assertThat(ring.came()).isEqualTo(kernel.taken() + kernel.pending()).isNotEqualTo(kernel.sent());
        for (var effect : new Disturbance[] {Disturbance.LOSE, Disturbance.DUPLICATE, Disturbance.CORRUPT}) {
            session.give(new Command.Fault.NextMessage(effect, "kernel-3", "kernel-2", "", 0));
        }
        for (int step = 0; step < 100; step++) {
            session.runUntil(session.nowNs() + 7 * Times.US);
            agrees(session);
        }
        frame = frame(session);
        var history = History.of(frame.journal);
        assertThat(history.arrivals(2, frame.told()).orElseThrow().lost()).as("one that nobody can read").isEqualTo(1);
        var full = history.arrivals(1, frame.told()).orElseThrow();
        assertThat(frame.kernel(1).pending()).isEqualTo(Ring.SLOTS - 1);
        assertThat(full.refused()).as("its ring is full").isPositive();
        session.seek(panicked);
        agrees(session);
        assertThat(History.of(frame(session).journal).arrivals(1, frame(session).told())).contains(ring);
    }

    @Test
    void aRingThatIsEmptiedLosesWhatStoodInIt() {
        var session = new Session(Lived.scenario());
        session.runUntil(Lived.TALK_NS);
        session.give(new Command.Fault.Panic("database", -1));
        session.runUntil(Lived.LATER_NS);
        agrees(session);
        session.give(new Command.Exec("database"));
        session.runUntil(session.nowNs() + 50 * Times.MS);
        agrees(session);
    }

    @Test
    void aNewInstanceHasANewRing() {
        var journal = new Journal();
        int fact = 0;
        journal.append(new Fact(++fact, 1, new Happening.InstanceCreated(1, 1, "one")));
        journal.append(sent(++fact, 1));
        journal.append(new Fact(++fact, 1, new Happening.MessageLost(1, MessageKind.USER_REQUEST, 0, 1)));
        journal.append(new Fact(++fact, 1, new Happening.MessageLost(9, MessageKind.USER_REQUEST, 0, 1)));
        journal.append(new Fact(++fact, 1, new Happening.InstanceRemoved(1)));
        journal.append(new Fact(++fact, 1, new Happening.InstanceCreated(1, 2, "two")));
        journal.append(sent(++fact, 10));
        journal.append(sent(++fact, 11));
        var history = History.of(journal.view());

        assertThat(history.arrivals(1, 5)).as("what never was published is not lost").contains(new History.Arrivals(1, 1, 0));
        assertThat(history.arrivals(1, 7)).contains(new History.Arrivals(1, 0, 0));
        assertThat(history.arrivals(1, 8)).contains(new History.Arrivals(2, 0, 0));
        assertThat(history.arrivals(7, 8)).isEmpty();
    }

    @Test
    void whatIsForgottenIsNotCounted() {
        var journal = new Journal();
        for (int fact = 1; fact <= 6_000; fact++) {
            journal.append(sent(fact, fact));
        }
        var whole = History.of(journal.view());
        assertThat(whole.arrivals(1, 6_000)).contains(new History.Arrivals(6_000, 0, 0));
        journal.forget(1_500);
        assertThat(whole.follow(journal.view()).arrivals(1, 6_000)).isEmpty();
        assertThat(History.of(journal.view()).arrivals(1, 6_000)).isEmpty();
    }

    private static Fact sent(int fact, long message) {
        return new Fact(fact, 1, new Happening.MessageSent(message, MessageKind.USER_REQUEST, 0, 0, 1, 1, 64));
    }

    private static Frame frame(Session session) {
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);
        return frame;
    }

    private static void agrees(Session session) {
        var frame = frame(session);
        var history = History.of(frame.journal);
        for (var kernel : frame.kernels) {
            long standing = frame.flights.stream().filter(flight -> flight.toKernel() == kernel.slot()).count();
            var ring = history.arrivals(kernel.slot(), frame.told()).orElseThrow();
            assertThat(ring.came()).as(kernel.name()).isEqualTo(kernel.taken() + ring.lost() + standing);
        }
        long refused = frame.kernels.stream().mapToLong(kernel -> kernel.refused()).sum();
        long seen = frame.kernels.stream()
                .mapToLong(kernel -> history.arrivals(kernel.slot(), frame.told()).orElseThrow().refused())
                .sum();
        assertThat(seen).isLessThanOrEqualTo(refused);
    }
}
