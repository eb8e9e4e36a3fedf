package archipelago.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.cost.CostModel;
import archipelago.engine.run.Simulation;
import org.junit.jupiter.api.Test;

/// Copies of a run lie where people go back to.
class SnapshotShelfTest {
    private static final long EVENTS = 1_500_000;
    private static final long FIRST_DISTANCE = 2_048;
    /// So much of what lies behind a point, and of the newest eighth of the run, has to be gone through at most to come to
    /// it: twice what 256 copies allow.
    private static final long PART = 50;

    @Test
    void theWayToAnyPointIsShortNearThePresentAndLongerFarBehindIt() {
        var scenario = Labs.story(Labs.chatter(), Labs.bothUp());
        var simulation = Simulation.begin(scenario, new CostModel(scenario.machine()), fact -> {});
        var shelf = new SnapshotShelf();
        shelf.offer(simulation, 0, 0);
        while (simulation.state().events < EVENTS) {
            simulation.step();
            shelf.offer(simulation, 0, 0);
        }

        assertThat(shelf.size()).isBetween(SnapshotShelf.MOST / 2, SnapshotShelf.MOST);
        for (long events = 0; events <= EVENTS; events += 997) {
            long way = events - shelf.before(events, 0, Long.MAX_VALUE).events();
            long behind = EVENTS - events;
            assertThat(way).as("to event %d", events).isBetween(0L, FIRST_DISTANCE + (behind + EVENTS / 8) / PART);
        }
        assertThat(shelf.before(0, 0, 0).events()).as("the start is never missing").isZero();
    }
}
