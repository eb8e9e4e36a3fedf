package archipelago.engine.workload;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.scenario.Scenario.Traffic;
import archipelago.engine.state.Ring;
import archipelago.engine.state.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final List<Traffic> WEB_ASKS = List.of(new Traffic(WEB, DATABASE, 20_000, 5_000, 256, 512, 3_000));

    private static Lab talking() {
        return Lab.of(Labs.story(WEB_ASKS, Labs.bothUp())).untilSettled().runFor(Times.MS);
    }

    @Test
    void everyRequestIsAnswered() {
        var lab = talking();
        var stream = lab.state().streams().getFirst();
        assertThat(stream.answered).isGreaterThan(30);
        assertThat(stream.next - 1 - stream.answered).as("under way").isBetween(0L, 2L);
        assertThat(lab.kernel(DATABASE).served).isBetween(stream.answered, stream.next - 1);
    }

    @Test
    void itBeginsWhenBothAreUpAndEndsWhenTheAskerGoesDown() {
        var lab = Lab.of(Labs.story(WEB_ASKS, Labs.bothUp())).untilUp(WEB);
        assertThat(lab.state().streams().getFirst().open).isFalse();
        lab.untilUp(DATABASE);
        assertThat(lab.state().streams().getFirst().open).isTrue();
        lab.untilSettled().done(new Command.Halt(WEB));
        assertThat(lab.state().streams().getFirst().open).isFalse();
    }

    @Test
    void nobodyTellsTheAskerThatTheOtherSideHasDied() {
        var lab = talking();
        long answered = lab.state().streams().getFirst().answered;
        lab.done(new Command.Fault.Panic(DATABASE, 64)).runFor(5 * Times.MS);
        assertThat(lab.state().streams().getFirst().open).isTrue();
        assertThat(lab.state().streams().getFirst().answered - answered).isLessThan(3);
        assertThat(lab.kernel(DATABASE).ring.pending()).isEqualTo(Ring.SLOTS - 1);
        assertThat(lab.kernel(WEB).refused).isPositive();

        lab.done(new Command.Exec(DATABASE)).untilUp(DATABASE).runFor(Times.MS);
        assertThat(lab.state().streams().getFirst().answered - answered).as("answers flow again").isGreaterThan(30);
    }

    @Test
    void theAskerGivesUpWhenThereIsNoRingAnyMore() {
        var lab = talking();
        lab.done(new Command.ForceHalt(DATABASE)).untilParked(DATABASE).done(new Command.Unload(DATABASE));
        lab.runFor(Times.MS);
        assertThat(lab.state().streams().getFirst().open).isFalse();
    }

    @Test
    void aCoreOnItsWayOfflineIsGivenNoMoreWorkAndBlocksNobody() {
        var busy = List.of(new Traffic(WEB, DATABASE, 10_000, 0, 256, 512, 6_000));
        var lab = Lab.of(Labs.story(busy, Labs.bothUp())).untilSettled().runFor(Times.MS);
        for (long cpu : List.of(66L, 68L)) {
            lab.done(new Command.RemoveCpu(DATABASE, cpu));
        }
        lab.done(new Command.RemoveCpu(WEB, 20)).runFor(Times.MS);
        var stream = lab.state().streams().getFirst();
        assertThat(stream.next - 1 - stream.answered).as("nothing is stuck").isLessThan(10);
        assertThat(lab.status(WEB)).isEqualTo(Status.ACTIVE);
    }
}
