package archipelago.engine.why;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Happening;
import archipelago.engine.session.Session;
import archipelago.engine.state.MessageKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlastRadiusTest {
    private static final long TALK_NS = 5_599_700_000L;

    @Test
    void aPanicIsToldWithAllThatWasLostByIt() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        int act = session.give(new Command.Fault.Panic("database", 66));
        session.runUntil(TALK_NS + 300_000);

        var radius = BlastRadius.of(session, act);

        assertThat(new BlastText(radius, session.scenario().machine(), 12).lines()).isEqualTo(List.of(
                "act 8, panic database on CPU 66 at 5.5997 s: 10 events go back to it up to 5.6 s",
                "reached: host, at 5.599729 s first",
                "reached: database, at 5.5997 s first",
                "reached: web-server, at 5.599702 s first",
                "service of database: away for 300 µs, without the act 0 ns",
                "  1 added: a fault struck database (panic on CPU 66)",
                "  1 added: database panicked",
                "  1 added: database logged \"Kernel panic - not syncing: injected fault on CPU 66\"",
                "  1 added: CPU 64 parked on the mailbox of database",
                "  1 added: CPU 68 parked on the mailbox of database",
                "  1 added: CPU 70 parked on the mailbox of database",
                "  1 added: CPU 72 parked on the mailbox of database",
                "  14 lost: database sent USER reply to web-server",
                "  13 lost: web-server took USER reply from database",
                "  13 added: a doorbell for database was lost at CPU 64",
                "  13 lost: database took USER request from web-server",
                "  5 lost: database sent USER request to the host",
                "  and 18 differences more"));
    }

    @Test
    void aKernelThatTalksToNobodyIsProvedUntouched() {
        var session = new Session(Labs.story(List.of(), Labs.bothUp()));
        session.runUntil(TALK_NS);
        int act = session.give(new Command.Fault.Panic("database", 66));
        session.runUntil(TALK_NS + 1_000_000);

        var radius = BlastRadius.of(session, act);

        assertThat(radius.kernels()).filteredOn(BlastRadius.Reach::untouched)
                .extracting(BlastRadius.Reach::kernel)
                .containsExactly("web-server");
        assertThat(new BlastText(radius, session.scenario().machine(), 0).lines())
                .contains("untouched: web-server; nothing happened to it, with the act or without");
        assertThat(radius.shifts()).allMatch(shift -> shift.delayed() == 0);
    }

    @Test
    void anActThatChangesNothingTouchesNobody() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        int act = session.give(new Command.Exec("database")); // kerf refuses: it runs.
        session.runUntil(TALK_NS + 300_000);

        var radius = BlastRadius.of(session, act);

        assertThat(radius.kernels()).isNotEmpty().allMatch(BlastRadius.Reach::untouched);
        assertThat(radius.shifts()).isEmpty();
        assertThat(radius.with()).isEqualTo(radius.without());
    }

    @Test
    void theOtherActsAreGivenAtTheSameInstantsWithoutTheAct() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        int slow = session.give(new Command.Fault.Slow("web-server", 300));
        session.runUntil(TALK_NS + 100_000);
        session.give(new Command.Fault.Panic("database", 66));
        session.runUntil(TALK_NS + 300_000);

        var without = session.without(0, 0);

        assertThat(without.branch().commands()).singleElement()
                .satisfies(given -> assertThat(given.atNs()).isEqualTo(TALK_NS + 100_000));
        var radius = BlastRadius.of(session, slow);
        assertThat(radius.shifts()).noneMatch(shift -> shift.like() instanceof Happening.FaultInjected(int _, int core, var _)
                && core >= 0);
    }

    @Test
    void aGapInSomethingRegularIsALossAndNoDelayOfTheRest() {
        var like = new Happening.MessageSent(0, MessageKind.USER_REQUEST, 0, -1, 1, -1, 64);
        long[] would = {100, 200, 300, 400, 500, 600};

        assertThat(Shift.of(like, new long[] {100, 200, 505, 605}, would))
                .isEqualTo(new Shift(like, 2, 2, 5, 0, 300));
        assertThat(Shift.of(like, new long[] {50, 100, 200, 300, 400, 500, 600}, would))
                .isEqualTo(new Shift(like, 0, 0, 0, 1, 50));
        assertThat(Shift.of(like, would, would).nothing()).isTrue();
    }
}
