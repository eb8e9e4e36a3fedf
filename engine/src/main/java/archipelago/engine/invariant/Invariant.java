package archipelago.engine.invariant;

import archipelago.engine.machine.Machine;
import archipelago.engine.operation.Operations;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Ring;
import archipelago.engine.state.SharedObject;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.state.Status;
import archipelago.engine.state.Task;
import java.util.Arrays;
import java.util.Optional;

/// Promises that hold after every event, whatever anybody does. They watch the state from outside;
/// no rule knows of them. A promise that breaks means that the simulator is wrong, or that a fault
/// was injected that the promise speaks about.
public enum Invariant {
    EVERY_CORE_HAS_ONE_OWNER(
            "a core belongs to exactly one kernel, or to the pool of one; besides, only who lends it on lists it") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            var lastListedBy = new int[state.cores.count()];
            Arrays.fill(lastListedBy, CoreTable.POOL);
            int listed = 0;
            for (int slot = 0; slot < state.slots(); slot++) {
                var kernel = state.kernel(slot);
                for (int core : kernel == null ? NO_CORES : kernel.cores) {
                    if (lastListedBy[core] == slot) {
                        return cpu(machine, core, "is listed twice by kernel " + slot);
                    }
                    if (!state.lending.listed(state.cores.owner[core], slot)) {
                        return cpu(machine, core, "is listed by kernel " + slot + ", while its owner is "
                                + state.cores.owner[core]);
                    }
                    lastListedBy[core] = slot;
                    listed++;
                }
            }
            for (int core = 0; core < state.cores.count(); core++) {
                int owner = state.cores.owner[core];
                if (!exists(state, CoreTable.keeper(owner))) {
                    return cpu(machine, core, "belongs to kernel " + owner + ", which is gone");
                }
                listed -= state.lending.lists(owner);
            }
            if (listed != 0) {
                return Optional.of(-listed + " cores are missing in the lists of those who have them or lend them on");
            }
            return Optional.empty();
        }
    },
    A_PARKED_CORE_HAS_A_MAILBOX(
            "a core parks on a pool's mailbox, or is with a kernel that is there or whose memory is kept for it") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            for (int core = 0; core < state.cores.count(); core++) {
                if (state.cores.site(core) == Site.DEAD) {
                    continue; // It may have stopped in the memory of an instance that is gone.
                }
                int place = state.cores.siteKernel[core];
                int kernel = CoreTable.keeper(place);
                boolean pool = state.cores.site(core) == Site.PARKED_POOL;
                boolean there = kernel < state.slots() && state.present(kernel) != null || kept(state, kernel);
                if (pool != place < 0 || !there) {
                    return cpu(machine, core, "is " + state.cores.site(core) + " at " + place);
                }
            }
            return Optional.empty();
        }

        /// A lost core may outlive its instance. What it executes from is never lent again.
        private boolean kept(State state, int kernel) {
            return kernel > State.HOST && !state.pool.regionsOf(kernel).isEmpty();
        }
    },
    A_KERNEL_RUNS_ON_CORES_THAT_EXECUTE_IT("a core that a kernel has online executes that kernel") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            for (int slot = 0; slot < state.slots(); slot++) {
                var kernel = state.present(slot);
                if (kernel == null || !kernel.phase.alive()) {
                    continue;
                }
                for (int core = kernel.online.next(0); core >= 0; core = kernel.online.next(core + 1)) {
                    boolean there = state.cores.siteKernel[core] == slot && !state.cores.site(core).parked();
                    if (!there) {
                        return cpu(machine, core, "is online in " + kernel.name + " and is " + state.cores.site(core)
                                + " at " + state.cores.siteKernel[core]);
                    }
                }
            }
            return Optional.empty();
        }
    },
    A_LIVING_KERNEL_HAS_ITS_BOOT_CORE(
            "a kernel that runs has the core online on which it started, unless a stray NMI parked that one") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            for (int slot = 0; slot < state.slots(); slot++) {
                var kernel = state.present(slot);
                if (kernel != null && kernel.phase.alive() && !bootCoreOnline(kernel) && !parkedByNmi(kernel, state)) {
                    return Optional.of(kernel.name + " is in " + kernel.phase.words() + " without its boot core");
                }
            }
            return Optional.empty();
        }

        private boolean bootCoreOnline(Kernel kernel) {
            return kernel.bootedOn != Kernel.NO_CORE && kernel.online.has(kernel.bootedOn);
        }

        /// An NMI parks a core only where the force-halt marker is set.
        private boolean parkedByNmi(Kernel kernel, State state) {
            return kernel.haltMarker && !state.cores.executes(kernel.bootedOn, kernel.slot);
        }
    },
    CHUNKS_LIE_IN_THEIR_NODE("the chunks of the pool lie in the memory of their node and do not overlap") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            var chunks = state.pool.chunks();
            for (int i = 0; i < chunks.size(); i++) {
                var chunk = chunks.get(i);
                var node = machine.nodes().get(chunk.node());
                if (chunk.base() < node.base() || chunk.end() > node.end()) {
                    return Optional.of("the chunk at 0x" + Long.toHexString(chunk.base()) + " leaves its node");
                }
                for (int j = 0; j < i; j++) {
                    if (chunk.base() < chunks.get(j).end() && chunks.get(j).base() < chunk.end()) {
                        return Optional.of("two chunks overlap at 0x" + Long.toHexString(chunk.base()));
                    }
                }
            }
            return Optional.empty();
        }
    },
    WHAT_IS_LENT_ON_WAS_LENT(
            "the chunks of an instance's pool lie in the memory that it knows of, and do not overlap") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            for (int slot = State.HOST + 1; slot < state.slots(); slot++) {
                var kernel = state.present(slot);
                if (kernel == null || !kernel.phase.alive()) {
                    continue; // The books of a dead kernel are only memory.
                }
                var chunks = kernel.pool.chunks().stream()
                        .map(chunk -> new MemoryRange(chunk.base(), chunk.bytes()))
                        .toList();
                for (int i = 0; i < chunks.size(); i++) {
                    var chunk = chunks.get(i);
                    boolean known = kernel.memory.stream().anyMatch(range -> range.covers(chunk));
                    if (!known || chunks.subList(0, i).stream().anyMatch(chunk::overlaps)) {
                        return Optional.of(kernel.name + " lends 0x" + Long.toHexString(chunk.base())
                                + (known ? " twice" : ", which it does not have"));
                    }
                }
            }
            return Optional.empty();
        }
    },
    REGIONS_DO_NOT_OVERLAP("memory that is lent lies inside one chunk and is lent once") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            for (int slot = 0; slot < state.slots(); slot++) {
                var kernel = state.present(slot);
                var broken = kernel == null ? Optional.<String>empty() : broken(kernel.pool, state);
                if (broken.isPresent()) {
                    return broken;
                }
            }
            return Optional.empty();
        }

        private Optional<String> broken(Pool pool, State state) {
            long endOfLast = Long.MIN_VALUE;
            for (var region : pool.regions()) {
                if (region.base() < endOfLast) {
                    return Optional.of("memory at 0x" + Long.toHexString(region.base()) + " is lent twice");
                }
                endOfLast = region.end();
                if (pool.chunks().stream().noneMatch(c -> c.base() <= region.base() && region.end() <= c.end())) {
                    return Optional.of("memory at 0x" + Long.toHexString(region.base()) + " is lent from no chunk");
                }
                boolean forSomeone = region.kernel() < state.slots();
                if (!forSomeone) {
                    return Optional.of("memory at 0x" + Long.toHexString(region.base()) + " is lent to nobody");
                }
            }
            return Optional.empty();
        }
    },
    IMAGES_LIE_IN_POOLS("a shared image lies in memory that the pool of its keeper has set aside for it") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            for (var image : state.images()) {
                var keeper = state.present(image.keeper());
                if (keeper == null || keeper.pool.region(Pool.SHARED, image.base(), image.bytes()).isEmpty()) {
                    return Optional.of("the image " + image.name() + " lies in memory that may be anybody's");
                }
            }
            return Optional.empty();
        }
    },
    NO_MESSAGE_VANISHES(
            "every message was taken, was spoilt and passed over, was lost with a cleared ring, or is in a ring") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            long accounted = state.messagesLost + state.messagesTakenByGone;
            for (int slot = 0; slot < state.slots(); slot++) {
                var kernel = state.kernel(slot);
                if (kernel != null) {
                    accounted += kernel.taken + kernel.ring.pending();
                }
            }
            return accounted == state.messages
                    ? Optional.empty()
                    : Optional.of(state.messages + " messages were sent and " + accounted + " are accounted for");
        }
    },
    A_RING_HOLDS_AT_MOST_63("the slots between a ring's tail and head are claimed, all others are free") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            for (int slot = 0; slot < state.slots(); slot++) {
                var kernel = state.kernel(slot);
                if (kernel == null) {
                    continue;
                }
                int claimed = 0;
                for (int s = 0; s < Ring.SLOTS; s++) {
                    claimed += kernel.ring.at(s) == null ? 0 : 1;
                }
                if (claimed != kernel.ring.pending()) {
                    return Optional.of("the ring of " + kernel.name + " has " + claimed + " messages between indices "
                            + kernel.ring.tail() + " and " + kernel.ring.head());
                }
            }
            return Optional.empty();
        }
    },
    ONE_HOLDS_THE_KEXEC_LOCK("at most one load, exec or hot-plug is under way on a host") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            for (int host = 0; host < state.slots(); host++) {
                long holders = 0;
                for (var operation : state.operations()) {
                    holders += operation.host() == host && operation.kexec() ? 1 : 0;
                }
                if (holders > 1) {
                    return Optional.of(holders + " operations hold the kexec lock");
                }
            }
            return Optional.empty();
        }
    },
    ONE_HOLDS_THE_OVERLAY_LOCK("one request has the overlay lock of a host; others wait only while it does") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            for (int host = 0; host < state.slots(); host++) {
                int waiters = 0;
                int holders = 0;
                for (var operation : state.operations()) {
                    boolean here = operation.host() == host;
                    waiters += here && Operations.waitsForOverlayLock(operation) ? 1 : 0;
                    holders += here && Operations.holdsOverlayLock(operation) ? 1 : 0;
                }
                if (holders > 1) {
                    return Optional.of(holders + " requests hold the overlay lock");
                }
                if (waiters > 0 && holders == 0) {
                    return Optional.of("requests wait for a lock that nobody has");
                }
            }
            return Optional.empty();
        }
    },
    A_LOADED_INSTANCE_HAS_AN_IMAGE(
            "an instance has an image exactly when it is loaded or active, unless it was freed while it ran") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            for (int slot = 1; slot < state.slots(); slot++) {
                var kernel = state.kernel(slot);
                if (kernel == null || kernel.imagePulled) {
                    continue;
                }
                boolean ready = kernel.status == Status.READY || kernel.status == Status.EMPTY;
                if (ready != kernel.image.isEmpty()) {
                    return Optional.of(kernel.name + " is " + kernel.status.word() + " with the image '"
                            + kernel.image + "'");
                }
            }
            return Optional.empty();
        }
    },
    WHO_HALTS_IS_GONE(
            "a kernel that is off runs on no core for longer than a stop takes, but for one that takes no interrupt") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            for (int core = 0; core < state.cores.count(); core++) {
                int slot = state.cores.siteKernel[core];
                boolean executes = state.cores.site(core) == Site.RUNNING || state.cores.site(core) == Site.HOTPLUG;
                boolean anInstance = slot > State.HOST && slot < state.slots() && state.present(slot) != null;
                if (!executes || !anInstance || !state.cores.takesInterrupts(core)) {
                    continue;
                }
                var kernel = state.present(slot);
                if (kernel.phase == Phase.OFF && state.nowNs - kernel.phaseSinceNs > STOP_LIMIT_NS) {
                    return cpu(machine, core, "still executes " + kernel.name + ", which is off");
                }
            }
            return Optional.empty();
        }
    },
    A_RESET_ENDS_EVERYTHING("after a reset of the machine no core runs, no kernel lives and nobody is worked for") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            if (!state.ended) {
                return Optional.empty();
            }
            for (int core = 0; core < state.cores.count(); core++) {
                if (state.cores.site(core) != Site.DEAD) {
                    return cpu(machine, core, "is " + state.cores.site(core) + " after a reset");
                }
            }
            for (int slot = 0; slot < state.slots(); slot++) {
                if (state.present(slot) != null && state.present(slot).phase != Phase.OFF) {
                    return Optional.of(state.present(slot).name + " lives after a reset");
                }
            }
            return state.operations().isEmpty()
                    ? Optional.empty()
                    : Optional.of("a request is worked on after a reset");
        }
    },
    A_LOCK_HAS_ONE_HOLDER("a lock inside a kernel has one holder at most, and only tasks of this kernel wait for it") {
        @Override
        Optional<String> broken(State state, Machine machine) {
            if (state.tasks.isEmpty()) {
                return Optional.empty();
            }
            var tasks = state.tasks.all();
            int taken = 0;
            for (var lock : state.tasks.objects()) {
                if (lock.holder >= 0 && !has(tasks.get(lock.holder), lock)) {
                    return Optional.of(lock.name + " of " + lock.kernelName + " has a holder that does not have it");
                }
                if (lock.holder != Task.NOBODY && lock.readers > 0) {
                    return Optional.of(lock.name + " of " + lock.kernelName + " is read while somebody has it alone");
                }
                taken += lock.readers + (lock.holder >= 0 ? 1 : 0);
                int waiting = 0;
                for (int n = lock.first; n != Task.NOBODY && waiting <= tasks.size(); n = tasks.get(n).behind) {
                    waiting++;
                    boolean sleeps = isAt(tasks.get(n), Task.Stage.ASLEEP, lock);
                    if (!sleeps && (!lock.taken() || !isAt(tasks.get(n), Task.Stage.WAITING, lock))) {
                        return Optional.of("task " + n + " stands in the line for " + lock.name + " of "
                                + lock.kernelName + ", and does not wait for it");
                    }
                }
            }
            long holding = tasks.stream().filter(this::has).count();
            return holding == taken
                    ? Optional.empty()
                    : Optional.of(holding + " tasks hold a lock, and " + taken + " locks are taken");
        }

        private boolean has(Task task) {
            return task.stage == Task.Stage.HOLDING || task.stage == Task.Stage.RELEASING;
        }

        private boolean has(Task task, SharedObject lock) {
            return has(task) && isAt(task, task.stage, lock);
        }

        private boolean isAt(Task task, Task.Stage stage, SharedObject lock) {
            boolean theirs = lock.kernel == SharedObject.NONE ? task.stage != Task.Stage.AWAY : task.in(lock.kernel);
            return theirs && task.stage == stage;
        }
    };

    private static final int[] NO_CORES = {};
    private static final long STOP_LIMIT_NS = 1_000_000;

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    /// What is promised.
    public String sentence() {
        return sentence;
    }

    /// What breaks the promise in this state; empty if nothing does.
    abstract Optional<String> broken(State state, Machine machine);

    private static boolean exists(State state, int slot) {
        return slot >= 0 && slot < state.slots() && state.kernel(slot) != null;
    }

    private static Optional<String> cpu(Machine machine, int core, String what) {
        return Optional.of("CPU " + machine.physicalId(core) + " " + what);
    }
}
