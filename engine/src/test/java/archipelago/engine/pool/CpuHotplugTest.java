package archipelago.engine.pool;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.cost.Cost;
import archipelago.engine.journal.Happening.CoreReassigned;
import archipelago.engine.journal.Happening.CoreWent;
import archipelago.engine.journal.Happening.MessageTaken;
import archipelago.engine.journal.Happening.SendRefused;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import org.junit.jupiter.api.Test;

class CpuHotplugTest {
    private static Command.AddCpu add(long cpu) {
        return new Command.AddCpu(WEB, cpu);
    }

    private static Command.RemoveCpu remove(long cpu) {
        return new Command.RemoveCpu(WEB, cpu);
    }

    // --- a running instance ---------------------------------------------------------------------

    @Test
    void aRunningInstanceIsAskedAndTheBooksFollowItsAnswer() {
        var lab = Lab.webActive();
        int mark = lab.mark();
        lab.done(add(24));
        assertThat(lab.toldSince(mark, CoreWent.class).stream().map(CoreWent::site).toList())
                .containsExactly(Site.PARKED_INSTANCE, Site.HOTPLUG, Site.RUNNING);
        assertThat(lab.toldSince(mark, MessageTaken.class).stream().map(MessageTaken::kind).toList())
                .containsExactly(MessageKind.CPU_ADD, MessageKind.RESOURCE_ACK);
        assertThat(lab.toldSince(mark, CoreReassigned.class)).hasSize(1);
        assertThat(lab.owner(24)).isEqualTo(WEB);
        assertThat(lab.with(24)).isEqualTo(WEB);
        assertThat(lab.kernel(WEB).online.count()).isEqualTo(5);
    }

    @Test
    void aCoreGoesAndComesBack() {
        var lab = Lab.webActive().done(remove(20));
        assertThat(lab.owner(20)).isEqualTo("pool");
        assertThat(lab.site(20)).isEqualTo(Site.PARKED_POOL);
        assertThat(lab.kernel(WEB).online.count()).isEqualTo(3);
        lab.done(add(20));
        assertThat(lab.owner(20)).isEqualTo(WEB);
        assertThat(lab.kernel(WEB).online.count()).isEqualTo(4);
    }

    @Test
    void anInstanceCannotGainACoreThatWasNotListedWhenItBooted() {
        var lab = Lab.webActive().done(new Command.CpuToPool(4));
        assertThat(lab.ask(add(4)).errno()).isEqualTo(Errno.ENODEV);
        assertThat(lab.site(4)).as("the host takes it back").isEqualTo(Site.PARKED_POOL);
        assertThat(lab.owner(4)).isEqualTo("pool");
        lab.done(new Command.Halt(WEB)).untilParked(WEB).done(new Command.Exec(WEB)).untilUp(WEB);
        lab.done(add(4));
        assertThat(lab.owner(4)).as("after the next boot it can").isEqualTo(WEB);
    }

    @Test
    void theBootCpuIsNotGivenUp() {
        var lab = Lab.webActive();
        var answer = lab.ask(remove(16));
        assertThat(answer.errno()).isEqualTo(Errno.EINVAL);
        assertThat(answer.sentence()).contains("boot CPU");
        assertThat(lab.owner(16)).isEqualTo(WEB);
        assertThat(lab.site(16)).isEqualTo(Site.RUNNING);
    }

    @Test
    void aCoreThatSomebodyHasIsNotFree() {
        var lab = Lab.bothUp();
        assertThat(lab.ask(add(64)).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.ask(add(4)).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.ask(add(999)).errno()).isEqualTo(Errno.EBUSY);
    }

    @Test
    void whileSomebodyHoldsTheKexecLockARunningInstanceGainsAndLosesNothing() {
        var lab = Lab.webActive().done(Labs.database());
        int load = lab.give(Labs.load(DATABASE));
        assertThat(lab.ask(add(24)).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.ask(remove(20)).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.answerTo(load).errno()).isEqualTo(Errno.OK);
        lab.done(add(24));
    }

    @Test
    void transactionsQueueOnTheMutexInsteadOfBeingRefused() {
        var lab = Lab.webActive();
        int first = lab.give(add(24));
        int second = lab.give(add(26));
        int third = lab.give(remove(24));
        assertThat(lab.state().operation(second).step()).isEqualTo(Step.WAIT_FOR_OVERLAY_LOCK);
        assertThat(lab.state().operation(third).step()).isEqualTo(Step.WAIT_FOR_OVERLAY_LOCK);
        assertThat(lab.answerTo(first).errno()).isEqualTo(Errno.OK);
        assertThat(lab.answered(second)).isFalse();
        assertThat(lab.answerTo(second).errno()).isEqualTo(Errno.OK);
        assertThat(lab.answered(third)).isFalse();
        assertThat(lab.answerTo(third).errno()).isEqualTo(Errno.OK);
        assertThat(lab.owner(24)).isEqualTo("pool");
        assertThat(lab.owner(26)).isEqualTo(WEB);
    }

    @Test
    void aCoreThatDiedInThePoolDoesNotLeaveIt() {
        var lab = Lab.webActive().kill(24);
        long from = lab.now();
        assertThat(lab.ask(add(24)).errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.now() - from).isEqualTo(lab.cost(Cost.OVERLAY) + Times.S);
        assertThat(lab.owner(24)).isEqualTo("pool");
    }

    // --- a stopped instance ---------------------------------------------------------------------

    @Test
    void aStoppedInstanceGainsAndLosesCoresInTheBooksOnly() {
        var lab = Lab.webLoaded();
        int mark = lab.mark();
        lab.done(add(24)).done(remove(18));
        assertThat(lab.toldSince(mark, CoreWent.class)).isEmpty();
        assertThat(lab.kernel(WEB).cores).containsExactly(lab.core(16), lab.core(20), lab.core(22), lab.core(24));
        lab.done(new Command.Exec(WEB)).untilUp(WEB);
        assertThat(lab.with(24)).isEqualTo(WEB);
        assertThat(lab.with(18)).isEqualTo("pool");
    }

    @Test
    void aCoreThatSatOnTheInstancesMailboxIsParkedHomeWhenItIsTakenAway() {
        var lab = Lab.webActive().done(new Command.Halt(WEB)).untilParked(WEB);
        assertThat(lab.with(20)).isEqualTo(WEB);
        lab.done(remove(20));
        assertThat(lab.site(20)).isEqualTo(Site.PARKED_POOL);
        assertThat(lab.owner(20)).isEqualTo("pool");
    }

    @Test
    void aCoreThatStillPowersOffIsWaitedFor() {
        var lab = Lab.webActive().done(new Command.Halt(WEB));
        assertThat(lab.site(16)).isEqualTo(Site.RUNNING);
        lab.done(remove(16));
        assertThat(lab.site(16)).isEqualTo(Site.PARKED_POOL);
        assertThat(lab.kernel(WEB).bootCore()).as("the next in the list boots").isEqualTo(lab.core(18));
        lab.done(new Command.Exec(WEB)).untilUp(WEB);
    }

    @Test
    void aCoreThatWillNotParkHomeStaysInTheInstancesBooks() {
        var lab = Lab.webActive().done(new Command.Halt(WEB)).untilParked(WEB).kill(20);
        assertThat(lab.ask(remove(20)).errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.owner(20)).isEqualTo(WEB);
    }

    // --- lost answers ---------------------------------------------------------------------------

    /// The host's ring is full behind the slot of a producer that died.
    private static Lab hostRingFull() {
        var lab = Lab.bothUp();
        lab.send(DATABASE, 66, "host");
        lab.give(new Command.Fault.Panic(DATABASE, 66));
        lab.runFor(Times.MS);
        while (lab.send(WEB, 18, "host").ok()) {
            lab.runFor(10 * Times.US);
        }
        return lab;
    }

    @Test
    void aLostAckLeavesTheInstanceWithACoreThatTheBooksCallFree() {
        var lab = hostRingFull();
        long from = lab.now();
        int add = lab.give(add(24));
        lab.until("the ACK finds no room", () -> lab.site(24) == Site.RUNNING);
        assertThat(lab.told(SendRefused.class).getLast().errno()).isEqualTo(Errno.ENOSPC);
        lab.runUntil(from + lab.cost(Cost.RESOURCE_TIMEOUT) - Times.MS);
        assertThat(lab.answered(add)).isFalse();

        var answer = lab.answerTo(add);
        assertThat(answer.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(answer.sentence()).contains("10 s").contains("stranded");
        assertThat(lab.now() - from).as("10 s for the ACK, 1 s for the attempt to take the core back")
                .isBetween(11 * Times.S, 11 * Times.S + Times.MS);
        assertThat(lab.owner(24)).isEqualTo("pool");
        assertThat(lab.site(24)).isEqualTo(Site.RUNNING);
        assertThat(lab.with(24)).isEqualTo(WEB);
        assertThat(lab.kernel(WEB).online.has(lab.core(24))).isTrue();

        lab.runFor(60 * Times.S);
        assertThat(lab.owner(24)).as("the disagreement persists").isEqualTo("pool");
        assertThat(lab.ask(add(24)).errno()).as("nobody answers in the pool's park loop").isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    void whoIsPromisedAStrandedCoreCannotStartWithIt() {
        var lab = hostRingFull();
        lab.ask(add(24));
        lab.untilParked(DATABASE).done(new Command.ForceHalt(DATABASE)).done(new Command.AddCpu(DATABASE, 24));
        assertThat(lab.ask(new Command.Exec(DATABASE)).errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.with(24)).isEqualTo(WEB);
    }

    @Test
    void aStrandedCoreGoesHomeWhenTheInstanceIsRemoved() {
        var lab = hostRingFull();
        lab.ask(add(24));
        lab.done(new Command.ForceHalt(WEB)).untilParked(WEB);
        assertThat(lab.with(24)).isEqualTo(WEB);
        lab.done(new Command.Unload(WEB)).done(new Command.Delete(WEB));
        assertThat(lab.site(24)).isEqualTo(Site.PARKED_POOL);
        assertThat(lab.owner(24)).isEqualTo("pool");
        lab.done(new Command.CpuToHost(24));
    }

    @Test
    void aLostAckOfARemovalLeavesTheBooksWithACoreThatTheInstanceGaveUp() {
        var lab = hostRingFull();
        var answer = lab.ask(remove(20));
        assertThat(answer.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.owner(20)).isEqualTo(WEB);
        assertThat(lab.site(20)).isEqualTo(Site.PARKED_INSTANCE);
        assertThat(lab.kernel(WEB).online.has(lab.core(20))).isFalse();
        lab.done(new Command.ForceHalt(WEB)).untilParked(WEB).done(new Command.Exec(WEB)).untilUp(WEB);
        assertThat(lab.kernel(WEB).online.has(lab.core(20))).as("the next boot brings it up again").isTrue();
    }

    @Test
    void anAckThatComesTooLateIsIgnored() {
        var lab = Lab.webActive();
        int add = lab.give(add(24));
        lab.until("it is asked", () -> lab.state().operation(add).step() == Step.AWAIT_ACK);
        lab.state().asks().clear();
        lab.runFor(Times.S);
        assertThat(lab.answered(add)).isFalse();
        assertThat(lab.with(24)).isEqualTo(WEB);
        assertThat(lab.owner(24)).isEqualTo("pool");
    }

    @Test
    void anInstanceThatPanicsInTheMiddleOfAnAddGivesTheCoreBackAfterTheTimeOut() {
        var lab = Lab.webActive();
        int add = lab.give(add(24));
        lab.until("CPU 24 comes up", () -> lab.site(24) == Site.HOTPLUG);
        lab.done(new Command.Fault.Panic(WEB, 18)).untilStatus(WEB, Status.LOADED).untilParked(WEB);
        assertThat(lab.site(24)).isEqualTo(Site.PARKED_INSTANCE);
        assertThat(lab.answerTo(add).errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.site(24)).isEqualTo(Site.PARKED_POOL);
    }
}
