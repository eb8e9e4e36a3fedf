package archipelago.engine.pool;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Require;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.journal.Happening;
import archipelago.engine.operation.Operations;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Mailbox;
import archipelago.engine.state.Site;
import archipelago.engine.world.World;

/// Parked cores and the mailboxes that they watch. A pool has one mailbox, each instance has its
/// own; whoever wants a core writes its physical id and what it shall do, and looks every 100 µs
/// whether it has claimed it, for at most a second. One mailbox holds one wake-up, so cores move
/// one after another. (`arch/x86/multikernel/spawn.c`, `direct_boot.S`.)
@Models(
        value = Subject.PARKED_CORES,
        exactly = {
            "one wake-up at a time for each mailbox, claimed by the core that it names, looked at"
                    + " every 100 us, revoked after 1 s",
            "a core that faults in the park loop stops for good, and only a wake-up that nobody"
                    + " claims shows it"
        },
        notAtAll = "the page tables, descriptor tables and local interrupt controller of a parked core")
public final class Mailboxes {
    /// Told when a core has claimed a wake-up that starts a kernel.
    public interface Starter {
        void started(Kernel kernel, int core);
    }

    private final World world;
    private final Operations operations;
    private Starter starter = (kernel, core) -> {};

    public Mailboxes(World world, Operations operations) {
        this.world = world;
        this.operations = operations;
    }

    /// Sets who is told of cores that start a kernel.
    public void startWith(Starter newStarter) {
        starter = newStarter;
    }

    /// The mailbox of an instance or of a pool; null if what it stood in is nobody's any more.
    private Mailbox mailbox(int place) {
        var keeper = world.state.present(CoreTable.keeper(place));
        return keeper == null ? null : place < 0 ? keeper.pool.mailbox : keeper.mailbox;
    }

    /// Writes a wake-up for a core into the mailbox that the publisher believes it to watch, and waits
    /// for its claim on behalf of an operation, which is due again with [Errno#OK] or
    /// [Errno#ETIMEDOUT]. A core that is somewhere else, or dead, never sees it.
    ///
    /// @param place whose mailbox: the slot of an instance, or a pool as in [CoreTable#pool]
    /// @param to where to go: the slot of a kernel, or a pool
    /// @param starts whether the core is to start the kernel there
    public void wake(int core, int place, int to, boolean starts, int call) {
        var mailbox = mailbox(place);
        Require.that(mailbox.core == Kernel.NO_CORE, "a mailbox holds one wake-up", place);
        mailbox.core = core;
        mailbox.to = to;
        mailbox.starts = starts;
        mailbox.call = call;
        mailbox.sinceNs = world.now();
        if (world.state.cores.parkedOn(core, place)) {
            claimSoon(core, place, call);
        }
        world.after(world.costNs(Cost.CLAIM_LIMIT), Priority.TIMEOUT, new Event.ClaimOverdue(core, place, call));
    }

    /// A core has come to the park loop: it sees a wake-up that already waits for it.
    public void park(int core, int place) {
        var site = place < 0 ? Site.PARKED_POOL : Site.PARKED_INSTANCE;
        world.state.cores.place(core, site, place);
        world.state.cores.busyUntilNs[core] = Math.min(world.state.cores.busyUntilNs[core], world.now());
        world.tell(new Happening.CoreWent(core, site, place));
        var mailbox = mailbox(place);
        if (mailbox != null && mailbox.broken) {
            faultWhileParked(core);
        } else if (mailbox != null && mailbox.core == core) {
            claimSoon(core, place, mailbox.call);
        }
    }

    /// A parked core faults: it halts for good, and nobody but a serial line hears of it.
    public void faultWhileParked(int core) {
        int place = world.state.cores.siteKernel[core];
        world.state.cores.place(core, Site.DEAD, place);
        world.tell(new Happening.CoreWent(core, Site.DEAD, place));
    }

    private void claimSoon(int core, int place, int call) {
        world.after(world.costNs(Cost.CLAIM), Priority.HARDWARE, new Event.CoreClaims(core, place, call));
    }

    /// A parked core takes the wake-up that is meant for it, and goes where it says.
    public void claims(Event.CoreClaims event) {
        var mailbox = mailbox(event.mailbox());
        if (mailbox == null || mailbox.core != event.core() || mailbox.call != event.call()) {
            return;
        }
        if (!world.state.cores.parkedOn(event.core(), event.mailbox())) {
            return; // It died in the park loop before it could claim.
        }
        long pollNs = world.costNs(Cost.CLAIM_POLL);
        long waitedNs = world.now() - mailbox.sinceNs;
        long untilNextLookNs = Math.ceilDiv(Math.max(waitedNs, 1), pollNs) * pollNs - waitedNs;
        int to = mailbox.to;
        boolean starts = mailbox.starts;
        mailbox.clear();
        if (starts) {
            var kernel = world.state.kernel(to);
            world.state.cores.place(event.core(), Site.RUNNING, to);
            world.tell(new Happening.CoreWent(event.core(), Site.RUNNING, to));
            if (event.mailbox() != CoreTable.pool(to)) { // One that comes home only goes online there.
                starter.started(kernel, event.core());
            }
        } else {
            park(event.core(), to);
        }
        operations.resume(event.call(), Errno.OK, untilNextLookNs);
    }

    /// The publisher gives up and revokes the wake-up, so that a late core cannot run off with it.
    public void overdue(Event.ClaimOverdue event) {
        var mailbox = mailbox(event.mailbox());
        if (mailbox == null || mailbox.core != event.core() || mailbox.call != event.call()) {
            return;
        }
        mailbox.clear();
        operations.resume(event.call(), Errno.ETIMEDOUT, 0);
    }
}
