package archipelago.engine.early;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command.Call.RemoveDirectory;
import archipelago.engine.cost.Cost;
import archipelago.engine.journal.Happening;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.overlay.Change;
import archipelago.engine.pool.Ledger;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;

/// Instances of the second series: one tree describes many, and the host makes them as far as it can. It takes their
/// CPUs offline itself, and lends them memory of the pool that was set aside at boot.
/// (`kernel/multikernel/kernfs.c`, `core.c` of October 2025.)
@Models(
        value = Subject.SERIES,
        exactly = {
            "a tree with many instances makes each of them or not, and the write succeeds in any case; reasons are"
                    + " only in the log",
            "memory in one piece, else in pieces of 1 MiB, 256 KiB and 4 KiB; an instance goes by rmdir, and leaves"
                    + " its CPUs offline"
        },
        approximately = "a CPU that another instance has is not given twice; that host did not look",
        notAtAll = "devices: their names may stand in a tree, and nothing moves")
public final class DescribedInstances {
    private static final String FOLDER = "/sys/fs/multikernel/instances/";

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Messages messages;
    private final CpuSwitch switches;

    public DescribedInstances(
            World world, Operations operations, Ledger ledger, Messages messages, CpuSwitch switches) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.messages = messages;
        this.switches = switches;
    }

    // --- make -----------------------------------------------------------------------------------

    /// Makes an instance, and takes its CPUs offline one after another.
    public void make(Operation op, Change.InstanceDescribed change) {
        switch (op.step()) {
            case OFFLINE_CORE -> {
                if (switches.left(op, op.cursor())) {
                    var kernel = world.state.kernel(op.kernel());
                    ledger.reassign(op.cursor(), kernel.slot);
                    nextCpu(op, kernel, change, op.cursor() + 1);
                }
            }
            case BUILD_MANIFEST -> ready(op, world.state.kernel(op.kernel()));
            default -> begin(op, change);
        }
    }

    private void begin(Operation op, Change.InstanceDescribed change) {
        var name = change.instance();
        if (world.state.named(name) != null) {
            ledger.log(world.state.host(), "Instance '" + name + "' already exists, updating DTB");
            operations.finish(op, name + " is there already, and stays as it is");
        } else if (change.id() < 0 || ledger.instance(world.state.host(), change.id()) != null || change.id() == 0) {
            refuse(op, name, Errno.ENOSPC, "Failed to allocate IDR slot " + change.id() + " for instance '" + name
                    + "': " + -Errno.ENOSPC.number());
        } else if (!lend(change)) {
            refuse(op, name, Errno.ENOMEM, world.state.pool.chunks().isEmpty()
                    ? "Multikernel main pool not available for instance " + change.id()
                    : "Failed to create instance pool for instance " + change.id() + " (" + name + ")");
        } else {
            var kernel = world.state.addKernel(change.id(), name);
            kernel.status = Status.EMPTY;
            kernel.tree = change.tree();
            kernel.memoryBytes = change.memoryBytes();
            kernel.instancePool = world.state.pool.regionsOf(kernel.slot).stream()
                    .map(region -> new MemoryRange(region.base(), region.bytes()))
                    .toList();
            world.tell(new Happening.InstanceCreated(kernel.slot, kernel.id, kernel.name));
            nextCpu(op.about(kernel.slot), kernel, change, 0);
        }
    }

    private void refuse(Operation op, String name, Errno errno, String why) {
        ledger.log(world.state.host(), why);
        operations.refuse(op, errno, "Failed to create instance '" + name + "': " + -errno.number());
    }

    private boolean lend(Change.InstanceDescribed change) {
        return change.memoryBytes() == 0
                || world.state.pool.lendInPieces(
                        world.state.slots(), change.memoryBytes(), Sizes.MIB, Sizes.MIB / 4, Sizes.PAGE);
    }

    /// CPUs come in the order of their numbers, as out of a bit map.
    private void nextCpu(Operation op, Kernel kernel, Change.InstanceDescribed change, int from) {
        var wanted = change.cpus().stream().mapToInt(Long::intValue).filter(core -> core >= from).sorted().findFirst();
        if (wanted.isEmpty()) {
            operations.next(op, Step.BUILD_MANIFEST, 0, world.costNs(Cost.INSTANCE_CREATE));
            return;
        }
        int core = wanted.getAsInt();
        int owner = world.state.cores.owner[core];
        if (core == world.state.host().bootCore() || owner != State.HOST) {
            ledger.log(world.state.host(), "Failed to take CPU " + core + " offline for instance " + kernel.id + ": "
                    + -Errno.EBUSY.number());
            nextCpu(op, kernel, change, core + 1);
        } else if (world.state.host().online.has(core)) {
            ledger.log(world.state.host(), "Taking CPU " + core + " offline for multikernel instance " + kernel.id);
            switches.goOffline(op, core);
        } else {
            ledger.reassign(core, kernel.slot);
            nextCpu(op, kernel, change, core + 1);
        }
    }

    private void ready(Operation op, Kernel kernel) {
        if (kernel.cores.length == 0) {
            ledger.log(world.state.host(), "Continuing without CPU assignment");
        }
        ledger.status(kernel, Status.READY);
        ledger.log(world.state.host(), "Created instance '" + kernel.name + "' (ID: " + kernel.id + ") from multikernel DTB");
        operations.finish(op, "instance " + kernel.name + " is ready");
    }

    // --- remove ---------------------------------------------------------------------------------

    /// Removes the directory of an instance, and with it the instance. Its CPUs stay offline.
    void remove(Operation op, RemoveDirectory call) {
        var name = call.path().startsWith(FOLDER) ? call.path().substring(FOLDER.length()) : "";
        var kernel = name.isEmpty() ? null : ledger.instance(world.state.host(), name);
        if (kernel == null || kernel.status == Status.EMPTY) { // Its directory comes when it is ready.
            boolean inside = call.path().startsWith("/sys/fs/multikernel");
            operations.answer(op, inside && name.isEmpty() ? Errno.EINVAL : Errno.ENOENT,
                    call.path() + " is no instance");
        } else if (kernel.status == Status.ACTIVE) {
            ledger.log(world.state.host(), "Cannot remove active instance '" + name + "' (ID: " + kernel.id
                    + "). Instance must be stopped first.");
            operations.answer(op, Errno.EBUSY, name + " is active");
        } else if (kernel.status == Status.LOADING || operations.kexecLockIsAbout(kernel.slot)) {
            ledger.log(world.state.host(), "Cannot remove loading instance '" + name + "' (ID: " + kernel.id
                    + "). Wait for loading to complete.");
            operations.answer(op, Errno.EBUSY, name + " has an image; unload it first");
        } else {
            gone(op, kernel);
        }
    }

    private void gone(Operation op, Kernel kernel) {
        for (int core = 0; core < world.state.cores.count(); core++) {
            if (world.state.cores.siteKernel[core] == kernel.slot && world.state.cores.site(core) == Site.OFFLINE) {
                world.state.cores.place(core, Site.OFFLINE, State.HOST);
            }
            if (kernel.owns(core)) {
                ledger.reassign(core, State.HOST);
            }
        }
        messages.zero(kernel);
        world.state.pool.release(kernel.slot);
        world.tell(new Happening.InstanceRemoved(kernel.slot));
        world.state.removeKernel(kernel.slot);
        operations.answer(op, Errno.OK, "instance " + kernel.name + " is gone; its CPUs stay offline");
    }
}
