package archipelago.engine.frame;

import archipelago.engine.kernfs.Books;
import archipelago.engine.machine.Machine;
import archipelago.engine.operation.Operations;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Ring;
import archipelago.engine.state.SharedObject;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.state.Stream;
import archipelago.engine.state.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Copies a state into a frame. It only reads the state.
public final class FrameWriter {
    private FrameWriter() {}

    /// Copies everything that a state tells; what only a session or a player knows is left as it is.
    public static void write(State state, Scenario scenario, Frame frame) {
        var machine = scenario.machine();
        frame.nowNs = state.nowNs;
        frame.events = state.events;
        frame.messages = state.messages;
        frame.fingerprint = state.fingerprint();
        frame.chapter = state.story.chapter;
        frame.storyAwaits = state.story.over ? "" : state.story.awaited;
        frame.storyAwaitsUp = state.story.awaitsUp;
        writeCores(state, frame);
        frame.kernels.clear();
        frame.ghosts.clear();
        frame.flights.clear();
        for (int slot = 0; slot < state.slots(); slot++) {
            var kernel = state.kernel(slot);
            if (kernel != null) {
                frame.kernels.add(view(kernel, state, machine));
                writeFlights(kernel, frame);
            } else if (state.present(slot) != null) {
                frame.ghosts.add(view(state.present(slot), state, machine));
            }
        }
        writeMemory(state, frame);
        writeBooks(state, scenario, frame);
        frame.operations.clear();
        for (var op : state.operations()) {
            frame.operations.add(new OperationView(
                    op.act(),
                    op.command(),
                    op.step(),
                    op.sinceNs(),
                    op.kexec(),
                    Operations.holdsOverlayLock(op),
                    op.host()));
        }
        writeTasks(state, scenario, frame);
        writeRest(state, frame);
        writeStreams(state, scenario, frame);
    }

    /// Streams hardly ever change, and there can be a thousand of them: only where one has, the list is built anew.
    private static void writeStreams(State state, Scenario scenario, Frame frame) {
        boolean same = frame.streams.size() == state.streams().size();
        for (int i = 0; same && i < frame.streams.size(); i++) {
            var stream = state.streams().get(i);
            var view = frame.streams.get(i);
            var traffic = scenario.traffic().get(i);
            same = view.everyNs() == everyNs(stream, traffic) && view.setNs() == stream.everySetNs
                    && view.scenarioNs() == traffic.everyNs()
                    && view.from().equals(traffic.from()) && view.to().equals(traffic.to());
        }
        if (same) {
            return;
        }
        var views = new ArrayList<StreamView>();
        for (int i = 0; i < state.streams().size(); i++) {
            var traffic = scenario.traffic().get(i);
            var stream = state.streams().get(i);
            views.add(new StreamView(
                    i + 1, traffic.from(), traffic.to(), everyNs(stream, traffic), traffic.everyNs(), stream.everySetNs));
        }
        frame.streams = List.copyOf(views);
    }

    private static long everyNs(Stream stream, Scenario.Traffic traffic) {
        return stream.everyNs == 0 ? traffic.everyNs() : stream.everyNs;
    }

    private static void writeTasks(State state, Scenario scenario, Frame frame) {
        frame.tasks.clear();
        frame.locks.clear();
        var tasks = state.tasks.all();
        for (int number = 0; number < tasks.size(); number++) {
            var task = tasks.get(number);
            if (task.stage != Task.Stage.AWAY) {
                var program = scenario.work().groups().get(task.group).program();
                frame.tasks.add(new TaskView(
                        number, program, task.kernel, task.core, task.stage, lock(scenario, program, task), task.operations));
            }
        }
        for (var lock : state.tasks.objects()) {
            if (lock.acquisitions == 0) {
                continue; // Somebody sleeps on it, or it is counted in parts.
            }
            frame.locks.add(new LockView(
                    lock.kernel, lock.name, lock.holder, line(state, lock), lock.acquisitions, lock.contended,
                    lock.crossings));
        }
    }

    /// What a task has or wants at the step that it is at.
    private static String lock(Scenario scenario, String program, Task task) {
        boolean locked = task.stage == Task.Stage.WAITING || task.stage == Task.Stage.HOLDING;
        return locked && scenario.work().program(program).operation().get(task.step) instanceof Workload.Turn step
                ? step.object().name()
                : "";
    }

    private static List<Integer> line(State state, SharedObject lock) {
        var line = new ArrayList<Integer>();
        for (int number = lock.first; number != Task.NOBODY; number = state.tasks.get(number).behind) {
            line.add(number);
        }
        return line;
    }

    private static void writeBooks(State state, Scenario scenario, Frame frame) {
        frame.books = Books.of(state, scenario);
        frame.lenders.clear();
        frame.lendersTransactions.clear();
        for (int slot = State.HOST + 1; slot < state.slots(); slot++) {
            var kernel = state.kernel(slot);
            if (kernel != null && kernel.pool.exists) {
                frame.lenders.put(slot, Books.of(state, scenario, kernel));
                frame.lendersTransactions.put(slot, List.copyOf(kernel.transactions()));
            }
        }
    }

    /// What is made of immutable records: only the lists are copied.
    private static void writeRest(State state, Frame frame) {
        frame.ended = state.ended;
        frame.transactions = List.copyOf(state.transactions());
        frame.consolesOpened = state.consolesOpened;
        frame.consoles = List.copyOf(state.consoles());
        frame.sockets = List.copyOf(state.sockets());
        frame.images = List.copyOf(state.images());
        frame.mounts = List.copyOf(state.mounts());
        frame.cutLinks = List.copyOf(state.cutLinks());
        frame.waits = state.asks().stream()
                .map(ask -> wait(ask, state.operation(ask.call())))
                .flatMap(Optional::stream)
                .toList();
        frame.costSettings = List.copyOf(state.costSettings());
        var chances = Optional.ofNullable(state.chances);
        frame.chances = chances.map(now -> new ChanceView(now.plan, now.untilNs, now.struck));
        frame.devicesGone.clear();
        for (int d = 0; d < state.deviceGone.length; d++) {
            frame.devicesGone.set(d, state.deviceGone[d]);
        }
    }

    private static Optional<WaitView> wait(Operation.Ask ask, Operation asker) {
        return asker == null || asker.kernel() < 0
                ? Optional.empty()
                : Optional.of(new WaitView(asker.host(), asker.kernel(), ask.operation(), ask.dueNs()));
    }

    private static void writeCores(State state, Frame frame) {
        var cores = state.cores;
        int count = cores.count();
        System.arraycopy(cores.site, 0, frame.site, 0, count);
        System.arraycopy(cores.hang, 0, frame.hang, 0, count);
        frame.idle.clear();
        for (int c = 0; c < count; c++) {
            frame.owner[c] = seen(cores.owner[c]);
            frame.siteKernel[c] = seen(cores.siteKernel[c]);
            frame.busy[c] = cores.busyUntilNs[c] > state.nowNs;
            if (cores.owner[c] < CoreTable.POOL) {
                frame.idle.set(c);
            }
        }
        for (int slot = 0; slot < state.slots(); slot++) {
            busyWithBoot(state.kernel(slot), state, frame);
        }
        cores.copyLoads(state.nowNs, frame.load);
    }

    /// What is in the pool of an instance counts as that instance's.
    private static short seen(int place) {
        return (short) (place == CoreTable.POOL ? place : CoreTable.keeper(place));
    }

    /// A core that runs a kernel on its way up or down is busy with that.
    private static void busyWithBoot(Kernel kernel, State state, Frame frame) {
        if (kernel == null || kernel.phase == Phase.UP || kernel.phase == Phase.OFF || kernel.bootCore() < 0) {
            return;
        }
        int core = kernel.bootCore();
        if (state.cores.site(core) == Site.RUNNING && state.cores.siteKernel[core] == kernel.slot) {
            frame.busy[core] = true;
        }
    }

    private static KernelView view(Kernel kernel, State state, Machine machine) {
        long memoryBytes = kernel.host() ? machine.memoryBytes() - state.pool.chunkBytes() : kernel.memoryBytes;
        return new KernelView(
                kernel.slot,
                kernel.id,
                kernel.name,
                kernel.status,
                kernel.phase,
                kernel.cores.length,
                kernel.bootCore(),
                memoryBytes,
                kernel.image,
                kernel.phaseSinceNs,
                kernel.boots,
                kernel.ring.head(),
                kernel.ring.tail(),
                kernel.sent,
                kernel.taken,
                kernel.refused,
                kernel.served,
                kernel.slowPercent,
                kernel.imagePulled,
                kernel.consoleLostBytes,
                new BeliefView(kernel.online.copy(), kernel.memory, kernel.bootRanges),
                kernel.parent);
    }

    private static void writeFlights(Kernel kernel, Frame frame) {
        for (int slot = kernel.ring.tail(); slot != kernel.ring.head(); slot = (slot + 1) % Ring.SLOTS) {
            if (!kernel.ring.published(slot)) {
                continue;
            }
            var m = kernel.ring.at(slot);
            frame.flights.add(new FlightView(
                    m.number(),
                    m.kind(),
                    m.fromKernel(),
                    m.fromCore(),
                    m.toKernel(),
                    m.toCore(),
                    m.sentNs(),
                    m.arrivesNs(),
                    slot));
        }
    }

    private static void writeMemory(State state, Frame frame) {
        var pool = state.pool;
        frame.memory.clear();
        for (var chunk : byBase(pool)) {
            long at = chunk.base();
            for (var region : pool.regions()) {
                if (region.base() < chunk.base() || region.base() >= chunk.end()) {
                    continue;
                }
                idle(frame, at, region.base(), chunk.node());
                lent(state, region, frame);
                at = region.end();
            }
            idle(frame, at, chunk.end(), chunk.node());
        }
    }

    /// A region, in pieces where its kernel has a pool of its own in it, and has lent some of that on.
    private static void lent(State state, Pool.Region region, Frame frame) {
        var kernel = region.kernel() < 0 ? null : state.present(region.kernel());
        int whose = region.kernel() == Pool.PARK ? MemoryView.PARK : region.kernel();
        long at = region.base();
        for (var inner : kernel == null ? List.<Pool.Region>of() : kernel.pool.regions()) {
            if (inner.base() >= at && inner.end() <= region.end()) {
                own(frame, at, inner.base(), region.node(), kernel);
                if (inner.kernel() == Pool.PARK) { // By the books of its lender it is the kernel's own.
                    piece(frame, inner.base(), inner.end(), region.node(), whose, false);
                } else {
                    lent(state, inner, frame);
                }
                at = inner.end();
            }
        }
        if (kernel == null) {
            piece(frame, at, region.end(), region.node(), whose, false);
        } else {
            own(frame, at, region.end(), region.node(), kernel);
        }
    }

    /// What a kernel has not lent on: its own, and what is idle in its pool.
    private static void own(Frame frame, long from, long until, int node, Kernel kernel) {
        long at = from;
        for (var chunk : byBase(kernel.pool)) {
            long start = Math.max(at, chunk.base());
            long end = Math.min(until, chunk.end());
            if (start < end) {
                piece(frame, at, start, node, kernel.slot, false);
                piece(frame, start, end, node, kernel.slot, true);
                at = end;
            }
        }
        piece(frame, at, until, node, kernel.slot, false);
    }

    private static List<Pool.Chunk> byBase(Pool pool) {
        return pool.chunks().stream().sorted(Comparator.comparingLong(Pool.Chunk::base)).toList();
    }

    private static void piece(Frame frame, long from, long until, int node, int kernel, boolean inPool) {
        if (until > from) {
            frame.memory.add(new MemoryView(from, until - from, node, kernel, inPool));
        }
    }

    private static void idle(Frame frame, long from, long until, int node) {
        piece(frame, from, until, node, MemoryView.IDLE, false);
    }
}
