package archipelago.engine.session;

import archipelago.engine.base.Require;
import archipelago.engine.command.Command;
import archipelago.engine.cost.CostModel;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.FrameWriter;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Journal;
import archipelago.engine.run.Simulation;
import archipelago.engine.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One machine and all the futures that a person has given it. A session goes forward, stands still,
/// or goes to any earlier point; a command given there opens a branch, and the old future is kept.
/// Going back means restoring a snapshot and going forward again; nothing is ever undone.
///
/// Everything that one can learn of a session depends on the scenario and on the commands alone:
/// not on when or how often somebody looked, and not on the way by which a point was reached.
public final class Session {
    /// How many events lie between two points that are recorded for comparison.
    public static final long CHECKPOINT_EVENTS = 65_536;

    private final Scenario scenario;
    private final List<Branch> branches = new ArrayList<>();
    private final SnapshotShelf shelf = new SnapshotShelf();
    private final Bookmarks bookmarks = new Bookmarks();
    private Recorder recorder = Recorder.NONE;
    private Branch branch = new Branch();
    private Simulation simulation;
    private int commandsGiven;
    private int factsTold;

    public Session(Scenario scenario) {
        this.scenario = scenario;
        branches.add(branch);
        simulation = Simulation.begin(scenario, new CostModel(scenario.machine()), this::told);
        simulation.tellCausesTo(this::caused);
        shelf.offer(simulation, commandsGiven, factsTold);
        reached();
    }

    /// Takes up a saved session: all its branches are there, and the last one that was acted on is
    /// the present one, at its start.
    public static Session resume(SavedSession saved) {
        var session = new Session(saved.source().scenario());
        int factsAtStart = session.factsTold;
        int last = 0;
        for (var deed : saved.deeds()) {
            switch (deed) {
                case SavedSession.Deed.Forked forked -> {
                    session.branches.add(session.branches.get(forked.from()).saved(forked, factsAtStart));
                    last = forked.branch();
                }
                case SavedSession.Deed.Gave gave -> {
                    session.branches.get(gave.branch()).saved(gave.given());
                    last = gave.branch();
                }
                case SavedSession.Deed.Saw _, SavedSession.Deed.Sealed _ -> {}
                case SavedSession.Deed.Named(int branch, var name) -> session.branches.get(branch).name = name;
                case SavedSession.Deed.Marked(var bookmark) -> session.bookmarks.keep(bookmark);
                case SavedSession.Deed.Forgot(var name) -> session.bookmarks.forget(name);
            }
        }
        session.branch = session.branches.get(last);
        session.shelf.dropAfter(0, 0);
        session.restore(session.shelf.before(0, 0, Long.MAX_VALUE));
        return session;
    }

    /// Sets who is told from now on what a person does.
    public void recordTo(Recorder newRecorder) {
        recorder = newRecorder;
    }

    /// Facts of a future that is gone through again are known already.
    private void told(Fact fact) {
        Require.that(factsTold <= branch.journal.size(), "no fact of a branch is missing", factsTold);
        if (factsTold == branch.journal.size()) {
            branch.journal.append(fact);
        }
        factsTold++;
    }

    private void caused(long event, long cause) {
        branch.causes.add(event, cause);
    }

    /// A session of its own that has only one of the futures of this one, as its branch 0, and stands at
    /// its start. What is done there does not reach this session.
    public Session alone(int number) {
        Require.that(number >= 0 && number < branches.size(), "a branch that exists", number);
        var other = new Session(scenario);
        branches.get(number).commands().forEach(other.branch::saved);
        return other;
    }

    /// A session of its own that has one of the futures of this one without one of its commands, as its branch 0, and
    /// stands at the last of the others, or where that command would have been given, if that is later. The other
    /// commands are given at the same instants.
    ///
    /// @param index counts the branch's commands from 0
    public Session without(int number, int index) {
        var commands = branches.get(number).commands();
        Require.that(index >= 0 && index < commands.size(), "a command that was given", index);
        var other = new Session(scenario);
        commands.subList(0, index).forEach(other.branch::saved);
        other.enterAfter(Branch.FIRST, index, commands.get(index).afterEvents());
        other.simulation.waitUntil(commands.get(index).atNs());
        for (var given : commands.subList(index + 1, commands.size())) {
            other.runUntil(given.atNs());
            other.give(given.command());
        }
        return other;
    }

    /// A session of its own with all futures of this one, at its start. What is done there does not
    /// reach this session.
    public Session futures() {
        var other = new Session(scenario);
        var start = other.branch.journal;
        other.branches.clear();
        branches.forEach(b -> other.branches.add(b.untold(start.prefix(other.factsTold))));
        other.branch = other.branches.get(branch.number());
        return other;
    }

    // --- what there is --------------------------------------------------------------------------

    public Scenario scenario() {
        return scenario;
    }

    /// The machine as it is now; for reading only.
    public Simulation simulation() {
        return simulation;
    }

    public long nowNs() {
        return simulation.state().nowNs;
    }

    public long events() {
        return simulation.state().events;
    }

    public long fingerprint() {
        return simulation.fingerprint();
    }

    public Branch branch() {
        return branch;
    }

    public List<Branch> branches() {
        return List.copyOf(branches);
    }

    /// How many facts of the branch's journal lie before now; the others are known future.
    public int factsTold() {
        return factsTold;
    }

    public Journal journal() {
        return branch.journal;
    }

    /// The numbers of the acts that a person has given up to now, in order.
    public List<Integer> acts() {
        return branch.journal.acts(factsTold);
    }

    /// What happened last: the number of an event, or the negative number of an act that was given after it; 0 at the
    /// start.
    public long lastOrigin() {
        var last = commandsGiven == 0 ? null : branch.command(commandsGiven - 1);
        return last != null && last.afterEvents() == events() ? -lastAct() : events();
    }

    /// The act that was given last; there is one.
    private int lastAct() {
        int i = factsTold - 1;
        while (branch.journal.get(i).act() == 0) {
            i--;
        }
        return branch.journal.get(i).act();
    }

    /// The same with those that lie ahead and are known.
    public List<Integer> knownActs() {
        return branch.journal.acts(branch.journal.size());
    }

    /// Why each known event of this branch happens; for reading only.
    public Causes causes() {
        return branch.causes;
    }

    /// How far this branch has been computed.
    public long furthestNs() {
        return branch.furthestNs;
    }

    /// Copies what is now into a frame; what only a player knows is left as it is.
    public void write(Frame frame) {
        FrameWriter.write(simulation.state(), scenario, frame);
        frame.furthestNs = branch.furthestNs;
        frame.branch = branch.number();
        frame.commands = branch.commandCount();
        frame.given = commandsGiven;
        var views = branches.stream().map(Branch::view).toList();
        if (!views.equals(frame.branches)) {
            frame.branches = views;
        }
        var marks = bookmarks.all().stream().map(Bookmark::view).toList();
        if (!marks.equals(frame.bookmarks)) {
            frame.bookmarks = marks;
        }
        frame.lastOrigin = lastOrigin();
        frame.happened = factsTold;
        frame.journal = branch.journal.view();
        frame.finished = atEnd();
    }

    // --- forward --------------------------------------------------------------------------------

    /// Goes on until an instant, at which no event before it is left unhandled.
    public void runUntil(long ns) {
        while (nextNs() <= ns) {
            advance();
        }
        simulation.waitUntil(ns);
        reached();
    }

    /// When the next event is due or the next known command was given.
    public long nextNs() {
        var next = branch.command(commandsGiven);
        return next != null && next.afterEvents() == events() ? next.atNs() : simulation.nextNs();
    }

    /// Handles one event, after the known commands that lie before it. Does nothing at the end.
    public void stepForward() {
        repeatCommands();
        if (!simulation.quiet()) {
            advance();
        }
        reached();
    }

    /// Repeats the next known command, or handles the next event, whichever comes first; between the two
    /// there is nothing that could be told apart. Does nothing where nothing is left.
    public void turn() {
        if (nextNs() != Long.MAX_VALUE) {
            advance();
        }
        reached();
    }

    /// The known command that comes before the next event, if there is one.
    public Optional<Given> nextCommand() {
        return commandIsNext() ? Optional.of(branch.command(commandsGiven)) : Optional.empty();
    }

    /// Gives again all known commands that were given before the next event.
    public void repeatCommands() {
        while (commandIsNext()) {
            advance();
        }
        reached();
    }

    /// Whether nothing is left to happen.
    public boolean atEnd() {
        return allCommandsGiven() && simulation.quiet();
    }

    /// Whether the story is over and nothing is under way, though traffic may go on for ever.
    public boolean over() {
        return atEnd() || simulation.settled() && allCommandsGiven();
    }

    /// Whether all commands of this branch lie before now.
    public boolean allCommandsGiven() {
        return commandsGiven == branch.commandCount();
    }

    private boolean commandIsNext() {
        var next = branch.command(commandsGiven);
        return next != null && next.afterEvents() == events();
    }

    /// Repeats the next known command, or handles the next event, whichever comes first.
    private void advance() {
        if (commandIsNext()) {
            var given = branch.command(commandsGiven++);
            simulation.waitUntil(given.atNs());
            simulation.give(given.command(), false);
        } else {
            simulation.step();
            if (events() > branch.furthestEvents && events() % CHECKPOINT_EVENTS == 0) {
                recorder.passed(branch);
            }
            // Only here: a copy behind a command would make it a matter of chance on which side of it one arrives.
            shelf.offer(simulation, commandsGiven, factsTold);
        }
    }

    private void reached() {
        branch.furthestEvents = Math.max(branch.furthestEvents, events());
        branch.furthestNs = Math.max(branch.furthestNs, nowNs());
    }

    // --- names ----------------------------------------------------------------------------------

    /// Where the session stands.
    public Moment moment() {
        return new Moment(branch.number(), commandsGiven, events(), nowNs());
    }

    /// Goes to a moment, on whatever branch it lies.
    public void goTo(Moment moment) {
        enterAfter(moment.branch(), moment.commands(), moment.events());
        simulation.waitUntil(moment.atNs());
        reached();
    }

    /// Gives a branch a name; an empty one takes the name away.
    public void name(int number, String name) {
        Require.that(number >= 0 && number < branches.size(), "a branch that exists", number);
        branches.get(number).name = name;
        recorder.named(branches.get(number));
    }

    /// Gives the present moment a name. A bookmark of this name that was there is replaced.
    ///
    /// @param note what somebody has to say about it; may be empty
    public void mark(String name, String note) {
        Require.that(!name.isBlank(), "a bookmark has a name");
        var bookmark = new Bookmark(name, moment(), note);
        bookmarks.keep(bookmark);
        recorder.marked(bookmark);
    }

    /// Gives a bookmark another name and another note; it stays at its moment. Another one that has the new name is
    /// replaced.
    public void rename(String name, String newName, String note) {
        Require.that(!newName.isBlank(), "a bookmark has a name");
        var known = bookmarks.named(name);
        Require.that(known.isPresent(), "a bookmark that there is", name);
        if (!newName.equals(name)) {
            forget(name);
        }
        var bookmark = new Bookmark(newName, known.get().moment(), note);
        bookmarks.keep(bookmark);
        recorder.marked(bookmark);
    }

    /// Takes a bookmark away; does nothing if there is none of this name.
    public void forget(String name) {
        bookmarks.forget(name).ifPresent(recorder::forgot);
    }

    public List<Bookmark> bookmarks() {
        return bookmarks.all();
    }

    /// The bookmark of this name.
    public Optional<Bookmark> bookmark(String name) {
        return bookmarks.named(name);
    }

    // --- back -----------------------------------------------------------------------------------

    /// Goes to an instant, in either direction.
    public void seek(long ns) {
        long target = Math.max(0, ns);
        restoreNear(Long.MAX_VALUE, target, target < nowNs());
        runUntil(target);
    }

    /// Goes to where so many events have been handled, in either direction; not beyond the end.
    public void seekEvents(long events) {
        long target = Math.max(0, events);
        restoreNear(target, Long.MAX_VALUE, target < events());
        while (events() < target && (simulation.goesOn() || commandIsNext())) {
            advance();
        }
        reached();
    }

    /// Goes back to just before the last event.
    public void stepBack() {
        seekEvents(events() - 1);
    }

    /// Goes to the last copy before a point. On the way forward that is worth it only if the copy lies ahead.
    private void restoreNear(long events, long ns, boolean back) {
        var snapshot = shelf.before(events, Integer.MAX_VALUE, ns);
        if (back || snapshot.events() > events()) {
            restore(snapshot);
        }
    }

    private void restore(SnapshotShelf.Snapshot snapshot) {
        simulation = snapshot.simulation().copy();
        simulation.tellTo(this::told);
        simulation.tellCausesTo(this::caused);
        commandsGiven = snapshot.commands();
        factsTold = snapshot.facts();
    }

    // --- acting ---------------------------------------------------------------------------------

    /// Gives the machine a command now. If this branch has been further than now, the command opens
    /// a new branch, and what was there stays as it was.
    ///
    /// @return the number of the act
    public int give(Command command) {
        if (events() < branch.furthestEvents || nowNs() < branch.furthestNs || !allCommandsGiven()) {
            open(branch.fork(branches.size(), events(), nowNs(), commandsGiven, factsTold));
        }
        var given = new Given(events(), nowNs(), command);
        branch.add(given);
        commandsGiven++;
        Require.that(commandsGiven == branch.commandCount(), "a command is given at the end of its branch");
        recorder.gives(branch, given);
        int act = simulation.give(command, false);
        recorder.given(branch, given);
        reached();
        return act;
    }

    /// Opens a branch in which one of the commands of the present one was never given, and goes to the same instant
    /// there. The other commands are given again, each at its instant.
    ///
    /// @param index counts the branch's commands from 0; the command lies before now
    public void undo(int index) {
        Require.that(index >= 0 && index < commandsGiven, "the command lies before now", index);
        long hereNs = nowNs();
        var later = branch.commands().subList(index + 1, commandsGiven);
        enterAtCommand(branch.number(), index);
        open(branch.forkWithoutNext(branches.size(), events(), nowNs(), commandsGiven, factsTold));
        for (var given : later) {
            runUntil(given.atNs());
            give(given.command());
        }
        runUntil(hereNs);
    }

    private void open(Branch fork) {
        branches.add(fork);
        shelf.dropAfter(events(), commandsGiven);
        branch = fork;
        recorder.forked(fork);
    }

    /// Goes to another branch, at the instant where it left its parent.
    public void enter(int number) {
        enterAt(number, 0, 0);
        runUntil(branch.forkedAtNs());
    }

    /// Goes to another branch and stays at the same instant, or goes to the last one known there.
    public void enterHere(int number) {
        long hereNs = nowNs();
        enter(number);
        seek(Math.min(hereNs, branch.furthestNs));
    }

    /// Goes to where a command of a branch was given, just before it.
    ///
    /// @param index counts the branch's commands from 0
    public void enterAtCommand(int number, int index) {
        var given = branches.get(number).command(index);
        Require.that(given != null, "a branch has the command", index);
        enterAfter(number, index, given.afterEvents());
        simulation.waitUntil(given.atNs());
        reached();
    }

    /// Goes to where so many commands of a branch had been given and so many events handled.
    public void enterAfter(int number, int commands, long events) {
        enterAt(number, commands, events);
        while ((commandsGiven < commands || events() < events) && nextNs() != Long.MAX_VALUE) {
            boolean oneTooMany = commandIsNext() && commandsGiven >= commands;
            Require.that(!oneTooMany, "no further command lies before the point", commandsGiven);
            advance();
        }
        reached();
    }

    /// Goes to the last copy on a branch that is not past a point.
    private void enterAt(int number, int commands, long events) {
        Require.that(number >= 0 && number < branches.size(), "a branch that exists", number);
        if (branch.number() != number) {
            branch = branches.get(number);
            shelf.dropAfter(0, 0);
        }
        restore(shelf.before(events, commands, Long.MAX_VALUE));
    }
}
