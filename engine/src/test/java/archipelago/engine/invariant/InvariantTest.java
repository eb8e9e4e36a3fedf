package archipelago.engine.invariant;

import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import archipelago.engine.overlay.Plan;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Site;
import archipelago.engine.state.SharedImage;
import archipelago.engine.state.SharedObject;
import archipelago.engine.state.State;
import archipelago.engine.state.Task;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every promise has a twin: a state in which exactly this promise is broken, and is reported.
class InvariantTest {
    private static final Machine MACHINE = Labs.twoSockets();
    private static final State SOUND = Lab.bothUp().state();
    private static final int IDLE_CORE = MACHINE.coreOf(24);
    private static final int SECONDARY = MACHINE.coreOf(18);

    @ParameterizedTest
    @EnumSource
    void aBrokenPromiseIsReportedAndNoOther(Invariant promise) {
        var state = SOUND.copy();
        assertThat(Violation.in(state, MACHINE)).isEmpty();
        breakIt(promise, state);
        var violations = Violation.in(state, MACHINE);
        assertThat(violations).extracting(Violation::invariant).containsExactly(promise);
        assertThat(violations.getFirst().sentence())
                .startsWith(promise.name())
                .contains(promise.sentence(), "after event " + state.events);
    }

    private static void breakIt(Invariant promise, State state) {
        var web = state.named(WEB);
        switch (promise) {
            case EVERY_CORE_HAS_ONE_OWNER -> state.cores.owner[IDLE_CORE] = (short) web.slot;
            case A_PARKED_CORE_HAS_A_MAILBOX -> state.cores.place(IDLE_CORE, Site.PARKED_INSTANCE, 77);
            case A_KERNEL_RUNS_ON_CORES_THAT_EXECUTE_IT -> state.cores.place(SECONDARY, Site.PARKED_INSTANCE, web.slot);
            case A_LIVING_KERNEL_HAS_ITS_BOOT_CORE -> web.online.remove(web.bootCore());
            case CHUNKS_LIE_IN_THEIR_NODE ->
                state.pool.add(new Pool.Chunk(MACHINE.nodes().get(1).base(), Sizes.PAGE, 0));
            case WHAT_IS_LENT_ON_WAS_LENT -> web.pool.add(new Pool.Chunk(0, Sizes.GIB, 0));
            case IMAGES_LIE_IN_POOLS -> state.images().add(
                    new SharedImage(web.slot, WEB + "/rootfs", 0, Sizes.MIB, 0, List.of(), false));
            case REGIONS_DO_NOT_OVERLAP -> state.pool.remove(state.pool.chunks().getFirst());
            case NO_MESSAGE_VANISHES -> state.messages++;
            case A_RING_HOLDS_AT_MOST_63 -> {
                state.messages++;
                web.ring.claim(null);
            }
            case ONE_HOLDS_THE_KEXEC_LOCK -> {
                state.put(operation(90, new Command.Exec(WEB), Step.COPY_IMAGE).holdingKexec());
                state.put(operation(91, Labs.load(WEB), Step.COPY_IMAGE).holdingKexec());
            }
            case ONE_HOLDS_THE_OVERLAY_LOCK -> {
                state.put(operation(90, new Command.Halt(WEB), Step.AWAIT_ACK));
                state.put(write(91, Step.WAIT_FOR_OVERLAY_LOCK));
            }
            case A_LOADED_INSTANCE_HAS_AN_IMAGE -> web.image = "";
            case WHO_HALTS_IS_GONE -> {
                web.phase = Phase.OFF;
                web.phaseSinceNs = 0;
            }
            case A_RESET_ENDS_EVERYTHING -> state.ended = true;
            case A_LOCK_HAS_ONE_HOLDER -> state.tasks.all().add(holding(web));
        }
    }

    private static Task holding(Kernel kernel) {
        var task = new Task(0, 0, new RandomStream(1, "start"));
        task.kernel = kernel.slot;
        task.stage = Task.Stage.HOLDING;
        return task;
    }

    /// A task waits in a line, another one has the lock; then either is not what it is taken for.
    @Test
    void aLockIsHeldByWhoHoldsItAndWaitedForByWhoWaits() {
        var state = SOUND.copy();
        var web = state.named(WEB);
        var lock = state.tasks.object(web.slot, "directory", SharedObject.NONE, () -> new SharedObject(
                web.slot, WEB, "directory", SharedObject.NONE, new RandomStream(1, "turns")));
        state.tasks.all().addAll(List.of(holding(web), holding(web)));
        state.tasks.get(1).stage = Task.Stage.WAITING;
        lock.holder = 0;
        lock.first = 1;
        lock.last = 1;
        assertThat(Violation.in(state, MACHINE)).isEmpty();

        state.tasks.get(1).stage = Task.Stage.PRIVATE;
        assertThat(onlyViolation(state)).contains("task 1 stands in the line for directory of " + WEB);
        state.tasks.get(1).stage = Task.Stage.WAITING;
        state.tasks.get(1).kernel = State.HOST;
        assertThat(onlyViolation(state)).contains("task 1 stands in the line");
        state.tasks.get(1).kernel = web.slot;
        lock.holder = Task.NOBODY;
        assertThat(onlyViolation(state)).contains("task 1 stands in the line");
        lock.holder = 1;
        assertThat(onlyViolation(state)).contains("has a holder that does not have it");
        lock.holder = 0;
        lock.readers = 1;
        assertThat(onlyViolation(state)).contains("is read while somebody has it alone");
    }

    private static String onlyViolation(State state) {
        var violations = Violation.in(state, MACHINE);
        assertThat(violations)
                .extracting(Violation::invariant)
                .containsExactly(Invariant.A_LOCK_HAS_ONE_HOLDER);
        return violations.getFirst().sentence();
    }

    private static Operation operation(int number, Command call, Step step) {
        return new Operation(
                number, number, call, call, State.HOST, false, Plan.NONE, 0, -1, 0, step, 0, 0, false, Errno.OK, 0);
    }

    private static Operation write(int number, Step step) {
        return operation(number, new Command.Call.WriteFile("/sys/fs/multikernel/overlays/new", Blob.EMPTY), step);
    }

    @ParameterizedTest
    @EnumSource(names = {"EVERY_CORE_HAS_ONE_OWNER", "CHUNKS_LIE_IN_THEIR_NODE", "ONE_HOLDS_THE_OVERLAY_LOCK"})
    void aPromiseOfTwoPartsIsBrokenByEither(Invariant promise) {
        var state = SOUND.copy();
        switch (promise) {
            case EVERY_CORE_HAS_ONE_OWNER -> state.named(WEB).gain(IDLE_CORE);
            case CHUNKS_LIE_IN_THEIR_NODE -> state.pool.add(state.pool.chunks().getFirst());
            default -> {
                state.put(write(90, Step.RETURN_MEMORY));
                state.put(write(91, Step.MOVE_CORE_HOME));
            }
        }
        assertThat(Violation.in(state, MACHINE)).extracting(Violation::invariant).containsExactly(promise);
    }

    @ParameterizedTest
    @EnumSource(names = {"PARKED_POOL", "PARKED_INSTANCE", "RUNNING", "HOTPLUG"})
    void onlyADeadCoreMayBeWhereNobodyIs(Site site) {
        var state = SOUND.copy();
        state.cores.place(IDLE_CORE, Site.DEAD, 77);
        assertThat(Violation.in(state, MACHINE)).isEmpty();
        state.cores.place(IDLE_CORE, site, site == Site.PARKED_POOL ? State.HOST : 77);
        assertThat(Violation.in(state, MACHINE))
                .extracting(Violation::invariant)
                .containsExactly(Invariant.A_PARKED_CORE_HAS_A_MAILBOX);
    }
}
