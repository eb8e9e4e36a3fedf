package archipelago.engine.fault;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.journal.Happening;
import archipelago.engine.lifecycle.Life;
import archipelago.engine.lifecycle.MachineEnd;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.Mailboxes;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Site;
import archipelago.engine.world.World;

/// Faults that strike a core: what becomes of its kernel, and of the machine, follows from what the core
/// did for them.
@Models(
        value = Subject.FAULTS,
        exactly = "a core that hangs with interrupts on answers interrupts and nothing else; with"
                    + " interrupts off only a non-maskable one reaches it",
        notAtAll = "what a core computes wrongly before it stops")
final class CoreFaults {
    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Mailboxes mailboxes;
    private final Life life;
    private final MachineEnd end;
    private final Victims victims;

    CoreFaults(
            World world,
            Operations operations,
            Ledger ledger,
            Mailboxes mailboxes,
            Life life,
            MachineEnd end,
            Victims victims) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.mailboxes = mailboxes;
        this.life = life;
        this.end = end;
        this.victims = victims;
    }

    /// Lets a kernel panic on one of its cores. A core that hangs can panic too: a watchdog finds it.
    void panic(Operation op, Fault.Panic fault) {
        var kernel = victims.running(op, fault.kernel()).orElse(null);
        if (kernel == null) {
            return;
        }
        var core = victims.coreOf(op, kernel, fault.cpu());
        if (core.isEmpty()) {
            return;
        }
        var cpu = victims.cpu(core.get());
        world.tell(new Happening.FaultInjected(kernel.slot, core.get(), "panic on " + cpu));
        operations.finish(op, fault.kernel() + " panics on " + cpu);
        life.panic(kernel, core.get(), "injected fault");
    }

    /// Lets cores loop in kernel code. With interrupts on their handlers still run, so that rings are read;
    /// work items and tasks of theirs do not run any more. With interrupts off nothing does.
    void hang(Operation op, Fault.Hang fault) {
        var kernel = victims.kernel(op, fault.kernel()).orElse(null);
        if (kernel == null) {
            return;
        }
        var how = fault.interrupts() ? Hang.IRQS_ON : Hang.IRQS_OFF;
        if (fault.cpu() >= 0) {
            var core = victims.coreOf(op, kernel, fault.cpu());
            if (core.isPresent()) {
                world.state.cores.hangs(core.get(), how);
                victims.struck(op, kernel, core.get(), victims.cpu(core.get()) + " " + how.words());
                hostMayBeGone();
            }
        } else if (!world.state.executed(kernel.slot)) {
            operations.refuse(op, Errno.EINVAL, fault.kernel() + " is not running, so it cannot hang");
        } else {
            for (int core = 0; core < world.state.cores.count(); core++) {
                if (world.state.cores.executes(core, kernel.slot)) {
                    world.state.cores.hangs(core, how);
                }
            }
            victims.struck(op, kernel, kernel.bootedOn, "every CPU " + how.words());
            hostMayBeGone();
        }
    }

    /// Lets a core stop for good. One that runs a kernel stops in the middle of it, and nobody sees it park.
    void stop(Operation op, Fault.StopCpu fault) {
        var core = victims.core(op, fault.cpu()).orElse(Kernel.NO_CORE);
        if (core < 0) {
            return;
        }
        int with = world.state.cores.siteKernel[core];
        var kernel = world.state.present(CoreTable.keeper(with));
        if (world.state.cores.site(core) == Site.DEAD) {
            operations.refuse(op, Errno.EINVAL, "CPU " + fault.cpu() + " has stopped already");
        } else if (world.state.cores.site(core).parked()) {
            victims.struck(op, kernel, core, victims.cpu(core) + " faults in the park loop and halts for good");
            mailboxes.faultWhileParked(core);
        } else {
            victims.struck(op, kernel, core, victims.cpu(core) + " stops in the middle of " + kernel.name);
            life.dies(kernel, core);
            hostMayBeGone();
        }
    }

    /// A host without a core that gets on does nothing for anybody any more, be it an instance itself.
    private void hostMayBeGone() {
        for (int slot = 0; slot < world.state.slots(); slot++) {
            var kernel = world.state.present(slot);
            if (kernel != null && !world.state.works(kernel)) {
                operations.abandon(kernel);
            }
        }
    }

    /// Lets non-maskable interrupts come to cores from nowhere. In the park loop they do nothing.
    void foreignNmi(Operation op, Fault.ForeignNmi fault) {
        var kernel = victims.kernel(op, fault.kernel()).orElse(null);
        if (kernel == null) {
            return;
        }
        if (fault.cpu() < 0) {
            victims.struck(op, kernel, Kernel.NO_CORE, "an NMI from elsewhere reaches every CPU");
            for (int core = 0; core < world.state.cores.count(); core++) {
                if (world.state.cores.executes(core, kernel.slot)) {
                    life.foreignNmi(kernel, core);
                }
            }
            return;
        }
        var core = victims.core(op, fault.cpu()).orElse(Kernel.NO_CORE);
        if (core >= 0) {
            victims.struck(op, kernel, core, "an NMI from elsewhere reaches " + victims.cpu(core));
            if (world.state.cores.executes(core, kernel.slot)) {
                life.foreignNmi(kernel, core);
            }
        }
    }

    /// Lets a CPU shut down, which the platform answers with a reset.
    void tripleFault(Operation op, Fault.TripleFault fault) {
        var kernel = victims.kernel(op, fault.kernel()).orElse(null);
        if (kernel == null) {
            return;
        }
        var core = victims.coreOf(op, kernel, fault.cpu());
        if (core.isPresent()) {
            var what = "triple fault on " + victims.cpu(core.get());
            victims.struck(op, kernel, core.get(), what);
            end.reset(what + " of " + kernel.name);
        }
    }

    /// Lets the hardware report an error that it cannot correct. All kernels share it.
    void machineCheck(Operation op, Fault.MachineCheck fault) {
        var core = victims.core(op, fault.cpu());
        if (core.isPresent()) {
            var what = "machine check on " + victims.cpu(core.get());
            victims.struck(op, world.state.host(), core.get(), what);
            end.reset(what);
        }
    }
}
