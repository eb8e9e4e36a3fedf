package archipelago.engine.fault;

import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.event.Event;
import archipelago.engine.lifecycle.Life;
import archipelago.engine.lifecycle.MachineEnd;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.Mailboxes;
import archipelago.engine.state.Operation;
import archipelago.engine.world.World;

/// Faults that somebody injects. They are no system calls: an errno here only says why there is nothing to
/// be hit. What a fault does is decided by the rules that it strikes; nothing is prevented that nothing
/// prevents in the real system.
@Models(
        value = Subject.FAULTS,
        exactly = "nothing is prevented that nothing prevents in the real system",
        approximately = "faults come when a person or a story injects them, or by chance when they ask for that")
public final class Faults {
    private final CoreFaults cores;
    private final KernelFaults kernels;
    private final MessageFaults messages;
    private final MemoryFaults memory;
    private final ChanceFaults chances;
    private final Operations operations;

    public Faults(
            World world,
            Operations operations,
            Ledger ledger,
            Mailboxes mailboxes,
            Messages messages,
            Life life,
            MachineEnd end) {
        this.operations = operations;
        var victims = new Victims(world, operations);
        chances = new ChanceFaults(world, operations, this::strike);
        cores = new CoreFaults(world, operations, ledger, mailboxes, life, end, victims);
        kernels = new KernelFaults(world, operations, ledger, life, end, victims);
        this.messages = new MessageFaults(world, operations, messages, victims);
        memory = new MemoryFaults(world, operations, ledger, mailboxes, messages, end, victims);
    }

    /// It is time for something to go wrong by chance.
    public void due(Event.ChanceDue event) {
        chances.due(event);
    }

    /// It goes wrong.
    public void strikes(Event.ChanceStrikes event) {
        chances.strikes(event);
    }

    /// Lets a fault happen for which nobody has asked, so that nobody is answered.
    private void strike(Fault fault) {
        inject(operations.unasked(fault), fault);
    }

    /// Lets a fault happen at the present instant, or notes it for when its moment comes.
    public void inject(Operation op, Command.Fault command) {
        switch (command) {
            case Fault.Panic fault -> cores.panic(op, fault);
            case Fault.Hang fault -> cores.hang(op, fault);
            case Fault.StopCpu fault -> cores.stop(op, fault);
            case Fault.ForeignNmi fault -> cores.foreignNmi(op, fault);
            case Fault.TripleFault fault -> cores.tripleFault(op, fault);
            case Fault.MachineCheck fault -> cores.machineCheck(op, fault);
            case Fault.Slow fault -> kernels.slow(op, fault);
            case Fault.Hog fault -> kernels.hog(op, fault);
            case Fault.ForeignStop fault -> kernels.foreignStop(op, fault);
            case Fault.ArmMarker fault -> kernels.armMarker(op, fault);
            case Fault.SpoilManifest fault -> kernels.spoilManifest(op, fault);
            case Fault.PowerOff fault -> kernels.powerOff(op, fault);
            case Fault.NextMessage fault -> messages.next(op, fault);
            case Fault.Flight fault -> messages.flight(op, fault);
            case Fault.LoseDoorbell fault -> messages.loseDoorbell(op, fault);
            case Fault.CutLink fault -> messages.cut(op, fault);
            case Fault.MendLink fault -> messages.mend(op, fault);
            case Fault.Chaos fault -> chances.begin(op, fault);
            case Fault.Calm _ -> chances.end(op);
            case Fault.WedgeRing fault -> messages.wedge(op, fault);
            case Fault.SpoofDoorbell fault -> messages.spoofDoorbell(op, fault);
            case Fault.SpoofMessage fault -> messages.spoof(op, fault);
            case Fault.RawMessage fault -> messages.raw(op, fault);
            case Fault.StrayWrite fault -> memory.strayWrite(op, fault);
            case Fault.DeviceGone fault -> memory.deviceGone(op, fault);
            case Fault.HostDriver fault -> memory.hostDriver(op, fault);
            case Fault.Fragment fault -> memory.fragment(op, fault);
        }
    }
}
