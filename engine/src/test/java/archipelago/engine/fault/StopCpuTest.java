package archipelago.engine.fault;

import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import org.junit.jupiter.api.Test;

/// Cores that stop for good.
class StopCpuTest {
    @Test
    void aCoreThatFaultsInTheParkLoopIsMissedOnlyWhenItIsWanted() {
        var lab = Lab.webLoaded().done(new Fault.StopCpu(20));
        assertThat(lab.site(20)).isEqualTo(Site.DEAD);
        assertThat(lab.owner(20)).as("the books know nothing of it").isEqualTo(WEB);
        long from = lab.now();
        var answer = lab.ask(new Command.Exec(WEB));
        assertThat(answer.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.now() - from).isGreaterThan(Times.S);
        assertThat(lab.status(WEB)).isEqualTo(Status.LOADED);
    }

    @Test
    void aCoreThatStopsInAKernelWasNeverSeenToPark() {
        var lab = Lab.bothUp().done(new Fault.StopCpu(20));
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.UP);
        lab.done(new Command.ForceHalt(WEB)).runFor(Times.S);
        assertThat(lab.site(18)).isEqualTo(Site.PARKED_INSTANCE);
        assertThat(lab.site(20)).isEqualTo(Site.DEAD);
        assertThat(lab.ask(new Command.Exec(WEB)).errno()).isEqualTo(Errno.EBUSY);
        lab.done(new Command.ForceHalt(WEB));
        assertThat(lab.ask(new Command.Exec(WEB)).errno()).as("for good").isEqualTo(Errno.EBUSY);
    }

    @Test
    void theInstanceOfALostCoreTakesItsMemoryAlongWhenItIsDeleted() {
        var lab = Lab.bothUp().done(new Fault.StopCpu(20)).done(new Command.ForceHalt(WEB)).runFor(Times.S);
        long freeBytes = lab.state().pool.freeBytes();
        lab.done(new Command.Unload(WEB));
        var answer = lab.ask(new Command.Delete(WEB));
        assertThat(answer.errno()).isEqualTo(Errno.OK);
        assertThat(lab.state().pool.freeBytes()).as("4 GiB are leaked").isEqualTo(freeBytes);
        assertThat(lab.owner(20)).isEqualTo("pool");
        assertThat(lab.owner(18)).isEqualTo("pool");
    }

    @Test
    void withoutItsFirstCoreAKernelTakesNoMessageAnyMore() {
        var lab = Lab.bothUp().done(new Fault.StopCpu(16));
        assertThat(lab.ask(new Command.Halt(WEB)).errno()).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    void aCoreThatDiesBetweenItsRemovalAndThePoolStaysInTheBooksOfItsInstance() {
        var lab = Lab.webActive();
        int remove = lab.give(new Command.RemoveCpu(WEB, 22));
        lab.until("CPU 22 is parked", () -> lab.site(22) == Site.PARKED_INSTANCE);
        lab.done(new Fault.StopCpu(22));
        var answer = lab.answerTo(remove);
        assertThat(answer.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(answer.sentence()).contains("the books leave it with " + WEB);
        assertThat(lab.owner(22)).isEqualTo(WEB);
        assertThat(lab.kernel(WEB).online.has(lab.core(22))).as("the instance gave it up").isFalse();
    }

    @Test
    void aCoreThatStopsOnItsWayIntoThePoolKeepsItsCallerWaiting() {
        var lab = Lab.pooled();
        int take = lab.give(new Command.CpuToPool(4));
        lab.until("CPU 4 goes offline", () -> lab.site(4) == Site.HOTPLUG);
        lab.done(new Fault.StopCpu(4)).runFor(Times.S);
        assertThat(lab.site(4)).isEqualTo(Site.DEAD);
        assertThat(lab.owner(4)).isEqualTo("host");
        assertThat(lab.answered(take)).isFalse();
    }

    @Test
    void aCoreThatStopsOnItsWayBackToTheHostDoesNotComeUp() {
        var lab = Lab.pooled();
        int back = lab.give(new Command.CpuToHost(24));
        lab.until("CPU 24 comes online", () -> lab.site(24) == Site.HOTPLUG);
        lab.done(new Fault.StopCpu(24));
        assertThat(lab.answerTo(back).errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.owner(24)).isEqualTo("pool");
        assertThat(lab.site(24)).isEqualTo(Site.DEAD);
    }

    @Test
    void aCoreStopsOnlyOnce() {
        var lab = Lab.webLoaded().done(new Fault.StopCpu(20));
        assertThat(lab.ask(new Fault.StopCpu(20)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Fault.StopCpu(99)).errno()).isEqualTo(Errno.ENODEV);
    }
}
