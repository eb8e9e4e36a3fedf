package archipelago.engine.lifecycle;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Happening.MessageTaken;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import org.junit.jupiter.api.Test;

class HaltTest {
    private static final Command.Halt HALT = new Command.Halt(WEB);
    private static final Command.ForceHalt FORCE = new Command.ForceHalt(WEB);
    private static final Command.Exec EXEC = new Command.Exec(WEB);

    @Test
    void afterTheAckItIsLoadedWhileItsCoresStillPowerOff() {
        var lab = Lab.webActive();
        lab.done(HALT);
        assertThat(lab.status(WEB)).isEqualTo(Status.LOADED);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.HALTING);
        assertThat(lab.site(16)).isEqualTo(Site.RUNNING);
        assertThat(lab.log("host")).contains("multikernel: instance 1 acknowledged, its CPUs have not parked yet");

        assertThat(lab.ask(EXEC).errno()).as("its image is still being executed").isEqualTo(Errno.EBUSY);
        lab.untilParked(WEB);
        for (long cpu : Labs.web().cpus()) {
            assertThat(lab.site(cpu)).isEqualTo(Site.PARKED_INSTANCE);
            assertThat(lab.owner(cpu)).isEqualTo(WEB);
        }
        lab.done(EXEC).untilUp(WEB);
    }

    @Test
    void askAndAnswerAndLastWordCrossTheRingsInThatOrder() {
        var lab = Lab.webActive();
        lab.done(HALT).untilParked(WEB).runFor(Times.MS);
        assertThat(lab.told(MessageTaken.class).stream().map(MessageTaken::kind).toList())
                .containsExactly(MessageKind.SHUTDOWN, MessageKind.SHUTDOWN_ACK, MessageKind.HALTED);
    }

    @Test
    void anInstanceThatPanicsBeforeItCanAnswerLetsTheHostWait30Seconds() {
        var lab = Lab.webActive();
        long from = lab.now();
        int halt = lab.give(HALT);
        lab.give(new Command.Fault.Panic(WEB, 18));
        lab.runFor(Times.S);
        assertThat(lab.answered(halt)).isFalse();
        assertThat(lab.status(WEB)).as("the panic's own notice came").isEqualTo(Status.LOADED);
        var answer = lab.answerTo(halt);
        assertThat(answer.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.now() - from).isEqualTo(30 * Times.S);
    }

    @Test
    void anInstanceWhoseRingIsBlockedDoesNotHearTheRequestAndStaysActive() {
        var lab = Lab.bothUp();
        lab.send(DATABASE, 66, WEB);
        lab.give(new Command.Fault.Panic(DATABASE, 66));
        lab.runFor(Times.MS);
        var answer = lab.ask(HALT);
        assertThat(answer.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(answer.sentence()).contains("stays active");
        assertThat(lab.status(WEB)).isEqualTo(Status.ACTIVE);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.UP);
        lab.done(FORCE).untilParked(WEB).done(EXEC).untilUp(WEB);
        lab.done(HALT);
    }

    @Test
    void aForcedHaltIsLoadedAtOnceAndWhoStartsTooEarlyIsRefused() {
        var lab = Lab.webActive();
        long from = lab.now();
        lab.done(FORCE);
        assertThat(lab.now()).as("nothing is waited for").isEqualTo(from);
        assertThat(lab.status(WEB)).isEqualTo(Status.LOADED);
        assertThat(lab.site(16)).isEqualTo(Site.RUNNING);
        assertThat(lab.ask(EXEC).errno()).isEqualTo(Errno.EBUSY);
        lab.done(FORCE);
        lab.untilParked(WEB).done(FORCE).done(EXEC).untilUp(WEB);
    }

    @Test
    void aForcedHaltSendsNoNoticeAndLeavesNoneBehind() {
        var lab = Lab.webActive();
        int mark = lab.mark();
        lab.done(FORCE).untilParked(WEB).runFor(Times.S);
        assertThat(lab.toldSince(mark, MessageTaken.class)).isEmpty();
    }

    @Test
    void aForcedHaltInTheMiddleOfAPanicEndsIt() {
        var lab = Lab.webActive();
        lab.done(new Command.Fault.Panic(WEB, 18)).runFor(10 * Times.US);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.PANICKING);
        lab.done(FORCE).untilParked(WEB);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.OFF);
        lab.done(EXEC).untilUp(WEB);
    }

    @Test
    void aForcedHaltCatchesACoreThatIsJustComingUp() {
        var lab = Lab.webActive();
        int add = lab.give(new Command.AddCpu(WEB, 24));
        lab.until("CPU 24 comes up", () -> lab.site(24) == Site.HOTPLUG);
        lab.done(FORCE).untilParked(WEB);
        assertThat(lab.site(24)).isEqualTo(Site.PARKED_INSTANCE);
        assertThat(lab.answerTo(add).errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.with(24)).as("the host takes it back").isEqualTo("pool");
        assertThat(lab.owner(24)).isEqualTo("pool");
    }

    @Test
    void aPowerOffTakesACoreAlongThatIsJustComingUp() {
        var lab = Lab.webActive();
        int halt = lab.give(HALT);
        int add = lab.give(new Command.AddCpu(WEB, 24));
        lab.answerTo(halt);
        lab.untilParked(WEB);
        lab.answerTo(add);
        lab.runFor(Times.S);
        assertThat(lab.site(24).parked()).isTrue();
        lab.done(EXEC).untilUp(WEB);
    }

    @Test
    void whoWaitsForTheAnswerOfAnInstanceThatIsRemovedIsToldSo() {
        var lab = Lab.webActive();
        int halt = lab.give(HALT);
        lab.done(FORCE).untilParked(WEB);
        lab.done(new Command.Unload(WEB)).done(new Command.Delete(WEB));
        assertThat(lab.answerTo(halt).errno()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void anAnswerThatComesAfterAnUnloadDoesNotCallTheInstanceLoaded() {
        var lab = Lab.webActive();
        int halt = lab.give(HALT);
        lab.until("the ACK is on its way", () -> lab.state().host().ring.pending() > 0);
        lab.done(FORCE).done(new Command.Unload(WEB));
        lab.answerTo(halt);
        assertThat(lab.status(WEB)).isEqualTo(Status.READY);
    }

    @Test
    void anInstanceThatIsUnloadedWhileItPowersOffIsDeletedOnceItHasParked() {
        var lab = Lab.webActive();
        lab.done(HALT).done(new Command.Unload(WEB));
        assertThat(lab.site(16)).isEqualTo(Site.RUNNING);
        lab.done(new Command.Delete(WEB));
        assertThat(lab.site(16)).isEqualTo(Site.PARKED_POOL);
        assertThat(lab.state().pool.regions()).hasSize(1);
    }

    @Test
    void anInstanceThatIsBeingRemovedIsNotLoadedOrStartedAnyMore() {
        var lab = Lab.webActive();
        lab.done(HALT).done(new Command.Unload(WEB));
        int delete = lab.give(new Command.Delete(WEB));
        lab.until("its cores are on their way home", () -> lab.state().kernel(1).mailbox.core >= 0);
        assertThat(lab.ask(Labs.load(WEB)).errno()).isEqualTo(Errno.ENOENT);
        assertThat(lab.answerTo(delete).errno()).isEqualTo(Errno.OK);
    }

    @Test
    void anInstanceThatIsBeingLoadedIsNotRemoved() {
        var lab = Lab.webReady();
        int load = lab.give(Labs.load(WEB));
        assertThat(lab.ask(new Command.Delete(WEB)).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.answerTo(load).errno()).isEqualTo(Errno.OK);
    }
}
