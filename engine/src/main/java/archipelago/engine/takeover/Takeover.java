package archipelago.engine.takeover;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import archipelago.engine.channel.Sockets;
import archipelago.engine.command.Command;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.journal.Happening;
import archipelago.engine.lifecycle.Life;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.MemoryHotplug;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Site;
import archipelago.engine.state.Standby;
import archipelago.engine.state.Standby.Stage;
import archipelago.engine.state.State;
import archipelago.engine.world.World;

/// A standby kernel that watches the host and becomes the machine's kernel when the host is silent: it stops
/// every core that is not its own, and takes those cores and the memory. Devices it does not take, and other
/// instances it stops like the host: to it they are one. Only after mk2. (multikernel/kmorph, `kmorphd`.)
@Models(
        value = Subject.HAND_OVER,
        exactly = "after mk2: a standby kernel probes the host, fences all cores that it does not own when five"
                    + " probes stay without an answer, and takes memory and cores by hot-plug",
        approximately = "how long a fence waits for a core is assumed, and so is the error of one that fails",
        notAtAll = "what a new host manages afterwards, a second standby, the dump of the dead host's memory")
public final class Takeover {
    /// Silences in a row after which the host is taken for dead.
    public static final int MOST_SILENT = 5;
    /// How often a fence that could not stop every core is tried again.
    public static final int MOST_RETRIES = 3;
    /// Nobody listens there, so a living host answers with a reset, all by itself.
    private static final long PROBE_PORT = 0xffff_fffeL;
    /// Stands for the step at which the memory is taken, before the cores.
    private static final int MEMORY = -1;

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Sockets sockets;
    private final Life life;

    public Takeover(World world, Operations operations, Ledger ledger, Sockets sockets, Life life) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.sockets = sockets;
        this.life = life;
    }

    // --- arming -----------------------------------------------------------------------------------

    /// Starts the daemon in a kernel.
    public void work(Operation op, Command.Arm order) {
        var kernel = world.state.named(order.kernel());
        var standby = world.state.standby;
        if (kernel == null || kernel.phase != Phase.UP) {
            operations.refuse(op, Errno.ENODEV, "no program runs in " + order.kernel());
        } else if (kernel.host() || !world.scenario.host().generation().afterMk2()) {
            operations.refuse(op, Errno.ENOENT, order.kernel() + " carries no host tree: "
                    + (kernel.host() ? "it is the host itself" : "that came after mk2"));
        } else if (kernel.parent != State.HOST) {
            operations.refuse(op, Errno.ENOENT, kernel.name + " was not started by the host that it would watch");
        } else if (standby != null && world.state.living(standby.kernel(), standby.life()) != null) {
            operations.refuse(op, Errno.EBUSY, "there is a standby already: "
                    + world.state.present(standby.kernel()).name);
        } else {
            enter(Standby.armed(kernel, world.now()));
            tick(kernel);
            operations.finish(op, kernel.name + " watches the host");
        }
    }

    private void tick(Kernel kernel) {
        world.after(
                world.costNs(Cost.PROBE_INTERVAL), Priority.OUTSIDE, new Event.ProbeDue(kernel.slot, kernel.life));
    }

    /// The standby kernel and its daemon, if it is still the life that an event was meant for and goes on; else null.
    private Kernel watcher(int slot, int lifeMeant) {
        var standby = world.state.standby;
        var kernel = world.state.living(slot, lifeMeant);
        boolean same = standby != null && standby.kernel() == slot && standby.life() == lifeMeant;
        return same && kernel != null && kernel.phase == Phase.UP && world.state.works(kernel) ? kernel : null;
    }

    // --- watching ---------------------------------------------------------------------------------

    /// A probe is due. One that has not been answered by now has timed out.
    public void probeDue(Event.ProbeDue event) {
        var kernel = watcher(event.kernel(), event.life());
        if (kernel == null) {
            return;
        }
        switch (world.state.standby.stage()) {
            case ARMED, SUSPECT -> watch(kernel);
            case FENCE_FAILED -> fence(kernel);
            case FENCING, FENCED, TAKEN_OVER -> {} // It is past watching.
        }
    }

    private void watch(Kernel kernel) {
        var standby = world.state.standby;
        if (standby.probe() != 0 && sockets.giveUp(standby.probe())) {
            enter(standby.heardNothing(world.now()));
            if (world.state.standby.silent() >= MOST_SILENT) {
                fence(kernel);
                return;
            }
        }
        world.state.standby = world.state.standby.asking(sockets.probe(kernel, State.HOST, PROBE_PORT));
        tick(kernel);
    }

    /// A probe has been answered: the kernel at the other end lives.
    public void answered(int socket) {
        var standby = world.state.standby;
        if (standby != null && standby.probe() == socket && standby.stage().compareTo(Stage.FENCING) < 0) {
            enter(standby.heardAlive(world.now()));
        }
    }

    // --- fencing ----------------------------------------------------------------------------------

    /// Sends non-maskable interrupts to every core that is not its own, and INIT to those that it does not stop.
    private void fence(Kernel kernel) {
        enter(world.state.standby.fencing());
        world.state.pool.mailbox.core = Kernel.NO_CORE; // Whoever wrote there does not wait any more.
        for (int core = 0; core < world.state.cores.count(); core++) {
            if (!kernel.owns(core)) {
                int runs = world.state.cores.siteKernel[core];
                if (runs >= 0 && world.state.present(runs) != null) {
                    world.state.present(runs).haltMarker = true;
                }
                long nmiNs = world.cost.doorbellNs(kernel.bootedOn, core);
                world.after(nmiNs, Priority.HARDWARE, new Event.CoreFenced(kernel.slot, kernel.life, core));
            }
        }
        long confirmNs = world.costNs(Cost.FENCE);
        world.after(confirmNs, Priority.KERNEL, new Event.FenceChecked(kernel.slot, kernel.life));
    }

    /// A core is driven into the park loop of the pool. One that a panic has stopped comes; one that broke down does
    /// not, which its kernel never noticed, so that it still has it online.
    public void coreFenced(Event.CoreFenced event) {
        var cores = world.state.cores;
        int core = event.core();
        var kernel = cores.siteKernel[core] < 0 ? null : world.state.present(cores.siteKernel[core]);
        boolean dead = cores.site(core) == Site.DEAD;
        boolean stoppedByPanic =
                dead && cores.hang(core) == Hang.STOPPED && kernel != null && !kernel.online.has(core);
        if (watcher(event.kernel(), event.life()) != null && (!dead || stoppedByPanic)) {
            life.fenced(kernel, core);
        }
    }

    /// The park loop keeps note of who is in it. A core that has died there is still taken for parked.
    public void fenceChecked(Event.FenceChecked event) {
        var kernel = watcher(event.kernel(), event.life());
        if (kernel == null) {
            return;
        }
        int missing = missing(kernel);
        if (missing == Kernel.NO_CORE) {
            enter(world.state.standby.after(0).at(Stage.FENCED));
            adopt(kernel);
            return;
        }
        ledger.log(kernel, "kmorphd: fence of the predecessor failed: CPU " + world.machine.physicalId(missing)
                + " has not parked");
        enter(world.state.standby.after(Errno.ETIMEDOUT.number()).at(Stage.FENCE_FAILED));
        if (world.state.standby.attempts() <= MOST_RETRIES) {
            tick(kernel);
        }
    }

    private int missing(Kernel kernel) {
        var cores = world.state.cores;
        for (int core = 0; core < cores.count(); core++) {
            boolean diedParked = cores.site(core) == Site.DEAD && cores.hang(core) == Hang.NONE;
            if (!kernel.owns(core) && !cores.parkedOn(core, CoreTable.POOL) && !diedParked) {
                return core;
            }
        }
        return Kernel.NO_CORE;
    }

    // --- adopting ---------------------------------------------------------------------------------

    /// One transaction on its own node: first the memory, in blocks, then the cores, one after another.
    private void adopt(Kernel kernel) {
        long blocks = Takeable.of(world, kernel).stream()
                .mapToLong(piece -> piece.range().bytes() / MemoryHotplug.BLOCK_BYTES)
                .sum();
        next(kernel, MEMORY, Math.multiplyExact(blocks, world.costNs(kernel, Cost.MEMORY_BLOCK_ONLINE)));
    }

    private void next(Kernel kernel, int step, long takesNs) {
        world.after(takesNs, Priority.KERNEL, new Event.Adopted(kernel.slot, kernel.life, step));
    }

    /// The memory, or a core, has been taken into use.
    public void adopted(Event.Adopted event) {
        var kernel = watcher(event.kernel(), event.life());
        if (kernel == null) {
            return;
        }
        int core = event.core();
        if (core == MEMORY) {
            takeMemory(kernel);
        } else if (world.state.cores.site(core) == Site.HOTPLUG) {
            ledger.reassign(core, kernel.slot);
            kernel.online.add(core);
            went(core, Site.RUNNING, kernel);
        } else {
            ledger.log(kernel, "CPU " + world.machine.physicalId(core) + " did not leave the park loop within 1 s");
        }
        takeNextCore(kernel, core + 1);
    }

    private void takeNextCore(Kernel kernel, int from) {
        for (int core = from; core < world.state.cores.count(); core++) {
            if (kernel.owns(core)) {
                continue;
            }
            boolean wakes = world.state.cores.parkedOn(core, CoreTable.POOL);
            if (wakes) {
                went(core, Site.HOTPLUG, kernel);
            }
            next(kernel, core, wakes
                    ? world.costNs(Cost.CLAIM) + world.costNs(kernel, Cost.CPU_ONLINE)
                    : world.costNs(Cost.CLAIM_LIMIT));
            return;
        }
        enter(world.state.standby.at(Stage.TAKEN_OVER));
    }

    private void went(int core, Site site, Kernel kernel) {
        world.state.cores.place(core, site, kernel.slot);
        world.tell(new Happening.CoreWent(core, site, kernel.slot));
    }

    /// How the host had divided the memory means nothing any more. Images in the pool are memory like any other.
    private void takeMemory(Kernel kernel) {
        var pieces = Takeable.of(world, kernel);
        for (int slot = State.HOST + 1; slot < world.state.slots(); slot++) {
            if (!world.state.lending.inside(slot, kernel.slot)) {
                world.state.pool.release(slot);
                if (world.state.kernel(slot) != null) {
                    world.state.kernel(slot).memoryBytes = 0;
                }
            }
        }
        world.state.pool.release(Pool.SHARED);
        world.state.images().clear();
        world.state.mounts().clear();
        long bytes = 0;
        for (var piece : pieces) {
            world.state.pool.adopt(kernel.slot, piece.range(), piece.node());
            kernel.learn(piece.range());
            bytes += piece.range().bytes();
        }
        kernel.memoryBytes += bytes;
        ledger.log(kernel, "kmorphd: adopted " + Sizes.shown(bytes) + " in " + pieces.size() + " ranges");
    }

    private void enter(Standby standby) {
        var before = world.state.standby;
        world.state.standby = standby;
        if (before == null || before.stage() != standby.stage()) {
            ledger.log(world.state.present(standby.kernel()), "kmorphd: state " + standby.stage());
        }
    }
}
