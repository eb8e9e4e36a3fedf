package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Frames;
import archipelago.app.render.TileState.Kind;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import org.junit.jupiter.api.Test;

class TileStateTest {
    private final Machine machine = Frames.machine();

    @Test
    void inEarlyBootOnlyTheBootCoreRuns() {
        var frame = Frames.booting();
        assertThat(state(frame, 8).kind()).isEqualTo(Kind.BOOTING);
        assertThat(state(frame, 8).word()).isEqualTo("early boot");
        assertThat(state(frame, 9).kind()).isEqualTo(Kind.PARKED);
        assertThat(state(frame, 9).kernel()).isEqualTo(1);
    }

    @Test
    void afterAPanicTheCoreThatDidItIsToldFromThoseThatWereStopped() {
        var frame = Frames.panicked();
        assertThat(state(frame, 9).kind()).isEqualTo(Kind.PANICKED);
        assertThat(state(frame, 9).word()).isEqualTo("panic");
        assertThat(state(frame, 8).kind()).isEqualTo(Kind.PANICKED);
        assertThat(state(frame, 8).word()).isEqualTo("halted");
        assertThat(state(frame, 16).kind().showsLoad()).isTrue();
    }

    @Test
    void aCoreThatHangsIsToldByAWordAndNotByItsLoad() {
        var frame = Frames.calm();
        frame.hang[9] = (byte) Hang.IRQS_OFF.ordinal();
        assertThat(state(frame, 9).kind()).isEqualTo(Kind.HUNG);
        assertThat(state(frame, 9).word()).isEqualTo("hung, irqs off");
        assertThat(state(frame, 9).kind().showsLoad()).isFalse();
    }

    @Test
    void aKernelWithoutARecordIsSeenWhereItRuns() {
        var frame = Frames.calm();
        frame.ghosts.add(frame.kernels.remove(1));
        Frames.place(frame, 9, -1, Site.RUNNING, 1);
        assertThat(state(frame, 9).kind()).isEqualTo(Kind.GHOST);
        assertThat(state(frame, 9).word()).isEqualTo("no record");
    }

    @Test
    void afterAResetAllCoresAreOffAndNoneIsWrong() {
        var frame = Frames.panicked();
        frame.ended = true;
        for (int core = 0; core < 32; core++) {
            assertThat(state(frame, core).kind()).isEqualTo(Kind.ENDED);
            assertThat(state(frame, core).kind().wrong()).isFalse();
        }
    }

    @Test
    void theNextBootEndsThePanic() {
        var frame = Frames.panicked();
        var notes = MapNotes.of(machine, frame);
        assertThat(notes.panicked(1)).isTrue();
        var journal = new Journal();
        for (int i = 0; i < frame.happened; i++) {
            journal.append(frame.journal.get(i));
        }
        journal.append(new Fact(1_850_000, 9, new Happening.PhaseEntered(1, Phase.EARLY_BOOT)));
        frame.journal = journal.view();
        frame.happened = journal.size();
        assertThat(notes.upTo(machine, frame).panicked(1)).isFalse();
        assertThat(notes.upTo(machine, frame)).isEqualTo(MapNotes.of(machine, frame));
    }

    @Test
    void whatIsStillToComeIsNotTold() {
        var frame = Frames.panicked();
        var later = MapNotes.of(machine, frame);
        frame.happened -= 3;
        assertThat(MapNotes.of(machine, frame).panicked(1)).isFalse();
        assertThat(later.upTo(machine, frame)).isEqualTo(MapNotes.of(machine, frame));
    }

    @Test
    void aCoreInThePoolIsToldFromOneThatIsLentButStillParkedThere() {
        var frame = Frames.calm();
        assertThat(state(frame, 12).kind()).isEqualTo(Kind.POOL);
        Frames.place(frame, 12, 1, Site.PARKED_POOL, -1);
        assertThat(state(frame, 12)).extracting(TileState::kind, TileState::kernel).containsExactly(Kind.PARKED, -1);
    }

    @Test
    void aCoreThatJoinedAPanickedKernelsBooksDidNotPanic() {
        var frame = Frames.panicked();
        Frames.place(frame, 12, 1, Site.PARKED_POOL, -1);
        assertThat(state(frame, 12).kind()).isEqualTo(Kind.PARKED);
    }

    @Test
    void devicesBelongToWhomTheyWereLastHandedTo() {
        var notes = MapNotes.of(machine, Frames.calm());
        // nic0 never left the host; nvme0 went to the web server, nic1 to the database; nvme1 waits.
        assertThat(notes.deviceOwner()).containsExactly(0, 1, 2, -1);
    }

    private TileState state(Frame frame, int core) {
        return TileState.of(frame, core, MapNotes.of(machine, frame));
    }
}
