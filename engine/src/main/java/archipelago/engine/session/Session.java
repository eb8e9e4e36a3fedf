package archipelago.engine.session;

import archipelago.engine.base.Require;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Journal;
import archipelago.engine.run.Simulation;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.session.SavedSession.Deed.Forked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One machine and all the futures that a person has given it. A session goes forward, stands still,
/// or goes to any earlier point; a command given there opens a branch, and the old future is kept.
/// Going back means restoring a snapshot and going forward again; nothing is ever undone.
///
/// Everything that one can learn of a session depends on the scenario and on the commands alone:
/// not on when or how often somebody looked, and not on the way by which a point was reached.
public final class Session {
    /// Between two questions whether somebody still wants to wait.
    private static final int TURNS_BETWEEN_LOOKS = 512;

    /// How many events lie between two points that are recorded for comparison.
    public static final long CHECKPOINT_EVENTS = 65_536;

    private final Scenario scenario;
    private final List<Branch> branches = new ArrayList<>();
    private final Bookmarks bookmarks = new Bookmarks();
    private final Playhead here;
    private Recorder recorder = Recorder.NONE;

    public Session(Scenario scenario) {
        this.scenario = scenario;
        branches.add(new Branch(scenario));
        here = new Playhead(branches.getFirst(), scenario);
        here.tellCheckpointsTo(branch -> recorder.passed(branch));
    }

    /// Takes up a saved session: all its branches are there, and the last one that was acted on is
    /// the present one, at its start.
    public static Session resume(SavedSession saved) {
        var session = new Session(saved.source().scenario());
        var last = saved.openIn(session.branches, session.bookmarks, session.factsTold());
        session.here.enterAt(last, 0, 0);
        return session;
    }

    /// Sets who is told from now on what a person does.
    public void recordTo(Recorder newRecorder) {
        recorder = newRecorder;
    }

    // --- sessions of their own: what is done in them does not reach this one ---------------------

    /// A session of its own that has only one of the futures of this one, as its branch 0, and stands at its start.
    public Session alone(int number) {
        return of(branch(number).scenario(), branch(number).commands());
    }

    /// A session of its own that has one of the futures of this one without one of its commands, as its branch 0, and
    /// stands at the last of the others, or where that command would have been given, if that is later. The other
    /// commands are given at the same instants.
    ///
    /// @param index counts the branch's commands from 0
    public Session without(int number, int index) {
        return Leaving.withoutCommand(branch(number), branches.size(), index).from(branch(number));
    }

    /// The present future without an act that lies before now, of a person or of the story, as a session of its own.
    /// All other acts are given at the same instants, the story's included.
    ///
    /// @param act its number
    public Session withoutAct(int act) {
        return Leaving.withoutAct(this, act).from(branch());
    }

    /// A session of its own with all futures of this one, at its start.
    public Session futures() {
        var other = new Session(scenario);
        var start = other.journal();
        int facts = other.factsTold();
        other.branches.clear();
        branches.forEach(b -> other.branches.add(b.untold(start.prefix(facts))));
        other.here.enterAt(other.branches.get(branch().number()), 0, 0);
        return other;
    }

    static Session of(Scenario scenario, List<Given> commands) {
        var session = new Session(scenario);
        commands.forEach(session.branch()::saved);
        return session;
    }

    // --- what there is --------------------------------------------------------------------------

    public Scenario scenario() {
        return scenario;
    }

    /// The machine as it is now; for reading only.
    public Simulation simulation() {
        return here.simulation();
    }

    public long nowNs() {
        return here.nowNs();
    }

    public long events() {
        return here.events();
    }

    public long fingerprint() {
        return simulation().fingerprint();
    }

    public Branch branch() {
        return here.branch();
    }

    private Branch branch(int number) {
        Require.that(number >= 0 && number < branches.size(), "a branch that exists", number);
        return branches.get(number);
    }

    public List<Branch> branches() {
        return List.copyOf(branches);
    }

    /// How many facts of the branch's journal lie before now; the others are known future.
    public int factsTold() {
        return here.factsTold();
    }

    public Journal journal() {
        return branch().journal;
    }

    /// How many facts have been told up to now, those included that are forgotten: the number of the next one.
    public long told() {
        return here.told();
    }

    /// Forgets the oldest facts of this branch, and what caused the oldest events, so that about so many facts before now
    /// are left; rare ones and what was asked are kept. Whoever goes back farther is told of everything there again.
    public void forget(int left) {
        here.forget(left);
    }

    /// The numbers of the acts that a person has given up to now, in order.
    public List<Integer> acts() {
        return journal().acts(factsTold());
    }

    /// The same with those that lie ahead and are known.
    public List<Integer> knownActs() {
        return journal().acts();
    }

    /// The request that an act began with, of a person or of the story, if it lies before now.
    public Optional<Fact> request(int act) {
        return journal().request(act, factsTold());
    }

    /// What happened last: the number of an event, or the negative number of an act that was given after it; 0 at the
    /// start.
    public long lastOrigin() {
        var last = here.commandsGiven() == 0 ? null : branch().command(here.commandsGiven() - 1);
        return last != null && last.afterEvents() == events() ? -lastAct() : events();
    }

    /// The act that was given last; there is one.
    private int lastAct() {
        int i = factsTold() - 1;
        while (journal().get(i).act() == 0) {
            i--;
        }
        return journal().get(i).act();
    }

    /// Why each known event of this branch happens; for reading only.
    public Causes causes() {
        return branch().causes;
    }

    /// How far this branch has been computed.
    public long furthestNs() {
        return branch().furthestNs;
    }

    /// Copies what is now into a frame; what only a player knows is left as it is.
    public void write(Frame frame) {
        here.write(frame, scenario);
        var views = branches.stream().map(Branch::view).toList();
        if (!views.equals(frame.branches)) {
            frame.branches = views;
        }
        var marks = bookmarks.all().stream().map(Bookmark::view).toList();
        if (!marks.equals(frame.bookmarks)) {
            frame.bookmarks = marks;
        }
        frame.lastOrigin = lastOrigin();
        frame.finished = atEnd();
    }

    // --- forward --------------------------------------------------------------------------------

    /// Goes on until an instant, at which no event before it is left unhandled.
    public void runUntil(long ns) {
        here.runUntil(ns);
    }

    /// When the next event is due or the next known command was given.
    public long nextNs() {
        return here.nextNs();
    }

    /// Handles one event, after the known commands that lie before it. Does nothing at the end.
    public void stepForward() {
        here.stepForward();
    }

    /// Repeats the next known command, or handles the next event, whichever comes first; between the two
    /// there is nothing that could be told apart. Does nothing where nothing is left.
    public void turn() {
        here.turn();
    }

    /// The known command that comes before the next event, if there is one.
    public Optional<Given> nextCommand() {
        return here.commandIsNext() ? Optional.of(branch().command(here.commandsGiven())) : Optional.empty();
    }

    /// Gives again all known commands that were given before the next event.
    public void repeatCommands() {
        here.repeatCommands();
    }

    /// Whether nothing is left to happen.
    public boolean atEnd() {
        return allCommandsGiven() && simulation().quiet();
    }

    /// Whether the story is over and nothing is under way, though traffic may go on for ever.
    public boolean over() {
        return atEnd() || simulation().settled() && allCommandsGiven();
    }

    /// Whether all commands of this branch lie before now.
    public boolean allCommandsGiven() {
        return here.allCommandsGiven();
    }

    // --- names ----------------------------------------------------------------------------------

    /// Where the session stands.
    public Moment moment() {
        return here.moment();
    }

    /// Gives a branch a name; an empty one takes the name away.
    public void name(int number, String name) {
        branch(number).name = name;
        recorder.named(branch(number));
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

    /// Takes over a bookmark from another session of the same scenario and seed. It means the same moment here if nobody
    /// had acted before it.
    ///
    /// @return whether it does
    public boolean keep(Bookmark bookmark) {
        boolean same = bookmark.moment().branch() == 0 && bookmark.moment().commands() == 0;
        if (same) {
            bookmarks.keep(bookmark);
            recorder.marked(bookmark);
        }
        return same;
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
        var bookmark = new Bookmark(newName, known.get().moment(), note, known.get().badge());
        bookmarks.keep(bookmark);
        recorder.marked(bookmark);
    }

    /// Gives a bookmark one of the signs that there are; it stays what it is otherwise.
    public void badge(String name, int badge) {
        var known = bookmarks.named(name);
        Require.that(known.isPresent(), "a bookmark that there is", name);
        var bookmark = new Bookmark(name, known.get().moment(), known.get().note(), badge);
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

    // --- anywhere -------------------------------------------------------------------------------

    /// Goes to an instant, in either direction.
    public void seek(long ns) {
        here.seek(ns);
    }

    /// Goes to an instant, for somebody who may lose patience.
    ///
    /// @param patience asked from time to time whether to go on; if not, the session stays where it has come to
    /// @return whether it is there
    public boolean seek(long ns, BooleanSupplier patience) {
        here.approach(ns);
        for (long turn = 1; nextNs() <= ns; turn++) {
            if (turn % TURNS_BETWEEN_LOOKS == 0 && !patience.getAsBoolean()) {
                return false;
            }
            turn();
        }
        runUntil(Math.max(0, ns));
        return true;
    }

    /// Goes to where so many events have been handled, in either direction; not beyond the end.
    public void seekEvents(long events) {
        here.seekEvents(events);
    }

    /// Goes back to just before the last event.
    public void stepBack() {
        here.seekEvents(events() - 1);
    }

    /// Goes to a moment, on whatever branch it lies.
    public void goTo(Moment moment) {
        goTo(moment, () -> true);
    }

    /// The same, for somebody who may lose patience.
    ///
    /// @param patience as in [#seek(long, BooleanSupplier)]
    /// @return whether the session is there
    public boolean goTo(Moment moment, BooleanSupplier patience) {
        var looks = new long[1];
        boolean there = here.enterAfter(branch(moment.branch()), moment.commands(), moment.events(),
                () -> ++looks[0] % TURNS_BETWEEN_LOOKS != 0 || patience.getAsBoolean());
        if (there) {
            here.waitUntil(moment.atNs());
        }
        return there;
    }

    /// A moment as one of the present branch, if it lies on it: futures have what is before their forks in common.
    public Optional<Moment> onThisBranch(Moment moment) {
        return Lineage.of(branches, moment, branch().number());
    }

    /// Goes to another branch, at the instant where it left its parent.
    public void enter(int number) {
        here.enterAt(branch(number), 0, 0);
        runUntil(branch().forkedAtNs());
    }

    /// Goes to another branch and stays at the same instant, or goes to the last one known there.
    public void enterHere(int number) {
        long hereNs = nowNs();
        enter(number);
        seek(Math.min(hereNs, furthestNs()));
    }

    /// Goes to where so many commands of a branch had been given and so many events handled.
    public void enterAfter(int number, int commands, long events) {
        here.enterAfter(branch(number), commands, events, () -> true);
    }

    // --- acting ---------------------------------------------------------------------------------

    /// Gives the machine a command now. If this branch has been further than now, the command opens
    /// a new branch, and what was there stays as it was.
    ///
    /// @return the number of the act
    public int give(Command command) {
        if (here.isPast()) {
            open(new Forked(branches.size(), moment(), false, Optional.empty()));
        }
        var given = new Given(events(), nowNs(), command);
        branch().add(given);
        recorder.gives(branch(), given);
        int act = here.give(command);
        recorder.given(branch(), given);
        return act;
    }

    void giveAgain(List<Given> commands) {
        for (var given : commands) {
            runUntil(given.atNs());
            give(given.command());
        }
    }

    /// Opens a branch in which one of the commands of the present one was never given, and goes to the same instant
    /// there. The other commands are given again, each at its instant.
    ///
    /// @param index counts the branch's commands from 0; the command lies before now
    public void undo(int index) {
        undo(index, () -> true);
    }

    /// The same, for somebody who may lose patience.
    ///
    /// @param patience asked from time to time whether to go on; if not, the session stays on the new branch where it has
    ///     come to, which is not before the last of the other commands
    /// @return whether it has come to the same instant
    public boolean undo(int index, BooleanSupplier patience) {
        Require.that(index < here.commandsGiven(), "the command lies before now", index);
        return leave(Leaving.withoutCommand(branch(), branches.size(), index), patience);
    }

    /// Opens a branch without an act that lies before now, of a person or of the story, and goes to the same instant
    /// there. All other acts are given again, each at its instant; of the story those that are known, and it goes
    /// on by itself after them.
    ///
    /// @param act its number
    public void undoAct(int act) {
        undoAct(act, () -> true);
    }

    /// The same, for somebody who may lose patience.
    ///
    /// @param patience as in [#undo(int, BooleanSupplier)]
    /// @return whether it has come to the same instant
    public boolean undoAct(int act, BooleanSupplier patience) {
        return leave(Leaving.withoutAct(this, act), patience);
    }

    /// Opens a branch in which one of the commands of the present one was never given, and none after it, and goes to
    /// the same instant there.
    ///
    /// @param index counts the branch's commands from 0; the command lies before now
    public void undoFrom(int index) {
        Require.that(index < here.commandsGiven(), "the command lies before now", index);
        leave(Leaving.withoutCommandsFrom(branch(), branches.size(), index), () -> true);
    }

    private boolean leave(Leaving leaving, BooleanSupplier patience) {
        long hereNs = nowNs();
        int given = here.commandsGiven();
        var again = branch().commands().subList(Math.min(leaving.next(), given), given);
        goTo(leaving.fork().place());
        open(leaving.fork());
        giveAgain(again);
        for (long turn = 1; nowNs() < hereNs && nextNs() <= hereNs; turn++) {
            if (turn % TURNS_BETWEEN_LOOKS == 0 && !patience.getAsBoolean()) {
                return false;
            }
            turn();
        }
        runUntil(hereNs);
        return true;
    }

    private void open(Forked fork) {
        var opened = branch().fork(fork, factsTold());
        branches.add(opened);
        here.takeTo(opened);
        recorder.forked(opened);
    }
}
