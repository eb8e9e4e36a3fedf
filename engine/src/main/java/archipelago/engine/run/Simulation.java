package archipelago.engine.run;

import archipelago.engine.base.Defect;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Hash64;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.channel.Consoles;
import archipelago.engine.channel.SharedFiles;
import archipelago.engine.channel.Sockets;
import archipelago.engine.command.Command;
import archipelago.engine.command.CommandDigest;
import archipelago.engine.cost.Cost;
import archipelago.engine.cost.CostModel;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.fault.Faults;
import archipelago.engine.journal.Fact;
import archipelago.engine.kerf.Decision;
import archipelago.engine.kerf.Kerf;
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
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Message;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.state.Status;
import archipelago.engine.story.Story;
import archipelago.engine.takeover.Takeover;
import archipelago.engine.workload.Traffic;
import archipelago.engine.world.World;
import java.util.function.Consumer;

/// A machine that runs: the world and the rules that change it, one event after another. Everything
/// that happens comes from an event or from a command, and there is one `switch` for each of them here.
@Models(
        value = Subject.HAND_OVER,
        exactly = "when the host is dead its instances go on, and no order is answered",
        notAtAll = {
            "kexec hand-over, an instance that takes over from a dead host (kmorph), updates without"
                    + " downtime as one command",
            "an instance that is a host itself and lends what it was lent"
        })
@Models(
        value = Subject.TIME,
        exactly = "the order of all events: with one version of the program the same scenario, seed and"
                    + " commands give the same fingerprint on every machine")
public final class Simulation {
    /// The state is folded into the fingerprint every so many events, a power of two.
    private static final long DIGEST_EVERY = 256;

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Kerf kerf;
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
    private final Traffic traffic;
    private final Consoles consoles;
    private final Sockets sockets;
    private final SharedFiles files;
    private final Faults faults;
    private final Takeover takeover;
    private final Story story;

    private Simulation(World world) {
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
        instances = new InstanceOperations(world, operations, ledger, mailboxes, messages);
        images = new ImageOperations(world, operations, ledger, messages, end);
        kerf = new Kerf(world);
        tree = new TreeWrites(world, operations, ledger, pool, this::make);
        runs = new RunOperations(world, operations, ledger, mailboxes, messages, asks, life);
        traffic = new Traffic(world, operations, messages);
        consoles = new Consoles(world, operations, ledger, messages);
        sockets = new Sockets(world, operations, ledger, messages);
        files = new SharedFiles(world, operations, ledger, life);
        faults = new Faults(world, operations, ledger, mailboxes, messages, life, end);
        takeover = new Takeover(world, operations, ledger, sockets, life);
        story = new Story(world, this::give);
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
            story.somethingChanged();
        });
    }

    /// A machine at its first instant: the host runs on all cores and the story is about to begin.
    ///
    /// @param listener is told every fact, those of the first instant included
    public static Simulation begin(Scenario scenario, CostModel cost, Consumer<Fact> listener) {
        var world = new World(scenario, cost);
        world.tellTo(listener);
        world.state.fold(new Hash64().add(scenario.seed()).add(scenario.machine().coreCount()).value());
        var simulation = new Simulation(world);
        simulation.powerOn();
        return simulation;
    }

    private void powerOn() {
        var host = world.state.addKernel(0, "host");
        host.status = Status.ACTIVE;
        host.phase = Phase.UP;
        host.ringed = true;
        host.bootedOn = 0;
        host.life = 1;
        host.boots = 1;
        for (int core = 0; core < world.machine.coreCount(); core++) {
            host.gain(core);
            host.online.add(core);
            host.enumerated.add(core);
            world.state.cores.place(core, Site.RUNNING, State.HOST);
        }
        traffic.begin();
        story.begin();
    }

    /// An independent simulation at the same point, to which nobody listens.
    public Simulation copy() {
        return new Simulation(world.copy());
    }

    /// Sets who is told the facts from now on.
    public void tellTo(Consumer<Fact> listener) {
        world.tellTo(listener);
    }

    /// Sets who is told the causes of events from now on.
    public void tellCausesTo(World.CauseListener listener) {
        world.tellCausesTo(listener);
    }

    /// For reading only.
    public State state() {
        return world.state;
    }

    public World world() {
        return world;
    }

    /// When the next event is due; [Long#MAX_VALUE] if none is.
    public long nextNs() {
        return world.nextNs();
    }

    /// Lets time pass up to an instant. Does nothing if an event is due before it, or it is over.
    public void waitUntil(long ns) {
        if (ns > world.state.nowNs && ns <= world.nextNs()) {
            world.state.nowNs = ns;
        }
    }

    public long fingerprint() {
        return world.state.fingerprint();
    }

    /// Whether nothing is under way: the story is over, no request is being worked on and no kernel
    /// is between two states. Traffic may go on.
    public boolean settled() {
        if (!world.state.story.over || !world.state.operations().isEmpty()) {
            return false;
        }
        for (int slot = 0; slot < world.state.slots(); slot++) {
            var kernel = world.state.kernel(slot);
            boolean between = kernel != null && kernel.phase != Phase.OFF && kernel.phase != Phase.UP;
            if (between && goesOn(kernel)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the core on which a kernel comes up or goes down gets on with it.
    private boolean goesOn(Kernel kernel) {
        int core = kernel.phase == Phase.PANICKING ? kernel.panicCore : kernel.bootedOn;
        return core != Kernel.NO_CORE && world.state.cores.works(core, kernel.slot);
    }

    /// Whether nothing more will happen by itself: all that may be due are time-outs of what has
    /// been answered long ago.
    public boolean quiet() {
        boolean nobodyWaits = world.state.operations().isEmpty() || world.nextNs() == Long.MAX_VALUE;
        return world.state.pendingWork == 0 && nobodyWaits;
    }

    // --- commands -----------------------------------------------------------------------------

    /// Gives the machine a command at the present instant. Only what is asked of the host kernel becomes
    /// part of the fingerprint: a program that asks the same by itself leaves the same trace.
    ///
    /// @return the number of the act
    public int give(Command command, boolean byStory) {
        int act = operations.request(command, byStory);
        boolean insideAKernel = switch (command) {
            case Command.Fault _, Command.Vsock _, Command.Console.Print _ -> true;
            case Command.MoveService _, Command.Arm _ -> true;
            case Command.Dax.Mount _, Command.Dax.Lookup _, Command.Dax.Write _ -> true;
            default -> false;
        };
        if (world.state.ended) {
            operations.turnAway(act, command, Errno.EHOSTDOWN, "the machine has been reset; nothing runs on it");
        } else if (insideAKernel) {
            call(act, command, command, byStory); // The host is not asked.
        } else if (!world.state.hostAnswers()) {
            operations.turnAway(act, command, Errno.EHOSTDOWN, "the host " + (world.state.host().phase == Phase.UP
                    ? "hangs"
                    : "has panicked") + "; nobody answers a system call");
        } else {
            switch (decide(command)) {
                case Decision.Asks(var call) -> call(act, command, call, byStory);
                case Decision.Refuses(var errno, var sentence) -> operations.turnAway(act, command, errno, sentence);
                case Decision.NothingToDo(var sentence) -> operations.turnAway(act, command, Errno.OK, sentence);
            }
        }
        return act;
    }

    private Decision decide(Command command) {
        return command instanceof Command.Console || command instanceof Command.Dax
                ? new Decision.Asks(command)
                : kerf.decide(command);
    }

    private void call(int act, Command command, Command call, boolean byStory) {
        if (!byStory) {
            world.state.lastNs = world.state.nowNs;
            world.state.fold(world.state.nowNs);
            world.state.fold(CommandDigest.of(call));
        }
        var operation = operations.open(act, command, call, byStory);
        if (byStory) {
            begin(operation);
        } else {
            world.actBegins(act);
            begin(operation);
            world.actIsOver();
        }
    }

    private void begin(Operation op) {
        switch (op.call()) {
            case Command.Call.WriteFile write -> tree.begin(op, write);
            case Command.Call.RemoveDirectory remove -> tree.begin(op, remove);
            default -> work(op);
        }
    }

    private void work(Operation op) {
        switch (op.call()) {
            case Command.Call.WriteFile _, Command.Call.RemoveDirectory _ -> tree.work(op);
            case Command.Call.KexecFileLoad call -> images.work(op, call);
            case Command.Call.Reboot call -> runs.work(op, call);
            case Command.Console call -> consoles.work(op, call);
            case Command.Dax call -> files.work(op, call);
            case Command.Vsock call -> sockets.work(op, call);
            case Command.MoveService call -> traffic.move(op, call);
            case Command.Arm call -> takeover.work(op, call);
            case Command.Fault fault -> faults.inject(op, fault);
            default -> throw new Defect("a call is made by now of every order: " + op.call());
        }
    }

    /// Makes one change of a write to the file tree.
    private void make(Operation op, Change change) {
        switch (change) {
            case Change.EnterPool _ -> enter(op, world.state.pool.exists, Errno.EPERM,
                    "this kernel manages no pool, /resources is not a valid target");
            case Change.EnterInstance(var name) -> enter(op, ledger.instance(name) != null, Errno.ENOENT,
                    "instance '" + name + "' not found");
            case Change.EnterOperation(var name, var operation) -> enter(op, ledger.instance(name) != null, Errno.EINVAL,
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

    /// Handles the next event; there must be one.
    public void step() {
        var event = world.next();
        handle(event);
        if (world.state.events % DIGEST_EVERY == 0) {
            world.state.fold(world.state.digest());
        }
    }

    private void handle(Event event) {
        switch (event) {
            case Event.StoryDue due -> story.due(due);
            case Event.OperationDue due -> operationDue(due);
            case Event.CoreClaims claim -> mailboxes.claims(claim);
            case Event.ClaimOverdue overdue -> mailboxes.overdue(overdue);
            case Event.BootStep step -> life.bootStep(step);
            case Event.SlotFilled filled -> messages.slotFilled(filled);
            case Event.SlotVisible visible -> messages.slotVisible(visible);
            case Event.DoorbellArrives doorbell -> messages.doorbellArrives(doorbell);
            case Event.HandlerTakes takes -> messages.handlerTakes(takes);
            case Event.WorkRuns work -> deferred(work);
            case Event.HotplugDone done -> cpus.done(done);
            case Event.MemoryMoved moved -> memory.moved(moved);
            case Event.DeviceMoved moved -> devices.moved(moved);
            case Event.ConnectExpires expires -> sockets.expires(expires);
            case Event.AskExpires expires -> asks.expires(expires);
            case Event.TrafficDue due -> traffic.due(due);
            case Event.RequestDone done -> traffic.done(done);
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
        if (hostsOwn && !world.state.hostAnswers()) {
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
            case HALTED -> runs.heardHalted((int) work.first());
            case USER_REQUEST -> traffic.asked(kernel, work.fromKernel(), (int) work.first(), work.second());
            case VSOCK_PKT -> sockets.received(kernel, work.fromKernel(), work.first(), work.second());
            case RESOURCE_ACK, SHUTDOWN_ACK, CONSOLE, USER_REPLY, UNKNOWN -> {} // Dealt with in the handler.
        }
    }
}
