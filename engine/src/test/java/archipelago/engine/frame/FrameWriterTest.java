package archipelago.engine.frame;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.kernfs.Books;
import archipelago.engine.kernfs.DeviceTrees;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.scenario.Workload;
import archipelago.engine.session.Session;
import archipelago.engine.state.ConsoleLink;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Pool;
import archipelago.engine.state.SharedImage;
import archipelago.engine.state.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
    @Test
    void theFramesMemoryCoversThePoolAndTellsTheParkLoopFromWhatIsIdle() {
        var session = new Session(Labs.story(Labs.chatter(), Labs.bothUp()));
        session.runUntil(5_600_000_000L);
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);

        var pool = session.simulation().state().pool;
        assertThat(frame.memory.stream().mapToLong(MemoryView::bytes).sum()).isEqualTo(pool.chunkBytes());
        assertThat(bytes(frame, MemoryView.PARK)).isEqualTo(Pool.PARK_BYTES);
        assertThat(bytes(frame, MemoryView.IDLE)).isEqualTo(pool.freeBytes());
        for (int i = 1; i < frame.memory.size(); i++) {
            var before = frame.memory.get(i - 1);
            assertThat(frame.memory.get(i).base()).isGreaterThanOrEqualTo(before.base() + before.bytes());
        }
    }

    @Test
    void theTreesOfAFrameAreThoseOfTheFilesAtItsMoment() {
        var session = new Session(Labs.story(Labs.chatter(), Labs.bothUp()));
        session.runUntil(5_600_000_000L);
        var machine = session.scenario().machine();
        var frame = new Frame(machine.coreCount());
        session.write(frame);

        var files = FileTree.of(session.simulation().world());
        assertThat(new DeviceTrees(machine, frame.books).pool()).isEqualTo(files.poolTree());
        for (var kernel : frame.kernels.stream().filter(k -> !k.host()).toList()) {
            assertThat(new DeviceTrees(machine, frame.books).instance(kernel.slot()))
                    .isEqualTo(files.instanceTree(session.simulation().state().kernel(kernel.slot())));
        }
        var then = files.poolTree();
        session.simulation().give(new Command.AddCpu("database", 74), false);
        session.runUntil(5_700_000_000L);
        assertThat(files.poolTree()).isNotEqualTo(then);
        assertThat(new DeviceTrees(machine, frame.books).pool()).isEqualTo(then);
    }

    @Test
    void aFrameTellsWhoseConsolesAndImagesTheyAre() {
        var session = new Session(Labs.story(List.of(), Labs.nestedUp()));
        session.runUntil(20_000_000_000L);
        var run = session.simulation();
        run.give(new Command.In("web-server", new Command.Console.Open()), false);
        run.give(new Command.In("web-server", new Command.Dax.Build("rootfs", 64 * Sizes.MIB, 0)), false);
        session.runUntil(21_000_000_000L);
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);
        int web = run.state().named("web-server").slot;
        assertThat(frame.consoles).extracting(ConsoleLink::host).containsExactly(web);
        assertThat(frame.images).extracting(SharedImage::keeper).containsExactly(web);
        assertThat(frame.images).extracting(SharedImage::name).containsExactly("web-server/rootfs");
        assertThat(bytes(frame, MemoryView.SHARED)).as("a part of what the web server was lent")
                .isEqualTo(64 * Sizes.MIB);
    }

    @Test
    void aFrameTellsWhoHasALockAndWhoWaitsForItInWhichOrder() {
        var step = new Workload.Locked("directory", 1_000, 1, Workload.Waiters.QUEUED);
        var program = new Workload.Program("unlink", List.of(new Workload.Private(10), step));
        var work = new Workload(List.of(program), List.of(new Workload.Group("unlink", "host", 4, List.of())));
        var session = new Session(Labs.idle().with(work));
        for (int event = 0; event < 40; event++) {
            session.stepForward();
        }
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);

        var lock = frame.locks.getFirst();
        assertThat(frame.task(lock.holder()).stage()).isEqualTo(Task.Stage.HOLDING);
        assertThat(lock.line()).hasSize(3).doesNotContain(lock.holder()).doesNotHaveDuplicates();
        assertThat(lock.line()).allSatisfy(number -> {
            assertThat(frame.task(number).stage()).isEqualTo(Task.Stage.WAITING);
            assertThat(frame.task(number).lock()).isEqualTo("directory");
        });
        int next = lock.line().getFirst();
        while (session.simulation().state().tasks.objects().getFirst().holder == lock.holder()) {
            session.stepForward();
        }
        assertThat(session.simulation().state().tasks.objects().getFirst().holder).isEqualTo(next);
        assertThat(frame.locks.getFirst().holder()).as("a frame is a copy").isEqualTo(lock.holder());
    }

    @Test
    void memoryThatIsIdleInThePoolOfAnInstanceIsToldFromWhatItUses() {
        var session = new Session(Labs.story(List.of(), Labs.nestedUp()));
        session.runUntil(20_000_000_000L);
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);
        var web = session.simulation().state().named("web-server");
        long idle = frame.memory.stream()
                .filter(piece -> piece.kernel() == web.slot && piece.inPool())
                .mapToLong(MemoryView::bytes)
                .sum();
        assertThat(idle).isPositive().isEqualTo(web.pool.freeBytes());
    }

    @Test
    void anOperationTellsWhichKernelTakesItsSteps() {
        var session = new Session(Labs.story(List.of(), Labs.nestedUp()));
        session.runUntil(20_000_000_000L);
        var run = session.simulation();
        run.give(new Command.In("web-server", new Command.Halt("a")), false);
        run.give(new Command.GrowPool(1L << 30, -1), false);
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);
        assertThat(frame.operations).extracting(frame::worker).containsExactly("web-server", "host");
        assertThat(frame.operations).extracting(OperationView::nested).containsExactly(true, false);
    }

    @Test
    void aFrameTellsWhatAnInstanceLendsOn() {
        var session = new Session(Labs.story(List.of(), Labs.nestedUp()));
        session.runUntil(20_000_000_000L);
        var run = session.simulation();
        run.give(new Command.In("web-server", new Command.Halt("a")), false);
        session.runUntil(21_000_000_000L);
        run.give(new Command.In("web-server", new Command.RemoveCpu("a", 22)), false);
        session.runUntil(22_000_000_000L);
        var machine = session.scenario().machine();
        var frame = new Frame(machine.coreCount());
        session.write(frame);
        var web = run.state().named("web-server");
        var nested = run.state().named("web-server/a");
        int inItsPool = machine.coreOf(22);
        assertThat(frame.owner[machine.coreOf(20)]).isEqualTo((short) nested.slot);
        assertThat(frame.owner[inItsPool]).as("the web server's").isEqualTo((short) web.slot);
        assertThat(frame.idle.get(inItsPool)).isTrue();
        assertThat(frame.kernel(nested.slot).lender()).isEqualTo(web.slot);
        assertThat(frame.kernel(nested.slot).label()).isEqualTo("a");
        assertThat(frame.memory.stream().filter(m -> m.kernel() == nested.slot).mapToLong(MemoryView::bytes).sum())
                .isEqualTo(nested.memoryBytes);
        assertThat(frame.memory.stream()
                        .filter(m -> m.kernel() == nested.slot || m.kernel() == web.slot)
                        .mapToLong(MemoryView::bytes)
                        .sum())
                .as("what it lent on is a part of what it has").isEqualTo(web.memoryBytes);
        assertThat(frame.booksOf(web.slot).instances()).extracting(Books.Instance::name).containsExactly("a");
        assertThat(frame.books.instances()).extracting(Books.Instance::name).doesNotContain("a");
        assertThat(new DeviceTrees(machine, frame.booksOf(web.slot)).instance(nested.slot))
                .isEqualTo(FileTree.of(run.world(), web).instanceTree(nested));
    }

    @Test
    void aFrameTellsOfHangsSlownessAndOfWhatAKernelBelieves() {
        var session = new Session(Labs.story(Labs.chatter(), Labs.bothUp()));
        session.runUntil(5_600_000_000L);
        var machine = session.scenario().machine();
        var run = session.simulation();
        var web = run.state().named("web-server");
        int core = web.bootCore();
        run.give(new Command.Fault.Hang("web-server", machine.physicalId(core), false), false);
        run.give(new Command.Fault.Slow("database", 400), false);
        session.runUntil(5_600_100_000L);
        var frame = new Frame(machine.coreCount());
        session.write(frame);

        assertThat(frame.hang(core)).isEqualTo(Hang.IRQS_OFF);
        assertThat(frame.kernel(run.state().named("database").slot).slow()).isTrue();
        var belief = frame.kernel(web.slot).belief();
        assertThat(belief.online().count()).isEqualTo(web.cores.length);
        web.online.clear();
        assertThat(belief.online().has(core)).as("a frame is a copy").isTrue();
    }

    @Test
    void aFrameTellsOfAnInstanceThatIsExecutedWithoutARecordAndOfAReset() {
        var session = new Session(Labs.story(Labs.chatter(), Labs.bothUp()));
        session.runUntil(5_600_000_000L);
        var run = session.simulation();
        int slot = run.state().named("web-server").slot;
        run.state().removeKernel(slot);
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);
        assertThat(frame.kernel(slot)).isNull();
        assertThat(frame.present(slot).name()).isEqualTo("web-server");
        assertThat(frame.ended).isFalse();

        run.give(new Command.Fault.MachineCheck(session.scenario().machine().physicalId(0)), false);
        session.runUntil(5_600_200_000L);
        session.write(frame);
        assertThat(frame.ended).isTrue();
    }

    @Test
    void aFrameListsTransactionsAndWhoHoldsTheLocks() {
        var session = new Session(Labs.story(Labs.chatter(), Labs.bothUp()));
        session.runUntil(5_600_000_000L);
        session.simulation().give(new Command.AddCpu("database", 74), false);
        session.runUntil(5_600_000_500L);
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);
        assertThat(frame.operations).singleElement().matches(OperationView::holdsOverlays);

        session.runUntil(6_000_000_000L);
        session.write(frame);
        assertThat(frame.transactions).isNotEmpty().isEqualTo(session.simulation().state().transactions());
    }

    private static long bytes(Frame frame, int kernel) {
        return frame.memory.stream().filter(m -> m.kernel() == kernel).mapToLong(MemoryView::bytes).sum();
    }
}
