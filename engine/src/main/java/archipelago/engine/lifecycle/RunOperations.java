package archipelago.engine.lifecycle;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command;
import archipelago.engine.cost.Cost;
import archipelago.engine.message.Asks;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.Mailboxes;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Starting and stopping instances. Exec copies the image again, so a stopped instance starts
/// without a new load; a failure on the way undoes nothing, and the command may be repeated.
/// (`kernel/kexec_core.c`, `arch/x86/multikernel/spawn.c`, `kernel/multikernel/core.c`.)
@Models(
        value = Subject.RUNNING,
        exactly = {
            "exec, halt and forced halt: steps in their order, time-outs, errnos, and a start again"
                    + " without a new load",
            "an instance that stopped silently is found out at its next start"
        },
        notAtAll = "the timer calibration that a host hands down; containment of devices by an IOMMU, which"
                    + " is newer")
public final class RunOperations {
    public static final long MAGIC_1 = 0xfee1deadL;
    public static final long MAGIC_2 = 672274793;
    /// `LINUX_REBOOT_CMD_MULTIKERNEL`: start the instance.
    public static final long BOOT = 0x4D4B4C49;
    public static final long HALT = 0x4D4B4C48;
    public static final long FORCE_HALT = 0x4D4B4C46;

    /// Control block: trampoline, park page, spawn context and up to 64 page-table pages.
    private static final long CONTROL_BYTES = 284 * 1024;
    /// `E820_MAX_ENTRIES_ZEROPAGE`.
    private static final int MOST_E820_ENTRIES = 128;
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

    /// Works on the system call `reboot`. (`kernel/reboot.c`, `include/uapi/linux/reboot.h`.)
    public void work(Operation op, Command.Call.Reboot call) {
        boolean magic = call.magic1() == MAGIC_1 && call.magic2() == MAGIC_2;
        if (magic && call.command() == BOOT) {
            exec(op, call.instance());
        } else if (magic && call.command() == HALT) {
            halt(op, call.instance());
        } else if (magic && call.command() == FORCE_HALT) {
            forceHalt(op, call.instance());
        } else {
            operations.refuse(op, Errno.EINVAL, magic
                    ? "0x" + Long.toHexString(call.command()) + " is no command to another kernel"
                    : "reboot was called without its two magic numbers");
        }
    }

    private static String missing(long id) {
        return "there is no instance with id " + id;
    }

    // --- exec ---------------------------------------------------------------------------------

    /// Starts a loaded instance, step by step; it is answered when the boot CPU has taken its wake-up.
    private void exec(Operation op, long id) {
        var kernel = op.kernel() < 0 ? ledger.instance(world.host(op), id) : world.state.kernel(op.kernel());
        switch (op.step()) {
            case COPY_IMAGE -> operations.next(op, Step.BUILD_MANIFEST, 0, world.costNs(Cost.MANIFEST));
            case BUILD_MANIFEST -> manifestWritten(op, kernel);
            case BUILD_PAGE_TABLES -> {
                kernel.controlled = true;
                prepare(op, kernel);
            }
            case MOVE_CORE -> {
                if (op.answer().ok()) {
                    moveNextSecondary(op, kernel);
                } else {
                    refuseLostCore(op, op.cursor());
                }
            }
            case WAKE_BOOT_CORE -> bootCoreWoken(op, kernel);
            default -> checkExec(op, kernel, id);
        }
    }

    private void checkExec(Operation op, Kernel kernel, long id) {
        if (!operations.kexecLockIsFree(op)) {
            operations.refuseForKexecLock(op);
        } else if (kernel == null || kernel.image.isEmpty() || operations.removes(kernel.slot)) {
            operations.refuse(op, Errno.EINVAL, kernel == null
                    ? missing(id)
                    : kernel.name + " has no kernel image; load one first");
        } else if (!allParked(kernel)) {
            ledger.log(world.host(op), "multikernel: not all CPUs of instance " + kernel.id
                    + " are parked, refusing to reload its image");
            operations.refuse(op, Errno.EBUSY, kernel.status == Status.ACTIVE
                    ? kernel.name + " is active"
                    : "not every CPU of " + kernel.name + " has parked; refusing to reload its image");
        } else if (kernel.cores.length == 0) {
            operations.refuse(op, Errno.EINVAL, kernel.name + " has no CPU to boot on");
        } else {
            if (kernel.status == Status.ACTIVE) {
                ledger.log(
                        world.host(op), "multikernel: instance " + kernel.id + " stopped without a halt notification");
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
    /// seen to park, so the host takes it for parked until it misses a wake-up. A core that the instance has lent
    /// on is parked, if at all, on a mailbox that its lender does not know.
    private boolean allParked(Kernel kernel) {
        var cores = world.state.cores;
        for (int core = 0; core < cores.count(); core++) {
            boolean diedParked = cores.site(core) == Site.DEAD && cores.hang(core) != Hang.STOPPED;
            boolean parked = cores.site(core).parked() || diedParked;
            boolean lentOn = cores.siteKernel[core] != kernel.slot
                    && world.state.lending.inside(cores.siteKernel[core], kernel.slot);
            if (lentOn || cores.siteKernel[core] == kernel.slot && !parked) {
                return false;
            }
        }
        return true;
    }

    /// The manifest lists the instance's cores and all others that have left the host, be they idle in the pool
    /// or with another instance (`mk_manifest_add_pool_cpus`), after mk2 all that the machine has. The instance gives
    /// them numbers in that order: its own as they stand in its list, then the others by their physical ids.
    private void enumerate(Kernel kernel, int host) {
        kernel.enumerated.clear();
        for (int core : kernel.cores) {
            kernel.enumerated.add(core);
        }
        var others = new ArrayList<Integer>();
        for (int core = 0; core < world.state.cores.count(); core++) {
            int owner = world.state.cores.owner[core];
            boolean lent = owner != host && world.state.lending.inside(owner, host);
            if (!kernel.enumerated.has(core) && (lent || world.scenario.host().generation().afterMk2())) {
                others.add(core);
            }
        }
        others.sort(Comparator.comparingLong(world.machine::physicalId));
        others.forEach(kernel.enumerated::add);
        kernel.numbered = IntStream.concat(Arrays.stream(kernel.cores), others.stream().mapToInt(core -> core))
                .toArray();
    }

    /// The rings are cleared of what an earlier life left behind.
    private void manifestWritten(Operation op, Kernel kernel) {
        enumerate(kernel, world.host(op).slot);
        messages.zero(kernel);
        kernel.haltMarker = false;
        messages.zero(world.host(op));
        if (world.scenario.host().generation().afterMk2() && !contained(op, kernel)) {
            return;
        }
        if (kernel.controlled) {
            prepare(op, kernel);
            return;
        }
        var control = new Placement(kernel.instancePool, kernel.segments).take(CONTROL_BYTES, Sizes.PAGE);
        if (control.isEmpty()) {
            ledger.log(world.host(op), "Failed to allocate control block for instance " + kernel.id);
            operations.refuse(op, Errno.ENOMEM, kernel.name + " has no room left for its control block of 284 KiB");
        } else {
            kernel.control = control.get();
            operations.next(op, Step.BUILD_PAGE_TABLES, 0, world.costNs(Cost.PAGE_TABLES));
        }
    }

    /// After mk2 the DMA of an instance's devices is confined to its memory, which a driver of the host must not be
    /// in the way of. Without an IOMMU nothing is confined, and the host says so once.
    /// (`kernel/multikernel/iommu.c`.)
    private boolean contained(Operation op, Kernel kernel) {
        for (int device = 0; device < world.state.deviceOwner.length; device++) {
            var id = world.machine.devices().get(device).pciId();
            boolean mine = world.state.deviceOwner[device] == kernel.slot && !world.state.deviceGone[device];
            if (mine && !world.scenario.host().iommu() && !world.state.warnedOfDma) {
                world.state.warnedOfDma = true;
                ledger.log(
                        world.host(op), "mk_iommu: " + id + " has no IOMMU, DMA of instance devices is unrestricted");
            } else if (mine && world.scenario.host().iommu() && world.state.hostDriver[device]) {
                ledger.log(
                        world.host(op), "pci " + id + ": DMA not confined to instance " + kernel.id + ": " + -Errno.EBUSY.number());
                operations.refuse(op, Errno.EBUSY, "a driver of the host is still bound to PCI device " + id
                        + ", so its DMA cannot be confined to " + kernel.name);
                return false;
            }
        }
        return true;
    }

    /// The memory map of the boot parameters has one entry for the first page and one for each region.
    private void prepare(Operation op, Kernel kernel) {
        int entries = 1 + world.host(op).pool.regionsOf(kernel.slot).size();
        if (entries > MOST_E820_ENTRIES) {
            operations.refuse(op, Errno.E2BIG, "the memory of " + kernel.name + " is in " + (entries - 1)
                    + " pieces, more than the memory map of a new kernel can hold");
        } else {
            moveNextSecondary(op, kernel);
        }
    }

    private void moveNextSecondary(Operation op, Kernel kernel) {
        int pool = CoreTable.pool(op.host());
        for (int i = 1; i < kernel.cores.length; i++) {
            int core = kernel.cores[i];
            if (world.state.cores.siteKernel[core] != kernel.slot) {
                operations.await(op, Step.MOVE_CORE, core);
                mailboxes.wake(core, pool, kernel.slot, false, op.number());
                return;
            }
        }
        int boot = kernel.bootCore();
        int mailbox = world.state.cores.siteKernel[boot] == kernel.slot ? kernel.slot : pool;
        operations.await(op, Step.WAKE_BOOT_CORE, boot);
        mailboxes.wake(boot, mailbox, kernel.slot, true, op.number());
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
    private void halt(Operation op, long id) {
        var kernel = op.kernel() < 0 ? ledger.instance(world.host(op), id) : world.state.kernel(op.kernel());
        if (op.step() == Step.AWAIT_ACK) {
            haltAnswered(op, kernel);
            return;
        }
        if (kernel == null) {
            operations.refuse(op, Errno.ENOENT, missing(id));
        } else if (kernel.status != Status.ACTIVE) {
            operations.refuse(op, Errno.EINVAL, kernel.name + " is " + kernel.status.word()
                    + "; only an active instance can be halted");
        } else {
            operations.await(op.about(kernel.slot), Step.AWAIT_ACK, 0);
            asks.ask(op.number(), MessageKind.SHUTDOWN, kernel.id, world.costNs(Cost.SHUTDOWN_TIMEOUT));
            var host = world.host(op);
            int core = world.state.workingCore(host);
            var errno = messages.send(
                    host, core, kernel, MessageKind.SHUTDOWN, SHUTDOWN_BYTES, kernel.id, 0, null);
            if (!errno.ok()) {
                asks.forget(op.number());
                operations.resume(op.number(), errno, 0);
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
            ledger.log(
                    world.host(op), "multikernel: instance " + kernel.id + " acknowledged, its CPUs have not parked yet");
        }
        if (kernel.status == Status.ACTIVE) {
            ledger.status(kernel, Status.LOADED);
        }
        operations.finish(op, kernel.name + " powers off");
    }

    /// Stops an instance by NMI and calls it loaded at once, without waiting for its cores.
    private void forceHalt(Operation op, long id) {
        var kernel = ledger.instance(world.host(op), id);
        if (kernel == null) {
            operations.refuse(op, Errno.ENOENT, missing(id));
        } else if (kernel.status != Status.ACTIVE && kernel.status != Status.LOADED) {
            operations.refuse(op, Errno.EINVAL, kernel.name + " is " + kernel.status.word()
                    + "; there is nothing to stop");
        } else {
            life.forceDown(kernel);
            ledger.status(kernel, Status.LOADED);
            ledger.log(world.host(op), "multikernel: instance " + kernel.id + " halted by force");
            operations.finish(op, "every CPU of " + kernel.name + " was sent an NMI");
        }
    }

    /// A lender's deferred work after a `HALTED` notice. One that comes after the host has learned by
    /// another way that the instance is down changes nothing.
    public void heardHalted(Kernel host, int id) {
        var kernel = ledger.instance(host, id);
        if (kernel == null) {
            ledger.log(host, "Shutdown ACK from unknown instance " + id);
        } else {
            ledger.log(host, "Instance " + id + " (" + kernel.label() + ") halted, CPUs parking in pool");
            if (kernel.status == Status.ACTIVE) {
                ledger.status(kernel, Status.LOADED);
            }
        }
    }
}
