package archipelago.engine.lifecycle;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.journal.Happening;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.Mailboxes;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Manifest;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.world.World;

/// The physical life of a spawned kernel: it boots, brings its other cores up one after another,
/// starts user space; it powers off, or panics; in the end its cores are in the park loop again and
/// the host has been told. Nobody is told when it has come up. (`arch/x86/multikernel`,
/// `kernel/multikernel/core.c`, `arch/x86/kernel/reboot.c`.)
@Models(
        value = Subject.RUNNING,
        exactly = "nobody is told when a kernel has come up; a panic stops its other cores, tells the host"
                    + " once, and parks them",
        approximately = {
            "how a kernel boots: early code, then its cores one by one, then user space, with"
                    + " assumed durations",
            "an orderly power-off is one stretch of time"
        },
        notAtAll = "what drivers and services do while a kernel comes up or goes down")
public final class Life {
    /// Payload of an ACK: operation, result, resource id. That of a halted notice is taken to be as long.
    private static final int NOTICE_BYTES = 16;

    private static final String UNKNOWN_NMI = "Uhhuh. NMI received for unknown reason, dazed and confused";

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final BootUp bootUp;
    private PhaseListener phaseListener = kernel -> {};

    /// Who wants to know when a kernel has entered another phase.
    public interface PhaseListener {
        void entered(Kernel kernel);
    }

    public Life(World world, Operations operations, Ledger ledger, Mailboxes mailboxes, Messages messages) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.mailboxes = mailboxes;
        this.messages = messages;
        bootUp = new BootUp(world, this, ledger, messages);
    }

    /// Sets who is told from now on.
    public void tellTo(PhaseListener listener) {
        phaseListener = listener;
    }

    void enter(Kernel kernel, Phase phase) {
        kernel.phase = phase;
        kernel.phaseSinceNs = world.now();
        world.tell(new Happening.PhaseEntered(kernel.slot, phase));
        if (!kernel.host() && !phase.alive()) {
            operations.abandon(kernel); // What it did for somebody as a host is never finished.
        }
        phaseListener.entered(kernel);
    }

    /// The books that a kernel kept as a host are no more: with its death they were only memory, and its next life,
    /// or whoever frees that memory, knows nothing of them. Its instances are nobody's; one that still runs goes on.
    public void forgetLending(Kernel kernel) {
        operations.abandon(kernel);
        for (var instance : world.state.lending.instances(kernel.slot)) {
            forgetLending(instance);
            messages.zero(instance);
            instance.mailbox.clear();
            world.tell(new Happening.InstanceRemoved(instance.slot));
            world.state.removeKernel(instance.slot);
        }
        world.state.images().removeIf(image -> image.keeper() == kernel.slot); // Their memory is anybody's now.
        for (int core = 0; core < world.state.cores.count(); core++) {
            if (lentOn(world.state.cores.owner[core], kernel)) {
                ledger.reassign(core, kernel.slot);
            }
        }
        for (int device = 0; device < world.state.deviceOwner.length; device++) {
            if (lentOn(world.state.deviceOwner[device], kernel)) {
                ledger.reassignDevice(device, kernel.slot);
            }
        }
        kernel.forgetLending();
    }

    private boolean lentOn(int owner, Kernel kernel) {
        return owner != kernel.slot && world.state.lending.inside(owner, kernel.slot);
    }

    // --- up -----------------------------------------------------------------------------------

    /// The boot core has left the park loop through the trampoline.
    public void started(Kernel kernel, int core) {
        forgetLending(kernel); // The books of its life before are gone, whatever they said.
        kernel.life++;
        kernel.boots++;
        kernel.bootedOn = core;
        kernel.online.clear();
        kernel.online.add(core);
        kernel.panicCore = Kernel.NO_CORE;
        kernel.badSizes = 0;
        kernel.memory = world.state.pool(kernel.parent).regionsOf(kernel.slot).stream()
                .map(region -> new MemoryRange(region.base(), region.bytes()))
                .toList();
        kernel.bootRanges = kernel.memory.size();
        kernel.text = kernel.segments;
        kernel.manifest = kernel.nextManifest;
        kernel.nextManifest = Manifest.ACCEPTED;
        kernel.slowPercent = Kernel.USUAL_PERCENT;
        world.state.hog(kernel, Kernel.USUAL_PERCENT);
        bootUp.begin(kernel);
    }

    /// The kernel has finished a phase of its boot, or the bring-up of a core.
    public void bootStep(Event.BootStep event) {
        bootUp.step(event);
    }

    boolean bootCoreWorks(Kernel kernel) {
        return world.state.cores.works(kernel.bootedOn, kernel.slot);
    }

    // --- down ---------------------------------------------------------------------------------

    /// Deferred work after a `SHUTDOWN` message: answer, then power off in good order.
    public void askedToShutDown(Kernel kernel) {
        if (world.scenario.host().generation().acknowledges()) {
            messages.send(
                    kernel,
                    kernel.bootedOn,
                    world.state.lending.lender(kernel),
                    MessageKind.SHUTDOWN_ACK,
                    NOTICE_BYTES,
                    kernel.id,
                    Errno.OK.ordinal(),
                    MessageKind.SHUTDOWN);
        }
        powerOff(kernel);
    }

    /// A kernel powers off in good order, because somebody inside it or its lender wants it to. It does not look
    /// whether it has lent anything on.
    public void powerOff(Kernel kernel) {
        ledger.log(kernel, "powering off");
        enter(kernel, Phase.HALTING);
        long takesNs = world.costNs(kernel, Cost.POWER_OFF);
        world.after(takesNs, Priority.KERNEL, new Event.PowerOffOver(kernel.slot, kernel.life));
    }

    /// An orderly power-off has come to its end.
    public void powerOffOver(Event.PowerOffOver event) {
        var kernel = world.state.living(event.kernel(), event.life());
        if (kernel != null && kernel.phase == Phase.HALTING && bootCoreWorks(kernel)) {
            sayHaltedAndPark(kernel, kernel.bootedOn);
        }
    }

    /// A kernel panics on one of its cores: that core tells the others to stop, writes its trace,
    /// says that it has halted, and parks.
    ///
    /// @param why for the log
    public void panic(Kernel kernel, int core, String why) {
        kernel.life++;
        kernel.panicCore = core;
        kernel.lastBeforePanic = world.state.messages;
        world.state.cores.hangs(core, Hang.NONE);
        messages.stopDrain(kernel);
        enter(kernel, Phase.PANICKING);
        ledger.log(kernel, "Kernel panic - not syncing: " + why + " on CPU " + world.machine.physicalId(core));
        long traceNs = world.costNs(kernel, Cost.PANIC_TRACE);
        messages.occupy(core, kernel.slot, kernel.host() ? 0 : traceNs);
        for (int c = 0; c < world.state.cores.count(); c++) {
            if (c != core && world.state.cores.executes(c, kernel.slot)) {
                stops(kernel, c, world.cost.doorbellNs(core, c));
            }
        }
        world.after(traceNs, Priority.KERNEL, new Event.PanicOver(kernel.slot, kernel.life));
    }

    /// The trace is written: an instance says that it has halted; the host stops for good.
    public void panicOver(Event.PanicOver event) {
        var kernel = world.state.living(event.kernel(), event.life());
        if (kernel == null) {
            return;
        }
        if (kernel.host()) {
            // Nothing restarts the host; whatever it was doing for somebody is never finished.
            operations.abandon(kernel);
            enter(kernel, Phase.OFF);
            kernel.online.remove(kernel.panicCore);
            dies(kernel, kernel.panicCore);
            return;
        }
        if (!world.state.cores.works(kernel.panicCore, kernel.slot)) {
            return; // The core that wrote the trace has stopped over it.
        }
        if (parks() && kernel.manifest == Manifest.REJECTED) {
            enter(kernel, Phase.OFF);
            dies(kernel, kernel.panicCore);
            return;
        }
        ledger.log(kernel, parks()
                ? "Multikernel instance " + kernel.id + " shutting down"
                : "---[ end Kernel panic - not syncing ]---");
        int core = kernel.panicCore;
        kernel.panicCore = Kernel.NO_CORE;
        sayHaltedAndPark(kernel, core);
    }

    private void sayHaltedAndPark(Kernel kernel, int core) {
        messages.stopDrain(kernel);
        var lender = world.state.lending.lender(kernel);
        if (parks()) {
            messages.send(kernel, core, lender, MessageKind.HALTED, NOTICE_BYTES, kernel.id, Errno.OK.ordinal(), null);
        }
        long sentNs = world.cost.sendNs(core, lender == null ? 0 : Math.max(0, lender.bootCore()));
        for (int c = 0; c < world.state.cores.count(); c++) {
            // The others are called by an ordinary interrupt: one that hangs with interrupts off stays.
            if (world.state.cores.executes(c, kernel.slot) && world.state.cores.takesInterrupts(c)) {
                long stopNs = c == core ? sentNs : world.cost.doorbellNs(core, c);
                stops(kernel, c, stopNs);
            }
        }
        enter(kernel, Phase.OFF);
    }

    /// Non-maskable interrupts from its lender drive every core of the instance into the park loop. A core that it
    /// has lent on gets one as well, and belongs to a kernel that knows of no reason for it.
    public void forceDown(Kernel kernel) {
        kernel.haltMarker = true;
        if (kernel.manifest == Manifest.REJECTED && kernel.phase != Phase.OFF) {
            ledger.log(kernel, UNKNOWN_NMI); // It does not know that there is a marker to look at.
            return;
        }
        kernel.life++;
        messages.stopDrain(kernel);
        int from = Math.max(0, world.state.present(kernel.parent).bootCore());
        kernel.panicCore = Kernel.NO_CORE;
        for (int core = 0; core < world.state.cores.count(); core++) {
            int runs = world.state.cores.siteKernel[core];
            if (world.state.cores.executes(core, kernel.slot)) {
                stops(kernel, core, world.cost.doorbellNs(from, core));
            } else if (runs > State.HOST && world.state.lending.inside(runs, kernel.slot)
                    && world.state.cores.executes(core, runs)) {
                foreignNmi(world.state.present(runs), core);
            }
        }
        if (kernel.phase != Phase.OFF) {
            enter(kernel, Phase.OFF);
        }
    }

    /// A core takes a non-maskable interrupt that nobody of its kernel sent. It parks if the force-halt marker
    /// is set, or if its kernel has come to know no ring yet and could be told in no other way; otherwise the
    /// kernel only wonders. (`mk_has_pending_shutdown`.)
    public void foreignNmi(Kernel kernel, int core) {
        boolean obeys = !kernel.host() && kernel.manifest != Manifest.REJECTED
                && (kernel.haltMarker || kernel.phase == Phase.EARLY_BOOT);
        if (!obeys) {
            ledger.log(kernel, UNKNOWN_NMI);
            return;
        }
        kernel.online.remove(core);
        mailboxes.park(core, kernel.slot);
        if (core == kernel.bootedOn || core == kernel.panicCore) {
            messages.stopDrain(kernel);
        }
        if (!world.state.executed(kernel.slot)) {
            kernel.life++;
            kernel.panicCore = Kernel.NO_CORE;
            enter(kernel, Phase.OFF);
        }
    }

    /// A standby kernel drives a core into the pool's park loop, whatever it did before.
    ///
    /// @param kernel the one that it ran, or on whose mailbox it was parked; null for the pool's
    public void fenced(Kernel kernel, int core) {
        if (kernel != null) {
            kernel.online.remove(core);
            if (core == kernel.bootedOn || core == kernel.panicCore) {
                messages.stopDrain(kernel);
            }
        }
        mailboxes.park(core, CoreTable.POOL);
        if (kernel != null && kernel.phase != Phase.OFF && !world.state.executed(kernel.slot)) {
            kernel.life++;
            kernel.panicCore = Kernel.NO_CORE;
            if (kernel.host()) {
                operations.abandon(kernel);
            }
            enter(kernel, Phase.OFF);
        }
    }

    private void stops(Kernel kernel, int core, long delayNs) {
        world.after(delayNs, Priority.HARDWARE, new Event.CoreStops(kernel.slot, kernel.life, core));
    }

    /// A core stops executing its kernel. The host's cores have nowhere to park and stop for good.
    public void coreStops(Event.CoreStops event) {
        var kernel = world.state.living(event.kernel(), event.life());
        if (kernel == null || !world.state.cores.executes(event.core(), kernel.slot)) {
            return;
        }
        kernel.online.remove(event.core());
        boolean parks = parks();
        if (kernel.host() || parks && kernel.manifest == Manifest.REJECTED) {
            dies(kernel, event.core());
        } else if (parks) {
            mailboxes.park(event.core(), kernel.slot);
        } else {
            goesOffline(event.core(), kernel.slot);
        }
    }

    /// Whether this generation's kernels park when they stop, and say that they do.
    private boolean parks() {
        return world.scenario.host().generation().parksCores();
    }

    /// A core is halted until an INIT reaches it.
    ///
    /// @param kernel the one in whose code it halts
    public void goesOffline(int core, int kernel) {
        world.state.cores.place(core, Site.OFFLINE, kernel);
        world.state.cores.busyUntilNs[core] = Math.min(world.state.cores.busyUntilNs[core], world.now());
        world.tell(new Happening.CoreWent(core, Site.OFFLINE, kernel));
    }

    /// An INIT takes a core away from the kernel that it executes, which cannot know it. If it is the core on which
    /// that one started, the kernel is over, and what other cores it had do nothing any more.
    public void cutOff(Kernel kernel, int core) {
        kernel.online.remove(core);
        world.state.cores.busyUntilNs[core] = Math.min(world.state.cores.busyUntilNs[core], world.now());
        if (core != kernel.bootedOn && core != kernel.panicCore) {
            return;
        }
        messages.stopDrain(kernel);
        kernel.life++;
        kernel.panicCore = Kernel.NO_CORE;
        kernel.online.clear();
        for (int other = 0; other < world.state.cores.count(); other++) {
            if (other != core && world.state.cores.executes(other, kernel.slot)) {
                goesOffline(other, kernel.slot);
            }
        }
        enter(kernel, Phase.OFF);
    }

    /// A core stops in the middle of what it does; nobody will have seen it park.
    public void dies(Kernel kernel, int core) {
        world.state.cores.place(core, Site.DEAD, kernel.slot);
        world.state.cores.hangs(core, Hang.STOPPED);
        world.tell(new Happening.CoreWent(core, Site.DEAD, kernel.slot));
    }
}
