package archipelago.engine.lifecycle;

import archipelago.engine.base.Errno;
import archipelago.engine.cost.Cost;
import archipelago.engine.message.Asks;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.Mailboxes;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;

/// Starting and stopping instances. Exec copies the image again, so a stopped instance starts
/// without a new load; a failure on the way undoes nothing, and the command may be repeated.
/// (`kernel/kexec_core.c`, `arch/x86/multikernel/spawn.c`, `kernel/multikernel/core.c`.)
public final class RunOperations {
    /// Payload of a shutdown request: flags, sender.
    private static final int SHUTDOWN_BYTES = 8;

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Asks asks;
    private final Life life;

    public RunOperations(
            World world,
            Operations operations,
            Ledger ledger,
            Mailboxes mailboxes,
            Messages messages,
            Asks asks,
            Life life) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.asks = asks;
        this.life = life;
    }

    // --- exec ---------------------------------------------------------------------------------

    /// Starts a loaded instance, step by step; it is answered when the boot CPU has taken its wake-up.
    public void exec(Operation op, String instance) {
        var kernel = op.kernel() < 0 ? world.state.named(instance) : world.state.kernel(op.kernel());
        switch (op.step()) {
            case COPY_IMAGE -> operations.next(op, Step.BUILD_MANIFEST, 0, world.costNs(Cost.MANIFEST));
            case BUILD_MANIFEST -> manifestWritten(op, kernel);
            case BUILD_PAGE_TABLES -> {
                kernel.controlled = true;
                moveNextSecondary(op, kernel);
            }
            case MOVE_CORE -> {
                if (op.answer().ok()) {
                    moveNextSecondary(op, kernel);
                } else {
                    refuseLostCore(op, op.cursor());
                }
            }
            case WAKE_BOOT_CORE -> bootCoreWoken(op, kernel);
            default -> checkExec(op, kernel, instance);
        }
    }

    private void checkExec(Operation op, Kernel kernel, String instance) {
        if (!operations.kexecLockIsFree()) {
            operations.refuseForKexecLock(op);
        } else if (kernel == null || kernel.host() || kernel.image.isEmpty() || operations.removes(kernel.slot)) {
            operations.refuse(op, Errno.EINVAL, kernel == null
                    ? "there is no instance " + instance
                    : instance + " has no kernel image; load one first");
        } else if (!allParked(kernel)) {
            operations.refuse(op, Errno.EBUSY, kernel.status == Status.ACTIVE
                    ? instance + " is active"
                    : "not every CPU of " + instance + " has parked; refusing to reload its image");
        } else if (kernel.cores.length == 0) {
            operations.refuse(op, Errno.EINVAL, instance + " has no CPU to boot on");
        } else {
            if (kernel.status == Status.ACTIVE) {
                ledger.log("multikernel: instance " + kernel.id + " stopped without a halt notification");
                ledger.status(kernel, Status.LOADED);
            }
            operations.next(
                    op.about(kernel.slot).holdingKexec(),
                    Step.COPY_IMAGE,
                    0,
                    world.cost.copyNs(kernel.imageBytes + kernel.initrdBytes));
        }
    }

    /// Whether no core executes from the instance's memory. A core that died in the park loop was
    /// seen to park, so the host takes it for parked until it misses a wake-up.
    private boolean allParked(Kernel kernel) {
        var cores = world.state.cores;
        for (int core = 0; core < cores.count(); core++) {
            boolean parked = cores.site(core).parked() || cores.site(core) == Site.DEAD;
            if (cores.siteKernel[core] == kernel.slot && !parked) {
                return false;
            }
        }
        return true;
    }

    /// The manifest lists the instance's cores and those that are idle in the pool; the rings are
    /// cleared of what an earlier life left behind.
    private void manifestWritten(Operation op, Kernel kernel) {
        kernel.enumerated.clear();
        for (int core : kernel.cores) {
            kernel.enumerated.add(core);
        }
        for (int core = 0; core < world.state.cores.count(); core++) {
            if (world.state.cores.owner[core] == CoreTable.POOL) {
                kernel.enumerated.add(core);
            }
        }
        messages.zero(kernel);
        messages.zero(world.state.host());
        if (kernel.controlled) {
            moveNextSecondary(op, kernel);
        } else {
            operations.next(op, Step.BUILD_PAGE_TABLES, 0, world.costNs(Cost.PAGE_TABLES));
        }
    }

    private void moveNextSecondary(Operation op, Kernel kernel) {
        for (int i = 1; i < kernel.cores.length; i++) {
            int core = kernel.cores[i];
            if (world.state.cores.siteKernel[core] != kernel.slot) {
                operations.await(op, Step.MOVE_CORE, core);
                mailboxes.wake(core, CoreTable.POOL, kernel.slot, false, op.act());
                return;
            }
        }
        int boot = kernel.bootCore();
        int mailbox = world.state.cores.siteKernel[boot] == kernel.slot ? kernel.slot : CoreTable.POOL;
        operations.await(op, Step.WAKE_BOOT_CORE, boot);
        mailboxes.wake(boot, mailbox, kernel.slot, true, op.act());
    }

    private void refuseLostCore(Operation op, int core) {
        operations.refuse(op, op.answer(), "CPU " + world.machine.physicalId(core)
                + " did not claim its wake-up within 1 s");
    }

    private void bootCoreWoken(Operation op, Kernel kernel) {
        if (!op.answer().ok()) {
            refuseLostCore(op, op.cursor());
            return;
        }
        ledger.status(kernel, Status.ACTIVE);
        operations.finish(op, "the boot CPU of " + kernel.name + " took its wake-up");
    }

    // --- halt ---------------------------------------------------------------------------------

    /// Asks an active instance to power off; it is answered when the ACK has come, or has not in time.
    public void halt(Operation op, String instance) {
        var kernel = op.kernel() < 0 ? world.state.named(instance) : world.state.kernel(op.kernel());
        if (op.step() == Step.AWAIT_ACK) {
            haltAnswered(op, kernel);
            return;
        }
        if (kernel == null || kernel.host()) {
            operations.refuse(op, Errno.ENOENT, "there is no instance " + instance);
        } else if (kernel.status != Status.ACTIVE) {
            operations.refuse(op, Errno.EINVAL, instance + " is " + kernel.status.word()
                    + "; only an active instance can be halted");
        } else {
            operations.await(op.about(kernel.slot), Step.AWAIT_ACK, 0);
            asks.ask(op.act(), MessageKind.SHUTDOWN, kernel.id, world.costNs(Cost.SHUTDOWN_TIMEOUT));
            var host = world.state.host();
            var errno = messages.send(
                    host, host.bootCore(), kernel, MessageKind.SHUTDOWN, SHUTDOWN_BYTES, kernel.id, 0, null);
            if (!errno.ok()) {
                asks.forget(op.act());
                operations.resume(op.act(), errno, 0);
            }
        }
    }

    private void haltAnswered(Operation op, Kernel kernel) {
        if (kernel == null) {
            operations.refuse(op, Errno.ENOENT, "the instance has been removed meanwhile");
            return;
        }
        if (!op.answer().ok()) {
            operations.refuse(op, op.answer(), op.answer() == Errno.ETIMEDOUT
                    ? kernel.name + " did not answer within 30 s" + (kernel.status == Status.ACTIVE
                            ? " and stays active; a forced halt does not ask"
                            : "; it is " + kernel.status.word() + " by now")
                    : "the ring of " + kernel.name + " is full");
            return;
        }
        if (!allParked(kernel)) {
            ledger.log("multikernel: instance " + kernel.id + " acknowledged, its CPUs have not parked yet");
        }
        if (kernel.status == Status.ACTIVE) {
            ledger.status(kernel, Status.LOADED);
        }
        operations.finish(op, kernel.name + " powers off");
    }

    /// Stops an instance by NMI and calls it loaded at once, without waiting for its cores.
    public void forceHalt(Operation op, String instance) {
        var kernel = world.state.named(instance);
        if (kernel == null || kernel.host()) {
            operations.refuse(op, Errno.ENOENT, "there is no instance " + instance);
        } else if (kernel.status != Status.ACTIVE && kernel.status != Status.LOADED) {
            operations.refuse(op, Errno.EINVAL, instance + " is " + kernel.status.word()
                    + "; there is nothing to stop");
        } else {
            life.forceDown(kernel);
            ledger.status(kernel, Status.LOADED);
            ledger.log("multikernel: instance " + kernel.id + " halted by force");
            operations.finish(op, "every CPU of " + instance + " was sent an NMI");
        }
    }

    /// The host's deferred work after a `HALTED` notice.
    public void heardHalted(int id) {
        for (int slot = 1; slot < world.state.slots(); slot++) {
            var kernel = world.state.kernel(slot);
            if (kernel != null && kernel.id == id) {
                ledger.log("multikernel: instance " + id + " (" + kernel.name + ") halted");
                if (kernel.status == Status.ACTIVE) {
                    ledger.status(kernel, Status.LOADED);
                }
                return;
            }
        }
    }
}
