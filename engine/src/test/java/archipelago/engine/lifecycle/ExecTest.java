package archipelago.engine.lifecycle;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.cost.Cost;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Happening.CoreWent;
import archipelago.engine.journal.Happening.PhaseEntered;
import archipelago.engine.journal.Happening.StatusChanged;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecTest {
    private static final Command.Exec EXEC = new Command.Exec(WEB);

    @Test
    void theHostGoesThroughItsStepsInOrderAndSkipsThePageTablesTheSecondTime() {
        var lab = Lab.webLoaded();
        assertThat(steps(lab))
                .containsExactly(
                        Step.COPY_IMAGE,
                        Step.BUILD_MANIFEST,
                        Step.BUILD_PAGE_TABLES,
                        Step.MOVE_CORE,
                        Step.WAKE_BOOT_CORE);
        lab.untilUp(WEB).done(new Command.Halt(WEB)).untilParked(WEB);
        assertThat(steps(lab)).containsExactly(Step.COPY_IMAGE, Step.BUILD_MANIFEST, Step.WAKE_BOOT_CORE);
    }

    private static List<Step> steps(Lab lab) {
        int act = lab.give(EXEC);
        var steps = new ArrayList<Step>();
        while (!lab.answered(act)) {
            var step = lab.state().operation(act).step();
            if (steps.isEmpty() || steps.getLast() != step) {
                steps.add(step);
            }
            lab.step();
        }
        return steps;
    }

    @Test
    void secondariesMoveOneByOneInTheOrderOfTheListAndTheBootCpuWakesLast() {
        var lab = Lab.webLoaded();
        int mark = lab.mark();
        lab.done(EXEC);
        var went = lab.toldSince(mark, CoreWent.class);
        assertThat(went.stream().map(w -> lab.cpu(w.core())).toList()).containsExactly(18L, 20L, 22L, 16L);
        assertThat(went.stream().map(CoreWent::site).toList())
                .containsExactly(Site.PARKED_INSTANCE, Site.PARKED_INSTANCE, Site.PARKED_INSTANCE, Site.RUNNING);
    }

    @Test
    void thePublisherLooksEvery100MicrosecondsSoClaimsAreThatFarApart() {
        var lab = Lab.webLoaded();
        int mark = lab.mark();
        lab.done(EXEC);
        var at = lab.times(mark, CoreWent.class, w -> true);
        for (int i = 1; i < at.size(); i++) {
            assertThat(at.get(i) - at.get(i - 1)).isEqualTo(100 * Times.US);
        }
        assertThat(lab.now() - at.getLast()).isEqualTo(100 * Times.US - lab.cost(Cost.CLAIM));
    }

    @Test
    void theStatusSaysActiveLongBeforeUserSpaceIsUp() {
        var lab = Lab.webLoaded();
        lab.done(EXEC);
        assertThat(lab.status(WEB)).isEqualTo(Status.ACTIVE);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.EARLY_BOOT);
        int mark = lab.mark();
        lab.untilUp(WEB);
        assertThat(lab.toldSince(mark, StatusChanged.class)).as("nobody is told that it is up").isEmpty();
        assertThat(lab.toldSince(mark, PhaseEntered.class).stream().map(PhaseEntered::phase).toList())
                .containsExactly(Phase.SECONDARIES, Phase.INIT, Phase.UP);
    }

    @Test
    void theInstanceBringsItsOtherCpusUpOneAfterAnother() {
        var lab = Lab.webLoaded();
        lab.done(EXEC);
        int mark = lab.mark();
        lab.untilUp(WEB);
        var went = lab.toldSince(mark, CoreWent.class);
        assertThat(went.stream().map(w -> lab.cpu(w.core())).toList()).containsExactly(18L, 20L, 22L);
        var at = lab.times(mark, CoreWent.class, w -> true);
        assertThat(at.get(1) - at.get(0)).isEqualTo(lab.cost(Cost.SECONDARY));
        assertThat(at.get(2) - at.get(1)).isEqualTo(lab.cost(Cost.SECONDARY));
    }

    @Test
    void anInstanceWithoutCpusExistsAndCannotBeStarted() {
        var lab = Lab.pooled()
                .done(new Command.Create(WEB, 1, List.of(), Sizes.GIB, -1, List.of()))
                .done(Labs.load(WEB));
        assertThat(lab.ask(EXEC).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.status(WEB)).isEqualTo(Status.LOADED);
    }

    @Test
    void aPanickedInstanceStartsAgainWithoutALoad() {
        var lab = Lab.webActive();
        lab.done(new Command.Fault.Panic(WEB, 20)).untilStatus(WEB, Status.LOADED).untilParked(WEB);
        lab.done(EXEC).untilUp(WEB);
        assertThat(lab.kernel(WEB).boots).isEqualTo(2);
        assertThat(lab.kernel(WEB).online.count()).isEqualTo(4);
    }

    @Test
    void anActiveInstanceWhoseLastWordWasLostIsFoundParkedAndStartsAgain() {
        var lab = Lab.bothUp();
        // A producer that panics in mid-send leaves a slot in the host's ring that blocks all behind it.
        lab.send(DATABASE, 66, "host");
        lab.give(new Command.Fault.Panic(DATABASE, 66));
        lab.untilParked(DATABASE).runFor(Times.S);
        assertThat(lab.status(DATABASE)).as("its notice is stuck in the host's ring").isEqualTo(Status.ACTIVE);

        assertThat(lab.ask(new Command.Exec(DATABASE)).errno()).as("kerf only believes the status").isEqualTo(Errno.EBUSY);
        lab.done(lab.reboot(DATABASE, RunOperations.BOOT)).untilUp(DATABASE);
        assertThat(lab.log("host")).contains("multikernel: instance 2 stopped without a halt notification");
        assertThat(lab.told(StatusChanged.class).stream().filter(s -> s.kernel() == lab.kernel(DATABASE).slot).toList())
                .extracting(StatusChanged::to)
                .containsExactly(Status.LOADED, Status.ACTIVE, Status.LOADED, Status.ACTIVE);
        assertThat(lab.state().host().ring.pending()).as("the start dropped what was pending").isZero();
    }

    @Test
    void aFullHostRingSwallowsTheLastWordToo() {
        var lab = Lab.bothUp();
        lab.send(DATABASE, 66, "host");
        lab.give(new Command.Fault.Panic(DATABASE, 66));
        lab.untilParked(DATABASE).runFor(Times.MS);
        while (lab.send(WEB, 18, "host").ok()) {
            lab.runFor(10 * Times.US);
        }
        int mark = lab.mark();
        lab.done(new Command.Fault.Panic(WEB, 16)).untilParked(WEB).runFor(Times.S);
        assertThat(lab.toldSince(mark, Happening.SendRefused.class).getLast().errno()).isEqualTo(Errno.ENOSPC);
        assertThat(lab.status(WEB)).isEqualTo(Status.ACTIVE);
        lab.done(lab.reboot(WEB, RunOperations.BOOT)).untilUp(WEB);
    }

    @Test
    void aSecondaryThatDoesNotClaimInASecondFailsTheStartWhichUndoesNothing() {
        var lab = Lab.webLoaded().kill(20);
        long from = lab.now();
        var answer = lab.ask(EXEC);
        assertThat(answer.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(answer.sentence()).contains("CPU 20");
        assertThat(lab.now() - from).isGreaterThanOrEqualTo(Times.S);
        assertThat(lab.status(WEB)).isEqualTo(Status.LOADED);
        assertThat(lab.with(18)).as("moved before, stays").isEqualTo(WEB);
        assertThat(lab.with(22)).as("never reached").isEqualTo("pool");
        assertThat(lab.state().pool.mailbox.core).as("the wake-up is revoked").isNegative();

        assertThat(lab.ask(EXEC).errno()).as("it may be tried again").isEqualTo(Errno.ETIMEDOUT);
        lab.done(new Command.RemoveCpu(WEB, 20)).done(EXEC).untilUp(WEB);
        assertThat(lab.kernel(WEB).online.count()).isEqualTo(3);
    }

    @Test
    void aBootCpuThatDoesNotClaimFailsTheStart() {
        var lab = Lab.webLoaded().kill(16);
        assertThat(lab.ask(EXEC).errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.status(WEB)).isEqualTo(Status.LOADED);
        assertThat(lab.kernel(WEB).phase).isEqualTo(Phase.OFF);
    }

    @Test
    void aCpuThatDiedOnTheInstancesOwnMailboxIsMissingAfterTheNextStart() {
        var lab = Lab.webActive();
        lab.done(new Command.Halt(WEB)).untilParked(WEB);
        lab.kill(22).done(EXEC).untilUp(WEB);
        assertThat(lab.kernel(WEB).online.count()).isEqualTo(3);
    }

    @Test
    void theLoserOfTheKexecLockIsRefusedAtOnce() {
        var lab = Lab.webLoaded().done(Labs.database());
        int first = lab.give(EXEC);
        assertThat(lab.ask(EXEC).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.ask(Labs.load(DATABASE)).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.ask(new Command.Unload(WEB)).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.answerTo(first).errno()).isEqualTo(Errno.OK);
    }

    @Test
    void hostAndPoolCannotFightOverTheMailboxOfThePool() {
        var lab = Lab.webLoaded();
        int exec = lab.give(EXEC);
        lab.until("a core moves", () -> lab.state().pool.mailbox.core >= 0);
        assertThat(lab.ask(new Command.CpuToHost(26)).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.answerTo(exec).errno()).isEqualTo(Errno.OK);
    }

    @Test
    void coresOfAnInstanceStayPutWhileItIsBeingStarted() {
        var lab = Lab.webLoaded();
        int exec = lab.give(EXEC);
        assertThat(lab.ask(new Command.AddCpu(WEB, 24)).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.ask(new Command.RemoveCpu(WEB, 18)).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.answerTo(exec).errno()).isEqualTo(Errno.OK);
    }

    @Test
    void theManifestListsOwnCoresAndIdleOnesOfThePool() {
        var lab = Lab.webLoaded();
        lab.done(EXEC);
        var listed = new ArrayList<Long>();
        for (int c = lab.kernel(WEB).enumerated.next(0); c >= 0; c = lab.kernel(WEB).enumerated.next(c + 1)) {
            listed.add(lab.cpu(c));
        }
        assertThat(listed).containsExactlyElementsOf(Labs.POOLED);
    }

    @Test
    void anImageThatDoesNotFitIsRefusedAndTheInstanceStaysReady() {
        var lab = Lab.webReady();
        var answer = lab.ask(new Command.Load(WEB, "vmlinux", 4 * Sizes.GIB, 0, ""));
        assertThat(answer.errno()).isEqualTo(Errno.ENOMEM);
        assertThat(lab.status(WEB)).isEqualTo(Status.READY);
        assertThat(lab.facts().stream().map(Fact::what)).noneMatch(w -> w instanceof PhaseEntered);
    }
}
