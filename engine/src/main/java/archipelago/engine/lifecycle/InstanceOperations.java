package archipelago.engine.lifecycle;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.cost.Cost;
import archipelago.engine.journal.Happening;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.Mailboxes;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;

/// Making and removing instances, and loading and freeing their images. (`kernel/multikernel/core.c`,
/// `kernel/kexec_file.c`.)
public final class InstanceOperations {
    /// Control block: trampoline, park page, spawn context and up to 64 page-table pages.
    private static final long CONTROL_BYTES = 284 * 1024;

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Mailboxes mailboxes;
    private final Messages messages;

    public InstanceOperations(
            World world, Operations operations, Ledger ledger, Mailboxes mailboxes, Messages messages) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

    // --- create -------------------------------------------------------------------------------

    /// Makes an instance of what is free in the pool; it is answered when the overlay has been applied.
    public void create(Operation op, Command.Create request) {
        if (op.step() == Step.BUILD_MANIFEST) {
            operations.finish(op, "instance " + request.instance() + " is ready");
            return;
        }
        if (refusesCreate(op, request)) {
            return;
        }
        int id = request.id() == 0 ? lowestFreeId() : request.id();
        if (!world.state.pool.lend(world.state.slots(), request.memoryBytes(), request.node())) {
            operations.refuse(op, Errno.ENOMEM, "the pool has " + Sizes.shown(world.state.pool.freeBytes())
                    + " left, which is not enough for " + Sizes.shown(request.memoryBytes())
                    + (request.node() >= 0 ? " on the node asked for" : ""));
            return;
        }
        var kernel = world.state.addKernel(id, request.instance());
        world.tell(new Happening.InstanceCreated(kernel.slot, id, kernel.name));
        kernel.memoryBytes = request.memoryBytes();
        for (long cpu : request.cpus()) {
            int core = world.machine.coreOf(cpu);
            if (!kernel.owns(core)) { // An id that is named twice counts once, as in kerf.
                ledger.reassign(core, kernel.slot);
            }
        }
        for (var name : request.devices()) {
            lendDevice(kernel, name);
        }
        ledger.log("multikernel: instance " + id + " (" + kernel.name + ") created");
        operations.next(op.about(kernel.slot), Step.BUILD_MANIFEST, 0, world.costNs(Cost.OVERLAY));
    }

    /// What kerf checks before it asks the kernel, and what the kernel refuses.
    private boolean refusesCreate(Operation op, Command.Create request) {
        if (world.state.named(request.instance()) != null) {
            operations.refuse(op, Errno.EEXIST, "an instance " + request.instance() + " exists already");
            return true;
        }
        if (request.id() < 0 || request.id() > Kernel.MOST_ID) {
            operations.refuse(op, Errno.EINVAL, "an instance id is between 1 and " + Kernel.MOST_ID);
            return true;
        }
        if (request.id() != 0 && idInUse(request.id())) {
            operations.refuse(op, Errno.EEXIST, "instance id " + request.id() + " is in use");
            return true;
        }
        if (request.memoryBytes() <= 0 || request.memoryBytes() % Sizes.PAGE != 0) {
            operations.refuse(op, Errno.EINVAL, "an instance's memory is a positive multiple of 4 KiB");
            return true;
        }
        for (long cpu : request.cpus()) {
            int core = world.machine.coreOf(cpu);
            if (core < 0) {
                operations.refuse(op, Errno.ENODEV, "CPU " + cpu + " is not present in this machine");
                return true;
            }
            if (!ledger.freeInPool(core)) {
                var owner = world.state.kernel(world.state.cores.owner[core]);
                operations.refuse(op, Errno.EBUSY, "CPU " + cpu + " is not free in the pool: " + owner.name
                        + " has it");
                return true;
            }
        }
        return false;
    }

    private void lendDevice(Kernel kernel, String name) {
        int device = ledger.device(name);
        if (device >= 0 && world.state.deviceOwner[device] == CoreTable.POOL) {
            world.state.deviceOwner[device] = kernel.slot;
        } else {
            ledger.log("multikernel: PCI device " + name + " is not in the pool. Continuing without it");
        }
    }

    private boolean idInUse(int id) {
        for (int slot = 0; slot < world.state.slots(); slot++) {
            if (world.state.kernel(slot) != null && world.state.kernel(slot).id == id) {
                return true;
            }
        }
        return false;
    }

    private int lowestFreeId() {
        int id = 1;
        while (idInUse(id)) {
            id++;
        }
        return id;
    }

    // --- load and unload ----------------------------------------------------------------------

    /// Copies an image into an instance that has none; the kexec lock is held meanwhile.
    public void load(Operation op, Command.Load request) {
        var kernel = op.kernel() < 0 ? world.state.named(request.instance()) : world.state.kernel(op.kernel());
        if (op.step() == Step.COPY_IMAGE) {
            kernel.image = request.image();
            kernel.imageBytes = request.imageBytes();
            kernel.initrdBytes = request.initrdBytes();
            kernel.cmdline = request.cmdline();
            kernel.ringed = true;
            ledger.status(kernel, Status.LOADED);
            ledger.log("kexec_file: image " + kernel.image + " loaded for instance " + kernel.id);
            operations.finish(op, kernel.name + " has the image " + kernel.image);
            return;
        }
        if (!operations.kexecLockIsFree()) {
            operations.refuseForKexecLock(op);
        } else if (kernel == null || kernel.host() || operations.removes(kernel.slot)) {
            operations.refuse(op, Errno.ENOENT, "there is no instance " + request.instance());
        } else if (!kernel.image.isEmpty()) {
            operations.refuse(op, Errno.EBUSY, kernel.name + " already has a kernel; unload it first");
        } else if (!fits(request, kernel.memoryBytes - CONTROL_BYTES)) {
            operations.refuse(op, Errno.ENOMEM, "the image takes " + Sizes.shown(request.imageBytes())
                    + (request.initrdBytes() > 0 ? " and its initrd " + Sizes.shown(request.initrdBytes()) : "")
                    + ", and " + kernel.name + " has " + Sizes.shown(kernel.memoryBytes));
        } else {
            long bytes = request.imageBytes() + request.initrdBytes();
            operations.next(op.about(kernel.slot).holdingKexec(), Step.COPY_IMAGE, 0, world.cost.copyNs(bytes));
        }
    }

    /// Whether image and initrd fit side by side; a person may name any sizes, so their sum may not be a `long`.
    private static boolean fits(Command.Load request, long roomBytes) {
        return request.imageBytes() <= roomBytes && request.initrdBytes() <= roomBytes - request.imageBytes();
    }

    /// Frees the image of an instance that is not active, and drops its ring.
    public void unload(Operation op, String instance) {
        var kernel = world.state.named(instance);
        if (kernel == null || kernel.host()) {
            operations.refuse(op, Errno.ENOENT, "there is no instance " + instance);
        } else if (kernel.status == Status.ACTIVE) {
            operations.refuse(op, Errno.EBUSY, instance + " is active; stop it first. (kerf refuses; the kernel itself"
                    + " would free the image under the running kernel)");
        } else if (!operations.kexecLockIsFree()) {
            operations.refuseForKexecLock(op);
        } else if (kernel.image.isEmpty()) {
            operations.finish(op, instance + " has no image, so nothing was freed");
        } else {
            kernel.image = "";
            kernel.imageBytes = 0;
            kernel.initrdBytes = 0;
            kernel.cmdline = "";
            messages.zero(kernel);
            kernel.ringed = false;
            ledger.status(kernel, Status.READY);
            operations.finish(op, "the image of " + instance + " is freed");
        }
    }

    // --- delete -------------------------------------------------------------------------------

    /// Removes an instance without an image, once its cores have parked in the pool one by one.
    public void delete(Operation op, String instance) {
        if (op.step() == Step.MOVE_CORE_HOME) {
            homeOrLost(op);
            return;
        }
        var kernel = world.state.named(instance);
        if (kernel == null || kernel.host()) {
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
    /// somebody else since an ACK was lost: it executes from the memory that is about to be freed.
    private void sendHome(Operation op, Kernel kernel, int from) {
        for (int core = from; core < world.state.cores.count(); core++) {
            if (world.state.cores.siteKernel[core] == kernel.slot) {
                operations.await(op, Step.MOVE_CORE_HOME, core);
                mailboxes.wake(core, kernel.slot, CoreTable.POOL, false, op.act());
                return;
            }
            giveUp(kernel, core);
        }
        gone(op, kernel);
    }

    private void homeOrLost(Operation op) {
        var kernel = world.state.kernel(op.kernel());
        int core = op.cursor();
        giveUp(kernel, core);
        if (op.answer().ok()) {
            sendHome(op, kernel, core + 1);
            return;
        }
        // The lost core may still execute from this memory: it is leaked rather than lent again.
        ledger.log("multikernel: CPU " + world.machine.physicalId(core) + " did not park; the memory of instance "
                + kernel.id + " is leaked");
        var failed = op.failedOnce();
        world.state.put(failed);
        sendHome(failed, kernel, core + 1);
    }

    private void giveUp(Kernel kernel, int core) {
        if (kernel.owns(core)) {
            ledger.reassign(core, CoreTable.POOL);
        }
    }

    private void gone(Operation op, Kernel kernel) {
        if (op.failures() == 0) {
            world.state.pool.release(kernel.slot);
        }
        for (int d = 0; d < world.state.deviceOwner.length; d++) {
            if (world.state.deviceOwner[d] == kernel.slot) {
                world.state.deviceOwner[d] = CoreTable.POOL;
            }
        }
        messages.zero(kernel);
        ledger.log("multikernel: instance " + kernel.id + " (" + kernel.name + ") removed");
        world.tell(new Happening.InstanceRemoved(kernel.slot));
        world.state.removeKernel(kernel.slot);
        operations.finish(op, "instance " + kernel.name + " is gone"
                + (op.failures() > 0 ? "; its memory is leaked, since a core did not leave it" : ""));
    }
}
