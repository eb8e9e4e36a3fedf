package archipelago.engine.fault;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.scenario.Scenario.Traffic;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A kernel that outlives its record: its image was freed under it, and then its instance was deleted.
class GhostTest {
    private static Lab ghost() {
        var lab = Lab.bothUp().done(MachineEndTest.unload(1));
        return lab.done(new Command.Delete(WEB));
    }

    @Test
    void itsCoresNeverClaimAndItsMemoryIsLeaked() {
        var lab = Lab.bothUp().done(MachineEndTest.unload(1));
        long from = lab.now();
        long freeBytes = lab.state().pool.freeBytes();
        lab.done(new Command.Delete(WEB));
        assertThat(lab.now() - from).as("a second for each of four cores").isGreaterThan(4 * Times.S);
        assertThat(lab.kernel(WEB)).as("the books know it no more").isNull();
        assertThat(lab.state().pool.freeBytes()).isEqualTo(freeBytes);
        for (long cpu : Labs.web().cpus()) {
            assertThat(lab.owner(cpu)).isEqualTo("pool");
            assertThat(lab.site(cpu)).isEqualTo(Site.RUNNING);
            assertThat(lab.with(cpu)).isEqualTo(WEB);
        }
        assertThat(lab.state().presentNamed(WEB).phase).isEqualTo(Phase.UP);
    }

    @Test
    void itsCoresLookFreeAndWhoeverIsGivenThemCannotStart() {
        var lab = ghost();
        lab.done(new Command.Create("heir", 5, List.of(16L, 18L), Sizes.GIB, 1, List.of()));
        lab.done(Labs.load("heir"));
        assertThat(lab.ask(new Command.Exec("heir")).errno()).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    void itPanicsAndParksInItsLeakedMemory() {
        var lab = ghost();
        lab.done(new Fault.Panic(WEB, -1)).runFor(Times.S);
        assertThat(lab.site(16)).isEqualTo(Site.PARKED_INSTANCE);
        assertThat(lab.with(16)).isEqualTo(WEB);
        assertThat(lab.log("host")).contains("Shutdown ACK from unknown instance 1");
    }

    @Test
    void itsLastWordIsTakenForThatOfWhoeverHasItsIdNow() {
        var lab = ghost();
        lab.done(new Command.Create("heir", 1, List.of(24L, 26L), Sizes.GIB, 0, List.of()));
        lab.done(Labs.load("heir")).done(new Command.Exec("heir")).untilUp("heir");
        lab.done(new Fault.Panic(WEB, -1)).runFor(Times.S);
        assertThat(lab.status("heir")).isEqualTo(Status.LOADED);
        assertThat(lab.kernel("heir").phase).as("which runs on").isEqualTo(Phase.UP);
    }

    @Test
    void itGoesOnAskingAndIsStillAnsweredByNobody() {
        var talk = List.of(new Traffic(WEB, DATABASE, 20_000, 5_000, 256, 512, 3_000));
        var lab = Lab.of(Labs.story(talk, Labs.bothUp())).untilSettled().runFor(Times.MS);
        lab.done(MachineEndTest.unload(1)).done(new Command.Delete(WEB));
        long served = lab.kernel(DATABASE).served;
        lab.runFor(5 * Times.MS);
        assertThat(lab.kernel(DATABASE).served).as("its requests are worked on").isGreaterThan(served + 100);
        long answered = lab.state().streams().getFirst().answered;
        lab.runFor(5 * Times.MS);
        assertThat(lab.state().streams().getFirst().answered).as("it has no ring any more").isEqualTo(answered);
    }

    @Test
    void aRunThatHasOneIsTheSameFromACopy() {
        var lab = ghost();
        var copy = lab.simulation().copy();
        assertThat(copy.fingerprint()).isEqualTo(lab.simulation().fingerprint());
    }
}
