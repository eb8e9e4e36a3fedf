package archipelago.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.invariant.Violation;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.session.Session;
import archipelago.engine.state.Phase;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The machine on which speed is measured is one on which everything works.
class StressScenarioTest {
    private static final int STREAMS = 200;
    private static final Scenario SCENARIO = StressScenario.of(128, STREAMS);
    private static final long EVENTS = 60_000;

    @Test
    void allInstancesRunAndTalkAndEveryStreamHasARequestPending() {
        var session = new Session(SCENARIO);
        while (!session.simulation().state().story.over) {
            session.stepForward();
        }
        session.seekEvents(session.events() + EVENTS);
        var state = session.simulation().state();

        assertThat(state.slots()).isEqualTo(9);
        for (int slot = 0; slot < state.slots(); slot++) {
            assertThat(state.kernel(slot).phase).isEqualTo(Phase.UP);
            assertThat(state.kernel(slot).refused).isZero();
        }
        assertThat(state.streams()).hasSize(STREAMS).allMatch(stream -> stream.open && stream.answered > 1);
        assertThat(state.pendingWork).isGreaterThanOrEqualTo(STREAMS);
        assertThat(Violation.in(state, SCENARIO.machine())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void inTheHoldModelAnEventIsFollowedByOneAndNothingElseHappens(Delays.Spread spread) {
        var session = new Session(StressScenario.hold(128, STREAMS, spread));
        session.seekEvents(EVENTS);
        var state = session.simulation().state();
        assertThat(state.story.over).isTrue();
        long refused = state.host().refused;
        long pending = state.pendingWork;

        session.seekEvents(EVENTS + 1_000);
        assertThat(session.simulation().state().host().refused - refused).isEqualTo(1_000);
        assertThat(session.simulation().state().pendingWork).isEqualTo(pending).isEqualTo(STREAMS);
    }

    /// As in the bare loops: nine of ten delays are short.
    @Test
    void ofBimodalDelaysNineInTenAreShort() {
        var session = new Session(StressScenario.hold(128, 2 * 1060, Delays.Spread.BIMODAL));
        session.seekEvents(EVENTS);
        var asked = session.simulation().state().streams().stream().mapToLong(stream -> stream.next).toArray();
        session.seekEvents(2 * EVENTS);
        var streams = session.simulation().state().streams();
        long ofTheShort = streams.get(0).next - asked[0] + streams.get(1060).next - asked[1060];
        assertThat(ofTheShort / (double) EVENTS).isBetween(0.89, 0.91);
    }

    /// The shelf of copies is full several times over here.
    @Test
    void aLongRunIsTheSameFromWhereverOnePutsOneself() {
        var straight = new Session(SCENARIO);
        var fingerprints = new TreeMap<Long, Long>();
        while (straight.events() < EVENTS) {
            straight.seekEvents(straight.events() + 997);
            fingerprints.put(straight.events(), straight.fingerprint());
        }
        var journal = straight.journal().view();
        int told = straight.factsTold();

        var points = fingerprints.keySet().toArray(Long[]::new);
        var random = new Random(5);
        for (int i = 0; i < 60; i++) {
            long point = points[random.nextInt(points.length)];
            straight.seekEvents(point);
            assertThat(straight.events()).isEqualTo(point);
            assertThat(straight.fingerprint()).isEqualTo(fingerprints.get(point));
        }
        straight.seekEvents(points[points.length - 1]);
        assertThat(straight.factsTold()).isEqualTo(told);
        assertThat(straight.journal().size()).as("no fact is told twice").isEqualTo(journal.size());
    }

    @Test
    void goingForwardToAnInstantIsTheSameAsRunningToIt() {
        var run = new Session(SCENARIO);
        run.seekEvents(EVENTS);
        long atNs = run.nowNs() - 12_345;
        var other = new Session(SCENARIO);
        other.runUntil(atNs);

        run.seek(0);
        run.seek(atNs);
        assertThat(run.nowNs()).isEqualTo(atNs);
        assertThat(run.events()).isEqualTo(other.events());
        assertThat(run.fingerprint()).isEqualTo(other.fingerprint());
        assertThat(run.factsTold()).isEqualTo(other.factsTold());
    }
}
