package archipelago.engine.lifecycle;

import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.journal.Happening;
import archipelago.engine.message.Messages;
import archipelago.engine.pool.Ledger;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Manifest;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.world.World;

/// How a kernel comes up once its boot core has left the park loop: early code, its other cores one after another, user
/// space. Nobody is told when it is there.
public final class BootUp {
    private final World world;
    private final Life life;
    private final Ledger ledger;
    private final Messages messages;

    BootUp(World world, Life life, Ledger ledger, Messages messages) {
        this.world = world;
        this.life = life;
        this.ledger = ledger;
        this.messages = messages;
    }

    void begin(Kernel kernel) {
        life.enter(kernel, Phase.EARLY_BOOT);
        goesOn(kernel, Cost.EARLY_BOOT);
    }

    private void goesOn(Kernel kernel, Cost cost) {
        world.after(world.costNs(kernel, cost), Priority.KERNEL, new Event.BootStep(kernel.slot, kernel.life));
    }

    /// The kernel has finished a phase of its boot, or the bring-up of a core.
    void step(Event.BootStep event) {
        var kernel = world.state.living(event.kernel(), event.life());
        if (kernel == null || kernel.phase == Phase.UP || !life.bootCoreWorks(kernel)) {
            return;
        }
        switch (kernel.phase) {
            case EARLY_BOOT -> {
                // What early code says stays in a buffer; by the time somebody can read it, this is over.
                ledger.log(kernel, FirstWords.of(world.scenario.host().generation(), kernel));
                life.enter(kernel, Phase.SECONDARIES);
                bringUpNext(kernel);
            }
            case SECONDARIES -> {
                secondaryUp(kernel);
                bringUpNext(kernel);
            }
            case INIT -> {
                life.enter(kernel, Phase.UP);
                ledger.log(kernel, "user space is up on " + kernel.online.count() + " CPUs");
            }
            default -> {}
        }
    }

    private void bringUpNext(Kernel kernel) {
        if (nextSecondary(kernel) >= 0) {
            goesOn(kernel, Cost.SECONDARY);
            return;
        }
        life.enter(kernel, Phase.INIT);
        if (kernel.handlesMessages()) {
            messages.drainOnce(kernel);
        }
        goesOn(kernel, Cost.INIT_START);
    }

    /// The next core of the instance that is parked on its mailbox, or that somebody has taken offline for it, and
    /// is not yet online; or -1.
    private int nextSecondary(Kernel kernel) {
        if (kernel.manifest != Manifest.ACCEPTED) {
            return Kernel.NO_CORE; // It knows no park loop out of which it could wake one.
        }
        for (int core : kernel.cores) {
            boolean waits = world.state.cores.parkedOn(core, kernel.slot)
                    || world.state.cores.site(core) == Site.OFFLINE;
            if (!kernel.online.has(core) && waits) {
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
}
