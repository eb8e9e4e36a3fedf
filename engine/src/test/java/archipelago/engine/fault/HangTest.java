package archipelago.engine.fault;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.journal.Happening.MessageTaken;
import archipelago.engine.journal.Happening.SendRefused;
import archipelago.engine.scenario.Scenario.Traffic;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Ring;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Kernels whose cores loop: what still works depends on which core loops, and whether it takes interrupts.
class HangTest {
    private static final Command.Halt HALT = new Command.Halt(WEB);
    private static final Command.Exec EXEC = new Command.Exec(WEB);

    private static Lab hung(long cpu, boolean interrupts) {
        return Lab.bothUp().done(new Fault.Hang(WEB, cpu, interrupts));
    }

    @Test
    void withInterruptsOnTheHandlerTakesTheRequestAndNobodyWorksOnIt() {
        var lab = hung(-1, true);
        long from = lab.now();
        int mark = lab.mark();
        var answer = lab.ask(HALT);
        assertThat(answer.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.now() - from).isEqualTo(30 * Times.S);
        assertThat(lab.toldSince(mark, MessageTaken.class))
                .as("the request was read, and no answer came")
                .extracting(MessageTaken::kind)
                .containsExactly(MessageKind.SHUTDOWN);
        assertThat(lab.status(WEB)).isEqualTo(Status.ACTIVE);
        assertThat(lab.kernel(WEB).phase).as("the kernel has no word for it").isEqualTo(Phase.UP);
    }

    @Test
    void theCoreThatTakesTheMessagesIsEnoughToMakeItDeaf() {
        assertThat(hung(16, true).ask(HALT).errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(hung(16, false).ask(HALT).errno()).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    void anotherCoreThatHangsWithInterruptsOnDoesNotKeepItFromPoweringOff() {
        var lab = hung(20, true);
        lab.done(HALT).untilParked(WEB).done(EXEC).untilUp(WEB);
        assertThat(lab.kernel(WEB).online.count()).isEqualTo(4);
    }

    @Test
    void anotherCoreThatHangsWithInterruptsOffStaysBehindWhenItPowersOff() {
        var lab = hung(20, false);
        lab.done(HALT).runFor(Times.S);
        assertThat(lab.status(WEB)).isEqualTo(Status.LOADED);
        assertThat(lab.site(18)).isEqualTo(Site.PARKED_INSTANCE);
        assertThat(lab.site(20)).as("the ordinary interrupt does not reach it").isEqualTo(Site.RUNNING);
        var tooEarly = lab.ask(EXEC);
        assertThat(tooEarly.errno()).isEqualTo(Errno.EBUSY);
        assertThat(tooEarly.sentence()).contains("not every CPU");

        lab.done(new Command.ForceHalt(WEB)).untilParked(WEB);
        assertThat(lab.site(20)).as("the NMI does").isEqualTo(Site.PARKED_INSTANCE);
        lab.done(EXEC).untilUp(WEB);
    }

    @Test
    void withInterruptsOffItsRingFillsAndTheSixtyFourthSenderIsRefused() {
        var lab = hung(-1, false);
        for (int n = 1; n < Ring.SLOTS; n++) {
            assertThat(lab.send(DATABASE, 66, WEB)).as("message " + n).isEqualTo(Errno.OK);
            lab.runFor(Times.MS);
        }
        assertThat(lab.send(DATABASE, 66, WEB)).isEqualTo(Errno.ENOSPC);
        assertThat(lab.kernel(WEB).ring.pending()).isEqualTo(63);
        assertThat(lab.told(SendRefused.class)).hasSize(1);
        assertThat(lab.ask(HALT).errno()).as("nor can the host say anything").isEqualTo(Errno.ENOSPC);
    }

    @Test
    void withInterruptsOnItsRingNeverFills() {
        var lab = hung(-1, true);
        for (int n = 0; n < 3 * Ring.SLOTS; n++) {
            assertThat(lab.send(DATABASE, 66, WEB)).isEqualTo(Errno.OK);
            lab.runFor(Times.MS);
        }
        assertThat(lab.kernel(WEB).ring.pending()).isZero();
    }

    @Test
    void aForcedHaltReachesBothKinds() {
        for (boolean interrupts : List.of(true, false)) {
            var lab = hung(-1, interrupts);
            lab.done(new Command.ForceHalt(WEB)).untilParked(WEB).done(EXEC).untilUp(WEB).done(HALT);
            assertThat(lab.status(WEB)).isEqualTo(Status.LOADED);
        }
    }

    @Test
    void aHangInTheMiddleOfABootLeavesItThereForGood() {
        var lab = Lab.webLoaded().done(EXEC);
        lab.until("it brings its cores up", () -> lab.kernel(WEB).phase == Phase.SECONDARIES);
        lab.done(new Fault.Hang(WEB, -1, true)).runFor(10 * Times.S);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.SECONDARIES);
        assertThat(lab.status(WEB)).as("active says only that it once began").isEqualTo(Status.ACTIVE);
        assertThat(lab.simulation().settled()).as("nothing more will come of it").isTrue();
        lab.done(new Command.ForceHalt(WEB)).untilParked(WEB).done(EXEC).untilUp(WEB);
    }

    @Test
    void aCoreCannotBeTakenOfflineWhileAnotherOneHangs() {
        var lab = hung(20, true);
        var answer = lab.ask(new Command.RemoveCpu(WEB, 22));
        assertThat(answer.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.log(WEB)).contains("taking CPU 22 offline waits for CPU 20");
        assertThat(lab.owner(22)).isEqualTo(WEB);
        assertThat(lab.site(22)).isEqualTo(Site.RUNNING);
    }

    @Test
    void aTaskOnACoreThatHangsIsNeverFinishedAndTheOthersGoOn() {
        var talk = List.of(new Traffic(DATABASE, WEB, 20_000, 5_000, 256, 512, 3_000));
        var lab = Lab.of(Labs.story(talk, Labs.bothUp())).untilSettled().runFor(Times.MS);
        lab.done(new Fault.Hang(WEB, 18, false));
        long served = lab.kernel(WEB).served;
        lab.runFor(5 * Times.MS);
        assertThat(lab.kernel(WEB).served).isGreaterThan(served + 100);
        lab.done(new Fault.Hang(WEB, -1, false)).runFor(100 * Times.US);
        long atTheEnd = lab.kernel(WEB).served;
        lab.runFor(5 * Times.MS);
        assertThat(lab.kernel(WEB).served).isEqualTo(atTheEnd);
        assertThat(lab.kernel(WEB).ring.full()).isTrue();
        assertThat(lab.kernel(DATABASE).phase).as("who asks is only refused").isEqualTo(Phase.UP);
    }

    @Test
    void aSenderThatHangsInTheMiddleOfASlotBlocksTheRing() {
        var lab = Lab.bothUp();
        lab.send(WEB, 18, DATABASE);
        lab.done(new Fault.Hang(WEB, 18, true)).runFor(Times.MS);
        lab.send("host", 0, DATABASE);
        lab.runFor(Times.MS);
        assertThat(lab.kernel(DATABASE).ring.pending()).isEqualTo(2);
        assertThat(lab.kernel(DATABASE).ring.ready()).isFalse();
    }

    @Test
    void aHostThatHangsAnswersNobodyAndItsInstancesGoOn() {
        var lab = Lab.bothUp();
        int halt = lab.give(HALT);
        lab.give(new Fault.Hang("host", -1, true));
        assertThat(lab.ask(HALT).errno()).isEqualTo(Errno.EHOSTDOWN);
        lab.runFor(60 * Times.S);
        assertThat(lab.answered(halt)).isFalse();
        assertThat(lab.kernel(DATABASE).phase).isEqualTo(Phase.UP);
        assertThat(lab.simulation().quiet()).isTrue();
    }

    @Test
    void aHostWhoseFirstCoreHangsHearsAnswersInItsHandlerButNoNotice() {
        var lab = Lab.bothUp().done(new Fault.Hang("host", 0, true));
        lab.done(HALT).untilParked(WEB);
        assertThat(lab.status(WEB)).as("the ACK wakes the caller in the handler").isEqualTo(Status.LOADED);
        lab.done(new Fault.Panic(DATABASE, -1)).untilParked(DATABASE).runFor(Times.S);
        assertThat(lab.status(DATABASE)).as("the notice needs a work item").isEqualTo(Status.ACTIVE);
    }

    @Test
    void aHostWithACoreThatHangsWaitsForeverToTakeAnotherOneOffline() {
        var lab = Lab.idle().done(new Fault.Hang("host", 4, true));
        int fill = lab.give(Labs.fill());
        lab.runFor(600 * Times.S);
        assertThat(lab.answered(fill)).isFalse();
        assertThat(lab.owner(16)).isEqualTo("host");
        assertThat(lab.simulation().quiet()).as("nothing more happens by itself").isTrue();
    }

    @Test
    void whatDoesNotRunCannotHang() {
        var lab = Lab.webLoaded();
        assertThat(lab.ask(new Fault.Hang(WEB, -1, true)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Fault.Hang(WEB, 16, true)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Fault.Hang("nobody", -1, true)).errno()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void aWatchdogMayStillMakeItPanic() {
        var lab = hung(-1, false);
        lab.done(new Fault.Panic(WEB, 18)).untilStatus(WEB, Status.LOADED).untilParked(WEB).done(EXEC).untilUp(WEB);
    }
}
