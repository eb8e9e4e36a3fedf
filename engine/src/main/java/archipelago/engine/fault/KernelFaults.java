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
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Manifest;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;

/// Faults that strike a whole kernel, and what somebody inside it may do without asking anybody.
@Models(
        value = Subject.FAULTS,
        exactly = "interrupts and stop requests of a foreign kernel: obeyed, ignored, or taken for a"
                    + " demand to halt",
        approximately = "a kernel that ignores its manifest boots on one core and hears nobody; what it would do"
                    + " to hardware that is not its own is not known")
final class KernelFaults {
    private static final int USUAL_PERCENT = Kernel.USUAL_PERCENT;
    private static final int MOST_PERCENT = 100_000;

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Life life;
    private final MachineEnd end;
    private final Victims victims;

    KernelFaults(
            World world, Operations operations, Ledger ledger, Life life, MachineEnd end, Victims victims) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.life = life;
        this.end = end;
        this.victims = victims;
    }

    /// Slows a kernel down from now on: what is under way already ends as planned.
    void slow(Operation op, Fault.Slow fault) {
        var kernel = victims.running(op, fault.kernel()).orElse(null);
        if (kernel == null) {
            return;
        }
        if (!refusesPercent(op, fault.percent())) {
            kernel.slowPercent = fault.percent();
            victims.struck(op, kernel, Kernel.NO_CORE, "takes " + fault.percent() + " percent of the usual time");
        }
    }

    /// Lets a kernel take more than its share of what a node's cores have in common. Nothing keeps it from that.
    void hog(Operation op, Fault.Hog fault) {
        var kernel = victims.running(op, fault.kernel()).orElse(null);
        if (kernel != null && !refusesPercent(op, fault.percent())) {
            world.state.hog(kernel, fault.percent());
            victims.struck(op, kernel, Kernel.NO_CORE, "its neighbours take " + fault.percent()
                    + " percent of the usual time");
        }
    }

    private boolean refusesPercent(Operation op, int percent) {
        boolean refuses = percent < USUAL_PERCENT || percent > MOST_PERCENT;
        if (refuses) {
            operations.refuse(op, Errno.EINVAL, "a kernel takes from " + USUAL_PERCENT + " to " + MOST_PERCENT
                    + " percent of its usual time");
        }
        return refuses;
    }

    /// The interrupt by which a kernel stops its own cores reaches another one, which knows that it did not
    /// send it.
    void foreignStop(Operation op, Fault.ForeignStop fault) {
        victims.running(op, fault.kernel()).ifPresent(kernel -> {
            ledger.log(kernel, "ignoring a stop request that this kernel did not send");
            victims.struck(op, kernel, Kernel.NO_CORE, "another kernel tells all CPUs to stop");
        });
    }

    /// Sets the marker at which only non-maskable interrupts look.
    void armMarker(Operation op, Fault.ArmMarker fault) {
        victims.instance(op, fault.instance()).ifPresent(kernel -> {
            if (kernel.ringed) {
                kernel.haltMarker = true;
                victims.struck(op, kernel, Kernel.NO_CORE, "its force-halt marker is set by a stray write");
            } else {
                operations.refuse(op, Errno.EINVAL, kernel.name + " has no ring, and so no marker beside it");
            }
        });
    }

    /// Decides what the next start makes of its manifest.
    void spoilManifest(Operation op, Fault.SpoilManifest fault) {
        victims.instance(op, fault.instance()).ifPresent(kernel -> {
            kernel.nextManifest = fault.rejected() ? Manifest.REJECTED : Manifest.OTHER_BUILD;
            victims.struck(op, kernel, Kernel.NO_CORE, fault.rejected()
                    ? "its next start finds no valid manifest"
                    : "its next start finds structures of another build");
        });
    }

    /// Somebody inside a kernel turns it off. An instance that reboots is an instance that halts: nobody
    /// starts it again. One that took the machine for its own resets it, and in 2025 nothing kept any of
    /// them from that. The host may go only when it has nobody left.
    void powerOff(Operation op, Fault.PowerOff fault) {
        var kernel = victims.working(op, fault.kernel()).orElse(null);
        if (kernel == null) {
            return;
        }
        var what = fault.reboot() ? "reboots itself" : "powers itself off";
        if (kernel.phase != Phase.UP) {
            operations.refuse(op, Errno.EINVAL, fault.kernel() + " has no user space that could do that");
        } else if (kernel.host()) {
            hostGoes(op, kernel, what);
        } else {
            world.tell(new Happening.FaultInjected(kernel.slot, Kernel.NO_CORE, what));
            operations.finish(op, kernel.name + " " + what);
            if (kernel.manifest == Manifest.REJECTED || !world.scenario.host().generation().parksCores()) {
                end.reset(kernel.name + " takes the machine for its own and " + what);
            } else {
                life.powerOff(kernel);
            }
        }
    }

    private void hostGoes(Operation op, Kernel host, String what) {
        for (var kernel : world.state.lending.instances(host.slot)) {
            if (kernel.status == Status.LOADED || kernel.status == Status.ACTIVE) {
                ledger.log(host, "emergency_restart() BLOCKED: spawn kernel instance(s) active");
                operations.refuse(op, Errno.EBUSY, kernel.name + " is " + kernel.status.word()
                        + "; the host does not go before its instances");
                return;
            }
        }
        victims.struck(op, host, Kernel.NO_CORE, what);
        end.reset("the host " + what);
    }
}
