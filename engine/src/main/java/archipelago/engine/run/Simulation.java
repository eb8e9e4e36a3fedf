package archipelago.engine.run;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Hash64;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command;
import archipelago.engine.command.CommandDigest;
import archipelago.engine.cost.CostModel;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.kerf.Decision;
import archipelago.engine.kerf.Kerf;
import archipelago.engine.message.Asks;
import archipelago.engine.operation.Operations;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.state.Status;
import archipelago.engine.workload.Traffic;
import archipelago.engine.world.World;
import java.util.function.Consumer;

/// A machine that runs: the world and the rules that change it, one event after another. Everything
/// that happens comes from an event or from a command, and each is handed to the one rule that knows it.
@Models(
        value = Subject.HAND_OVER,
        exactly = "when the host is dead its instances go on, and no order is answered",
        notAtAll = {
            "kexec hand-over (KHO) in a kernel's own kexec, for which mk2 leaves it: only October 2025 handed instances"
                    + " over by it",
            "an update without downtime as one command: kmorph lists it and does not have it yet"
        })
@Models(
        value = Subject.TIME,
        exactly = "the order of all events: with one version of the program the same scenario, seed and"
                    + " commands give the same fingerprint on every machine")
public final class Simulation {
    /// The state is folded into the fingerprint every so many events.
    private static final long DIGEST_EVERY = 256;
    /// On a large machine it is folded less often, so that an event takes no longer there: every so many events for
    /// each core and each stream of requests. An event itself is folded at once, on every machine.
    private static final long DIGEST_EVERY_OF_EACH = 4;

    private final World world;
    private final Rules rules;
    private final Operations operations;
    private final Kerf kerf;
    /// A power of two.
    private final long digestEvery;

    private Simulation(World world) {
        this.world = world;
        long most = Math.max(world.machine.coreCount(), world.scenario.traffic().size());
        digestEvery = Math.max(DIGEST_EVERY, Long.highestOneBit(most * DIGEST_EVERY_OF_EACH));
        kerf = new Kerf(world);
        rules = new Rules(world, this::give);
        operations = rules.operations;
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
        rules.series.powerOn();
        rules.traffic.begin();
        rules.work.begin();
        rules.story.begin();
    }

    /// An independent simulation at the same point, to which nobody listens.
    public Simulation copy() {
        return new Simulation(world.copy());
    }

    /// The same, in which the story goes on otherwise: what of it lies before this point is the same.
    public Simulation copy(Scenario other) {
        return new Simulation(world.copy(other));
    }

    /// How much room a copy takes, about.
    public long copyBytes() {
        return world.copyBytes();
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

    /// Whether an event is due at all.
    public boolean goesOn() {
        return world.goesOn();
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

    /// Gives the machine a command at the present instant. Only what is asked of a kernel becomes
    /// part of the fingerprint: a program that asks the same by itself leaves the same trace.
    ///
    /// @return the number of the act
    public int give(Command command, boolean byStory) {
        int act = ++world.state.acts;
        if (!byStory) {
            world.actBegins(act);
        }
        world.tell(new Happening.Requested(act, command, byStory));
        if (command instanceof Command.In in) {
            giveIn(in, act, byStory);
        } else {
            giveToHost(command, act, byStory);
        }
        if (!byStory) {
            world.actIsOver();
        }
        return act;
    }

    private void giveToHost(Command command, int act, boolean byStory) {
        boolean insideAKernel = switch (command) {
            case Command.Fault _, Command.Vsock _, Command.Console.Print _ -> true;
            case Command.MoveService _, Command.Arm _, Command.Setting _ -> true;
            case Command.Dax.Mount _, Command.Dax.Lookup _, Command.Dax.Write _ -> true;
            default -> false;
        };
        if (world.state.ended) {
            operations.turnAway(act, command, Errno.EHOSTDOWN, "the machine has been reset; nothing runs on it");
        } else if (insideAKernel) {
            call(act, command, command, world.state.host(), byStory); // The host is not asked.
        } else if (!world.state.answers(world.state.host())) {
            operations.turnAway(act, command, Errno.EHOSTDOWN, "the host " + (world.state.host().phase == Phase.UP
                    ? "hangs"
                    : "has panicked") + "; nobody answers a system call");
        } else {
            ask(act, command, decide(world.state.host(), command), world.state.host(), byStory);
        }
    }

    /// Gives an order on an instance, whose own kernel it is for.
    private void giveIn(Command.In in, int act, boolean byStory) {
        var host = world.state.named(in.kernel());
        if (world.state.ended) {
            operations.turnAway(act, in, Errno.EHOSTDOWN, "the machine has been reset; nothing runs on it");
        } else if (host == null || host.host() || !ofOneHost(in.order())) {
            operations.turnAway(act, in, host == null ? Errno.ENODEV : Errno.EINVAL, host == null
                    ? "no program runs in " + in.kernel()
                    : "only what kerf or a program asks of its own kernel is asked in an instance");
        } else if (!world.state.answers(host)) {
            operations.turnAway(act, in, Errno.EHOSTDOWN, in.kernel() + (host.phase == Phase.UP
                    ? " hangs"
                    : " is not up") + "; nobody answers a system call there");
        } else {
            ask(act, in, decide(host, in.order()), host, byStory);
        }
    }

    private void ask(int act, Command command, Decision decision, Kernel host, boolean byStory) {
        switch (decision) {
            case Decision.Asks(var call) -> call(act, command, call, host, byStory);
            case Decision.Refuses(var errno, var sentence) -> operations.turnAway(act, command, errno, sentence);
            case Decision.NothingToDo(var sentence) -> operations.turnAway(act, command, Errno.OK, sentence);
        }
    }

    /// Whether a command is for the kernel on which it is given, as a host: an order to the tool, or what a program
    /// does there with its devices.
    private static boolean ofOneHost(Command command) {
        return switch (command) {
            case Command.Console.Print _ -> false;
            case Command.Console _, Command.Dax.Build _, Command.Dax.Free _ -> true;
            default -> Kerf.knows(command);
        };
    }

    private Decision decide(Kernel host, Command command) {
        return command instanceof Command.Console || command instanceof Command.Dax
                ? new Decision.Asks(command)
                : kerf.decide(host, command);
    }

    private void call(int act, Command command, Command call, Kernel host, boolean byStory) {
        if (!byStory) {
            world.state.lastNs = world.state.nowNs;
            world.state.fold(world.state.nowNs);
            world.state.fold(CommandDigest.of(host.host() ? call : new Command.In(host.name, call)));
        }
        rules.begin(operations.open(act, command, call, host, byStory));
    }

    // --- events -------------------------------------------------------------------------------

    /// Handles the next event; there must be one.
    public void step() {
        var event = world.next();
        rules.handle(event);
        if ((world.state.events & digestEvery - 1) == 0) {
            world.state.fold(world.state.digest());
        }
    }
}
