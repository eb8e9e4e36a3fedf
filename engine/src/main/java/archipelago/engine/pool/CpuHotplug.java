package archipelago.engine.pool;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.journal.Happening;
import archipelago.engine.message.Asks;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.overlay.Change;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;

/// Cores that move between the pool and an instance. For a stopped instance that is bookkeeping. A
/// running one is asked: the core is parked on the instance's mailbox, `CPU_ADD` is sent, the
/// instance brings it online and answers; the books follow the answer.
/// (`kernel/multikernel/hotplug.c`.)
@Models(
        value = Subject.CORES,
        exactly = {
            "both ways: the move in the park loop, the question, the ACK, the books after it; what"
                    + " becomes of a core when one of them fails",
            "an instance can only bring up cores that it found when it booted"
        },
        approximately = "how long a core takes to come online or to go offline: one duration, from published"
                    + " ones of Linux",
        notAtAll = "what migrates off a core that goes offline")
public final class CpuHotplug {
    /// Payload of a CPU message: physical id, node, flags, sender.
    private static final int REQUEST_BYTES = 24;

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Asks asks;

    public CpuHotplug(
            World world, Operations operations, Ledger ledger, Mailboxes mailboxes, Messages messages, Asks asks) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.asks = asks;
    }

    // --- the lender's side --------------------------------------------------------------------

    /// Moves a free core of the pool into an instance.
    public void add(Operation op, Change.CpuAdd change) {
        long cpu = change.cpu();
        var instance = change.instance();
        int core = world.machine.coreOf(cpu);
        var kernel = op.kernel() < 0 ? null : world.state.kernel(op.kernel());
        switch (op.step()) {
            case MOVE_CORE -> {
                if (!op.answer().ok()) {
                    operations.refuse(op, op.answer(), "CPU " + cpu + " did not leave the pool's park loop within 1 s");
                } else {
                    request(op, kernel, MessageKind.CPU_ADD, cpu);
                }
            }
            case AWAIT_ACK -> added(op, kernel, core);
            case MOVE_CORE_BACK -> operations.refuse(op, failure(op), addRefusal(failure(op), instance, cpu)
                    + (op.answer().ok() ? "" : "; the CPU did not come back to the pool and is stranded"));
            default -> checkAdd(op, instance, cpu);
        }
    }

    private void checkAdd(Operation op, String instance, long cpu) {
        var kernel = ledger.instance(world.host(op), instance);
        int core = world.machine.coreOf(cpu);
        if (!operations.kexecLockIsFree(op)) {
            operations.refuseForKexecLock(op);
        } else if (core < 0 || !ledger.freeInPool(core, world.host(op))) {
            operations.refuse(op, Errno.EBUSY, "CPU " + cpu + " is not free in the pool: "
                    + (core < 0 ? "this machine has none of that id" : owner(core) + " has it"));
        } else if (kernel.status != Status.ACTIVE) {
            ledger.reassign(core, kernel.slot);
            operations.finish(op, "CPU " + cpu + " now belongs to " + instance + ", which is not running");
        } else {
            var held = op.about(kernel.slot).holdingKexec();
            operations.await(held, Step.MOVE_CORE, core);
            mailboxes.wake(core, CoreTable.pool(op.host()), kernel.slot, false, op.number());
        }
    }

    private String owner(int core) {
        int owner = world.state.cores.owner[core];
        return owner == State.HOST ? "the host" : world.state.lending.words(owner);
    }

    private void request(Operation op, Kernel kernel, MessageKind kind, long cpu) {
        operations.await(op, Step.AWAIT_ACK, op.cursor());
        asks.ask(op.number(), kind, cpu, world.costNs(Cost.RESOURCE_TIMEOUT));
        var host = world.host(op);
        var errno = messages.send(
                host, world.state.workingCore(host), kernel, kind, REQUEST_BYTES, cpu, 0, null);
        if (!errno.ok()) {
            asks.forget(op.number());
            operations.resume(op.number(), errno, 0);
        }
    }

    private void added(Operation op, Kernel kernel, int core) {
        if (op.answer().ok()) {
            ledger.reassign(core, kernel.slot);
            operations.finish(op, "CPU " + world.machine.physicalId(core) + " runs " + kernel.name);
            return;
        }
        // The host tries to take the core back. It does not know whether the core is still where it was
        // left; if the instance has it by now, the attempt times out and the core is stranded.
        operations.await(op, Step.MOVE_CORE_BACK, op.answer().ordinal());
        mailboxes.wake(core, kernel.slot, CoreTable.pool(op.host()), false, op.number());
    }

    /// The errno for which the core was moved back, kept in the cursor.
    private static Errno failure(Operation op) {
        return Errno.values()[op.cursor()];
    }

    private static String addRefusal(Errno errno, String instance, long cpu) {
        return switch (errno) {
            case ENODEV -> instance + " did not learn of CPU " + cpu
                    + " when it booted, and can only bring up cores that were idle in the pool then";
            case ETIMEDOUT -> instance + " did not answer within 10 s";
            case ENOSPC -> "the ring of " + instance + " is full";
            default -> instance + " refused CPU " + cpu;
        };
    }

    /// Moves a core of an instance back into the pool.
    public void remove(Operation op, Change.CpuRemove change) {
        long cpu = change.cpu();
        var instance = change.instance();
        int core = world.machine.coreOf(cpu);
        switch (op.step()) {
            case AWAIT_ACK -> removed(op, core, cpu);
            case MOVE_CORE_HOME -> {
                if (!op.answer().ok()) {
                    operations.refuse(op, op.answer(), "CPU " + cpu
                            + " was given up but did not park in the pool; the books leave it with " + instance);
                } else {
                    toPool(op, core);
                    operations.finish(op, "CPU " + cpu + " is back in the pool");
                }
            }
            default -> checkRemove(op, instance, cpu, core);
        }
    }

    private void checkRemove(Operation op, String instance, long cpu, int core) {
        var kernel = ledger.instance(world.host(op), instance);
        if (!operations.kexecLockIsFree(op)) {
            operations.refuseForKexecLock(op);
        } else if (kernel.status != Status.ACTIVE && (core < 0 || !kernel.owns(core))) {
            operations.refuse(op, Errno.EINVAL, "CPU " + cpu + " does not belong to " + instance);
        } else if (kernel.status != Status.ACTIVE && world.state.cores.siteKernel[core] != kernel.slot) {
            // It never left the pool's park loop: bookkeeping.
            ledger.reassign(core, CoreTable.pool(op.host()));
            operations.finish(op, "CPU " + cpu + " is back in the pool");
        } else if (kernel.status == Status.ACTIVE) {
            request(op.about(kernel.slot).holdingKexec(), kernel, MessageKind.CPU_REMOVE, cpu);
        } else {
            sendHome(op.about(kernel.slot).holdingKexec(), core);
        }
    }

    /// The books may say so already: an ACK that was lost left them behind.
    private void toPool(Operation op, int core) {
        if (!ledger.freeInPool(core, world.host(op))) {
            ledger.reassign(core, CoreTable.pool(op.host()));
        }
    }

    private void sendHome(Operation op, int core) {
        operations.await(op, Step.MOVE_CORE_HOME, core);
        mailboxes.wake(core, op.kernel(), CoreTable.pool(op.host()), false, op.number());
    }

    private void removed(Operation op, int core, long cpu) {
        var kernel = world.state.kernel(op.kernel());
        if (!op.answer().ok()) {
            operations.refuse(op, op.answer(), switch (op.answer()) {
                case EINVAL -> "CPU " + cpu + " is the boot CPU of " + kernel.name + ", which cannot give it up";
                case ENODEV -> kernel.name + " does not have CPU " + cpu + " online";
                case ETIMEDOUT -> kernel.name + " did not answer within 10 s";
                case ENOSPC -> "the ring of " + kernel.name + " is full";
                default -> kernel.name + " refused to give CPU " + cpu + " up";
            });
            return;
        }
        sendHome(op, core);
    }

    // --- the instance's side ------------------------------------------------------------------

    /// Deferred work after a `CPU_ADD` or `CPU_REMOVE` message.
    public void asked(Kernel kernel, MessageKind kind, long cpu) {
        int core = world.machine.coreOf(cpu);
        boolean adds = kind == MessageKind.CPU_ADD;
        if (adds && (core < 0 || !kernel.enumerated.has(core))) {
            ledger.log(kernel, "Multikernel hotplug: CPU " + cpu + " is not in this kernel's pool");
            acknowledge(kernel, kind, cpu, Errno.ENODEV);
            return;
        }
        if (adds && kernel.online.has(core)) {
            ledger.log(kernel, "Multikernel hotplug: CPU " + cpu + " already online");
            acknowledge(kernel, kind, cpu, Errno.OK);
            return;
        }
        var refusal = adds ? refusalToAdd(kernel, core) : refusalToRemove(kernel, core);
        if (!refusal.ok()) {
            if (refusal == Errno.EINVAL) {
                ledger.log(kernel, "Multikernel hotplug: Cannot remove boot CPU");
            }
            acknowledge(kernel, kind, cpu, refusal);
            return;
        }
        int hung = adds ? Kernel.NO_CORE : ledger.hungCore(kernel);
        if (hung >= 0) {
            // To take a core offline all cores are stopped for a moment, and this one never joins in.
            ledger.log(kernel, "taking CPU " + cpu + " offline waits for CPU " + world.machine.physicalId(hung));
            return;
        }
        world.state.cores.place(core, Site.HOTPLUG, kernel.slot);
        world.tell(new Happening.CoreWent(core, Site.HOTPLUG, kernel.slot));
        long takesNs = world.costNs(kernel, adds ? Cost.CPU_ONLINE : Cost.CPU_OFFLINE);
        world.after(takesNs, Priority.KERNEL, new Event.HotplugDone(kernel.slot, kernel.life, core, adds));
    }

    private Errno refusalToAdd(Kernel kernel, int core) {
        return world.state.cores.parkedOn(core, kernel.slot) ? Errno.OK : Errno.ENODEV;
    }

    private static Errno refusalToRemove(Kernel kernel, int core) {
        if (core < 0 || !kernel.online.has(core)) {
            return Errno.ENODEV;
        }
        return core == kernel.bootedOn ? Errno.EINVAL : Errno.OK;
    }

    /// The instance has done what it was asked to, and acknowledges it.
    public void done(Event.HotplugDone event) {
        var kernel = world.state.living(event.kernel(), event.life());
        var cores = world.state.cores;
        boolean under = cores.site(event.core()) == Site.HOTPLUG && cores.works(event.core(), event.kernel());
        if (kernel == null || !kernel.phase.alive() || !under || !cores.works(kernel.bootedOn, kernel.slot)) {
            return; // The kernel has gone down or got stuck in between, or the core has.
        }
        long cpu = world.machine.physicalId(event.core());
        if (event.added()) {
            kernel.online.add(event.core());
            world.state.cores.place(event.core(), Site.RUNNING, kernel.slot);
            world.tell(new Happening.CoreWent(event.core(), Site.RUNNING, kernel.slot));
            ledger.log(kernel, "CPU " + cpu + " is up");
            acknowledge(kernel, MessageKind.CPU_ADD, cpu, Errno.OK);
        } else {
            kernel.online.remove(event.core());
            // Whoever has a pool parks what it takes offline there, also what its lender wants back.
            boolean ownPool = kernel.pool.hasPark();
            mailboxes.park(event.core(), ownPool ? CoreTable.pool(kernel.slot) : kernel.slot);
            ledger.log(kernel, "CPU " + cpu + " is offline");
            acknowledge(kernel, MessageKind.CPU_REMOVE, cpu, Errno.OK);
        }
    }

    private void acknowledge(Kernel kernel, MessageKind asked, long cpu, Errno errno) {
        messages.acknowledge(kernel, world.state.lending.lender(kernel), asked, cpu, errno);
    }
}
