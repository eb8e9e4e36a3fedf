package archipelago.engine.workload;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.cost.Cost;
import archipelago.engine.scenario.Workload;
import archipelago.engine.scenario.Workload.Counted;
import archipelago.engine.scenario.Workload.Entered;
import archipelago.engine.scenario.Workload.Flush;
import archipelago.engine.scenario.Workload.Flushed;
import archipelago.engine.scenario.Workload.Group;
import archipelago.engine.scenario.Workload.Locked;
import archipelago.engine.scenario.Workload.Private;
import archipelago.engine.scenario.Workload.Program;
import archipelago.engine.scenario.Workload.Scope;
import archipelago.engine.scenario.Workload.Shape;
import archipelago.engine.scenario.Workload.Shared;
import archipelago.engine.scenario.Workload.Slept;
import archipelago.engine.scenario.Workload.Spread;
import archipelago.engine.scenario.Workload.Step;
import archipelago.engine.scenario.Workload.Streamed;
import archipelago.engine.scenario.Workload.Tallied;
import archipelago.engine.scenario.Workload.Waiters;
import archipelago.engine.scenario.Workload.Woken;
import archipelago.engine.state.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Each kind of step by itself: how long it takes, to whom it matters who else is there, and whom splitting helps.
/// CPUs 0 to 30 are on one socket, 64 to 94 on the other, all even.
class StepsTest {
    private static final long WINDOW_NS = 10 * Times.MS;

    private static Group on(String program, Long... cpus) {
        return new Group(program, "host", cpus.length, List.of(cpus));
    }

    private static Lab working(List<Program> programs, Group... groups) {
        return Lab.of(Labs.idle().with(new Workload(programs, List.of(groups)))).runFor(Times.MS);
    }

    private static Lab working(List<Step> operation, Long... cpus) {
        return working(List.of(new Program("it", operation)), on("it", cpus));
    }

    private static long done(Lab lab) {
        return lab.state().tasks.all().stream().mapToLong(task -> task.operations).sum();
    }

    private static long doneIn(Lab lab) {
        long before = done(lab);
        lab.runFor(WINDOW_NS);
        return done(lab) - before;
    }

    private static long doneIn(List<Step> operation, Long... cpus) {
        return doneIn(working(operation, cpus));
    }

    private static long costNs(Cost cost) {
        return cost.defaultNs();
    }

    // --- words that all write -------------------------------------------------------------------

    private static final List<Step> COUNTING = List.of(new Private(200), new Counted(new Shared("label"), 10));

    @Test
    void aWordThatOnlyOneWritesStaysInItsCache() {
        assertThat(doneIn(COUNTING, 0L)).isEqualTo(WINDOW_NS / 210);
    }

    /// Four ask for it all the time: it is always under way or being written.
    @Test
    void aWordThatManyWriteGivesAllTogetherOneTransferAtATime() {
        long eachNs = 10 + costNs(Cost.LINE_SAME_SOCKET);
        assertThat(doneIn(COUNTING, 0L, 2L, 4L, 6L, 8L, 10L, 12L, 14L))
                .isBetween(WINDOW_NS / eachNs - 2, WINDOW_NS / eachNs + 2);
    }

    /// If both sockets took turns, each write would cross. The word crosses once in a while instead.
    @Test
    void aSocketServesItsOwnCoresForAWhileBeforeAnotherOneGetsTheWord() {
        var lab = working(COUNTING, 0L, 2L, 4L, 6L, 8L, 10L, 12L, 64L, 66L, 68L, 70L, 72L, 74L, 76L);
        long before = lab.state().tasks.objects().getFirst().crossings;
        long done = doneIn(lab);
        long crossings = lab.state().tasks.objects().getFirst().crossings - before;
        long crossNs = 10 + costNs(Cost.LINE_CROSS_SOCKET);
        assertThat(done).isGreaterThan(WINDOW_NS / crossNs * 3 / 2);
        assertThat(crossings)
                .isBetween(WINDOW_NS / (2 * costNs(Cost.LINE_KEPT)), WINDOW_NS / costNs(Cost.LINE_KEPT));
    }

    // --- readers and writers --------------------------------------------------------------------

    private static Step reading(long holdNs) {
        return new Locked(new Shared("map"), true, holdNs, 0, Waiters.QUEUED);
    }

    @Test
    void readersHoldALockTogether() {
        var reading = List.of(new Private(1_000), reading(9_000));
        long alone = doneIn(reading, 0L);
        assertThat(alone).isEqualTo(WINDOW_NS / 10_000);
        assertThat(doneIn(reading, 0L, 2L, 4L, 6L)).isGreaterThan(alone * 39 / 10);
    }

    /// What they look up may be short: then the word in which they write that they read is all that there is.
    @Test
    void manyShortReadersAreAsSlowAsTheWordThatTheyWriteTwice() {
        long eachNs = 2 * costNs(Cost.LINE_SAME_SOCKET);
        assertThat(doneIn(List.of(new Private(10), reading(10)), 0L, 2L, 4L, 6L, 8L, 10L, 12L, 14L))
                .isLessThanOrEqualTo(WINDOW_NS / eachNs + 2);
    }

    @Test
    void aWriterWaitsForAllReadersAndKeepsNewOnesOut() {
        var write = new Program("write", List.of(new Private(100_000), new Locked("map", 50_000, 0, Waiters.QUEUED)));
        var read = new Program("read", List.of(new Private(10), reading(20_000)));
        var lab = working(List.of(write, read), on("write", 0L), on("read", 2L, 4L, 6L));
        lab.runFor(WINDOW_NS);
        var writer = lab.state().tasks.get(0);
        assertThat(writer.operations).isBetween(WINDOW_NS / 180_000, WINDOW_NS / 150_000 + 7);
        assertThat(lab.state().tasks.get(1).waitedNs).isPositive();
    }

    // --- counters with parts --------------------------------------------------------------------

    private static Step adding(long amount, OptionalLong batch) {
        return new Tallied(new Shared("pages"), amount, batch, 100, 0, Waiters.QUEUED);
    }

    @Test
    void aCounterWithPartsIsCommonOnlyWhenAPartIsFull() {
        var lab = working(List.of(new Private(1_000), adding(1, OptionalLong.of(10))), 0L);
        long before = lab.state().tasks.objects().getFirst().acquisitions;
        long done = doneIn(lab);
        long spilled = lab.state().tasks.objects().getFirst().acquisitions - before;
        assertThat(spilled).isBetween(done / 10 - 1, done / 10 + 1);
        assertThat(done).isBetween(WINDOW_NS / 1_010 - 2, WINDOW_NS / 1_010 + 2);
    }

    /// A quarter of 64 GiB in pages, over 32 CPUs, is 131072.
    @Test
    void committedMemoryIsBookedInCommonFromLinuxsOwnBatchOn() {
        long batch = 64 * Sizes.GIB / 4096 / 32 / 4;
        assertThat(spills(batch - 1)).isZero();
        assertThat(spills(batch)).isPositive();
    }

    private static long spills(long pages) {
        var lab = working(List.of(
                new Private(1_000), adding(pages, OptionalLong.empty()), adding(-pages, OptionalLong.empty())), 0L, 2L);
        lab.runFor(Times.MS);
        return lab.state().tasks.objects().getFirst().acquisitions;
    }

    // --- memory ---------------------------------------------------------------------------------

    private static final List<Step> STREAMING = List.of(new Private(10), new Streamed(4096));

    @Test
    void oneCoreStreamsAtItsOwnSpeedAndManyAtThatOfTheirNode() {
        assertThat(doneIn(STREAMING, 0L)).isEqualTo(WINDOW_NS / (10 + 4 * costNs(Cost.MEMORY_CORE)));
        long node = WINDOW_NS / (4 * costNs(Cost.MEMORY_NODE));
        assertThat(doneIn(STREAMING, 0L, 2L, 4L, 6L, 8L, 10L)).isBetween(node - 2, node + 2);
        assertThat(doneIn(STREAMING, 0L, 2L, 4L, 6L, 64L, 66L, 68L, 70L)).isBetween(2 * node - 4, 2 * node + 4);
    }

    // --- scopes ---------------------------------------------------------------------------------

    private static long held(Scope scope) {
        var step = new Locked(new Shared("it", scope), false, 1_000, 0, Waiters.QUEUED);
        return doneIn(working(
                List.of(new Program("it", List.of(new Private(10), step))),
                on("it", 0L, 2L), on("it", 64L, 66L)));
    }

    @Test
    void oneForANodeOrForAGroupIsTwiceAsMuchAsOneForAll() {
        long one = held(Scope.KERNEL);
        assertThat(held(Scope.MACHINE)).isEqualTo(one);
        assertThat(held(Scope.NODE)).isGreaterThan(one * 19 / 10);
        assertThat(held(Scope.GROUP)).isGreaterThan(one * 19 / 10);
    }

    // --- messages of programs -------------------------------------------------------------------

    /// One way there and one back, each with a send, a flight and a receive.
    @Test
    void aCallTakesARoundTripAndTheWorkOfTheServer() {
        var client = new Program("client", List.of(new Private(10), new Workload.Called("server")));
        var server = new Program("server", List.of(new Workload.Served(500)));
        var lab = working(List.of(client, server), on("client", 0L), on("server", 2L));
        long wayNs = costNs(Cost.SEND_SAME_SOCKET) + costNs(Cost.NOTE_SAME_SOCKET) + costNs(Cost.RECEIVE_SAME_SOCKET);
        long before = lab.state().tasks.get(0).operations;
        lab.runFor(WINDOW_NS);
        assertThat(lab.state().tasks.get(0).operations - before).isBetween(
                WINDOW_NS / (10 + 2 * wayNs + 500) - 1, WINDOW_NS / (10 + 2 * wayNs + 500) + 1);
    }

    @Test
    void nobodyPassesABarrierBeforeAllHaveCome() {
        for (var shape : Shape.values()) {
            List<Step> steps = List.of(
                    new Private(100), new Workload.Gathered(shape), new Spread(shape, false));
            var lab = working(steps, 0L, 2L, 4L, 64L, 66L, 68L, 70L);
            for (int n = 0; n < 300; n++) {
                lab.runFor(137);
                var counts = lab.state().tasks.all().stream().mapToLong(task -> task.operations).summaryStatistics();
                assertThat(counts.getMax() - counts.getMin()).as(shape + " " + counts).isLessThanOrEqualTo(1);
            }
            assertThat(done(lab)).as(shape.toString()).isGreaterThan(7);
        }
    }

    // --- page tables ----------------------------------------------------------------------------

    @Test
    void onlyCoresOfTheSameAddressSpaceAreToldOfChangedPageTables() {
        var flushing = new Program("flush", List.of(new Private(10_000), new Flushed(Flush.IPI)));
        var sums = new Program("sums", List.of(new Private(1_000)));
        var alone = working(List.of(flushing, sums), on("flush", 0L), on("flush", 2L), on("sums", 4L));
        long aloneNs = 10_000 + costNs(Cost.FLUSH_LOCAL);
        alone.runFor(WINDOW_NS);
        assertThat(alone.state().tasks.get(0).operations).isGreaterThanOrEqualTo(WINDOW_NS / aloneNs);

        var together = working(List.of(flushing, sums), on("flush", 0L, 2L), on("sums", 4L));
        together.runFor(WINDOW_NS);
        long answeredNs = costNs(Cost.FLUSH_SAME_SOCKET) + costNs(Cost.IPI_FLIGHT) + costNs(Cost.INTERRUPT);
        assertThat(together.state().tasks.get(0).operations)
                .isLessThanOrEqualTo((WINDOW_NS + Times.MS) / (aloneNs + answeredNs));
        assertThat(together.state().tasks.get(2).offNs).isLessThan(costNs(Cost.TASK_START));
    }

    @Test
    void whoFlushesWaitsForeverForACoreThatTakesNoInterrupts() {
        var lab = working(List.of(new Private(10_000), new Flushed(Flush.IPI)), 0L, 2L).runFor(Times.MS);
        lab.done(new Fault.Hang("host", 2, false)).runFor(Times.MS);
        long done = lab.state().tasks.get(0).operations;
        lab.runFor(WINDOW_NS);
        assertThat(lab.state().tasks.get(0).operations).isEqualTo(done);
        assertThat(lab.state().tasks.get(0).stage).isEqualTo(Task.Stage.AWAITING);
    }

    @Test
    void anInstructionThatReachesAllTakesAsLongForAnyNumber() {
        List<Step> steps = List.of(new Private(1_000), new Flushed(Flush.INVLPGB));
        long two = doneIn(steps, 0L, 2L);
        assertThat(doneIn(steps, 0L, 2L, 4L, 6L)).isBetween(2 * two - 2, 2 * two + 2);
    }

    // --- sleeping -------------------------------------------------------------------------------

    private static Lab pingPong() {
        var ping = new Program("ping", List.of(new Private(100), new Woken("pong"), new Slept("ping")));
        var pong = new Program("pong", List.of(new Slept("pong"), new Private(100), new Woken("ping")));
        return working(List.of(ping, pong), on("ping", 0L), on("pong", 2L));
    }

    @Test
    void aTokenThatGoesToAndFroTakesAWakeAnIdleExitAndASwitchEachWay() {
        var lab = pingPong();
        long before = lab.state().tasks.get(0).operations;
        lab.runFor(WINDOW_NS);
        long wayNs = 100 + costNs(Cost.WAKE) + costNs(Cost.IDLE_EXIT) + costNs(Cost.SWITCH);
        assertThat(lab.state().tasks.get(0).operations - before)
                .isBetween(WINDOW_NS / (2 * wayNs) - 1, WINDOW_NS / (2 * wayNs) + 1);
        assertThat(lab.state().tasks.get(0).sleptNs).isPositive();
    }

    @Test
    void whoSleepsLeavesItsCoreToOthers() {
        var sleeper = new Program("sleeper", List.of(new Private(100), new Slept("never")));
        var sums = new Program("sums", List.of(new Private(1_000)));
        var lab = working(List.of(sleeper, sums), on("sleeper", 0L), on("sums", 0L));
        long before = lab.state().tasks.get(1).operations;
        lab.runFor(WINDOW_NS);
        assertThat(lab.state().tasks.get(1).operations - before).isEqualTo(WINDOW_NS / 1_000);
        assertThat(lab.state().tasks.get(0).stage).isEqualTo(Task.Stage.ASLEEP);
    }

    /// A kernel on the machine itself: the same as work.
    @Test
    void enteringTheKernelOfTheMachineIsWorkLikeAnyOther() {
        assertThat(doneIn(List.of(new Entered(70)), 0L)).isBetween(WINDOW_NS / 70 - 1, WINDOW_NS / 70 + 1);
    }

    // --- all together ---------------------------------------------------------------------------

    /// Whatever tasks do, each nanosecond is booked once.
    @Test
    void everyNanosecondOfATaskIsBookedUnderOneHeading() {
        var steps = new ArrayList<Step>(List.of(
                new Private(100), new Entered(70), new Counted(new Shared("label"), 2), reading(200),
                new Locked("directory", 300, 1, Waiters.POLLING), adding(1, OptionalLong.of(3)), new Streamed(4096),
                new Flushed(Flush.IPI), new Workload.Gathered(Shape.BINARY), new Spread(Shape.BINARY, true)));
        var lab = working(steps, 0L, 2L, 4L, 64L, 66L).runFor(Times.MS);
        assertThat(done(lab)).isGreaterThan(10);
        for (var task : lab.state().tasks.all()) {
            assertThat(task.bookedNs()).isEqualTo(task.stageSinceNs);
        }
    }
}
