package archipelago.engine.workload;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command.Setting.SetCost;
import archipelago.engine.command.Command.Setting.SetRate;
import archipelago.engine.cost.Cost;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Happening.MessageSent;
import archipelago.engine.journal.Happening.MessageTaken;
import archipelago.engine.session.Session;
import archipelago.engine.state.CostSetting;
import org.junit.jupiter.api.Test;

/// Durations and rates that a person turns while the machine runs.
class SettingsTest {
    private static final long TALK_NS = 5_605_800 * Times.US;

    private static long tookNs(Lab lab) {
        int mark = lab.mark();
        long from = lab.now();
        lab.send(Lab.DATABASE, 66, Lab.WEB);
        lab.until("it is taken", () -> !lab.toldSince(mark, MessageTaken.class).isEmpty());
        long took = lab.now() - from;
        lab.runFor(Times.MS);
        return took;
    }

    @Test
    void aDoorbellThatFliesLongerArrivesLaterByThat() {
        var lab = Lab.bothUp();
        long before = tookNs(lab);
        lab.done(new SetCost(Cost.IPI_FLIGHT, Cost.IPI_FLIGHT.defaultNs() + 5 * Times.US));
        assertThat(tookNs(lab)).isEqualTo(before + 5 * Times.US);
    }

    @Test
    void theDefaultUndoesItAndLeavesNothingBehind() {
        var lab = Lab.bothUp();
        lab.done(new SetCost(Cost.INTERRUPT, 700));
        assertThat(lab.state().costSettings()).containsExactly(new CostSetting(Cost.INTERRUPT, 700, lab.now()));
        lab.done(new SetCost(Cost.INTERRUPT, Cost.INTERRUPT.defaultNs()));
        assertThat(lab.state().costSettings()).isEmpty();
    }

    @Test
    void whatIsOutOfRangeIsRefusedWithTheRange() {
        var lab = Lab.idle();
        var answer = lab.ask(new SetCost(Cost.IPI_FLIGHT, 0));
        assertThat(answer.errno()).isEqualTo(Errno.EINVAL);
        assertThat(answer.sentence()).isEqualTo("ipi-flight can be set from 1ns to 60us");
        assertThat(lab.ask(new SetCost(Cost.IPI_FLIGHT, 60_001)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new SetRate(1, Times.MS)).errno()).as("nobody talks").isEqualTo(Errno.ENOENT);
    }

    @Test
    void aStreamAsksMoreOftenAtOnceAndLessOftenAgain() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        long before = sent(session);
        session.give(new SetRate(1, 2 * Times.US));
        assertThat(sent(session)).isGreaterThan(3 * before);
        session.give(new SetRate(1, 20 * Times.US));
        assertThat(sent(session)).isLessThan(2 * before);
    }

    /// How many requests the first stream sends in a millisecond.
    private static long sent(Session session) {
        int from = session.factsTold();
        session.runUntil(session.nowNs() + Times.MS);
        long sent = 0;
        for (int i = from; i < session.factsTold(); i++) {
            boolean one = session.journal().get(i).what() instanceof MessageSent message
                    && message.fromKernel() == 1 && message.toKernel() == 2 && message.bytes() == 256;
            sent += one ? 1 : 0;
        }
        return sent;
    }

    @Test
    void aSettingIsAnActThatIsUndoneAndReachedAgainByGoingBack() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        session.give(new SetCost(Cost.IPI_FLIGHT, 9 * Times.US));
        session.give(new SetRate(2, 5 * Times.US));
        session.runUntil(TALK_NS + Times.MS);
        long fingerprint = session.fingerprint();
        session.seek(TALK_NS - Times.MS);
        assertThat(costNs(session)).isEqualTo(Cost.IPI_FLIGHT.defaultNs());
        session.seek(TALK_NS + Times.MS);
        assertThat(session.fingerprint()).isEqualTo(fingerprint);
        assertThat(costNs(session)).isEqualTo(9 * Times.US);
        session.undo(0);
        assertThat(costNs(session)).isEqualTo(Cost.IPI_FLIGHT.defaultNs());
        assertThat(session.fingerprint()).isNotEqualTo(fingerprint);
    }

    private static long costNs(Session session) {
        return session.simulation().world().costNs(Cost.IPI_FLIGHT);
    }

    @Test
    void aFrameSaysWhatIsSetAndSinceWhen() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        session.give(new SetRate(3, Times.MS));
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);
        assertThat(frame.streams).hasSize(3);
        assertThat(frame.streams.get(2).set()).isTrue();
        assertThat(frame.streams.get(2).setNs()).isEqualTo(TALK_NS);
        assertThat(frame.streams.get(0).set()).isFalse();
    }
}
