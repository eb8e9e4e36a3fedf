package archipelago.engine.lifecycle;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.devicetree.FlatNode;
import archipelago.engine.journal.Happening;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.PciId;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.Mailboxes;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;
import java.util.LinkedHashSet;

/// Making and removing instances. (`kernel/multikernel/core.c`, `overlay.c`.)
@Models(
        value = Subject.INSTANCES,
        exactly = {
            "create and delete: order of the steps, errnos, lines in the log; without its memory"
                    + " there is no instance, without its CPUs there is one that cannot be started",
            "a core that does not come home costs the instance's memory, which is leaked"
        },
        approximately = "how long creating takes: assumed",
        notAtAll = "policies for memory (interleave, bind) and the instance's own kcore: kerf offers them,"
                    + " this kernel has no rule for them")
@Models(
        value = Subject.INSTANCES,
        exactly = {
            "an instance may be a host itself: a pool of what it was lent, transactions, ids, locks and files of"
                    + " its own, and instances that may do the same",
            "the books above do not know what an instance lends on; its death leaves those that it started running,"
                    + " and is not mended until they are gone"
        },
        approximately = "by its source an instance with a pool parks in it whatever it takes offline, also a CPU that"
                    + " its lender wants back; that nobody has reported it is no proof",
        notAtAll = "consoles, shared images and other files than those of the multikernel on an instance that is a"
                    + " host")
public final class InstanceOperations {
    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Life life;

    public InstanceOperations(
            World world,
            Operations operations,
            Ledger ledger,
            Mailboxes mailboxes,
            Messages messages,
            Life life) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.life = life;
    }

    // --- cache ways ---------------------------------------------------------------------------

    /// Refuses ways of the cache that are none, or that another instance has. Kernels up to mk2 pass over them.
    public void checkWays(Operation op, Change.LlcWays change) {
        if (!world.scenario.host().generation().afterMk2()) {
            operations.finish(op, "");
        } else if (!world.host(op).host()) {
            operations.refuse(
                    op, Errno.ENODEV, "only the host divides the cache: no other kernel can set its registers");
        } else if (change.mask() == 0) {
            operations.refuse(op, Errno.EINVAL, "a mask of cache ways has at least one bit");
        } else {
            for (int slot = 0; slot < world.state.slots(); slot++) {
                var other = world.state.kernel(slot);
                if (other != null && (other.llcWayMask & change.mask()) != 0) {
                    operations.refuse(op, Errno.EINVAL, other.name + " has some of the cache ways "
                            + hex(change.mask()) + " for itself: " + hex(other.llcWayMask));
                    return;
                }
            }
            operations.finish(op, "");
        }
    }

    private static String hex(long mask) {
        return "0x" + Long.toHexString(mask);
    }

    /// The ways that the transaction asks for on behalf of an instance; 0 for none.
    private long ways(Operation op, String instance) {
        return op.plan().changes().stream()
                .filter(c -> c instanceof Change.LlcWays(var name, long _) && name.equals(instance))
                .mapToLong(c -> ((Change.LlcWays) c).mask())
                .findFirst()
                .orElse(0);
    }

    // --- create -------------------------------------------------------------------------------

    /// Makes an instance of what is free in the pool. Without its memory there is none; without its CPUs
    /// there is one all the same, which can never be started.
    public void create(Operation op, Change.InstanceCreate change) {
        if (op.step() == Step.BUILD_MANIFEST) {
            operations.finish(op, "instance " + change.instance() + " is ready");
            return;
        }
        if (refuses(op, change)) {
            return;
        }
        var host = world.host(op);
        int node = change.nodes().isEmpty() ? Change.ANY_NODE : ledger.nodeIndex(host, change.nodes().getFirst());
        int slot = world.state.slots();
        long bytes = Math.ceilDiv(change.memoryBytes(), Sizes.PAGE) * Sizes.PAGE;
        if (node == Ledger.NO_NODE || !host.pool.lend(slot, bytes, node)) {
            operations.refuse(op, Errno.ENOMEM, "the pool has " + Sizes.shown(host.pool.freeBytes())
                    + " left, which is not enough for " + Sizes.shown(change.memoryBytes())
                    + (change.nodes().isEmpty() ? "" : " on node " + change.nodes().getFirst()));
            return;
        }
        int id = change.id() == Change.ANY_ID ? lowestFreeId(host) : change.id();
        var kernel = world.state.addKernel(id, world.state.lending.path(host.slot, change.instance()), host.slot);
        world.tell(new Happening.InstanceCreated(kernel.slot, id, kernel.name));
        kernel.memoryBytes = bytes;
        kernel.llcWayMask = world.scenario.host().generation().afterMk2() ? ways(op, change.instance()) : 0;
        kernel.instancePool = host.pool.regionsOf(slot).stream()
                .map(region -> new MemoryRange(region.base(), region.bytes()))
                .toList();
        boolean complete = reserveCpus(host, kernel, change);
        change.devices().forEach(device -> reserveDevice(host, kernel, device));
        operations.next(op.about(kernel.slot).answered(complete ? Errno.OK : Errno.EBUSY), Step.BUILD_MANIFEST, 0,
                world.costNs(Cost.INSTANCE_CREATE));
    }

    private boolean refuses(Operation op, Change.InstanceCreate change) {
        var host = world.host(op);
        if (ledger.named(host, change.instance())) {
            operations.refuse(op, Errno.EEXIST, "an instance " + change.instance() + " exists already");
        } else if (change.id() != Change.ANY_ID && (change.id() < 0 || change.id() > Kernel.MOST_KERNEL_ID)) {
            operations.refuse(op, Errno.EINVAL, "an instance id is between 1 and " + Kernel.MOST_KERNEL_ID);
        } else if (change.id() != Change.ANY_ID && idInUse(host, change.id())) {
            operations.refuse(op, Errno.EEXIST, "instance id " + change.id() + " is in use");
        } else if (change.memoryBytes() <= 0) {
            operations.refuse(op, Errno.ENOMEM, "an instance needs memory");
        } else {
            return false;
        }
        return true;
    }

    /// All of them or none: one that is not free leaves the instance without any.
    private boolean reserveCpus(Kernel host, Kernel kernel, Change.InstanceCreate change) {
        var cores = new LinkedHashSet<Integer>(); // An id that is named twice counts once.
        boolean free = true;
        for (long cpu : change.cpus()) {
            int core = world.machine.coreOf(cpu);
            if (core < 0 || !ledger.freeInPool(core, host)) {
                ledger.log(host, "CPU " + cpu + " not available in the pool");
                free = false;
            }
            cores.add(core);
        }
        if (free) {
            cores.forEach(core -> ledger.reassign(core, kernel.slot));
        } else {
            ledger.log(host, "Continuing without CPU assignment");
        }
        return free;
    }

    /// A device by the name that the baseline gave it, as before mk2.
    private void reserveDevice(Kernel host, Kernel kernel, String name) {
        int device = host.pool.baseline.length() == 0
                ? -1
                : FlatNode.root(host.pool.baseline.bytes())
                        .child("resources")
                        .flatMap(resources -> resources.child("devices"))
                        .flatMap(devices -> devices.child(name))
                        .flatMap(node -> node.looseText("pci-id"))
                        .flatMap(PciId::normal)
                        .map(ledger::device)
                        .orElse(-1);
        if (device < 0 || world.state.deviceOwner[device] != CoreTable.pool(host.slot)) {
            ledger.log(host, "Device '" + name + "' not available in the pool");
            ledger.log(host, "Continuing without PCI device assignment");
        } else {
            ledger.reassignDevice(device, kernel.slot);
        }
    }

    /// A kernel knows itself by the id that it was started with, and its lender as 0.
    private boolean idInUse(Kernel host, int id) {
        return id == 0 || host.id == id || ledger.instance(host, id) != null;
    }

    private int lowestFreeId(Kernel host) {
        int id = 1;
        while (idInUse(host, id)) {
            id++;
        }
        return id;
    }

    // --- remove -------------------------------------------------------------------------------

    /// Removes an instance without an image, once its cores have parked in the pool one by one.
    ///
    /// @param lenient whether an instance that is gone already is well, as in a rollback
    public void remove(Operation op, String instance, boolean lenient) {
        if (op.step() == Step.MOVE_CORE_HOME) {
            homeOrLost(op);
            return;
        }
        var kernel = ledger.instance(world.host(op), instance);
        if (kernel == null && lenient) {
            ledger.log(world.host(op), "instance '" + instance + "' is already gone");
            operations.finish(op, "there is no instance " + instance + " any more");
        } else if (kernel == null) {
            operations.refuse(op, Errno.ENOENT, "there is no instance " + instance);
        } else if (kernel.status == Status.ACTIVE) {
            operations.refuse(op, Errno.EBUSY, instance + " must be stopped first");
        } else if (kernel.status == Status.LOADED) {
            operations.refuse(op, Errno.EBUSY, instance + " has an image; unload it first");
        } else if (operations.kexecLockIsAbout(kernel.slot)) {
            operations.refuse(op, Errno.EBUSY, instance + " is being loaded");
        } else {
            sendHome(op.about(kernel.slot), kernel, 0);
        }
    }

    /// Every core that watches the instance's mailbox must leave it, also one that the books give to
    /// somebody else since an ACK was lost: it executes from the memory that is about to be freed. One that the
    /// instance has lent on counts as well, and watches another mailbox.
    private void sendHome(Operation op, Kernel kernel, int from) {
        int pool = CoreTable.pool(op.host());
        for (int core = from; core < world.state.cores.count(); core++) {
            if (world.state.lending.inside(world.state.cores.siteKernel[core], kernel.slot)) {
                operations.await(op, Step.MOVE_CORE_HOME, core);
                mailboxes.wake(core, kernel.slot, pool, false, op.number());
                return;
            }
            giveUp(kernel, core, pool);
        }
        gone(op, kernel);
    }

    private void homeOrLost(Operation op) {
        var kernel = world.state.kernel(op.kernel());
        int core = op.cursor();
        giveUp(kernel, core, CoreTable.pool(op.host()));
        if (op.answer().ok()) {
            sendHome(op, kernel, core + 1);
            return;
        }
        // The lost core may still execute from this memory: it is leaked rather than lent again.
        ledger.log(
                world.host(op), "CPU " + world.machine.physicalId(core) + " did not park; instance " + kernel.id + " ("
                + kernel.label() + "): leaking its pool, a lost CPU still parks in it");
        var failed = op.failedOnce();
        world.state.put(failed);
        sendHome(failed, kernel, core + 1);
    }

    private void giveUp(Kernel kernel, int core, int pool) {
        if (kernel.owns(core)) {
            ledger.reassign(core, pool);
        }
    }

    private void gone(Operation op, Kernel kernel) {
        if (op.failures() == 0) {
            world.host(op).pool.release(kernel.slot);
        }
        for (int d = 0; d < world.state.deviceOwner.length; d++) {
            if (world.state.lending.inside(world.state.deviceOwner[d], kernel.slot)) {
                ledger.reassignDevice(d, CoreTable.pool(op.host()));
            }
        }
        life.forgetLending(kernel);
        messages.zero(kernel);
        ledger.log(world.host(op), "Releasing multikernel instance " + kernel.id + " (" + kernel.label()
                + "), returning resources to root");
        world.tell(new Happening.InstanceRemoved(kernel.slot));
        world.state.removeKernel(kernel.slot);
        operations.finish(op, "instance " + kernel.name + " is gone"
                + (op.failures() > 0 ? "; its memory is leaked, since a core did not leave it" : ""));
    }
}
