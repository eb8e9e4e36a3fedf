package archipelago.engine.pool;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.journal.Happening;
import archipelago.engine.operation.Operations;
import archipelago.engine.overlay.BaselineBlob;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.Plan;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;

/// Cores and memory that go from the host into the pool and back.
/// (`kernel/multikernel/hotplug.c`, `mem.c`, `contig.c`.)
@Models(
        value = Subject.POOL,
        exactly = {
            "what is refused when the pool is filled, grown, shrunk and emptied, and with which errno",
            "the first core of the host stays; the chunk with the park loop goes last; only whole"
                    + " idle chunks go back"
        },
        approximately = "how long it takes to free a chunk of a node's memory: an assumed time per GiB, since"
                    + " nothing has been published",
        notAtAll = "which pages are migrated, and what that does to the programs whose pages they are")
public final class PoolOperations {
    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Mailboxes mailboxes;

    public PoolOperations(World world, Operations operations, Ledger ledger, Mailboxes mailboxes) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.mailboxes = mailboxes;
    }

    // --- memory -------------------------------------------------------------------------------

    /// Grows the pool by one contiguous chunk. Migrating pages takes long; that there is not enough
    /// memory shows at once.
    public void grow(Operation op, Change.PoolMemoryAdd change) {
        int node = ledger.nodeIndex(change.node());
        if (op.step() != Step.TAKE_MEMORY) {
            if (node == Ledger.NO_NODE) {
                operations.refuse(op, Errno.EINVAL, "there is no NUMA node " + change.node());
                return;
            }
            boolean fits = ledger.roomForChunk(change.bytes(), node).isPresent();
            operations.next(op, Step.TAKE_MEMORY, 0, fits ? world.cost.poolGrowNs(change.bytes()) : 0);
        } else if (ledger.growPool(change.bytes(), node)) {
            var chunk = world.state.pool.chunks().getLast();
            ledger.log("Multikernel pool: added 0x" + Long.toHexString(chunk.base()) + " (" + (chunk.bytes() >> 20)
                    + " MB) on node " + world.machine.nodes().get(chunk.node()).number());
            operations.finish(op, "the pool grew by " + Sizes.shown(change.bytes()));
        } else {
            operations.refuse(op, Errno.ENOMEM, "the host has no " + Sizes.shown(change.bytes()) + " in one piece"
                    + (node >= 0 ? " on node " + change.node() : ""));
        }
    }

    /// Makes a range the pool's memory that was set aside for it before, as generations before mk2 do.
    public void claim(Operation op, Change.PoolMemoryClaim change) {
        var reserved = world.scenario.host().reserved();
        var wanted = new MemoryRange(change.base(), change.bytes());
        boolean inside = change.bytes() > 0
                && change.base() % Sizes.PAGE == 0
                && change.bytes() % Sizes.PAGE == 0
                && reserved.isPresent()
                && reserved.get().covers(wanted);
        if (inside) {
            int node = nodeAt(change.base());
            world.state.pool.parksElsewhere = true;
            world.state.pool.add(new Pool.Chunk(change.base(), change.bytes(), node));
            operations.finish(op, "the pool has " + Sizes.shown(change.bytes()));
        } else {
            operations.refuse(op, Errno.EINVAL, "memory 0x" + Long.toHexString(change.base()) + "-0x"
                    + Long.toHexString(wanted.end() - 1) + " has not been set aside for the pool");
        }
    }

    /// Why a kernel before mk2 refuses a baseline before it does anything: it looks whether it has all that it
    /// is to give. CPUs that it gave once are no longer present to it. (`kernel/multikernel/baseline.c` of the
    /// time.)
    public Optional<Change.Rejected> refusedBeforeMk2(BaselineBlob baseline) {
        if (baseline.refusal().isPresent()) {
            return baseline.refusal();
        }
        var gone = baseline.changes().stream()
                .filter(change -> change instanceof Change.PoolCpuAdd(long cpu, int _) && !withHost(cpu))
                .map(change -> new Change.Rejected(Errno.ENODEV, "Baseline CPU "
                        + ((Change.PoolCpuAdd) change).cpu() + " not found in system (not present)"))
                .findFirst();
        return gone.or(() -> baseline.changes().stream()
                .flatMap(change -> change instanceof Change.PoolMemoryClaim claim ? Stream.of(claim) : Stream.of())
                .flatMap(claim -> outsideReserved(claim).stream())
                .findFirst());
    }

    private boolean withHost(long cpu) {
        int core = world.machine.coreOf(cpu);
        return core >= 0 && world.state.cores.owner[core] == State.HOST;
    }

    private Optional<Change.Rejected> outsideReserved(Change.PoolMemoryClaim claim) {
        var reserved = world.scenario.host().reserved();
        if (reserved.isEmpty()) {
            return Optional.of(new Change.Rejected(
                    Errno.ENODEV, "No multikernel pool configured (use mkkernel_pool= parameter)"));
        }
        var wanted = new MemoryRange(claim.base(), claim.bytes());
        return reserved.get().covers(wanted)
                ? Optional.empty()
                : Optional.of(new Change.Rejected(Errno.EINVAL, "Baseline memory (" + text(wanted)
                        + ") outside multikernel pool (" + text(reserved.get()) + ")"));
    }

    private static String text(MemoryRange range) {
        return "0x" + Long.toHexString(range.base()) + "-0x" + Long.toHexString(range.end() - 1);
    }

    private int nodeAt(long address) {
        var nodes = world.machine.nodes();
        for (int n = 0; n < nodes.size(); n++) {
            if (address >= nodes.get(n).base() && address < nodes.get(n).end()) {
                return n;
            }
        }
        return 0;
    }

    /// Gives exactly one chunk back. The one in which the park loop lives can go only when no core is
    /// left in the pool or with an instance.
    public void shrink(Operation op, Change.PoolMemoryRemove change) {
        var chunk = world.state.pool.chunk(change.base(), change.bytes());
        if (chunk.isEmpty()) {
            operations.refuse(op, Errno.ENOENT, "the pool has no chunk of " + Sizes.shown(change.bytes()) + " at 0x"
                    + Long.toHexString(change.base()));
        } else if (world.state.pool.lent(chunk.get())) {
            operations.refuse(op, Errno.EBUSY, "memory of the chunk is in use; only whole idle chunks can be given"
                    + " back");
        } else if (world.state.pool.parksIn(chunk.get()) && !ledger.allCoresHome()) {
            operations.refuse(op, Errno.EBUSY, "chunk 0x" + Long.toHexString(change.base())
                    + " holds the pool park area; return every pool CPU first");
        } else if (op.step() != Step.RETURN_MEMORY) {
            operations.next(op, Step.RETURN_MEMORY, 0, world.cost.poolShrinkNs(change.bytes()));
        } else {
            world.state.host().parkBroken &= !world.state.pool.parksIn(chunk.get());
            world.state.pool.remove(chunk.get());
            ledger.log("Multikernel pool: removed 0x" + Long.toHexString(change.base()) + " ("
                    + (change.bytes() >> 20) + " MB)");
            operations.finish(op, "the pool shrank by " + Sizes.shown(change.bytes()));
        }
    }

    // --- cores from the host --------------------------------------------------------------------

    /// Takes one core from the host into the pool, by ordinary CPU offline.
    public void takeCpu(Operation op, Change.PoolCpuAdd change) {
        long cpu = change.cpu();
        int core = world.machine.coreOf(cpu);
        if (op.step() == Step.OFFLINE_CORE) {
            if (!world.state.cores.works(core, State.HOST)) {
                operations.await(op, Step.OFFLINE_CORE, core); // It got stuck on the way, and the call with it.
                return;
            }
            world.state.host().online.remove(core);
            ledger.reassign(core, CoreTable.POOL);
            mailboxes.park(core, CoreTable.POOL);
            operations.finish(op, "CPU " + cpu + " is in the pool");
            return;
        }
        boolean baseline = op.plan().kind() == Plan.Kind.BASELINE;
        if (core < 0 || world.state.cores.owner[core] != State.HOST) {
            operations.refuse(op, baseline ? Errno.ENODEV : Errno.EINVAL, core < 0
                    ? "CPU " + cpu + " is not present in this machine"
                    : "CPU " + cpu + " is not online in the host: " + ownerName(core) + " has it");
        } else if (core == world.state.host().bootCore()) {
            ledger.log("Multikernel hotplug: Cannot remove boot CPU");
            operations.refuse(op, Errno.EINVAL, "CPU " + cpu + " is the host's boot CPU and cannot be removed");
        } else if (!world.state.pool.hasPark()) {
            operations.refuse(op, Errno.ENODEV, "the pool has no memory, and so no park loop that a CPU could go to");
        } else if (ledger.hungCore(world.state.host()) >= 0) {
            // The machine is stopped for a moment to take a core offline, and one core never joins in.
            operations.await(op, Step.OFFLINE_CORE, core);
        } else {
            beginHotplug(core);
            operations.next(op, Step.OFFLINE_CORE, core, world.costNs(Cost.CPU_OFFLINE));
        }
    }

    private String ownerName(int core) {
        int owner = world.state.cores.owner[core];
        return owner == CoreTable.POOL ? "the pool" : world.state.kernel(owner).name;
    }

    // --- cores to the host ----------------------------------------------------------------------

    /// Wakes one idle core of the pool and brings it online in the host. The pool has one mailbox, which
    /// an exec or a hot-plug may be using: the kexec lock keeps them apart.
    public void returnCpu(Operation op, Change.PoolCpuRemove change) {
        long cpu = change.cpu();
        int core = world.machine.coreOf(cpu);
        switch (op.step()) {
            case MOVE_CORE_HOME -> {
                if (op.answer().ok()) {
                    beginHotplug(core);
                    operations.next(op, Step.ONLINE_CORE, core, world.costNs(Cost.CPU_ONLINE));
                } else {
                    operations.refuse(op, op.answer(), "CPU " + cpu + " did not leave the park loop");
                }
            }
            case ONLINE_CORE -> {
                if (!world.state.cores.works(core, State.HOST)) {
                    operations.refuse(op, Errno.ETIMEDOUT, "CPU " + cpu + " did not come up");
                    return;
                }
                world.state.host().online.add(core);
                ledger.reassign(core, State.HOST);
                world.state.cores.place(core, Site.RUNNING, State.HOST);
                world.tell(new Happening.CoreWent(core, Site.RUNNING, State.HOST));
                operations.finish(op, "CPU " + cpu + " is back with the host");
            }
            default -> {
                if (core < 0 || !ledger.freeInPool(core)) {
                    operations.refuse(op, Errno.EBUSY, "CPU " + cpu + " is not free in the pool, which has "
                            + freeCpus());
                } else if (!operations.kexecLockIsFree()) {
                    operations.refuseForKexecLock(op);
                } else {
                    operations.await(op.holdingKexec(), Step.MOVE_CORE_HOME, core);
                    mailboxes.wake(core, CoreTable.POOL, State.HOST, true, op.number());
                }
            }
        }
    }

    private void beginHotplug(int core) {
        world.state.cores.place(core, Site.HOTPLUG, State.HOST);
        world.tell(new Happening.CoreWent(core, Site.HOTPLUG, State.HOST));
    }

    /// The free CPUs of the pool as a list, for sentences.
    private String freeCpus() {
        var ids = new ArrayList<Long>();
        for (int c = 0; c < world.state.cores.count(); c++) {
            if (ledger.freeInPool(c)) {
                ids.add(world.machine.physicalId(c));
            }
        }
        ids.sort(Long::compare);
        return ids.isEmpty() ? "none free" : "free: " + CpuList.text(ids);
    }

    /// Whether nothing has been given to the pool, or all of it has been given back: only then does the
    /// kernel take a baseline.
    public boolean empty() {
        Pool pool = world.state.pool;
        boolean idle = pool.chunks().isEmpty();
        for (int core = 0; core < world.state.cores.count(); core++) {
            idle &= world.state.cores.owner[core] != CoreTable.POOL;
        }
        for (int owner : world.state.deviceOwner) {
            idle &= owner != CoreTable.POOL;
        }
        return idle;
    }
}
