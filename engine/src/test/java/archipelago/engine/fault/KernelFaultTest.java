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
import archipelago.engine.cost.Cost;
import archipelago.engine.journal.Happening.PhaseEntered;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.scenario.Scenario.Traffic;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/// Kernels that are slow, that find a manifest which is not theirs, that go by themselves, and that are
/// struck by interrupts nobody of theirs has sent.
class KernelFaultTest {
    private static final Command.Exec EXEC = new Command.Exec(WEB);

    // --- slow -----------------------------------------------------------------------------------

    @Test
    void aSlowKernelPowersOffInThreeTimesTheTime() {
        long usual = powerOffNs(Lab.webActive());
        long slow = powerOffNs(Lab.webActive().done(new Fault.Slow(WEB, 300)));
        assertThat(slow).isEqualTo(3 * usual).isEqualTo(3 * Lab.idle().cost(Cost.POWER_OFF));
    }

    private static long powerOffNs(Lab lab) {
        lab.give(new Fault.PowerOff(WEB, false));
        int slot = lab.kernel(WEB).slot;
        lab.until("it is off", () -> lab.kernel(WEB).phase == Phase.OFF);
        return lab.times(0, PhaseEntered.class, p -> p.kernel() == slot && p.phase() == Phase.OFF).getLast()
                - lab.times(0, PhaseEntered.class, p -> p.kernel() == slot && p.phase() == Phase.HALTING).getLast();
    }

    @Test
    void aSlowKernelServesLessAndItsNeighbourAsMuchAsEver() {
        var talk = List.of(
                new Traffic("host", WEB, 20_000, 5_000, 256, 512, 3_000),
                new Traffic("host", DATABASE, 20_000, 5_000, 256, 512, 3_000));
        var usual = Lab.of(Labs.story(talk, Labs.bothUp())).untilSettled().runFor(Times.MS);
        var slow = Lab.of(Labs.story(talk, Labs.bothUp())).untilSettled().runFor(Times.MS);
        slow.done(new Fault.Slow(WEB, 5_000)).runFor(10 * Times.MS);
        usual.runFor(10 * Times.MS);
        assertThat(slow.kernel(WEB).served).isLessThan(usual.kernel(WEB).served);
        assertThat(slow.kernel(DATABASE).served).isEqualTo(usual.kernel(DATABASE).served);
    }

    @Test
    void aHostThatIsSlowTakesLongerForItsCalls() {
        var lab = Lab.idle().done(new Fault.Slow("host", 200));
        long from = lab.now();
        lab.done(new Command.FillPool(List.of(16L), List.of(new Command.MemoryRequest(Sizes.GIB, 0)), List.of()));
        var usual = Lab.idle();
        usual.done(new Command.FillPool(List.of(16L), List.of(new Command.MemoryRequest(Sizes.GIB, 0)), List.of()));
        assertThat(lab.now() - from).isEqualTo(2 * usual.now());
    }

    @Test
    void theNextStartIsAsFastAsEver() {
        var lab = Lab.webActive().done(new Fault.Slow(WEB, 1_000)).done(new Command.ForceHalt(WEB)).untilParked(WEB);
        lab.done(EXEC);
        assertThat(lab.kernel(WEB).slowPercent).isEqualTo(100);
        assertThat(lab.ask(new Fault.Slow(WEB, 99)).errno()).isEqualTo(Errno.EINVAL);
    }

    // --- a neighbour that takes more than its share ---------------------------------------------------

    @Test
    void aHogSlowsTheOtherCoresOfItsNodesAndNoMore() {
        var lab = Lab.bothUp();
        long usual = lab.simulation().world().slowedNs(lab.kernel(WEB), lab.core(16), 1_000);
        lab.done(new Fault.Hog(DATABASE, 150));
        var host = lab.kernel("host");
        assertThat(usual).isEqualTo(1_000);
        assertThat(lab.simulation().world().slowedNs(host, lab.core(64), 1_000)).as("on its node").isEqualTo(1_500);
        assertThat(lab.simulation().world().slowedNs(host, lab.core(0), 1_000)).as("on the other").isEqualTo(1_000);
        assertThat(lab.simulation().world().slowedNs(lab.kernel(DATABASE), lab.core(66), 1_000)).as("itself").isEqualTo(1_000);
    }

    @Test
    void ofTwoHogsTheWorseCountsAndAHogThatHangsOrHasGoneNoLonger() {
        var lab = Lab.bothUp().done(new Fault.Hog(DATABASE, 150)).done(new Fault.Hog("host", 120));
        var ns = (LongSupplier) () -> lab.simulation().world().slowedNs(lab.kernel(WEB), lab.core(66), 1_000);
        assertThat(ns.getAsLong()).isEqualTo(1_500);
        lab.done(new Fault.Hang(DATABASE, -1, true));
        assertThat(ns.getAsLong()).as("its loop fits into a cache of its own").isEqualTo(1_200);
        lab.done(new Command.ForceHalt(DATABASE)).untilParked(DATABASE).done(new Command.Exec(DATABASE)).untilUp(DATABASE);
        assertThat(ns.getAsLong()).as("the next start forgets it").isEqualTo(1_200);
        assertThat(lab.state().hogs).as("only the host is left").isEqualTo(1);
        lab.done(new Fault.Hog("host", 100));
        assertThat(lab.state().hogs).isZero();
        assertThat(ns.getAsLong()).isEqualTo(1_000);
        assertThat(lab.ask(new Fault.Hog("host", 99)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Fault.Hog("nobody", 150)).errno()).isEqualTo(Errno.ENOENT);
    }

    // --- by itself ------------------------------------------------------------------------------

    @Test
    void anInstanceThatPowersItselfOffTellsTheHostAndCanBeStartedAgain() {
        var lab = Lab.webActive().done(new Fault.PowerOff(WEB, false)).untilStatus(WEB, Status.LOADED);
        lab.untilParked(WEB).done(EXEC).untilUp(WEB);
    }

    @Test
    void anInstanceThatRebootsItselfIsStartedAgainByNobody() {
        var lab = Lab.webActive().done(new Fault.PowerOff(WEB, true));
        lab.untilStatus(WEB, Status.LOADED).runFor(60 * Times.S);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.OFF);
        assertThat(lab.kernel(WEB).boots).isEqualTo(1);
    }

    @Test
    void theHostDoesNotGoBeforeItsInstances() {
        var lab = Lab.webLoaded();
        assertThat(lab.ask(new Fault.PowerOff("host", true)).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.log("host")).contains("emergency_restart() BLOCKED: spawn kernel instance(s) active");
        assertThat(lab.state().ended).isFalse();
    }

    @Test
    void whatHasNoUserSpaceCannotTurnItselfOff() {
        var lab = Lab.webLoaded().done(EXEC);
        assertThat(lab.ask(new Fault.PowerOff(WEB, false)).errno()).as("it boots").isEqualTo(Errno.EINVAL);
    }

    // --- manifests ------------------------------------------------------------------------------

    @Test
    void aKernelOfAnotherBuildStartsNoOtherCore() {
        var lab = Lab.webLoaded().done(new Fault.SpoilManifest(WEB, false)).done(EXEC).untilUp(WEB);
        assertThat(lab.kernel(WEB).online.count()).isEqualTo(1);
        assertThat(lab.site(18)).isEqualTo(Site.PARKED_INSTANCE);
        lab.done(new Command.Halt(WEB)).untilParked(WEB).done(EXEC).untilUp(WEB);
        assertThat(lab.kernel(WEB).online.count()).as("only that start was spoilt").isEqualTo(4);
    }

    @Test
    void aKernelThatIgnoresItsManifestHearsNobodyAndObeysNoNmi() {
        var lab = Lab.webLoaded().done(new Fault.SpoilManifest(WEB, true)).done(EXEC).untilUp(WEB);
        assertThat(lab.log(WEB)).contains("ignoring invalid manifest");
        assertThat(lab.ask(new Command.Halt(WEB)).errno()).isEqualTo(Errno.ETIMEDOUT);
        lab.done(new Command.ForceHalt(WEB)).runFor(Times.S);
        assertThat(lab.status(WEB)).as("the host takes it for stopped").isEqualTo(Status.LOADED);
        assertThat(lab.site(16)).isEqualTo(Site.RUNNING);
        assertThat(lab.ask(EXEC).errno()).isEqualTo(Errno.EBUSY);
    }

    @Test
    void aKernelThatTakesTheMachineForItsOwnResetsItWhenItReboots() {
        var lab = Lab.webLoaded().done(new Fault.SpoilManifest(WEB, true)).done(EXEC).untilUp(WEB);
        lab.done(new Fault.PowerOff(WEB, true));
        assertThat(lab.state().ended).isTrue();
    }

    @Test
    void aKernelWithoutAManifestThatPanicsStopsWhereItIs() {
        var lab = Lab.webLoaded().done(new Fault.SpoilManifest(WEB, true)).done(EXEC).untilUp(WEB);
        lab.done(new Fault.Panic(WEB, -1)).runFor(Times.S);
        assertThat(lab.site(16)).isEqualTo(Site.DEAD);
        assertThat(lab.status(WEB)).isEqualTo(Status.ACTIVE);
        assertThat(lab.ask(lab.reboot(WEB, RunOperations.BOOT)).errno()).isEqualTo(Errno.EBUSY);
    }

    // --- interrupts from elsewhere --------------------------------------------------------------

    @Test
    void anNmiFromElsewhereIsOnlyWonderedAt() {
        var lab = Lab.bothUp().done(new Fault.ForeignNmi(WEB, 18)).runFor(Times.MS);
        assertThat(lab.site(18)).isEqualTo(Site.RUNNING);
        assertThat(lab.log(WEB)).anyMatch(line -> line.contains("NMI received for unknown reason"));
    }

    @Test
    void withTheMarkerSetItParksTheCoreAndTheHostLearnsNothing() {
        var lab = Lab.bothUp().done(new Fault.ArmMarker(WEB)).done(new Fault.ForeignNmi(WEB, -1)).runFor(Times.S);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.OFF);
        assertThat(lab.status(WEB)).isEqualTo(Status.ACTIVE);
        lab.done(lab.reboot(WEB, RunOperations.BOOT)).untilUp(WEB);
        assertThat(lab.kernel(WEB).haltMarker).as("the start has wiped it").isFalse();
    }

    @Test
    void aKernelThatLosesOneCoreToItGoesOnWithoutIt() {
        var lab = Lab.bothUp().done(new Fault.ArmMarker(WEB)).done(new Fault.ForeignNmi(WEB, 16)).runFor(Times.S);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.UP);
        assertThat(lab.site(16)).isEqualTo(Site.PARKED_INSTANCE);
        assertThat(lab.ask(new Command.Halt(WEB)).errno()).as("it was the one that heard").isEqualTo(Errno.ETIMEDOUT);
        lab.done(new Command.ForceHalt(WEB)).untilParked(WEB).done(EXEC).untilUp(WEB);
    }

    @Test
    void beforeItHasARingAKernelTakesEveryNmiForADemand() {
        var lab = Lab.webLoaded().done(EXEC);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.EARLY_BOOT);
        lab.done(new Fault.ForeignNmi(WEB, 16)).runFor(Times.S);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.OFF);
        assertThat(lab.site(16)).isEqualTo(Site.PARKED_INSTANCE);
    }

    @Test
    void theParkLoopReturnsFromAnNmiAsIfNothingHadBeen() {
        var lab = Lab.webLoaded().done(new Fault.ArmMarker(WEB)).done(new Fault.ForeignNmi(WEB, 18));
        assertThat(lab.site(18)).isEqualTo(Site.PARKED_POOL);
        lab.done(EXEC).untilUp(WEB);
    }

    @Test
    void aStopThatAnotherKernelSendsToAllIsIgnored() {
        var lab = Lab.bothUp().done(new Fault.ForeignStop(WEB)).runFor(Times.S);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.UP);
        assertThat(lab.log(WEB)).contains("ignoring a stop request that this kernel did not send");
    }
}
