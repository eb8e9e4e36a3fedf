package archipelago.engine.fault;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.command.Command.Fault.Disturbance;
import archipelago.engine.journal.Happening.DoorbellLost;
import archipelago.engine.journal.Happening.MessageLost;
import archipelago.engine.journal.Happening.MessageSent;
import archipelago.engine.journal.Happening.MessageTaken;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import org.junit.jupiter.api.Test;

/// Messages that do not arrive as they were sent, and messages that nobody sent.
class MessageFaultTest {
    private static Fault.NextMessage next(Disturbance effect, String from, String to, String kind) {
        return new Fault.NextMessage(effect, from, to, kind, 20 * Times.MS);
    }

    // --- what was sent --------------------------------------------------------------------------

    @Test
    void aLostAckLeavesTheCoreWithTheInstanceWhileTheHostThinksThatItFailed() {
        var lab = Lab.webActive().done(next(Disturbance.LOSE, WEB, "host", "ACK"));
        long from = lab.now();
        var answer = lab.ask(new Command.AddCpu(WEB, 24));
        assertThat(answer.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.now() - from).as("10 s for the answer, 1 s for the attempt to take it back")
                .isGreaterThan(11 * Times.S);
        assertThat(lab.owner(24)).isEqualTo("pool");
        assertThat(lab.site(24)).isEqualTo(Site.RUNNING);
        assertThat(lab.with(24)).isEqualTo(WEB);
        assertThat(lab.kernel(WEB).online.has(lab.core(24))).isTrue();
        assertThat(lab.told(MessageLost.class)).hasSize(1);
        assertThat(lab.log("host")).anyMatch(line -> line.matches("Multikernel IPI slot \\d+ has bad size \\d+"));
    }

    @Test
    void aBadSizeIsWarnedOfOnceInABoot() {
        var lab = Lab.bothUp();
        for (int n = 0; n < 3; n++) {
            lab.done(next(Disturbance.LOSE, DATABASE, WEB, ""));
            lab.done(new Fault.RawMessage(DATABASE, WEB, 100)).runFor(Times.MS);
        }
        assertThat(lab.told(MessageLost.class)).hasSizeGreaterThan(1);
        assertThat(lab.log(WEB)).filteredOn(line -> line.contains("has bad size")).hasSize(1);
    }

    @Test
    void anAckThatIsLateIsIgnored() {
        var lab = Lab.webActive();
        lab.done(new Fault.NextMessage(Disturbance.DELAY, WEB, "host", "ACK", 15 * Times.S));
        assertThat(lab.ask(new Command.AddCpu(WEB, 24)).errno()).isEqualTo(Errno.ETIMEDOUT);
        lab.runFor(10 * Times.S);
        assertThat(lab.state().host().ring.pending()).as("it has been read").isZero();
        assertThat(lab.owner(24)).as("and changed nothing").isEqualTo("pool");
    }

    @Test
    void aDelayedMessageHoldsUpWhateverIsBehindIt() {
        var lab = Lab.bothUp().done(next(Disturbance.DELAY, DATABASE, WEB, ""));
        lab.send(DATABASE, 66, WEB);
        lab.runFor(Times.MS);
        lab.send("host", 0, WEB);
        lab.runFor(10 * Times.MS);
        assertThat(lab.kernel(WEB).ring.pending()).isEqualTo(2);
        lab.runFor(20 * Times.MS);
        assertThat(lab.kernel(WEB).ring.pending()).isZero();
    }

    @Test
    void aMessageThatComesTwiceIsTakenTwice() {
        var lab = Lab.webActive().done(next(Disturbance.DUPLICATE, "host", WEB, "CPU_ADD"));
        int mark = lab.mark();
        lab.ask(new Command.AddCpu(WEB, 24));
        lab.runFor(Times.S);
        assertThat(lab.toldSince(mark, MessageTaken.class))
                .extracting(MessageTaken::kind)
                .containsExactly(
                        MessageKind.CPU_ADD, MessageKind.CPU_ADD, MessageKind.RESOURCE_ACK, MessageKind.RESOURCE_ACK);
    }

    @Test
    void aRequestWithAFlippedBitIsAnsweredForAnotherResourceAndTheHostWaitsInVain() {
        var lab = Lab.webActive().done(next(Disturbance.CORRUPT, "host", WEB, "CPU_ADD"));
        var answer = lab.ask(new Command.AddCpu(WEB, 24));
        assertThat(answer.errno()).isEqualTo(Errno.ETIMEDOUT);
        long flipped = 24 + (1 << 20);
        assertThat(lab.log(WEB)).contains("Multikernel hotplug: CPU " + flipped + " is not in this kernel's pool");
        assertThat(lab.with(24)).as("the host could take it back").isEqualTo("pool");
    }

    @Test
    void aFaultWaitsForItsKindAndStrikesOnce() {
        var lab = Lab.bothUp().done(next(Disturbance.LOSE, WEB, "host", "HALTED"));
        lab.done(new Command.AddCpu(WEB, 24));
        assertThat(lab.state().messageFaults()).hasSize(1);
        lab.done(new Fault.Panic(WEB, -1)).untilParked(WEB).runFor(Times.S);
        assertThat(lab.state().messageFaults()).isEmpty();
        assertThat(lab.status(WEB)).as("nobody told the host").isEqualTo(Status.ACTIVE);
        assertThat(lab.ask(new Command.Exec(WEB)).errno()).as("kerf looks at the status").isNotEqualTo(Errno.OK);
        lab.done(lab.reboot(WEB, RunOperations.BOOT)).untilUp(WEB);
        assertThat(lab.log("host")).contains("multikernel: instance 1 stopped without a halt notification");
    }

    @Test
    void aMessageInFlightCanBeStruckByItsNumber() {
        var lab = Lab.bothUp();
        lab.send(DATABASE, 66, WEB);
        lab.until("it is on its way", () -> !lab.told(MessageSent.class).isEmpty());
        long number = lab.told(MessageSent.class).getLast().message();
        lab.done(new Fault.Flight(Disturbance.LOSE, number, 0)).runFor(Times.MS);
        assertThat(lab.told(MessageLost.class)).extracting(MessageLost::message).containsExactly(number);
        assertThat(lab.ask(new Fault.Flight(Disturbance.LOSE, number, 0)).errno()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void aMessageWhoseDoorbellIsLostWaitsForTheNextOne() {
        var lab = Lab.bothUp().done(new Fault.LoseDoorbell(WEB));
        lab.send(DATABASE, 66, WEB);
        lab.runFor(Times.S);
        assertThat(lab.kernel(WEB).ring.ready()).isTrue();
        assertThat(lab.told(DoorbellLost.class)).hasSize(1);
        lab.send("host", 0, WEB);
        lab.runFor(Times.MS);
        assertThat(lab.kernel(WEB).ring.pending()).isZero();
    }

    @Test
    void aNoticeIsLostWhenTheRingOfTheHostIsFull() {
        var lab = Lab.bothUp().done(new Fault.WedgeRing(DATABASE, "host"));
        while (lab.send(DATABASE, 66, "host").ok()) {
            lab.runFor(Times.MS);
        }
        lab.done(new Fault.Panic(WEB, -1)).untilParked(WEB).runFor(Times.S);
        assertThat(lab.status(WEB)).isEqualTo(Status.ACTIVE);
        lab.done(lab.reboot(WEB, RunOperations.BOOT)).untilUp(WEB);
        assertThat(lab.state().host().ring.pending()).as("the start has cleared the ring").isZero();
    }

    // --- what was not sent ----------------------------------------------------------------------

    @Test
    void aWedgedRingBlocksEverythingBehindTheSlotUntilItsKernelStartsAgain() {
        var lab = Lab.bothUp().done(new Fault.WedgeRing(DATABASE, WEB));
        assertThat(lab.ask(new Command.Halt(WEB)).errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.kernel(WEB).ring.ready()).isFalse();
        lab.done(new Command.ForceHalt(WEB)).untilParked(WEB).done(new Command.Exec(WEB)).untilUp(WEB);
        lab.done(new Command.Halt(WEB));
    }

    @Test
    void aDoorbellForNothingCostsAnInterruptAndNoMore() {
        var lab = Lab.bothUp();
        long taken = lab.kernel(WEB).taken;
        lab.done(new Fault.SpoofDoorbell(DATABASE, WEB));
        lab.until("its handler runs", () -> lab.kernel(WEB).draining);
        lab.runFor(Times.MS);
        assertThat(lab.kernel(WEB).draining).isFalse();
        assertThat(lab.kernel(WEB).taken).isEqualTo(taken);
    }

    @Test
    void aMessageOfAnUnknownTypeIsTakenAndNothingComesOfIt() {
        var lab = Lab.bothUp();
        long taken = lab.kernel(WEB).taken;
        int lines = lab.log(WEB).size();
        lab.done(new Fault.RawMessage(DATABASE, WEB, 4096)).runFor(Times.MS);
        assertThat(lab.kernel(WEB).taken).isEqualTo(taken + 1);
        assertThat(lab.kernel(WEB).ring.pending()).isZero();
        assertThat(lab.log(WEB)).hasSize(lines);
        assertThat(lab.ask(new Fault.RawMessage(DATABASE, WEB, 4097)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Fault.RawMessage(DATABASE, "nobody", 8)).errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void aMessageOfNoBytesIsNeverPublishedThoughItsDoorbellRings() {
        var lab = Lab.bothUp().done(new Fault.RawMessage(DATABASE, WEB, 0));
        lab.until("its handler runs", () -> lab.kernel(WEB).draining);
        lab.done(new Fault.RawMessage(DATABASE, WEB, 8)).runFor(Times.MS);
        assertThat(lab.kernel(WEB).ring.pending()).as("and holds up what comes after it").isEqualTo(2);
        assertThat(lab.kernel(WEB).ring.ready()).isFalse();
    }

    @Test
    void aForgedNoticeMakesTheHostThinkThatARunningInstanceIsDown() {
        var lab = Lab.bothUp().done(new Fault.SpoofMessage(DATABASE, WEB, "host", "HALTED", 1, ""));
        lab.untilStatus(WEB, Status.LOADED);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.UP);
        assertThat(lab.ask(new Command.Exec(WEB)).errno()).as("its cores have not parked").isEqualTo(Errno.EBUSY);
    }

    @Test
    void aForgedRequestPowersAnotherInstanceOff() {
        var lab = Lab.bothUp().done(new Fault.SpoofMessage(DATABASE, "host", WEB, "SHUTDOWN", 1, ""));
        lab.untilParked(WEB).untilStatus(WEB, Status.LOADED);
        assertThat(lab.kernel(DATABASE).phase).isEqualTo(Phase.UP);
    }

    @Test
    void aForgedAckIsTakenForTheInstancesOwn() {
        var lab = Lab.bothUp().done(new Fault.Hang(WEB, -1, false));
        int add = lab.give(new Command.AddCpu(WEB, 24));
        lab.until("the host waits for the answer", () -> !lab.state().asks().isEmpty());
        lab.done(new Fault.SpoofMessage(DATABASE, WEB, "host", "ACK", 24, "CPU_ADD"));
        assertThat(lab.answerTo(add).errno()).isEqualTo(Errno.OK);
        assertThat(lab.owner(24)).isEqualTo(WEB);
        assertThat(lab.site(24)).as("nobody has started it").isEqualTo(Site.PARKED_INSTANCE);
    }

    @Test
    void whoHangsForgesNothingAndWhoHasNoRingGetsNothing() {
        var lab = Lab.webReady();
        assertThat(lab.ask(new Fault.WedgeRing("host", WEB)).errno()).isEqualTo(Errno.ENODEV);
        assertThat(lab.ask(new Fault.WedgeRing(WEB, "host")).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Fault.SpoofMessage("host", "host", WEB, "NOISE", 1, "")).errno())
                .isEqualTo(Errno.EINVAL);
    }
}
