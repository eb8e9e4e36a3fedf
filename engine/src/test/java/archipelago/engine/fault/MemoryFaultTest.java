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
import archipelago.engine.command.Command.Fault.Spot;
import archipelago.engine.journal.Happening.MessageLost;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import org.junit.jupiter.api.Test;

/// Nothing stands between a pointer and the memory of another kernel.
class MemoryFaultTest {
    private static Fault.StrayWrite write(Spot spot, String victim) {
        return new Fault.StrayWrite(DATABASE, spot, victim);
    }

    @Test
    void messagesThatWaitInARingThatIsHitAreGone() {
        var lab = Lab.bothUp().done(new Fault.Hang(WEB, 16, false));
        lab.send("host", 0, WEB);
        lab.send("host", 0, WEB);
        lab.runFor(Times.MS).done(write(Spot.RING, WEB));
        lab.done(new Fault.Panic(WEB, -1)).untilParked(WEB).untilStatus(WEB, Status.LOADED);
        assertThat(lab.kernel(WEB).ring.pending()).isEqualTo(2);
        lab.done(new Command.Exec(WEB));
        assertThat(lab.told(MessageLost.class)).hasSize(2);
    }

    @Test
    void anEmptyRingThatIsHitLooksAsIfSomebodyHadClaimedASlot() {
        var lab = Lab.bothUp().done(write(Spot.RING, WEB));
        assertThat(lab.ask(new Command.Halt(WEB)).errno()).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    void dataOfAnotherInstanceThatAreHitMakeItPanicAndNobodyElse() {
        var lab = Lab.bothUp().done(write(Spot.DATA, WEB)).untilStatus(WEB, Status.LOADED).untilParked(WEB);
        assertThat(lab.log(WEB)).anyMatch(line -> line.contains("a stray write of database overwrote its memory"));
        assertThat(lab.kernel(DATABASE).phase).isEqualTo(Phase.UP);
        lab.done(new Command.Exec(WEB)).untilUp(WEB);
    }

    @Test
    void dataOfTheHostThatAreHitAreTheEndOfTheHost() {
        var lab = Lab.bothUp().done(write(Spot.DATA, "host")).runFor(Times.MS);
        assertThat(lab.state().host().phase).isEqualTo(Phase.OFF);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.UP);
    }

    @Test
    void coresThatComeToAnOverwrittenParkPageHaltForGood() {
        var lab = Lab.bothUp().done(write(Spot.PARK, WEB));
        assertThat(lab.kernel(WEB).phase).as("nobody parks there yet").isEqualTo(Phase.UP);
        lab.done(new Command.Halt(WEB)).runFor(Times.S);
        for (long cpu : Labs.web().cpus()) {
            assertThat(lab.site(cpu)).as("CPU " + cpu).isEqualTo(Site.DEAD);
        }
        assertThat(lab.status(WEB)).as("the host has heard its last word").isEqualTo(Status.LOADED);
        assertThat(lab.ask(new Command.Exec(WEB)).errno()).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    void anOverwrittenParkLoopOfThePoolTakesTheIdleCoresAndLeavesTheLentOnes() {
        var lab = Lab.bothUp().done(write(Spot.PARK, "host"));
        assertThat(lab.site(24)).isEqualTo(Site.DEAD);
        assertThat(lab.site(16)).isEqualTo(Site.RUNNING);
        assertThat(lab.ask(new Command.AddCpu(WEB, 24)).errno()).isEqualTo(Errno.ETIMEDOUT);
        lab.done(new Command.Halt(WEB)).untilParked(WEB);
        assertThat(lab.site(16)).as("it parks in its instance's memory").isEqualTo(Site.PARKED_INSTANCE);
        lab.done(new Command.Exec(WEB)).untilUp(WEB);
    }

    @Test
    void aStoppedInstanceDoesNotMindSinceItsImageIsCopiedAgain() {
        var lab = Lab.bothUp().done(new Command.Halt(WEB)).untilParked(WEB);
        lab.done(write(Spot.CODE, WEB)).done(write(Spot.DATA, WEB));
        lab.done(new Command.Exec(WEB)).untilUp(WEB);
    }

    @Test
    void whereThereIsNothingYetNothingIsHit() {
        var lab = Lab.idle();
        assertThat(lab.ask(new Fault.StrayWrite("host", Spot.PARK, "host")).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Fault.StrayWrite("host", Spot.RING, WEB)).errno()).isEqualTo(Errno.ENOENT);
    }

    // --- fragmentation --------------------------------------------------------------------------

    @Test
    void aFragmentedNodeHasEnoughMemoryAndStillCannotGiveIt() {
        var lab = Lab.pooled().done(new Fault.Fragment(0, 256 * Sizes.MIB));
        assertThat(lab.ask(new Command.GrowPool(Sizes.GIB, 0)).errno()).isEqualTo(Errno.ENOMEM);
        lab.done(new Command.GrowPool(256 * Sizes.MIB, 0));
        lab.done(new Command.GrowPool(Sizes.GIB, -1));
        assertThat(lab.state().pool.chunks().getLast().node()).as("the other node could").isEqualTo(1);
        lab.done(new Fault.Fragment(0, 32 * Sizes.GIB)).done(new Command.GrowPool(Sizes.GIB, 0));
        assertThat(lab.ask(new Fault.Fragment(7, 0)).errno()).isEqualTo(Errno.ENODEV);
    }

    // --- devices --------------------------------------------------------------------------------

    @Test
    void aDeviceThatIsPulledOutStaysInTheBooksAndCannotBeAttachedAgain() {
        var lab = Lab.bothUp().done(new Fault.DeviceGone("nic0"));
        assertThat(lab.log(WEB)).contains("pci 0000:3b:00.0: device not responding, driver gives up");
        assertThat(lab.state().deviceOwner[0]).isEqualTo(lab.kernel(WEB).slot);
        assertThat(lab.ask(new Command.RemoveDevice(WEB, "nic0")).errno())
                .as("the instance finds it on no bus")
                .isEqualTo(Errno.ENODEV);
        assertThat(lab.ask(new Fault.DeviceGone("nic0")).errno()).isEqualTo(Errno.ENODEV);
    }

    @Test
    void aDeviceThatIsGoneCannotBeTakenFromTheHost() {
        var lab = Lab.pooled().done(new Command.DeviceToHost("nic0")).done(new Fault.DeviceGone("nic0"));
        assertThat(lab.ask(new Command.DeviceToPool("nic0")).errno()).isEqualTo(Errno.ENODEV);
    }
}
