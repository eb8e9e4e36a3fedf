package archipelago.engine.workload;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.cost.Cost;
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.Workload;
import archipelago.engine.scenario.Workload.Group;
import archipelago.engine.scenario.Workload.Locked;
import archipelago.engine.scenario.Workload.Private;
import archipelago.engine.scenario.Workload.Program;
import archipelago.engine.scenario.Workload.Waiters;
import archipelago.engine.state.SharedObject;
import archipelago.engine.state.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tasks and the locks of their kernels, in machines where things happen to both.
class WorkTest {
    private static final String UNLINK = "unlink";
    private static final String SUMS = "sums";
    private static final long PRIVATE_NS = 10_000;
    private static final long HOLD_NS = 20_000;
    private static final int LINES = 1;

    private static final Program UNLINKING = new Program(
            UNLINK, List.of(new Private(PRIVATE_NS), new Locked("directory", HOLD_NS, LINES, Waiters.QUEUED)));
    private static final Program SUMMING = new Program(SUMS, List.of(new Private(PRIVATE_NS)));

    private static Group group(String program, String kernel, Long... cpus) {
        return new Group(program, kernel, cpus.length, List.of(cpus));
    }

    private static Lab working(Group... groups) {
        return Lab.of(Labs.story(List.of(), Labs.bothUp()).with(work(groups))).untilSettled();
    }

    /// Nothing but the host runs.
    private static Lab hostWorking(Group... groups) {
        return Lab.of(Labs.idle().with(work(groups))).runFor(Times.MS);
    }

    private static Workload work(Group... groups) {
        return new Workload(List.of(UNLINKING, SUMMING), List.of(groups));
    }

    private static List<Task> tasks(Lab lab, String kernel) {
        var groups = lab.simulation().world().scenario.work().groups();
        return lab.state().tasks.all().stream()
                .filter(task -> groups.get(task.group).kernel().equals(kernel))
                .toList();
    }

    private static long operations(Lab lab, String kernel) {
        return tasks(lab, kernel).stream().mapToLong(task -> task.operations).sum();
    }

    private static SharedObject directory(Lab lab, String kernel) {
        return lab.state().tasks.objects().stream().filter(l -> l.kernelName.equals(kernel)).findFirst().orElseThrow();
    }

    private static long doneIn(Lab lab, String kernel, long ns) {
        long before = operations(lab, kernel);
        lab.runFor(ns);
        return operations(lab, kernel) - before;
    }

    // --- how fast ---------------------------------------------------------------------------------

    @Test
    void aTaskAloneNeverWaitsAndItsLockStaysInItsCache() {
        var lab = working(group(UNLINK, WEB, 16L));
        assertThat(doneIn(lab, WEB, 30 * Times.MS)).isEqualTo(30 * Times.MS / (PRIVATE_NS + HOLD_NS));
        var task = tasks(lab, WEB).getFirst();
        assertThat(task.waitedNs + task.movedNs + task.offNs).isLessThan(Cost.TASK_START.defaultNs());
        assertThat(directory(lab, WEB).contended).isZero();
    }

    /// The lock is never idle: it is held, or on its way to the next.
    @Test
    void tasksThatAllWantTheSameLockAreTogetherAsFastAsItGoesFromHandToHand() {
        var lab = working(group(UNLINK, WEB, 16L, 18L, 20L, 22L));
        long handNs = HOLD_NS + (1 + LINES) * lab.cost(Cost.LINE_SAME_SOCKET);
        assertThat(doneIn(lab, WEB, 21 * Times.MS)).isBetween(21 * Times.MS / handNs - 1, 21 * Times.MS / handNs + 1);
        assertThat(tasks(lab, WEB)).allMatch(task -> task.waitedNs > task.heldNs);
    }

    @Test
    void theSameTasksInTwoKernelsHaveTwoLocksAndAreTwiceAsFast() {
        var one = hostWorking(group(UNLINK, "host", 0L, 2L, 4L, 6L));
        var two = working(group(UNLINK, WEB, 16L, 18L), group(UNLINK, DATABASE, 64L, 66L));
        long together = doneIn(one, "host", 10 * Times.MS);
        assertThat(doneIn(two, WEB, 10 * Times.MS)).isBetween(together - 1, together + 1);
        assertThat(doneIn(two, DATABASE, 10 * Times.MS)).isBetween(together - 1, together + 1);
        assertThat(directory(two, WEB)).isNotSameAs(directory(two, DATABASE));
    }

    @Test
    void whatSharesNothingIsAsFastInOneKernelAsInTwo() {
        var one = hostWorking(group(SUMS, "host", 0L, 2L, 4L, 6L));
        var two = working(group(SUMS, WEB, 16L, 18L), group(SUMS, DATABASE, 64L, 66L));
        long both = doneIn(two, WEB, 10 * Times.MS) + doneIn(two, DATABASE, 10 * Times.MS);
        assertThat(doneIn(one, "host", 10 * Times.MS)).isBetween(both - 4, both + 4);
    }

    @Test
    void aLockCrossesSocketsOnlyInAKernelThatSitsOnBoth() {
        var across = hostWorking(group(UNLINK, "host", 0L, 94L));
        long handNs = HOLD_NS + (1 + LINES) * across.cost(Cost.LINE_CROSS_SOCKET);
        assertThat(doneIn(across, "host", 10 * Times.MS))
                .isBetween(10 * Times.MS / handNs - 1, 10 * Times.MS / handNs + 1);
        assertThat(directory(across, "host").crossings).isEqualTo(directory(across, "host").acquisitions - 1);

        var near = hostWorking(group(UNLINK, "host", 0L, 2L));
        assertThat(directory(near, "host").crossings).isZero();
        assertThat(directory(near, "host").contended).isPositive();
    }

    /// Queued or polling makes no difference to two, of whom one waits; it makes one to four.
    @Test
    void aLineThatLooksAtTheLockIsTheSlowerTheLongerItIs() {
        assertThat(polling(0L, 2L)).isEqualTo(queued(0L, 2L));
        assertThat(queued(0L, 2L, 4L, 6L)).isEqualTo(queued(0L, 2L));
        assertThat(polling(0L, 2L, 4L, 6L)).isLessThan(polling(0L, 2L) * 98 / 100);
        assertThat(polling(0L, 2L, 4L, 6L, 8L, 10L, 12L, 14L)).isLessThan(polling(0L, 2L, 4L, 6L) * 98 / 100);
    }

    private static long polling(Long... cpus) {
        return perTenMs(Waiters.POLLING, cpus);
    }

    private static long queued(Long... cpus) {
        return perTenMs(Waiters.QUEUED, cpus);
    }

    private static long perTenMs(Waiters waiters, Long... cpus) {
        var program = new Program(UNLINK, List.of(new Private(500), new Locked("directory", 1_000, LINES, waiters)));
        var work = new Workload(List.of(program), List.of(group(UNLINK, "host", cpus)));
        return doneIn(Lab.of(Labs.idle().with(work)).runFor(Times.MS), "host", 10 * Times.MS);
    }

    // --- kernels and cores that go ----------------------------------------------------------------

    @Test
    void theTasksOfADeadKernelStopAndThoseOfAnotherNoticeNothing() {
        var lab = working(group(UNLINK, WEB, 16L, 18L), group(UNLINK, DATABASE, 64L, 66L)).runFor(Times.MS);
        lab.done(new Fault.Panic(WEB, 16));
        long done = operations(lab, WEB);
        assertThat(tasks(lab, WEB)).allMatch(task -> task.stage == Task.Stage.AWAY);
        assertThat(lab.told(Happening.TasksEnded.class)).containsExactly(
                new Happening.TasksEnded(lab.kernel(WEB).slot, UNLINK, 2, done));
        assertThat(doneIn(lab, DATABASE, 10 * Times.MS)).isGreaterThan(450);
        assertThat(operations(lab, WEB)).isEqualTo(done);
    }

    @Test
    void theyBeginAnewWithTheNextLifeOfTheirKernelAndItsLocksAreFree() {
        var lab = working(group(UNLINK, WEB, 16L, 18L)).runFor(Times.MS);
        long acquisitions = directory(lab, WEB).acquisitions;
        lab.done(new Command.Halt(WEB)).untilParked(WEB);
        assertThat(directory(lab, WEB).taken()).isFalse();
        lab.runFor(100 * Times.MS).done(new Command.Exec(WEB)).untilUp(WEB);
        assertThat(lab.told(Happening.TasksBegan.class)).hasSize(2);
        assertThat(doneIn(lab, WEB, 10 * Times.MS)).isGreaterThan(450);
        assertThat(directory(lab, WEB).acquisitions).as("what was counted stays").isGreaterThan(acquisitions + 450);
    }

    @Test
    void aTaskWhoseCoreIsTakenAwayStopsThereAndGoesOnBesideAnotherOne() {
        var lab = working(group(UNLINK, WEB, 16L, 18L, 20L, 22L)).runFor(Times.MS);
        lab.done(new Command.RemoveCpu(WEB, 22)).runFor(Times.MS);
        var task = tasks(lab, WEB).getLast();
        assertThat(lab.told(Happening.TaskMoved.class)).containsExactly(
                new Happening.TaskMoved(lab.kernel(WEB).slot, UNLINK, lab.core(22), task.core));
        assertThat(lab.state().tasks.onCore[lab.core(22)]).isZero();
        assertThat(lab.state().tasks.onCore[task.core]).isEqualTo(2);
        long before = task.operations;
        lab.runFor(10 * lab.cost(Cost.TIME_SLICE));
        assertThat(task.operations).isGreaterThan(before + 100);
        assertThat(task.offNs).as("it has to share").isGreaterThan(lab.cost(Cost.TIME_SLICE));
    }

    /// It had a lock: nobody of its kernel gets it any more, for ever. That is the kernel's business alone.
    @Test
    void aCoreThatHangsInALockStopsItsKernelsTasksAndNoOthers() {
        var lab = working(group(UNLINK, WEB, 16L, 18L), group(UNLINK, DATABASE, 64L, 66L)).runFor(Times.MS);
        lab.until("the task on CPU 18 has the lock", () -> tasks(lab, WEB).getLast().stage == Task.Stage.HOLDING);
        lab.done(new Fault.Hang(WEB, 18, false)).runFor(Times.MS);
        assertThat(doneIn(lab, WEB, 10 * Times.MS)).isZero();
        assertThat(directory(lab, WEB).holder).isEqualTo(lab.state().tasks.all().indexOf(tasks(lab, WEB).getLast()));
        assertThat(tasks(lab, WEB).getFirst().stage).isEqualTo(Task.Stage.WAITING);
        assertThat(doneIn(lab, DATABASE, 10 * Times.MS)).isGreaterThan(450);
    }

    @Test
    void whoIsBoundToACpuThatIsNotOnlineDoesNotBegin() {
        var lab = working(group(SUMS, WEB, 64L));
        assertThat(lab.told(Happening.TasksBegan.class)).containsExactly(
                new Happening.TasksBegan(lab.kernel(WEB).slot, SUMS, 0));
        assertThat(doneIn(lab, WEB, Times.MS)).isZero();
    }

    @Test
    void aSlowKernelIsSlowAtItsTasksToo() {
        var lab = working(group(SUMS, WEB, 16L));
        long usual = doneIn(lab, WEB, 10 * Times.MS);
        lab.done(new Fault.Slow(WEB, 200));
        assertThat(doneIn(lab, WEB, 10 * Times.MS)).isBetween(usual / 2 - 1, usual / 2 + 1);
    }
}
