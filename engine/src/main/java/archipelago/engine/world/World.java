package archipelago.engine.world;

import archipelago.engine.base.Require;
import archipelago.engine.cost.Cost;
import archipelago.engine.cost.CostModel;
import archipelago.engine.event.Event;
import archipelago.engine.event.EventDigest;
import archipelago.engine.event.Priority;
import archipelago.engine.event.Recurring;
import archipelago.engine.event.TimingWheel;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.CostSetting;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Operation;
import archipelago.engine.state.State;
import java.util.function.Consumer;

/// What every rule works on: the machine, which never changes, and its costs, which only a person changes; the state
/// and the queue of future events, which are the whole of a run; and the place where facts are told. Rules keep
/// nothing of a run anywhere else.
public final class World {
    public final Scenario scenario;
    public final Machine machine;
    /// How long things take now.
    public CostModel cost;
    /// How long they take where nobody has set anything.
    private final CostModel calibrated;
    public final State state;
    public final Recurring recurring = new Recurring();
    private TimingWheel<Event> queue;
    private Consumer<Fact> listener;
    private CauseListener causes;
    /// What causes the events that are scheduled now: an event, or the negative number of an act.
    private long origin;

    /// Who wants to know why events happen.
    public interface CauseListener {
        /// @param cause as in [archipelago.engine.journal.Causes]
        void caused(long event, long cause);
    }

    /// A world at its first instant, with nothing in it but the machine.
    public World(Scenario scenario, CostModel cost) {
        this(
                scenario,
                cost,
                cost,
                new State(scenario.machine().coreCount(), scenario.machine().devices().size()),
                new TimingWheel<>());
    }

    private World(
            Scenario scenario, CostModel cost, CostModel calibrated, State state, TimingWheel<Event> queue) {
        this.scenario = scenario;
        this.machine = scenario.machine();
        this.cost = cost;
        this.calibrated = calibrated;
        this.state = state;
        this.queue = queue;
        listener = fact -> {};
        causes = (event, cause) -> {};
        origin = state.events;
    }

    /// An independent world at the same point. Nobody listens to it yet.
    public World copy() {
        return new World(scenario, cost, calibrated, state.copy(), queue.copy());
    }

    /// The same, in which the story goes on otherwise: what of it lies before this point is the same.
    public World copy(Scenario other) {
        return new World(other, cost, calibrated, state.copy(), queue.copy());
    }

    /// How much room a copy takes, about.
    public long copyBytes() {
        return state.copyBytes() + queue.copyBytes();
    }

    /// Who is told the facts from now on.
    public void tellTo(Consumer<Fact> newListener) {
        listener = newListener;
    }

    /// Who is told the causes of events from now on.
    public void tellCausesTo(CauseListener newListener) {
        causes = newListener;
    }

    /// Makes an act of a person the cause of what is scheduled until [#actIsOver()].
    public void actBegins(int act) {
        origin = -act;
    }

    public void actIsOver() {
        origin = state.events;
    }

    public long now() {
        return state.nowNs;
    }

    /// The kernel that works on an operation: the host, or an instance that is one itself.
    public Kernel host(Operation operation) {
        return state.present(operation.host());
    }

    /// Sets how long something takes from now on. The state remembers it; the model is made of that.
    public void set(Cost entry, long ns) {
        state.costSettings().removeIf(setting -> setting.cost() == entry);
        if (ns != calibrated.ns(entry)) {
            state.costSettings().add(new CostSetting(entry, ns, state.nowNs));
        }
        cost = cost.with(entry, ns);
    }

    /// How long something takes where nobody has set it.
    public long calibratedNs(Cost entry) {
        return calibrated.ns(entry);
    }

    /// What an entry of the cost model comes to on this machine.
    public long costNs(Cost entry) {
        return cost.ns(entry);
    }

    /// What an entry of the cost model comes to when this kernel does it.
    public long costNs(Kernel kernel, Cost entry) {
        return slowedNs(kernel, cost.ns(entry));
    }

    /// How long a kernel takes on its first core for what usually takes so long.
    public long slowedNs(Kernel kernel, long usualNs) {
        return slowedNs(kernel, kernel.bootedOn, usualNs);
    }

    /// How long a core takes for what a kernel usually does in so long: longer if the kernel is slow, and if
    /// another one hogs what the cores of this node share. Of several hogs the worst counts.
    public long slowedNs(Kernel kernel, int core, long usualNs) {
        long ns = kernel.slowed(usualNs);
        if (state.hogs == 0 || core == Kernel.NO_CORE) {
            return ns;
        }
        int percent = Kernel.USUAL_PERCENT;
        for (int other = 0; other < state.cores.count(); other++) {
            int slot = state.cores.siteKernel[other];
            if (slot >= 0 && slot != kernel.slot && machine.node(other) == machine.node(core)
                    && state.cores.works(other, slot)) {
                percent = Math.max(percent, state.present(slot).hogPercent);
            }
        }
        return Math.ceilDiv(Math.multiplyExact(ns, percent), Kernel.USUAL_PERCENT);
    }

    /// Schedules an event; the event in hand, or the act, is its cause. On a machine that has been reset
    /// nothing is due any more.
    public void after(long delayNs, int priority, Event event) {
        if (state.ended) {
            return;
        }
        Require.that(delayNs >= 0, "a delay is not negative", delayNs);
        state.pendingWork += priority == Priority.TIMEOUT ? 0 : 1;
        queue.schedule(Math.addExact(state.nowNs, delayNs), priority, event, origin);
    }

    /// Tells a fact about the present instant.
    public void tell(Happening what) {
        listener.accept(new Fact(state.nowNs, state.events, origin < 0 ? (int) -origin : 0, what));
    }

    /// Forgets everything that was due: there is no machine any more on which it could happen.
    public void forgetEvents() {
        queue = new TimingWheel<>();
        state.pendingWork = 0;
    }

    /// When the next event is due; [Long#MAX_VALUE] if none is.
    public long nextNs() {
        return queue.headTimeNs();
    }

    /// Shows all events that are due, in the order in which they will be handled, and changes nothing.
    public void forEachDue(TimingWheel.Visitor<Event> visitor) {
        queue.forEachInOrder(visitor);
    }

    /// Whether an event is due at all.
    public boolean goesOn() {
        return !queue.isEmpty();
    }

    /// Takes the next event out of the queue and moves to its instant.
    public Event next() {
        var event = queue.pop();
        state.pendingWork -= queue.poppedPriority() == Priority.TIMEOUT ? 0 : 1;
        Require.that(queue.poppedTimeNs() >= state.nowNs, "time does not run back", queue.poppedTimeNs());
        state.nowNs = queue.poppedTimeNs();
        state.lastNs = state.nowNs;
        state.events++;
        origin = state.events;
        causes.caused(state.events, queue.poppedCause());
        state.trail = EventDigest.fold(state.trail, state.nowNs, event);
        return event;
    }
}
