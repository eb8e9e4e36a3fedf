package archipelago.engine.lifecycle;

import archipelago.engine.base.Errno;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.journal.Happening;
import archipelago.engine.message.Messages;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.Mailboxes;
import archipelago.engine.state.Kernel;
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
public final class Life {
    /// Payload of an ACK: operation, result, resource id. That of a halted notice is taken to be as long.
    private static final int NOTICE_BYTES = 16;

    private final World world;
    private final Ledger ledger;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private Runnable phaseListener = () -> {};

    public Life(World world, Ledger ledger, Mailboxes mailboxes, Messages messages) {
        this.world = world;
        this.ledger = ledger;
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

    /// Who wants to know when a kernel has entered another phase.
    public void tellTo(Runnable listener) {
        phaseListener = listener;
    }

    void enter(Kernel kernel, Phase phase) {
        kernel.phase = phase;
        kernel.phaseSinceNs = world.now();
        world.tell(new Happening.PhaseEntered(kernel.slot, phase));
        phaseListener.run();
    }

    // --- up -----------------------------------------------------------------------------------

    /// The boot core has left the park loop through the trampoline.
    public void started(Kernel kernel, int core) {
        if (kernel.host()) {
            return; // A core that comes home to the host only goes online there.
        }
        kernel.life++;
        kernel.boots++;
        kernel.online.clear();
        kernel.online.add(core);
        kernel.panicCore = Kernel.NO_CORE;
        kernel.memory = world.state.pool.regionsOf(kernel.slot).stream()
                .map(region -> new MemoryRange(region.base(), region.bytes()))
                .toList();
        kernel.bootRanges = kernel.memory.size();
        enter(kernel, Phase.EARLY_BOOT);
        world.after(world.costNs(Cost.EARLY_BOOT), Priority.KERNEL, new Event.BootStep(kernel.slot, kernel.life));
    }

    /// The kernel has finished a phase of its boot, or the bring-up of a core.
    public void bootStep(Event.BootStep event) {
        var kernel = world.state.living(event.kernel(), event.life());
        if (kernel == null || kernel.phase == Phase.UP) {
            return;
        }
        switch (kernel.phase) {
            case EARLY_BOOT -> {
                // What early code says stays in a buffer; by the time somebody can read it, this is over.
                ledger.log(kernel, "Linux boots from manifest, instance " + kernel.id + " (" + kernel.name + ")");
                enter(kernel, Phase.SECONDARIES);
                bringUpNext(kernel);
            }
            case SECONDARIES -> {
                secondaryUp(kernel);
                bringUpNext(kernel);
            }
            case INIT -> {
                enter(kernel, Phase.UP);
                ledger.log(kernel, "user space is up on " + kernel.online.count() + " CPUs");
            }
            default -> {}
        }
    }

    private void bringUpNext(Kernel kernel) {
        if (nextSecondary(kernel) >= 0) {
            world.after(world.costNs(Cost.SECONDARY), Priority.KERNEL, new Event.BootStep(kernel.slot, kernel.life));
            return;
        }
        enter(kernel, Phase.INIT);
        messages.drainOnce(kernel);
        world.after(world.costNs(Cost.INIT_START), Priority.KERNEL, new Event.BootStep(kernel.slot, kernel.life));
    }

    /// The next core of the instance that is parked on its mailbox and not yet online, or -1.
    private int nextSecondary(Kernel kernel) {
        for (int core : kernel.cores) {
            if (!kernel.online.has(core) && world.state.cores.parkedOn(core, kernel.slot)) {
                return core;
            }
        }
        return Kernel.NO_CORE;
    }

    private void secondaryUp(Kernel kernel) {
        int core = nextSecondary(kernel);
        if (core >= 0) {
            kernel.online.add(core);
            world.state.cores.place(core, Site.RUNNING, kernel.slot);
            world.tell(new Happening.CoreWent(core, Site.RUNNING, kernel.slot));
        }
    }

    // --- down ---------------------------------------------------------------------------------

    /// Deferred work after a `SHUTDOWN` message: answer, then power off in good order.
    public void askedToShutDown(Kernel kernel) {
        messages.send(
                kernel,
                kernel.bootCore(),
                world.state.host(),
                MessageKind.SHUTDOWN_ACK,
                NOTICE_BYTES,
                kernel.id,
                Errno.OK.ordinal(),
                MessageKind.SHUTDOWN);
        ledger.log(kernel, "powering off");
        enter(kernel, Phase.HALTING);
        world.after(world.costNs(Cost.POWER_OFF), Priority.KERNEL, new Event.PowerOffOver(kernel.slot, kernel.life));
    }

    /// An orderly power-off has come to its end.
    public void powerOffOver(Event.PowerOffOver event) {
        var kernel = world.state.living(event.kernel(), event.life());
        if (kernel != null && kernel.phase == Phase.HALTING) {
            sayHaltedAndPark(kernel, kernel.bootCore());
        }
    }

    /// A kernel panics on one of its cores: that core tells the others to stop, writes its trace,
    /// says that it has halted, and parks.
    public void panic(Kernel kernel, int core) {
        kernel.life++;
        kernel.panicCore = core;
        messages.stopDrain(kernel);
        enter(kernel, Phase.PANICKING);
        messages.occupy(core, kernel.slot, kernel.host() ? 0 : world.costNs(Cost.PANIC_TRACE));
        for (int c = 0; c < world.state.cores.count(); c++) {
            if (c != core && world.state.cores.executes(c, kernel.slot)) {
                stops(kernel, c, world.cost.doorbellNs(core, c));
            }
        }
        world.after(world.costNs(Cost.PANIC_TRACE), Priority.KERNEL, new Event.PanicOver(kernel.slot, kernel.life));
    }

    /// The trace is written: an instance says that it has halted; the host stops for good.
    public void panicOver(Event.PanicOver event) {
        var kernel = world.state.living(event.kernel(), event.life());
        if (kernel == null) {
            return;
        }
        if (kernel.host()) {
            // Nothing restarts the host; whatever it was doing for somebody is never finished.
            world.state.operations().clear();
            world.state.asks().clear();
            enter(kernel, Phase.OFF);
            dies(kernel.panicCore);
            return;
        }
        ledger.log(kernel, "Multikernel instance " + kernel.id + " shutting down");
        int core = kernel.panicCore;
        kernel.panicCore = Kernel.NO_CORE;
        sayHaltedAndPark(kernel, core);
    }

    private void sayHaltedAndPark(Kernel kernel, int core) {
        messages.stopDrain(kernel);
        var host = world.state.host();
        messages.send(kernel, core, host, MessageKind.HALTED, NOTICE_BYTES, kernel.id, Errno.OK.ordinal(), null);
        long sentNs = world.cost.sendNs(core, Math.max(0, host.bootCore()));
        for (int c = 0; c < world.state.cores.count(); c++) {
            if (world.state.cores.executes(c, kernel.slot)) {
                long stopNs = c == core ? sentNs : world.cost.doorbellNs(core, c);
                stops(kernel, c, stopNs);
            }
        }
        enter(kernel, Phase.OFF);
    }

    /// Non-maskable interrupts from the host drive every core of the instance into the park loop.
    public void forceDown(Kernel kernel) {
        kernel.life++;
        messages.stopDrain(kernel);
        int from = world.state.host().bootCore();
        kernel.panicCore = Kernel.NO_CORE;
        for (int core = 0; core < world.state.cores.count(); core++) {
            if (world.state.cores.executes(core, kernel.slot)) {
                stops(kernel, core, world.cost.doorbellNs(from, core));
            }
        }
        if (kernel.phase != Phase.OFF) {
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
        if (kernel.host()) {
            dies(event.core());
        } else {
            mailboxes.park(event.core(), kernel.slot);
        }
    }

    private void dies(int core) {
        world.state.cores.place(core, Site.DEAD, State.HOST);
        world.state.host().online.remove(core);
        world.tell(new Happening.CoreWent(core, Site.DEAD, State.HOST));
    }
}
