package archipelago.engine.session;

import archipelago.engine.base.Require;
import archipelago.engine.command.Command;
import archipelago.engine.cost.CostModel;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.FrameWriter;
import archipelago.engine.journal.Fact;
import archipelago.engine.run.Simulation;
import archipelago.engine.scenario.Scenario;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The machine of a session at one point of one of its branches, and how that point moves: forward by handling
/// events and repeating known commands; back by restoring a copy and going forward again.
final class Playhead {
    private final SnapshotShelf shelf = new SnapshotShelf();
    private Branch branch;
    private Simulation simulation;
    private int commandsGiven;
    /// How many facts have been told on this branch up to here, forgotten ones included.
    private long told;
    /// Who is told that a branch has come for the first time past another checkpoint.
    private Consumer<Branch> checkpoints = passed -> {};

    /// At the first instant of a branch of which nothing is known yet.
    Playhead(Branch first, Scenario scenario) {
        branch = first;
        simulation = Simulation.begin(scenario, new CostModel(scenario.machine()), this::told);
        simulation.tellCausesTo(this::caused);
        shelf.offer(simulation, commandsGiven, told);
        reached();
    }

    void tellCheckpointsTo(Consumer<Branch> listener) {
        checkpoints = listener;
    }

    /// Facts of a future that is gone through again are known already.
    private void told(Fact fact) {
        Require.that(branch.journal.goesOnFrom(told), "no fact of a branch is missing", told);
        if (told == branch.journal.told()) {
            branch.journal.append(fact);
        }
        told++;
    }

    private void caused(long event, long cause) {
        branch.causes.add(event, cause);
    }

    // --- where it is ----------------------------------------------------------------------------

    Branch branch() {
        return branch;
    }

    Simulation simulation() {
        return simulation;
    }

    int commandsGiven() {
        return commandsGiven;
    }

    /// How many facts of the branch's journal lie before this point.
    int factsTold() {
        return branch.journal.indexOf(told);
    }

    /// How many facts have been told up to here, forgotten ones included.
    long told() {
        return told;
    }

    long events() {
        return simulation.state().events;
    }

    long nowNs() {
        return simulation.state().nowNs;
    }

    Moment moment() {
        return new Moment(branch.number(), commandsGiven, events(), nowNs());
    }

    /// When the next event is due or the next known command was given.
    long nextNs() {
        return commandIsNext() ? branch.command(commandsGiven).atNs() : simulation.nextNs();
    }

    boolean commandIsNext() {
        var next = branch.command(commandsGiven);
        return next != null && next.afterEvents() == events();
    }

    boolean allCommandsGiven() {
        return commandsGiven == branch.commandCount();
    }

    /// Whether the branch has been further than this.
    boolean isPast() {
        return events() < branch.furthestEvents || nowNs() < branch.furthestNs || !allCommandsGiven();
    }

    /// Copies what is now into a frame, but for what only the session knows.
    void write(Frame frame, Scenario scenario) {
        FrameWriter.write(simulation.state(), scenario, frame);
        frame.furthestNs = branch.furthestNs;
        frame.branch = branch.number();
        frame.commands = branch.commandCount();
        frame.given = commandsGiven;
        frame.happened = factsTold();
        frame.journal = branch.journal.view();
        frame.causes = branch.causes.view();
    }

    // --- forward --------------------------------------------------------------------------------

    /// Goes on until an instant, at which no event before it is left unhandled.
    void runUntil(long ns) {
        while (nextNs() <= ns) {
            advance();
        }
        waitUntil(ns);
    }

    /// Lets time pass up to an instant if nothing is due before it.
    void waitUntil(long ns) {
        simulation.waitUntil(ns);
        reached();
    }

    void repeatCommands() {
        while (commandIsNext()) {
            advance();
        }
        reached();
    }

    void stepForward() {
        repeatCommands();
        if (!simulation.quiet()) {
            advance();
        }
        reached();
    }

    void turn() {
        if (nextNs() != Long.MAX_VALUE) {
            advance();
        }
        reached();
    }

    /// Repeats the next known command, or handles the next event, whichever comes first.
    private void advance() {
        if (commandIsNext()) {
            var given = branch.command(commandsGiven++);
            simulation.waitUntil(given.atNs());
            simulation.give(given.command(), false);
        } else {
            simulation.step();
            if (events() > branch.furthestEvents && events() % Session.CHECKPOINT_EVENTS == 0) {
                checkpoints.accept(branch);
            }
            // Only here: a copy behind a command would make it a matter of chance on which side of it one arrives.
            shelf.offer(simulation, commandsGiven, told);
        }
    }

    private void reached() {
        branch.furthestEvents = Math.max(branch.furthestEvents, events());
        branch.furthestNs = Math.max(branch.furthestNs, nowNs());
    }

    /// Forgets the oldest of what is known of this branch, but for the milestones of it, so that about so many facts before
    /// this point are left. Whoever goes back farther is told of it again.
    void forget(int left) {
        int ahead = (int) (branch.journal.told() - told);
        branch.journal.forget(left + ahead);
        branch.causes.forget(Math.max(left, branch.causes.events() - events() + left));
    }

    // --- in either direction --------------------------------------------------------------------

    void seek(long ns) {
        approach(ns);
        runUntil(Math.max(0, ns));
    }

    /// Goes to the last point that can be reached at once from which an instant lies ahead.
    void approach(long ns) {
        long target = Math.max(0, ns);
        restoreNear(Long.MAX_VALUE, target, target < nowNs());
    }

    void seekEvents(long events) {
        long target = Math.max(0, events);
        restoreNear(target, Long.MAX_VALUE, target < events());
        while (events() < target && (simulation.goesOn() || commandIsNext())) {
            advance();
        }
        reached();
    }

    /// Goes to the last copy before a point. On the way forward that is worth it only if the copy lies ahead.
    private void restoreNear(long events, long ns, boolean back) {
        var snapshot = shelf.before(events, Integer.MAX_VALUE, ns);
        if (back || snapshot.events() > events()) {
            restore(snapshot);
        }
    }

    private void restore(SnapshotShelf.Snapshot snapshot) {
        hold(snapshot.simulation().copy(branch.scenario()));
        commandsGiven = snapshot.commands();
        told = snapshot.facts();
        if (!branch.journal.goesOnFrom(told)) {
            branch.journal.jump(told);
        }
        if (!branch.causes.goOnFrom(events())) {
            branch.causes.jump(events());
        }
    }

    private void hold(Simulation copy) {
        simulation = copy;
        simulation.tellTo(this::told);
        simulation.tellCausesTo(this::caused);
    }

    /// Goes to where so many commands of a branch had been given and so many events handled.
    ///
    /// @param patience asked before each turn whether to go on; if not, it stays where it has come to
    /// @return whether it is there
    boolean enterAfter(Branch other, int commands, long events, BooleanSupplier patience) {
        enterAt(other, commands, events);
        while ((commandsGiven < commands || events() < events) && nextNs() != Long.MAX_VALUE) {
            if (!patience.getAsBoolean()) {
                reached();
                return false;
            }
            boolean oneTooMany = commandIsNext() && commandsGiven >= commands;
            Require.that(!oneTooMany, "no further command lies before the point", commandsGiven);
            advance();
        }
        reached();
        return true;
    }

    /// Goes to the last copy on a branch that is not past a point.
    void enterAt(Branch other, int commands, long events) {
        if (branch != other) {
            branch = other;
            shelf.dropAfter(0, 0);
        }
        restore(shelf.before(events, commands, Long.MAX_VALUE));
    }

    // --- acting ---------------------------------------------------------------------------------

    /// Goes on from here on a branch that has just left the present one.
    void takeTo(Branch fork) {
        shelf.dropAfter(events(), commandsGiven);
        branch = fork;
        if (simulation.world().scenario != fork.scenario()) {
            hold(simulation.copy(fork.scenario()));
        }
    }

    /// Gives a new command at the end of the branch.
    ///
    /// @return the number of the act
    int give(Command command) {
        commandsGiven++;
        Require.that(allCommandsGiven(), "a command is given at the end of its branch");
        int act = simulation.give(command, false);
        reached();
        return act;
    }
}
