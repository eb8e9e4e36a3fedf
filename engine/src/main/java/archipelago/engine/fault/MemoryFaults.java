package archipelago.engine.fault;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.command.Command.Fault.Disturbance;
import archipelago.engine.journal.Happening;
import archipelago.engine.lifecycle.MachineEnd;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.Mailboxes;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Fragmentation;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Ring;
import archipelago.engine.state.State;
import archipelago.engine.world.World;

/// Faults that strike memory and devices. There is no second level of page tables: a kernel can write
/// wherever it has a pointer to.
@Models(
        value = Subject.FAULTS,
        exactly = "any kernel can write to any memory",
        approximately = "what a stray write hits is one of four kinds of memory: a ring, data, code, the park"
                    + " page",
        notAtAll = "DMA, machine-specific registers and ports that one kernel uses against another")
final class MemoryFaults {
    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final MachineEnd end;
    private final Victims victims;

    MemoryFaults(
            World world,
            Operations operations,
            Ledger ledger,
            Mailboxes mailboxes,
            Messages messages,
            MachineEnd end,
            Victims victims) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.end = end;
        this.victims = victims;
    }

    // --- stray writes ---------------------------------------------------------------------------

    /// Lets a kernel write where it should not. Memory that nobody uses yet takes no harm.
    void strayWrite(Operation op, Fault.StrayWrite fault) {
        var from = victims.working(op, fault.from()).orElse(null);
        var victim = from == null ? null : victims.kernel(op, fault.victim()).orElse(null);
        if (victim == null) {
            return;
        }
        var writer = "a stray write of " + from.name;
        switch (fault.spot()) {
            case RING -> intoRing(op, from, victim, writer);
            case PARK -> intoPark(op, victim, writer);
            case DATA -> {
                struck(op, victim, writer + " hits its memory");
                end.dataOverwritten(victim, writer);
            }
            case CODE -> {
                struck(op, victim, writer + " hits its code");
                if (world.state.executed(victim.slot)) {
                    end.codeOverwritten(victim, writer);
                }
            }
        }
    }

    private void struck(Operation op, Kernel victim, String what) {
        victims.struck(op, victim, Kernel.NO_CORE, what);
    }

    /// Spoils every message that waits in a ring. An empty ring gets a head that is one too far: a slot that
    /// looks claimed, which nobody is going to publish.
    private void intoRing(Operation op, Kernel from, Kernel victim, String writer) {
        if (!victim.ringed || victim.ghost) {
            operations.refuse(op, Errno.ENODEV, victim.name + " has no ring");
            return;
        }
        struck(op, victim, writer + " hits its ring");
        var ring = victim.ring;
        if (ring.pending() == 0 && victim.bootCore() != Kernel.NO_CORE) {
            messages.tampering().wedge(from, world.state.workingCore(from), victim);
            return;
        }
        for (int slot = ring.tail(); slot != ring.head(); slot = (slot + 1) % Ring.SLOTS) {
            if (ring.published(slot)) {
                messages.tampering().disturb(victim, slot, Disturbance.LOSE, 0);
            }
        }
    }

    /// The page on which cores park is code: those that are there fault and halt, and so will those that come.
    /// The page is written once, when the instance starts for the first time, and never again.
    private void intoPark(Operation op, Kernel victim, String writer) {
        boolean there = victim.host() ? world.state.pool.hasPark() : victim.controlled;
        if (!there) {
            operations.refuse(op, Errno.EINVAL, victim.name + " has no park loop yet");
            return;
        }
        struck(op, victim, writer + " hits " + (victim.host() ? "the park loop of the pool" : "its park page"));
        (victim.host() ? victim.pool.mailbox : victim.mailbox).broken = true;
        int mailbox = victim.host() ? CoreTable.POOL : victim.slot;
        for (int core = 0; core < world.state.cores.count(); core++) {
            if (world.state.cores.parkedOn(core, mailbox)) {
                mailboxes.faultWhileParked(core);
            }
        }
    }

    // --- memory and devices ---------------------------------------------------------------------

    /// Breaks the free memory of a node into pieces, for the next time that the pool wants to grow.
    void fragment(Operation op, Fault.Fragment fault) {
        if (fault.node() < 0 || fault.node() >= world.machine.nodes().size()) {
            operations.refuse(op, Errno.ENODEV, "this machine has no node with the index " + fault.node());
        } else if (fault.bytes() < 0) {
            operations.refuse(op, Errno.EINVAL, "a run of pages is not negative");
        } else {
            world.state.fragment(new Fragmentation(fault.node(), fault.bytes()));
            struck(op, world.state.host(), "the free memory of node "
                    + world.machine.nodes().get(fault.node()).number() + " is fragmented");
        }
    }

    /// Takes a PCI function off its bus. The books do not notice; whoever drives it reads nothing but ones.
    void deviceGone(Operation op, Fault.DeviceGone fault) {
        int device = ledger.device(fault.device());
        if (device < 0 || world.state.deviceGone[device]) {
            operations.refuse(op, Errno.ENODEV, "there is no PCI device " + fault.device());
            return;
        }
        world.state.deviceGone[device] = true;
        var id = world.machine.devices().get(device).pciId();
        int owner = world.state.deviceOwner[device];
        var driver = world.state.present(CoreTable.keeper(owner));
        if (owner >= 0 && driver.phase.alive()) {
            ledger.log(driver, "pci " + id + ": device not responding, driver gives up");
        }
        world.tell(new Happening.FaultInjected(driver.slot, Kernel.NO_CORE, "PCI device " + id + " is gone"));
        operations.finish(op, "PCI device " + id + " is gone");
    }

    /// Binds a driver of the host to a function that is not the host's, or unbinds it. Nothing prevents that.
    void hostDriver(Operation op, Fault.HostDriver fault) {
        int device = ledger.device(fault.device());
        if (device < 0 || world.state.deviceGone[device]) {
            operations.refuse(op, Errno.ENODEV, "there is no PCI device " + fault.device());
        } else if (world.state.deviceOwner[device] == State.HOST || world.state.hostDriver[device] == fault.bound()) {
            operations.refuse(op, Errno.EINVAL, "PCI device " + fault.device() + " has "
                    + (fault.bound() ? "a driver of the host already" : "no driver that is not its own"));
        } else {
            world.state.hostDriver[device] = fault.bound();
            struck(op, world.state.host(), "a driver of the host is " + (fault.bound() ? "bound to" : "unbound from")
                    + " PCI device " + world.machine.devices().get(device).pciId());
        }
    }
}
