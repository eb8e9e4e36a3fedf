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
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Happening.DoorbellCut;
import archipelago.engine.journal.Happening.MessageTaken;
import archipelago.engine.session.Session;
import archipelago.engine.state.MessageKind;
import org.junit.jupiter.api.Test;

/// One kernel rings another one in vain. The memory between them is as good as ever.
class CutLinkTest {
    private static Lab cut() {
        return Lab.bothUp().done(new Fault.CutLink(DATABASE, WEB));
    }

    private static int pending(Lab lab) {
        return lab.kernel(WEB).ring.pending();
    }

    @Test
    void aMessageStandsInTheRingAndNobodyIsTold() {
        var lab = cut();
        lab.send(DATABASE, 66, WEB);
        lab.runFor(Times.S);
        assertThat(pending(lab)).isEqualTo(1);
        assertThat(lab.kernel(WEB).ring.ready()).as("it could be read").isTrue();
        assertThat(lab.told(DoorbellCut.class)).hasSize(1);
    }

    @Test
    void theRingFillsUntilTheSenderIsRefused() {
        var lab = cut();
        int sent = 0;
        while (lab.send(DATABASE, 66, WEB).ok()) {
            lab.runFor(Times.MS);
            sent++;
        }
        assertThat(sent).isEqualTo(63);
        assertThat(lab.send(DATABASE, 66, WEB)).isEqualTo(Errno.ENOSPC);
    }

    @Test
    void whoeverElseRingsLetsEverythingBeRead() {
        var lab = cut();
        lab.send(DATABASE, 66, WEB);
        lab.runFor(Times.MS);
        lab.send("host", 0, WEB);
        lab.runFor(Times.MS);
        assertThat(pending(lab)).isZero();
    }

    @Test
    void theWayBackIsAnotherLink() {
        var lab = cut();
        int mark = lab.mark();
        lab.send(WEB, 16, DATABASE);
        lab.runFor(Times.MS);
        assertThat(lab.toldSince(mark, MessageTaken.class)).hasSize(1);
    }

    @Test
    void aDoorbellThatIsOnItsWayArrives() {
        var lab = Lab.bothUp();
        lab.send(DATABASE, 66, WEB);
        lab.until("it has rung", () -> lab.kernel(WEB).ring.ready());
        lab.done(new Fault.CutLink(DATABASE, WEB)).runFor(Times.MS);
        assertThat(pending(lab)).isZero();
    }

    @Test
    void afterMendingWhatWaitedIsReadWithTheNextMessage() {
        var lab = cut();
        lab.send(DATABASE, 66, WEB);
        lab.runFor(Times.MS).done(new Fault.MendLink(DATABASE, WEB)).runFor(Times.S);
        assertThat(pending(lab)).as("nobody rings again for it").isEqualTo(1);
        lab.send(DATABASE, 66, WEB);
        lab.runFor(Times.MS);
        assertThat(pending(lab)).isZero();
        assertThat(lab.state().cutLinks()).isEmpty();
    }

    @Test
    void aHostThatCannotRingAnInstanceAsksItInVain() {
        var lab = Lab.bothUp().done(new Fault.CutLink("host", WEB));
        assertThat(lab.ask(new Command.AddCpu(WEB, 24)).errno()).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    void aForcedHaltGoesAnotherWay() {
        var lab = Lab.bothUp().done(new Fault.CutLink("host", WEB));
        lab.done(new Command.ForceHalt(WEB)).untilParked(WEB);
    }

    @Test
    void aDoorbellForNothingIsLostThereToo() {
        var lab = cut().done(new Fault.SpoofDoorbell(DATABASE, WEB)).runFor(Times.MS);
        assertThat(lab.told(DoorbellCut.class)).hasSize(1);
    }

    @Test
    void whatIsCutIsNotCutAgainAndWhatIsWholeNotMended() {
        var lab = cut();
        assertThat(lab.ask(new Fault.CutLink(DATABASE, WEB)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Fault.MendLink(WEB, DATABASE)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Fault.CutLink(WEB, WEB)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Fault.CutLink(WEB, "nobody")).errno()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void aCutGoesWithTheRecordOfItsKernel() {
        var lab = cut().done(new Command.ForceHalt(WEB)).untilParked(WEB);
        lab.done(new Command.Unload(WEB)).done(new Command.Delete(WEB));
        assertThat(lab.state().cutLinks()).isEmpty();
    }

    @Test
    void aFrameShowsWhoWaitsForWhom() {
        var session = new Session(Labs.firstLight());
        session.runUntil(5_605_800 * Times.US);
        session.give(new Fault.CutLink("host", WEB));
        session.give(new Command.AddCpu(WEB, 24));
        session.runUntil(session.nowNs() + Times.S);
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);
        assertThat(frame.waits).singleElement().satisfies(wait -> {
            assertThat(wait.waiter()).isZero();
            assertThat(wait.on()).isEqualTo(1);
            assertThat(wait.asked()).isEqualTo(MessageKind.CPU_ADD);
            assertThat(wait.dueNs()).isGreaterThan(frame.nowNs);
        });
    }
}
