package archipelago.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.FakeLive;
import archipelago.app.Stories;
import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Happening;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineSessionTest {
    private final FakeLive live = Stories.live();
    private final MachineSession session = new MachineSession(live);
    private final List<Outcome> outcomes = new ArrayList<>();

    MachineSessionTest() {
        session.onOutcome(outcomes::add);
    }

    @Test
    void anAnswerIsHandedOutOnce() {
        session.give(new Command.Halt("web-server"));
        session.pulse();
        assertThat(outcomes).isEmpty();
        assertThat(session.waiting()).isTrue();

        live.answer(Errno.OK, "it parked");
        session.pulse();
        session.pulse();

        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.getFirst().refused()).isFalse();
        assertThat(session.waiting()).isFalse();
    }

    @Test
    void whatTheStoryAskedForIsNotAnswered() {
        var command = new Command.Halt("web-server");
        live.happen(new Happening.Requested(7, command, true));
        live.happen(new Happening.Answered(7, command, Errno.EINVAL, "not active"));
        session.pulse();

        assertThat(outcomes).isEmpty();
    }

    @Test
    void theSecondStepWaitsForTheSuccessOfTheFirst() {
        var move = CoreMove.plan(live.frame, live.scenario().machine(), 9, 2);
        assertThat(move.commands())
                .containsExactly(new Command.RemoveCpu("web-server", 18), new Command.AddCpu("database", 18));

        session.giveInTurn(move.commands());
        session.pulse();
        assertThat(live.given).containsExactly(new Command.RemoveCpu("web-server", 18));

        live.answer(Errno.OK, "parked in the pool");
        session.pulse();
        assertThat(live.given).hasSize(2).endsWith(new Command.AddCpu("database", 18));
    }

    @Test
    void aRefusalEndsTheRow() {
        session.giveInTurn(CoreMove.plan(live.frame, live.scenario().machine(), 9, 2).commands());
        live.answer(Errno.EINVAL, "its first CPU stays");
        session.pulse();

        assertThat(live.given).hasSize(1);
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.getFirst().refused()).isTrue();
        assertThat(session.waiting()).isFalse();
    }

    @Test
    void everyWayLeadsThroughThePool() {
        var machine = live.scenario().machine();
        assertThat(CoreMove.plan(live.frame, machine, 12, 1).commands())
                .containsExactly(new Command.AddCpu("web-server", 24));
        assertThat(CoreMove.plan(live.frame, machine, 9, CoreMove.POOL).commands())
                .containsExactly(new Command.RemoveCpu("web-server", 18));
        assertThat(CoreMove.plan(live.frame, machine, 1, CoreMove.POOL).commands())
                .containsExactly(new Command.CpuToPool(2));
        assertThat(CoreMove.plan(live.frame, machine, 12, 0).commands())
                .containsExactly(new Command.CpuToHost(24));
        assertThat(CoreMove.plan(live.frame, machine, 1, 2).commands())
                .containsExactly(new Command.CpuToPool(2), new Command.AddCpu("database", 2));
        assertThat(CoreMove.plan(live.frame, machine, 9, 1).nothing()).isTrue();
    }

    @Test
    void playAndPauseTakeTurns() {
        session.togglePlay();
        session.pulse();
        session.togglePlay();

        assertThat(live.calls).containsExactly("pause", "play");
    }
}
