package archipelago.engine.takeover;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.invariant.Violation;
import archipelago.engine.journal.Happening;
import archipelago.engine.kernfs.Content;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.scenario.Generation;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.scenario.Scenario.Step;
import archipelago.engine.scenario.Scenario.Traffic;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Standby.Stage;
import archipelago.engine.state.State;
import archipelago.engine.state.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakeoverTest {
    private static final long TICK_NS = 100 * Times.MS;
    private static final HostKernel LATER = HostKernel.USUAL.of(Generation.LATER);

    private static Lab lab(HostKernel host, Step... steps) {
        return Lab.of(Labs.story(List.<Traffic>of(), steps).on(host)).untilSettled();
    }

    private static Lab armed() {
        return lab(LATER, Labs.bothUp()).done(new Command.Arm(WEB));
    }

    private static Lab overdue(Lab lab) {
        return lab.until("it has taken over", () -> stage(lab) == Stage.TAKEN_OVER);
    }

    private static Stage stage(Lab lab) {
        return lab.state().standby.stage();
    }

    private static String stateFile(Lab lab) {
        return FileTree.of(lab.simulation().world()).read("/run/kmorph/state") instanceof Content.Bytes(var bytes)
                ? bytes.asText()
                : "";
    }

    private static void sound(Lab lab) {
        assertThat(Violation.in(lab.state(), Labs.twoSockets())).isEmpty();
    }

    @Test
    void aHostThatLivesAnswersEveryProbeByRefusingIt() {
        var lab = armed();
        assertThat(stateFile(lab)).isEqualTo("ARMED predecessor=error last_probe=0ms error=0\n");
        lab.runFor(20 * TICK_NS);
        assertThat(stage(lab)).isEqualTo(Stage.ARMED);
        assertThat(lab.state().standby.silent()).isZero();
        assertThat(lab.state().sockets()).as("a probe leaves nothing behind").hasSizeLessThanOrEqualTo(1);
        assertThat(stateFile(lab)).startsWith("ARMED predecessor=alive last_probe=");
    }

    @Test
    void fiveSilencesInARowAreADeath() {
        var lab = armed().runFor(TICK_NS / 2);
        lab.done(new Command.Fault.Panic("host", 0));
        long diedNs = lab.now();
        lab.until("it suspects", () -> stage(lab) == Stage.SUSPECT);
        assertThat(lab.state().standby.silent()).isEqualTo(1);
        assertThat(stateFile(lab)).isEqualTo("SUSPECT predecessor=silent last_probe=0ms error=0\n");
        lab.until("it fences", () -> stage(lab) == Stage.FENCING);
        assertThat(lab.state().standby.silent()).isEqualTo(Takeover.MOST_SILENT);
        assertThat(lab.now() - diedNs).isBetween(5 * TICK_NS, 7 * TICK_NS);
    }

    @Test
    void anAnswerAfterASilenceMakesTheHostTrustedAgain() {
        var lab = armed().runFor(2 * TICK_NS);
        lab.done(new Command.Fault.LoseDoorbell("host"));
        lab.until("it suspects", () -> stage(lab) == Stage.SUSPECT);
        lab.until("it trusts again", () -> stage(lab) == Stage.ARMED);
        assertThat(lab.state().standby.silent()).isZero();
        lab.runFor(10 * TICK_NS);
        assertThat(stage(lab)).isEqualTo(Stage.ARMED);
    }

    @Test
    void theStandbyTakesEveryCoreAndMemoryInWholeBlocks() {
        var lab = armed();
        long before = lab.kernel(WEB).memoryBytes;
        overdue(lab.done(new Command.Fault.Panic("host", 0)));
        var web = lab.kernel(WEB);
        assertThat(web.cores).hasSize(32);
        assertThat(web.online.count()).isEqualTo(32);
        for (int core = 0; core < 32; core++) {
            assertThat(lab.state().cores.runs(core, web.slot)).as("core %d", core).isTrue();
        }
        long adopted = web.memoryBytes - before;
        assertThat(adopted % (128 * Sizes.MIB)).isZero();
        assertThat(web.memoryBytes).isGreaterThan(Labs.twoSockets().memoryBytes() - Sizes.GIB);
        assertThat(stateFile(lab)).startsWith("TAKEN_OVER predecessor=silent").endsWith("error=0\n");
        sound(lab);
    }

    @Test
    void toItTheHostAndTheOtherInstancesAreOneAndDevicesStayWhereTheyWere() {
        var lab = armed().done(new Command.Fault.Panic("host", 0));
        assertThat(lab.kernel(DATABASE).phase).as("it does not need the host").isEqualTo(Phase.UP);
        lab.until("the fence", () -> stage(lab) == Stage.FENCED);
        assertThat(lab.kernel(DATABASE).phase).isEqualTo(Phase.OFF);
        assertThat(lab.state().host().phase).isEqualTo(Phase.OFF);
        assertThat(lab.site(64)).isEqualTo(Site.PARKED_POOL);
        assertThat(lab.site(0)).as("a panic had stopped it").isEqualTo(Site.PARKED_POOL);
        sound(lab);
        overdue(lab);
        assertThat(lab.kernel(DATABASE).status).as("nobody writes the dead host's books").isEqualTo(Status.ACTIVE);
        assertThat(lab.state().deviceOwner).containsExactly(lab.kernel(WEB).slot, lab.kernel(DATABASE).slot);
        assertThat(lab.ask(new Command.Halt(DATABASE)).errno()).isEqualTo(Errno.EHOSTDOWN);
    }

    @Test
    void aHostThatHangsIsFencedLikeADeadOne() {
        var lab = armed().done(new Command.Fault.Hang("host", -1, false));
        overdue(lab);
        assertThat(lab.state().host().phase).isEqualTo(Phase.OFF);
        assertThat(lab.owner(0)).isEqualTo(WEB);
        sound(lab);
    }

    @Test
    void aCoreThatNeverParksFailsTheFenceWhichIsTriedThreeTimesMore() {
        var lab = armed().done(new Command.Fault.StopCpu(64)).done(new Command.Fault.Panic("host", 0));
        lab.until("the first failure", () -> stage(lab) == Stage.FENCE_FAILED);
        assertThat(stateFile(lab)).startsWith("FENCE_FAILED").endsWith("error=110\n");
        lab.runFor(10 * TICK_NS);
        assertThat(stage(lab)).isEqualTo(Stage.FENCE_FAILED);
        assertThat(lab.state().standby.attempts()).isEqualTo(1 + Takeover.MOST_RETRIES);
        assertThat(lab.owner(0)).as("nothing is taken while a core may still run").isEqualTo("host");
        assertThat(lab.log(WEB)).contains("kmorphd: fence of the predecessor failed: CPU 64 has not parked");
        sound(lab);
    }

    @Test
    void aCoreThatDiedInTheParkLoopPassesTheFenceAndIsMissedWhenItIsWoken() {
        var lab = armed().done(new Command.Fault.StopCpu(24)).done(new Command.Fault.Panic("host", 0));
        overdue(lab);
        assertThat(lab.kernel(WEB).online.count()).isEqualTo(31);
        assertThat(lab.log(WEB)).contains("CPU 24 did not leave the park loop within 1 s");
        sound(lab);
    }

    @Test
    void theWatchEndsWithTheStandbyKernel() {
        var lab = armed().done(new Command.Halt(WEB)).runFor(Times.S);
        lab.done(new Command.Fault.Panic("host", 0)).runFor(2 * Times.S);
        assertThat(lab.state().host().cores).isNotEmpty();
        assertThat(lab.told(Happening.Logged.class)).noneMatch(logged -> logged.line().contains("FENCING"));
    }

    @Test
    void thereIsOneStandbyAndOnlyAfterMk2() {
        var lab = armed();
        assertThat(lab.ask(new Command.Arm(DATABASE)).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.ask(new Command.Arm("host")).errno()).isEqualTo(Errno.ENOENT);
        assertThat(lab.ask(new Command.Arm("moon")).errno()).isEqualTo(Errno.ENODEV);
        var mk2 = lab(HostKernel.USUAL, Labs.bothUp());
        assertThat(mk2.ask(new Command.Arm(WEB)).errno()).isEqualTo(Errno.ENOENT);
        assertThat(mk2.state().standby).isNull();
        assertThat(FileTree.of(mk2.simulation().world()).list("/")).doesNotContain("run");
    }

    @Test
    void aRunCanBeCopiedInTheMiddleOfATakeover() {
        var lab = armed().done(new Command.Fault.Panic("host", 0));
        lab.until("it adopts", () -> stage(lab) == Stage.FENCED);
        var copy = lab.simulation().copy();
        while (copy.state().standby.stage() != Stage.TAKEN_OVER) {
            copy.step();
        }
        overdue(lab);
        assertThat(copy.fingerprint()).isEqualTo(lab.simulation().fingerprint());
        assertThat(copy.state().kernel(State.HOST).cores).isEmpty();
    }
}
