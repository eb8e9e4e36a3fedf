package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import archipelago.app.FakeLive;
import archipelago.app.Frames;
import archipelago.app.Lived;
import archipelago.app.Stories;
import archipelago.app.layout.Selection;
import archipelago.app.session.Outcome;
import archipelago.app.vm.ChaptersVm.Progress;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.OperationView;
import archipelago.engine.journal.Happening;
import archipelago.engine.session.Session;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class DeskTest {
    private final FakeLive live = Stories.live();
    private final Frame frame = live.frame;
    private final Desk desk = new Desk(live.scenario());

    @Test
    void theKernelListTellsStatusAndWhatTheStatusLeavesOpen() {
        desk.update(frame);

        assertThat(desk.kernels().rows().get())
                .extracting(KernelsVm.Row::name, KernelsVm.Row::status, KernelsVm.Row::phase)
                .containsExactly(
                        tuple("host", "active", ""),
                        tuple("web-server", "active", "panicking"),
                        tuple("database", "active", ""),
                        tuple("edge", "active", "secondaries"));
        assertThat(desk.kernels().pool().get()).isEqualTo("3 cores · 6 GiB");
    }

    @Test
    void theKernelListSaysWhenTheStatusWordIsNotTrue() {
        frame.kernels.set(1, Frames.kernel(1, "web-server", Status.ACTIVE, Phase.OFF, 4, 8, 4));
        frame.kernels.set(2, Frames.kernel(2, "database", Status.READY, Phase.UP, 4, 8, 4));
        desk.update(frame);

        assertThat(desk.kernels().rows().get())
                .filteredOn(row -> row.slot() == 1 || row.slot() == 2)
                .extracting(KernelsVm.Row::status, KernelsVm.Row::phase, KernelsVm.Row::tone)
                .containsExactly(tuple("active", "stopped", Tone.WARN), tuple("ready", "up", Tone.WARN));
    }

    @Test
    void aKernelThatPanickedIsSaidToHaveUntilItIsStartedAgain() {
        var session = new Session(Lived.scenario());
        session.runUntil(Lived.TALK_NS);
        session.give(new Command.Fault.Panic("web-server", -1));
        session.runUntil(Lived.PANIC_NS);
        var seen = new Desk(session.scenario());
        assertThat(web(seen, session)).isEqualTo(tuple("loaded", "panicked"));
        session.give(new Command.Exec("web-server"));
        session.runUntil(Lived.PANIC_NS + 500 * Times.MS);
        assertThat(web(seen, session).toList().get(1)).isNotEqualTo("panicked");
        session.seek(Lived.PANIC_NS);
        assertThat(web(seen, session)).as("back in time it has panicked again").isEqualTo(tuple("loaded", "panicked"));
    }

    private static Tuple web(Desk seen, Session session) {
        var now = new Frame(session.scenario().machine().coreCount());
        session.write(now);
        seen.update(now);
        return seen.kernels().rows().get().stream().filter(row -> row.name().equals("web-server"))
                .map(row -> tuple(row.status(), row.phase())).findFirst().orElse(tuple("gone", ""));
    }

    @Test
    void anUnchangedFrameChangesNoProperty() {
        desk.update(frame);
        var changes = new ArrayList<Object>();
        desk.kernels().rows().addListener((property, was, now) -> changes.add(now));
        desk.inspector().inspection().addListener((property, was, now) -> changes.add(now));
        desk.status().counts().addListener((property, was, now) -> changes.add(now));
        desk.log().lines().addListener((property, was, now) -> changes.add(now));
        desk.chapters().rows().addListener((property, was, now) -> changes.add(now));
        desk.clock().time().addListener((property, was, now) -> changes.add(now));

        desk.update(frame);

        assertThat(changes).isEmpty();
    }

    @Test
    void chaptersAreDoneCurrentOrToCome() {
        desk.update(frame);

        assertThat(desk.chapters().page().get().label()).isEqualTo("Chapter 4 of 5");
        assertThat(desk.chapters().rows().get())
                .extracting(ChaptersVm.Row::progress)
                .containsExactly(Progress.DONE, Progress.DONE, Progress.DONE, Progress.CURRENT, Progress.TO_COME);

        frame.chapter = -1;
        desk.update(frame);

        assertThat(desk.chapters().page().get().title()).isEqualTo(live.scenario().title());
        assertThat(desk.chapters().rows().get()).allMatch(row -> row.progress() == Progress.TO_COME);
    }

    @Test
    void theLogEndsWithTheNewestLine() {
        desk.update(frame);
        assertThat(desk.log().lines().get().getLast().text()).isEqualTo("Multikernel instance 1 shutting down");

        live.given.add(new Command.Exec("edge"));
        live.answer(Errno.EBUSY, "not all of its cores are parked");
        desk.update(frame);

        var line = desk.log().lines().get().getLast();
        assertThat(line.text()).isEqualTo("-EBUSY not all of its cores are parked");
        assertThat(line.tone()).isEqualTo(Tone.DANGER);
    }

    @Test
    void goingBackInTimeTakesTheNewestLinesAway() {
        desk.update(frame);
        frame.happened = frame.journal.firstAtOrAfter(1_841_000);
        desk.update(frame);

        assertThat(desk.log().lines().get().getLast().text()).startsWith("Kernel panic");
    }

    @Test
    void theInspectorTellsOfAKernelAndWhatHappenedToIt() {
        desk.selection().set(new Selection.OfKernel(1));
        desk.update(frame);

        var told = desk.inspector().inspection().get();
        assertThat(told.title()).isEqualTo("web-server");
        assertThat(told.label()).isEqualTo("Instance 1");
        assertThat(told.tone()).isEqualTo(Tone.DANGER);
        assertThat(told.rows()).contains(Inspection.Row.of("CPUs", "16, 18, 20, 22"));
        assertThat(told.facts()).extracting(FactLine::title).contains("Fault injected", "HALTED sent");
    }

    @Test
    void whatHappensManyTimesInARowIsToldOnce() {
        for (int i = 0; i < 5; i++) {
            live.happen(new Happening.DoorbellLost(1, 8));
        }
        desk.selection().set(new Selection.OfKernel(1));
        desk.update(frame);

        var facts = desk.inspector().inspection().get().facts();
        assertThat(facts).hasSize(5);
        assertThat(facts.getLast().title()).isEqualTo("Doorbell lost ×5");
        assertThat(facts.get(3).title()).doesNotContain("Doorbell");
    }

    @Test
    void theStatusLineTellsWhatTheHostDoesAndElseWhatAPersonCanDo() {
        desk.update(frame);
        assertThat(desk.status().operation().get()).isEmpty();
        assertThat(desk.status().hint().get()).startsWith("Playing");
        frame.storyAwaits = "web-server";
        frame.storyAwaitsUp = true;
        desk.update(frame);
        assertThat(desk.status().operation().get()).isEmpty();
        assertThat(desk.status().underWay().get()).isEqualTo("Waits: web-server up");

        var fill = new Command.CpuToPool(30);
        frame.operations.add(new OperationView(7, fill, Operation.Step.OFFLINE_CORE, frame.nowNs - 1_500_000, false, true, 0));
        frame.playing = false;
        desk.update(frame);
        assertThat(desk.status().operation().get())
                .isEqualTo("Take CPU 30 into the pool: the host takes a core offline · 1.5 ms");
        assertThat(desk.status().hint().get()).startsWith("Paused");
    }

    @Test
    void theInspectorWarnsWhereBooksAndMachineDiffer() {
        Frames.place(frame, 9, -1, Site.RUNNING, 1);
        desk.selection().set(new Selection.OfCore(9));
        desk.update(frame);

        var told = desk.inspector().inspection().get();
        assertThat(told.rows()).contains(Inspection.Row.of("Owner in the books", "pool"));
        assertThat(told.rows()).contains(new Inspection.Row("Where it is", "runs web-server", Tone.WARN));
    }

    @Test
    void theInspectorTellsOfAMessageThatHasBeenTaken() {
        var sent = firstSent();
        desk.selection().set(new Selection.OfFlight(sent.message()));
        desk.update(frame);

        var told = desk.inspector().inspection().get();
        assertThat(told.title()).isEqualTo(sent.kind().words());
        assertThat(told.status()).isEqualTo("taken");
    }

    @Test
    void aKernelThatIsGoneIsStillNamed() {
        desk.update(frame);
        desk.selection().set(new Selection.OfKernel(3));
        frame.kernels.removeLast();
        desk.update(frame);

        var told = desk.inspector().inspection().get();
        assertThat(told.title()).isEqualTo("edge");
        assertThat(told.label()).isEqualTo("Removed instance");
    }

    @Test
    void aRefusalStaysUntilTheNextActAndASuccessIsNoted() {
        var command = new Command.Exec("edge");
        desk.answered(new Outcome(5_000, command, Errno.EBUSY, "not all of its cores are parked"));

        var refusal = desk.status().refusal().get().orElseThrow();
        assertThat(refusal.title()).isEqualTo("Refused: Start edge");
        assertThat(refusal.sentence())
                .isEqualTo("-EBUSY (16) Device or resource busy: not all of its cores are parked");

        desk.status().dismiss();
        assertThat(desk.status().refusal().get()).isEmpty();

        desk.answered(new Outcome(5_000, command, Errno.OK, "the boot CPU has its wake-up"));
        assertThat(desk.status().note().get()).startsWith("Start edge: the boot CPU has its wake-up");
    }

    @Test
    void aNoteIsNewsForAWhileOnly() {
        desk.update(frame);
        desk.answered(new Outcome(frame.nowNs, new Command.Exec("edge"), Errno.OK, "awake"));
        desk.update(frame);
        assertThat(desk.status().note().get()).isNotEmpty();

        frame.nowNs += 10 * frame.speedNsPerSecond;
        desk.update(frame);
        assertThat(desk.status().note().get()).isEmpty();
    }

    @Test
    void brokenPromisesAreTold() {
        desk.update(frame);
        assertThat(desk.status().violations().get()).isEmpty();

        frame.violations = List.of("a core has two owners");
        desk.update(frame);

        assertThat(desk.status().violations().get()).containsExactly("a core has two owners");
    }

    @Test
    void anotherBranchIsReadAfresh() {
        desk.update(frame);
        var other = new FakeLive(live.scenario(), Stories.frame());
        other.happen(new Happening.StatusChanged(2, Status.ACTIVE, Status.LOADED));
        desk.selection().set(new Selection.OfKernel(2));
        desk.update(other.frame);

        assertThat(desk.inspector().inspection().get().facts())
                .extracting(FactLine::title)
                .contains("Status loaded");
    }

    private Happening.MessageSent firstSent() {
        for (int i = 0; i < frame.happened; i++) {
            if (frame.journal.get(i).what() instanceof Happening.MessageSent sent) {
                return sent;
            }
        }
        throw new AssertionError("the story has a message");
    }
}
