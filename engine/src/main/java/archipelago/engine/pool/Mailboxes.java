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
import archipelago.engine.state.Site;
import archipelago.engine.world.World;

/// Parked cores and the mailboxes that they watch. The pool has one mailbox, each instance has its
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

    /// The row whose mailbox a parked core watches: the instance's, or the host's for the pool.
    private Kernel holder(int mailbox) {
        return mailbox == CoreTable.POOL ? world.state.host() : world.state.present(mailbox);
    }

    /// Writes a wake-up for a core into the mailbox that the publisher believes it to watch, and waits
    /// for its claim on behalf of an operation, which is due again with [Errno#OK] or
    /// [Errno#ETIMEDOUT]. A core that is somewhere else, or dead, never sees it.
    ///
    /// @param mailbox the slot of an instance, or [CoreTable#POOL]
    /// @param to the slot of the instance to go to, or [CoreTable#POOL]
    /// @param starts whether the core is to start the kernel there
    public void wake(int core, int mailbox, int to, boolean starts, int call) {
        var holder = holder(mailbox);
        Require.that(holder.mailbox == Kernel.NO_CORE, "a mailbox holds one wake-up", mailbox);
        holder.mailbox = core;
        holder.mailboxTo = to;
        holder.mailboxStarts = starts;
        holder.mailboxCall = call;
        holder.mailboxSinceNs = world.now();
        if (world.state.cores.parkedOn(core, mailbox)) {
            claimSoon(core, mailbox, call);
        }
        world.after(
                world.costNs(Cost.CLAIM_LIMIT), Priority.TIMEOUT, new Event.ClaimOverdue(core, mailbox, call));
    }

    /// A core has come to the park loop: it sees a wake-up that already waits for it.
    public void park(int core, int mailbox) {
        var site = mailbox == CoreTable.POOL ? Site.PARKED_POOL : Site.PARKED_INSTANCE;
        world.state.cores.place(core, site, mailbox);
        world.state.cores.busyUntilNs[core] = Math.min(world.state.cores.busyUntilNs[core], world.now());
        world.tell(new Happening.CoreWent(core, site, mailbox));
        var holder = holder(mailbox);
        if (holder != null && holder.parkBroken) {
            faultWhileParked(core);
        } else if (holder != null && holder.mailbox == core) {
            claimSoon(core, mailbox, holder.mailboxCall);
        }
    }

    /// A parked core faults: it halts for good, and nobody but a serial line hears of it.
    public void faultWhileParked(int core) {
        int mailbox = world.state.cores.siteKernel[core];
        world.state.cores.place(core, Site.DEAD, mailbox);
        world.tell(new Happening.CoreWent(core, Site.DEAD, mailbox));
    }

    private void claimSoon(int core, int mailbox, int call) {
        world.after(world.costNs(Cost.CLAIM), Priority.HARDWARE, new Event.CoreClaims(core, mailbox, call));
    }

    /// A parked core takes the wake-up that is meant for it, and goes where it says.
    public void claims(Event.CoreClaims event) {
        var holder = holder(event.mailbox());
        if (holder == null || holder.mailbox != event.core() || holder.mailboxCall != event.call()) {
            return;
        }
        if (!world.state.cores.parkedOn(event.core(), event.mailbox())) {
            return; // It died in the park loop before it could claim.
        }
        long pollNs = world.costNs(Cost.CLAIM_POLL);
        long waitedNs = world.now() - holder.mailboxSinceNs;
        long untilNextLookNs = Math.ceilDiv(Math.max(waitedNs, 1), pollNs) * pollNs - waitedNs;
        int to = holder.mailboxTo;
        boolean starts = holder.mailboxStarts;
        clear(holder);
        if (starts) {
            var kernel = world.state.kernel(to);
            world.state.cores.place(event.core(), Site.RUNNING, to);
            world.tell(new Happening.CoreWent(event.core(), Site.RUNNING, to));
            starter.started(kernel, event.core());
        } else {
            park(event.core(), to);
        }
        operations.resume(event.call(), Errno.OK, untilNextLookNs);
    }

    /// The publisher gives up and revokes the wake-up, so that a late core cannot run off with it.
    public void overdue(Event.ClaimOverdue event) {
        var holder = holder(event.mailbox());
        if (holder == null || holder.mailbox != event.core() || holder.mailboxCall != event.call()) {
            return;
        }
        clear(holder);
        operations.resume(event.call(), Errno.ETIMEDOUT, 0);
    }

    private static void clear(Kernel holder) {
        holder.mailbox = Kernel.NO_CORE;
        holder.mailboxCall = 0;
    }
}
