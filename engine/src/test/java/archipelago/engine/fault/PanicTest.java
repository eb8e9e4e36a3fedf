package archipelago.engine.fault;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.cost.Cost;
import archipelago.engine.journal.Happening.Answered;
import archipelago.engine.journal.Happening.CoreBusy;
import archipelago.engine.journal.Happening.CoreWent;
import archipelago.engine.journal.Happening.MessageSent;
import archipelago.engine.journal.Happening.MessageTaken;
import archipelago.engine.journal.Happening.StatusChanged;
import archipelago.engine.scenario.Scenario.Traffic;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanicTest {
    private static final Command.Fault.Panic HOST_PANIC = new Command.Fault.Panic("host", -1);

    /// The host asks both instances, which do not know of each other.
    private static final List<Traffic> APART = List.of(
            new Traffic("host", WEB, 20_000, 5_000, 256, 512, 3_000),
            new Traffic("host", DATABASE, 20_000, 5_000, 256, 512, 3_000));

    private static Lab bothServing() {
        return Lab.of(Labs.story(APART, Labs.bothUp())).untilSettled().runFor(Times.MS);
    }

    // --- an instance ----------------------------------------------------------------------------

    @Test
    void itStopsItsSiblingsWritesItsTraceSaysHaltedAndParks() {
        var lab = Lab.webActive();
        long from = lab.now();
        int mark = lab.mark();
        lab.done(new Command.Fault.Panic(WEB, 20));
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.PANICKING);
        lab.runFor(10 * Times.US);
        for (long sibling : List.of(16L, 18L, 22L)) {
            assertThat(lab.site(sibling)).as("CPU " + sibling).isEqualTo(Site.PARKED_INSTANCE);
        }
        assertThat(lab.site(20)).as("it still writes its trace").isEqualTo(Site.RUNNING);
        assertThat(lab.status(WEB)).as("the host knows nothing yet").isEqualTo(Status.ACTIVE);

        lab.untilStatus(WEB, Status.LOADED).untilParked(WEB);
        assertThat(lab.log(WEB))
                .contains("Kernel panic - not syncing: injected fault on CPU 20")
                .contains("Multikernel instance 1 shutting down");
        var halted = lab.toldSince(mark, MessageSent.class);
        assertThat(halted).hasSize(1);
        assertThat(halted.getFirst().kind()).isEqualTo(MessageKind.HALTED);
        assertThat(lab.cpu(halted.getFirst().fromCore())).isEqualTo(20);
        assertThat(lab.times(mark, MessageSent.class, m -> true).getFirst() - from)
                .isGreaterThanOrEqualTo(lab.cost(Cost.PANIC_TRACE));
        assertThat(lab.toldSince(mark, StatusChanged.class)).hasSize(1);
    }

    @Test
    void itsNeighbourServesToTheNanosecondWhatItWouldHaveServed() {
        var with = bothServing();
        var without = bothServing();
        int mark = with.mark();
        assertThat(without.mark()).isEqualTo(mark);
        with.give(new Command.Fault.Panic(WEB, 18));
        with.runFor(5 * Times.MS);
        without.runFor(5 * Times.MS);

        assertThat(with.kernel(WEB).served).as("the fault has an effect").isLessThan(without.kernel(WEB).served);
        assertThat(taken(with, mark)).hasSizeGreaterThan(100).containsExactlyElementsOf(taken(without, mark));
        assertThat(with.kernel(DATABASE).served).isEqualTo(without.kernel(DATABASE).served);
        assertThat(work(with, mark)).containsExactlyElementsOf(work(without, mark));
    }

    private static List<Long> taken(Lab lab, int mark) {
        int slot = lab.kernel(DATABASE).slot;
        return lab.times(mark, MessageTaken.class, t -> t.toKernel() == slot);
    }

    private static List<CoreBusy> work(Lab lab, int mark) {
        int slot = lab.kernel(DATABASE).slot;
        return lab.toldSince(mark, CoreBusy.class).stream().filter(b -> b.kernel() == slot).toList();
    }

    @Test
    void whoAsksADeadKernelFillsItsRingAndIsThenRefused() {
        var lab = bothServing();
        lab.done(new Command.Fault.Panic(WEB, 18)).runFor(5 * Times.MS);
        assertThat(lab.kernel(WEB).ring.full()).isTrue();
        assertThat(lab.state().host().refused).isPositive();
        assertThat(lab.state().host().phase).isEqualTo(Phase.UP);
    }

    @Test
    void whatDoesNotRunCannotPanic() {
        var lab = Lab.webLoaded();
        assertThat(lab.ask(new Command.Fault.Panic("nobody", -1)).errno()).isEqualTo(Errno.ENOENT);
        assertThat(lab.ask(new Command.Fault.Panic(WEB, -1)).errno()).isEqualTo(Errno.EINVAL);
        lab.done(new Command.Exec(WEB)).untilUp(WEB);
        assertThat(lab.ask(new Command.Fault.Panic(WEB, 64)).errno())
                .as("another kernel's core")
                .isEqualTo(Errno.EINVAL);
        lab.done(new Command.Fault.Panic(WEB, -1));
        assertThat(lab.ask(new Command.Fault.Panic(WEB, -1)).errno()).as("it panics already").isEqualTo(Errno.EINVAL);
    }

    @Test
    void aPanicInEveryPhaseOfABootEndsInThePark() {
        for (var phase : List.of(Phase.EARLY_BOOT, Phase.SECONDARIES, Phase.INIT, Phase.UP)) {
            var lab = Lab.webLoaded().done(new Command.Exec(WEB));
            lab.until(phase.words(), () -> lab.kernel(WEB).phase == phase);
            lab.done(new Command.Fault.Panic(WEB, -1)).untilStatus(WEB, Status.LOADED).untilParked(WEB).runFor(Times.S);
            assertThat(lab.kernel(WEB).phase).as(phase.words()).isEqualTo(Phase.OFF);
            lab.done(new Command.Exec(WEB)).untilUp(WEB);
            assertThat(lab.kernel(WEB).online.count()).as(phase.words()).isEqualTo(4);
        }
    }

    @Test
    void aPanicWhileItPowersOffEndsThePowerOff() {
        var lab = Lab.webActive().done(new Command.Halt(WEB));
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.HALTING);
        lab.done(new Command.Fault.Panic(WEB, 18)).untilParked(WEB).runFor(Times.S);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.OFF);
        assertThat(lab.status(WEB)).isEqualTo(Status.LOADED);
    }

    // --- the host -------------------------------------------------------------------------------

    @Test
    void instancesOutliveTheHost() {
        var talk = List.of(new Traffic(WEB, DATABASE, 20_000, 5_000, 256, 512, 3_000));
        var lab = Lab.of(Labs.story(talk, Labs.bothUp())).untilSettled();
        lab.done(HOST_PANIC).runFor(Times.MS);
        assertThat(lab.state().host().phase).isEqualTo(Phase.OFF);
        long served = lab.kernel(DATABASE).served;
        lab.runFor(10 * Times.MS);
        assertThat(lab.kernel(DATABASE).served - served).isGreaterThan(300);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.UP);
        assertThat(lab.site(0)).isEqualTo(Site.DEAD);
        assertThat(lab.state().host().online.count()).isZero();
    }

    @Test
    void nobodyAnswersASystemCallAnyMore() {
        var lab = Lab.bothUp().done(HOST_PANIC);
        for (var command : List.<Command>of(
                new Command.Halt(WEB),
                new Command.ForceHalt(WEB),
                new Command.Exec(WEB),
                new Command.AddCpu(WEB, 24),
                new Command.EmptyPool(),
                Labs.load(WEB))) {
            assertThat(lab.ask(command).errno()).as(command.toString()).isEqualTo(Errno.EHOSTDOWN);
        }
        lab.runFor(Times.S);
        assertThat(lab.ask(Labs.fill()).errno()).isEqualTo(Errno.EHOSTDOWN);
        assertThat(lab.ask(HOST_PANIC).errno()).as("it is dead already").isEqualTo(Errno.EINVAL);
        lab.done(new Command.Fault.Panic(WEB, -1)).untilParked(WEB).runFor(Times.S);
        assertThat(lab.status(WEB)).as("nobody reads its notice").isEqualTo(Status.ACTIVE);
    }

    @Test
    void whatTheHostWasDoingIsNeverFinishedAndTheStoryEnds() {
        var lab = Lab.of(Labs.firstLight());
        lab.until("the pool is being filled", () -> lab.state().operations().size() == 1);
        int mark = lab.mark();
        lab.done(HOST_PANIC).runFor(60 * Times.S);
        assertThat(lab.state().story.over).isTrue();
        assertThat(lab.state().operations()).isEmpty();
        assertThat(lab.toldSince(mark, Answered.class)).as("only the fault itself").hasSize(1);
        assertThat(lab.simulation().settled()).isTrue();
    }

    @Test
    void aHostThatPanicsDoesNothingMoreWhileItWritesItsTrace() {
        var lab = Lab.webLoaded();
        lab.give(new Command.Exec(WEB));
        lab.until("cores move", () -> lab.state().pool.mailbox.core >= 0);
        lab.runFor(Times.US);
        lab.give(HOST_PANIC);
        int mark = lab.mark();
        lab.runFor(Times.S);
        assertThat(lab.toldSince(mark, CoreWent.class)).allMatch(w -> w.site() == Site.DEAD);
        assertThat(lab.toldSince(mark, StatusChanged.class)).isEmpty();
    }
}
