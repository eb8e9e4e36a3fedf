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
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Site;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;

/// Cores and memory that go from a host into its pool and back.
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
        int node = ledger.nodeIndex(world.host(op), change.node());
        if (op.step() != Step.TAKE_MEMORY) {
            if (node == Ledger.NO_NODE) {
                operations.refuse(op, Errno.EINVAL, "there is no NUMA node " + change.node());
                return;
            }
            boolean fits = ledger.roomForChunk(world.host(op), change.bytes(), node).isPresent();
            operations.next(op, Step.TAKE_MEMORY, 0, fits ? world.cost.poolGrowNs(change.bytes()) : 0);
        } else if (ledger.growPool(world.host(op), change.bytes(), node)) {
            var chunk = world.host(op).pool.chunks().getLast();
            ledger.log(
                    world.host(op), "Multikernel pool: added 0x" + Long.toHexString(chunk.base()) + " (" + (chunk.bytes() >> 20)
                    + " MB) on node " + ledger.nodeNumber(world.host(op), chunk.node()));
            operations.finish(op, "the pool grew by " + Sizes.shown(change.bytes()));
        } else {
            operations.refuse(op, Errno.ENOMEM, world.host(op).called() + " has no " + Sizes.shown(change.bytes())
                    + " in one piece"
                    + (node >= 0 ? " on node " + change.node() : ""));
        }
    }

    /// Makes a range the pool's memory that was set aside for it before, as generations before mk2 do.
    public void claim(Operation op, Change.PoolMemoryClaim change) {
        var reserved = reserved(world.host(op));
        var wanted = new MemoryRange(change.base(), change.bytes());
        boolean inside = change.bytes() > 0
                && change.base() % Sizes.PAGE == 0
                && change.bytes() % Sizes.PAGE == 0
                && reserved.isPresent()
                && reserved.get().covers(wanted);
        if (inside) {
            int node = nodeAt(change.base());
            world.host(op).pool.parksElsewhere = true;
            world.host(op).pool.add(new Pool.Chunk(change.base(), change.bytes(), node));
            operations.finish(op, "the pool has " + Sizes.shown(change.bytes()));
        } else {
            operations.refuse(op, Errno.EINVAL, "memory 0x" + Long.toHexString(change.base()) + "-0x"
                    + Long.toHexString(wanted.end() - 1) + " has not been set aside for the pool");
        }
    }

    /// Why a kernel before mk2 refuses a baseline before it does anything: it looks whether it has all that it
    /// is to give. CPUs that it gave once are no longer present to it. (`kernel/multikernel/baseline.c` of the
    /// time.)
    public Optional<Change.Rejected> refusedBeforeMk2(Kernel host, BaselineBlob baseline) {
        if (baseline.refusal().isPresent()) {
            return baseline.refusal();
        }
        var gone = baseline.changes().stream()
                .filter(change -> change instanceof Change.PoolCpuAdd(long cpu, int _) && !withHost(cpu, host))
                .map(change -> new Change.Rejected(Errno.ENODEV, "Baseline CPU "
                        + ((Change.PoolCpuAdd) change).cpu() + " not found in system (not present)"))
                .findFirst();
        return gone.or(() -> baseline.changes().stream()
                .flatMap(change -> change instanceof Change.PoolMemoryClaim claim ? Stream.of(claim) : Stream.of())
                .flatMap(claim -> outsideReserved(host, claim).stream())
                .findFirst());
    }

    private boolean withHost(long cpu, Kernel host) {
        int core = world.machine.coreOf(cpu);
        return core >= 0 && world.state.cores.owner[core] == host.slot;
    }

    /// Only the machine's own host has memory that was set aside when it booted.
    private Optional<MemoryRange> reserved(Kernel host) {
        return host.host() ? world.scenario.host().reserved() : Optional.empty();
    }

    private Optional<Change.Rejected> outsideReserved(Kernel host, Change.PoolMemoryClaim claim) {
        var reserved = reserved(host);
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
        var host = world.host(op);
        var chunk = host.pool.chunk(change.base(), change.bytes());
        if (chunk.isEmpty()) {
            operations.refuse(op, Errno.ENOENT, "the pool has no chunk of " + Sizes.shown(change.bytes()) + " at 0x"
                    + Long.toHexString(change.base()));
        } else if (host.pool.lent(chunk.get())) {
            operations.refuse(op, Errno.EBUSY, "memory of the chunk is in use; only whole idle chunks can be given"
                    + " back");
        } else if (host.pool.parksIn(chunk.get()) && !ledger.allCoresHome(host)) {
            operations.refuse(op, Errno.EBUSY, "chunk 0x" + Long.toHexString(change.base())
                    + " holds the pool park area; return every pool CPU first");
        } else if (op.step() != Step.RETURN_MEMORY) {
            operations.next(op, Step.RETURN_MEMORY, 0, world.cost.poolShrinkNs(change.bytes()));
        } else {
            host.pool.mailbox.broken &= !host.pool.parksIn(chunk.get());
            host.pool.remove(chunk.get());
            ledger.log(host, "Multikernel pool: removed 0x" + Long.toHexString(change.base()) + " ("
                    + (change.bytes() >> 20) + " MB)");
            operations.finish(op, "the pool shrank by " + Sizes.shown(change.bytes()));
        }
    }

    // --- cores from the host --------------------------------------------------------------------

    /// Takes one core from the host into the pool, by ordinary CPU offline.
    public void takeCpu(Operation op, Change.PoolCpuAdd change) {
        long cpu = change.cpu();
        int core = world.machine.coreOf(cpu);
        var host = world.host(op);
        if (op.step() == Step.OFFLINE_CORE) {
            if (!world.state.cores.works(core, host.slot)) {
                operations.await(op, Step.OFFLINE_CORE, core); // It got stuck on the way, and the call with it.
                return;
            }
            host.online.remove(core);
            ledger.reassign(core, CoreTable.pool(host.slot));
            mailboxes.park(core, CoreTable.pool(host.slot));
            operations.finish(op, "CPU " + cpu + " is in the pool");
            return;
        }
        boolean baseline = op.plan().kind() == Plan.Kind.BASELINE;
        if (core < 0 || world.state.cores.owner[core] != host.slot) {
            operations.refuse(op, baseline ? Errno.ENODEV : Errno.EINVAL, core < 0
                    ? "CPU " + cpu + " is not present in this machine"
                    : "CPU " + cpu + " is not online in " + host.called() + ": "
                            + world.state.lending.words(world.state.cores.owner[core]) + " has it");
        } else if (core == host.firstCore()) {
            ledger.log(host, "Multikernel hotplug: Cannot remove boot CPU");
            operations.refuse(op, Errno.EINVAL, "CPU " + cpu + " is "
                    + (host.host() ? "the host's boot CPU" : "the boot CPU of " + host.name) + " and cannot be removed");
        } else if (!host.pool.hasPark()) {
            operations.refuse(op, Errno.ENODEV, "the pool has no memory, and so no park loop that a CPU could go to");
        } else if (ledger.hungCore(host) >= 0) {
            // The machine is stopped for a moment to take a core offline, and one core never joins in.
            operations.await(op, Step.OFFLINE_CORE, core);
        } else {
            beginHotplug(core, host);
            operations.next(op, Step.OFFLINE_CORE, core, world.costNs(Cost.CPU_OFFLINE));
        }
    }

    // --- cores to the host ----------------------------------------------------------------------

    /// Wakes one idle core of the pool and brings it online in the host. The pool has one mailbox, which
    /// an exec or a hot-plug may be using: the kexec lock keeps them apart.
    public void returnCpu(Operation op, Change.PoolCpuRemove change) {
        long cpu = change.cpu();
        int core = world.machine.coreOf(cpu);
        var host = world.host(op);
        switch (op.step()) {
            case MOVE_CORE_HOME -> {
                if (op.answer().ok()) {
                    beginHotplug(core, host);
                    operations.next(op, Step.ONLINE_CORE, core, world.costNs(Cost.CPU_ONLINE));
                } else {
                    operations.refuse(op, op.answer(), "CPU " + cpu + " did not leave the park loop");
                }
            }
            case ONLINE_CORE -> {
                if (!world.state.cores.works(core, host.slot)) {
                    operations.refuse(op, Errno.ETIMEDOUT, "CPU " + cpu + " did not come up");
                    return;
                }
                host.online.add(core);
                ledger.reassign(core, host.slot);
                world.state.cores.place(core, Site.RUNNING, host.slot);
                world.tell(new Happening.CoreWent(core, Site.RUNNING, host.slot));
                operations.finish(op, "CPU " + cpu + " is back with " + host.called());
            }
            default -> {
                if (core < 0 || !ledger.freeInPool(core, host)) {
                    operations.refuse(op, Errno.EBUSY, "CPU " + cpu + " is not free in the pool, which has "
                            + freeCpus(host));
                } else if (!operations.kexecLockIsFree(op)) {
                    operations.refuseForKexecLock(op);
                } else {
                    operations.await(op.holdingKexec(), Step.MOVE_CORE_HOME, core);
                    mailboxes.wake(core, CoreTable.pool(host.slot), host.slot, true, op.number());
                }
            }
        }
    }

    private void beginHotplug(int core, Kernel host) {
        world.state.cores.place(core, Site.HOTPLUG, host.slot);
        world.tell(new Happening.CoreWent(core, Site.HOTPLUG, host.slot));
    }

    /// The free CPUs of the pool as a list, for sentences.
    private String freeCpus(Kernel host) {
        var ids = new ArrayList<Long>();
        for (int c = 0; c < world.state.cores.count(); c++) {
            if (ledger.freeInPool(c, host)) {
                ids.add(world.machine.physicalId(c));
            }
        }
        ids.sort(Long::compare);
        return ids.isEmpty() ? "none free" : "free: " + CpuList.text(ids);
    }

    /// Whether nothing has been given to the pool, or all of it has been given back: only then does the
    /// kernel take a baseline.
    public boolean empty(Kernel host) {
        int pool = CoreTable.pool(host.slot);
        boolean idle = host.pool.chunks().isEmpty();
        for (int core = 0; core < world.state.cores.count(); core++) {
            idle &= world.state.cores.owner[core] != pool;
        }
        for (int owner : world.state.deviceOwner) {
            idle &= owner != pool;
        }
        return idle;
    }
}
