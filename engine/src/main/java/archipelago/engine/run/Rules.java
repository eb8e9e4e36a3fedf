package archipelago.engine.run;

import archipelago.engine.base.Defect;
import archipelago.engine.base.Errno;
import archipelago.engine.channel.Consoles;
import archipelago.engine.channel.SharedFiles;
import archipelago.engine.channel.Sockets;
import archipelago.engine.command.Command;
import archipelago.engine.cost.Cost;
import archipelago.engine.early.CpuSwitch;
import archipelago.engine.early.DescribedInstances;
import archipelago.engine.early.ImageList;
import archipelago.engine.early.KernelStart;
import archipelago.engine.early.Series;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.fault.Faults;
import archipelago.engine.kernfs.TreeWrites;
import archipelago.engine.lifecycle.ImageOperations;
import archipelago.engine.lifecycle.InstanceOperations;
import archipelago.engine.lifecycle.Life;
import archipelago.engine.lifecycle.MachineEnd;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.message.Asks;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.overlay.Change;
import archipelago.engine.pool.CpuHotplug;
import archipelago.engine.pool.DeviceHotplug;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.Mailboxes;
import archipelago.engine.pool.MemoryHotplug;
import archipelago.engine.pool.PoolOperations;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Message;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.story.Story;
import archipelago.engine.takeover.Takeover;
import archipelago.engine.workload.Settings;
import archipelago.engine.workload.Traffic;
import archipelago.engine.workload.Work;
import archipelago.engine.world.World;

/// The rules that change a world, and who of them is asked for what: one `switch` for the calls of the host
/// kernel, one for the changes of a write to its files, one for events, one for messages.
public final class Rules {
    private final World world;
    final Operations operations;
    private final Ledger ledger;
    private final TreeWrites tree;
    private final PoolOperations pool;
    private final CpuHotplug cpus;
    private final MemoryHotplug memory;
    private final DeviceHotplug devices;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Asks asks;
    private final InstanceOperations instances;
    private final ImageOperations images;
    private final RunOperations runs;
    private final Life life;
    private final MachineEnd end;
    final Traffic traffic;
    private final Settings settings;
    final Work work;
    private final Consoles consoles;
    private final Sockets sockets;
    private final SharedFiles files;
    private final Faults faults;
    private final Takeover takeover;
    private final DescribedInstances described;
    final Series series;
    final Story story;

    /// @param door how the story gives a command
    Rules(World world, Story.CommandDoor door) {
        this.world = world;
        operations = new Operations(world);
        ledger = new Ledger(world);
        mailboxes = new Mailboxes(world, operations);
        messages = new Messages(world);
        asks = new Asks(world, operations);
        pool = new PoolOperations(world, operations, ledger, mailboxes);
        cpus = new CpuHotplug(world, operations, ledger, mailboxes, messages, asks);
        life = new Life(world, operations, ledger, mailboxes, messages);
        end = new MachineEnd(world, operations, ledger, messages, life);
        memory = new MemoryHotplug(world, operations, ledger, messages, asks);
        devices = new DeviceHotplug(world, operations, ledger, messages, asks);
        instances = new InstanceOperations(world, operations, ledger, mailboxes, messages, life);
        images = new ImageOperations(world, operations, ledger, messages, end);
        tree = new TreeWrites(world, operations, ledger, pool, this::make);
        runs = new RunOperations(world, operations, ledger, mailboxes, messages, asks, life);
        traffic = new Traffic(world, operations, messages);
        settings = new Settings(world, operations, traffic);
        work = new Work(world);
        consoles = new Consoles(world, operations, ledger, messages);
        sockets = new Sockets(world, operations, ledger, messages);
        files = new SharedFiles(world, operations, ledger, life);
        faults = new Faults(world, operations, ledger, mailboxes, messages, life, end);
        takeover = new Takeover(world, operations, ledger, sockets, life);
        var switches = new CpuSwitch(world, operations, ledger, life);
        described = new DescribedInstances(world, operations, ledger, messages, switches);
        series = new Series(
                world,
                operations,
                messages,
                images,
                new ImageList(world, operations, ledger, end),
                new KernelStart(world, operations, ledger, switches, life, end),
                described,
                switches);
        story = new Story(world, door);
        messages.tellLosses(traffic::overwritten);
        messages.deliverTo(this::taken);
        mailboxes.startWith(life::started);
        operations.tellTo(story::answered);
        operations.planWith(tree);
        ledger.tellTo(story::somethingChanged);
        ledger.logTo(consoles::logged);
        sockets.tellTo(takeover::answered);
        life.tellTo(kernel -> {
            consoles.phaseChanged(kernel);
            sockets.phaseChanged(kernel);
            files.phaseChanged(kernel);
            traffic.phaseChanged();
            work.phaseChanged(kernel);
            story.somethingChanged();
        });
    }

    // --- calls --------------------------------------------------------------------------------

    /// Begins to work on a call.
    void begin(Operation op) {
        if (series.works(op)) {
            return;
        }
        switch (op.call()) {
            case Command.Call.WriteFile write -> tree.begin(op, write);
            case Command.Call.RemoveDirectory remove -> tree.begin(op, remove);
            default -> asked(op);
        }
    }

    private void work(Operation op) {
        if (!series.works(op)) {
            asked(op);
        }
    }

    private void asked(Operation op) {
        switch (op.call()) {
            case Command.Call.WriteFile _, Command.Call.RemoveDirectory _ -> tree.work(op);
            case Command.Call.KexecFileLoad call -> images.work(op, call);
            case Command.Call.Reboot call -> runs.work(op, call);
            case Command.Console call -> consoles.work(op, call);
            case Command.Dax call -> files.work(op, call);
            case Command.Vsock call -> sockets.work(op, call);
            case Command.MoveService call -> traffic.move(op, call);
            case Command.Arm call -> takeover.work(op, call);
            case Command.Setting.SkipWait() -> skipWait(op);
            case Command.Setting call -> settings.work(op, call);
            case Command.Fault fault -> faults.inject(op, fault);
            default -> throw new Defect("a call is made by now of every order: " + op.call());
        }
    }

    private void skipWait(Operation op) {
        var awaited = story.awaited();
        if (awaited.isEmpty()) {
            operations.refuse(op, Errno.EINVAL, "the story waits for no kernel");
        } else {
            operations.finish(op, "the story goes on without " + awaited);
            story.skipWait();
        }
    }

    /// Makes one change of a write to the file tree.
    private void make(Operation op, Change change) {
        switch (change) {
            case Change.EnterPool _ -> enter(op, world.host(op).pool.exists, Errno.EPERM,
                    "this kernel manages no pool, /resources is not a valid target");
            case Change.EnterInstance(var name) -> enter(
                    op, ledger.instance(world.host(op), name) != null, Errno.ENOENT,
                    "instance '" + name + "' not found");
            case Change.EnterOperation(var name, var operation) -> enter(
                    op, ledger.instance(world.host(op), name) != null, Errno.EINVAL,
                    operation + " instance '" + name + "' not found");
            case Change.PoolMemoryClaim c -> pool.claim(op, c);
            case Change.PoolMemoryAdd c -> pool.grow(op, c);
            case Change.PoolMemoryRemove c -> pool.shrink(op, c);
            case Change.PoolCpuAdd c -> pool.takeCpu(op, c);
            case Change.PoolCpuRemove c -> pool.returnCpu(op, c);
            case Change.PoolDeviceAdd c -> devices.take(op, c);
            case Change.PoolDeviceRemove c -> devices.giveBack(op, c);
            case Change.LlcWays c -> instances.checkWays(op, c);
            case Change.InstanceCreate c -> instances.create(op, c);
            case Change.InstanceDescribed c -> described.make(op, c);
            case Change.InstanceRemove(var name) -> instances.remove(op, name, false);
            case Change.InstanceUncreate(var name) -> instances.remove(op, name, true);
            case Change.CpuAdd c -> cpus.add(op, c);
            case Change.CpuRemove c -> cpus.remove(op, c);
            case Change.MemoryAdd c -> memory.add(op, c);
            case Change.MemoryRemove c -> memory.remove(op, c);
            case Change.DeviceAdd c -> devices.add(op, c);
            case Change.DeviceRemove c -> devices.remove(op, c);
            case Change.Rejected(var errno, var why) -> operations.refuse(op, errno, why);
            case Change.NotUndone(var why) -> operations.finish(op, why);
        }
    }

    private void enter(Operation op, boolean there, Errno errno, String why) {
        if (there) {
            operations.finish(op, "");
        } else {
            operations.refuse(op, errno, why);
        }
    }

    // --- events -------------------------------------------------------------------------------

    void handle(Event event) {
        switch (event) {
            // The kinds that there are most of come first: they are looked for in this order.
            case Event.SlotFilled filled -> messages.slotFilled(filled);
            case Event.DoorbellArrives doorbell -> messages.doorbellArrives(doorbell);
            case Event.HandlerTakes takes -> messages.handlerTakes(takes);
            case Event.WorkRuns work -> deferred(work);
            case Event.TrafficDue due -> traffic.due(due);
            case Event.RequestDone done -> traffic.done(done);
            case Event.TaskDue due -> work.due(due);
            case Event.NoteVisible visible -> work.visible(visible);
            case Event.FlushArrives flush -> work.arrives(flush);
            case Event.TaskWakes wakes -> work.wakes(wakes);
            case Event.ChanceDue due -> faults.due(due);
            case Event.ChanceStrikes strikes -> faults.strikes(strikes);
            case Event.StoryDue due -> story.due(due);
            case Event.OperationDue due -> operationDue(due);
            case Event.CoreClaims claim -> mailboxes.claims(claim);
            case Event.ClaimOverdue overdue -> mailboxes.overdue(overdue);
            case Event.BootStep step -> life.bootStep(step);
            case Event.SlotVisible visible -> messages.tampering().slotVisible(visible);
            case Event.HotplugDone done -> cpus.done(done);
            case Event.MemoryMoved moved -> memory.moved(moved);
            case Event.DeviceMoved moved -> devices.moved(moved);
            case Event.ConnectExpires expires -> sockets.expires(expires);
            case Event.AskExpires expires -> asks.expires(expires);
            case Event.ProbeDue due -> takeover.probeDue(due);
            case Event.CoreFenced fenced -> takeover.coreFenced(fenced);
            case Event.FenceChecked checked -> takeover.fenceChecked(checked);
            case Event.Adopted adopted -> takeover.adopted(adopted);
            case Event.CoreStops stops -> life.coreStops(stops);
            case Event.PanicOver over -> life.panicOver(over);
            case Event.PowerOffOver over -> life.powerOffOver(over);
        }
    }

    private void operationDue(Event.OperationDue due) {
        var operation = world.state.operation(due.call());
        boolean hostsOwn = operation != null && !(operation.call() instanceof Command.Vsock);
        if (hostsOwn && !world.state.answers(world.host(operation))) {
            return; // A host that panics or hangs does nothing for anybody any more.
        }
        if (operation != null && operation.stage() == due.stage()) {
            work(operation);
        }
    }

    /// A kernel's interrupt handler has taken a message. ACKs and answers are dealt with at once;
    /// everything else is deferred, since a handler must not wait.
    private void taken(Kernel kernel, int core, Message message) {
        switch (message.kind()) {
            case RESOURCE_ACK, SHUTDOWN_ACK -> asks.answered(
                    kernel,
                    MessageKind.of(message.operation()),
                    message.first(),
                    Errno.values()[(int) message.second()]);
            case USER_REPLY -> traffic.answered(message);
            case CONSOLE -> consoles.taken(kernel, message);
            case UNKNOWN -> {} // Nobody has a handler for it: consumed without a word.
            case CPU_ADD,
                MEM_ADD,
                MEM_REMOVE,
                DEVICE_ADD,
                DEVICE_REMOVE,
                CPU_REMOVE,
                SHUTDOWN,
                HALTED,
                VSOCK_PKT,
                USER_REQUEST -> world.after(
                    world.costNs(kernel, Cost.WORK_ITEM),
                    Priority.KERNEL,
                    new Event.WorkRuns(
                            kernel.slot,
                            kernel.life,
                            message.kind(),
                            message.fromKernel(),
                            message.operation(),
                            message.first(),
                            message.second()));
        }
    }

    /// A work item runs on the core whose handler has put it there, which is the kernel's first: if that one
    /// hangs, it never runs.
    private void deferred(Event.WorkRuns work) {
        var kernel = world.state.living(work.kernel(), work.life());
        if (kernel == null || !kernel.phase.alive() || !world.state.cores.works(kernel.bootedOn, kernel.slot)) {
            return;
        }
        switch (work.kind()) {
            case CPU_ADD, CPU_REMOVE -> cpus.asked(kernel, work.kind(), work.first());
            case MEM_ADD, MEM_REMOVE -> memory.asked(kernel, work.kind(), work.first(), work.second());
            case DEVICE_ADD, DEVICE_REMOVE -> devices.asked(kernel, work.kind(), work.first());
            case SHUTDOWN -> life.askedToShutDown(kernel);
            case HALTED -> runs.heardHalted(kernel, (int) work.first());
            case USER_REQUEST -> traffic.asked(kernel, work.fromKernel(), (int) work.first(), work.second());
            case VSOCK_PKT -> sockets.received(kernel, work.fromKernel(), work.first(), work.second());
            case RESOURCE_ACK, SHUTDOWN_ACK, CONSOLE, USER_REPLY, UNKNOWN -> {} // Dealt with in the handler.
        }
    }
}
