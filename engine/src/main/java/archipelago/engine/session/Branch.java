package archipelago.engine.session;

import archipelago.engine.base.Require;
import archipelago.engine.command.Command;
import archipelago.engine.frame.BranchView;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One future: the story with the commands that were given on the way. Branch 0 begins as the story
/// as written; every other one has a beginning in common with the branch that it left.
public final class Branch {
    /// The number of the story as written.
    public static final int FIRST = 0;

    private final int number;
    private final int parent;
    private final long forkedAfterEvents;
    private final long forkedAtNs;
    /// How many commands it has in common with its parent.
    private final int kept;
    private final List<Given> commands = new ArrayList<>();
    final Journal journal;
    final Causes causes;
    long furthestEvents;
    long furthestNs;
    /// What somebody calls it; may be empty.
    String name = "";
    /// The command that is not given here though it is on the parent; empty if the branch began otherwise.
    private Optional<Command> undone = Optional.empty();

    /// The story as written.
    Branch() {
        this(0, -1, 0, 0, List.of(), new Journal(), new Causes());
    }

    private Branch(
            int number,
            int parent,
            long forkedAfterEvents,
            long forkedAtNs,
            List<Given> common,
            Journal journal,
            Causes causes) {
        this(number, parent, forkedAfterEvents, forkedAtNs, common, journal, causes, common.size());
    }

    private Branch(
            int number,
            int parent,
            long forkedAfterEvents,
            long forkedAtNs,
            List<Given> commands,
            Journal journal,
            Causes causes,
            int kept) {
        this.number = number;
        this.parent = parent;
        this.forkedAfterEvents = forkedAfterEvents;
        this.forkedAtNs = forkedAtNs;
        this.journal = journal;
        this.causes = causes;
        this.kept = kept;
        this.commands.addAll(commands);
    }

    /// A new future that leaves this one.
    ///
    /// @param commandsKept how many of this branch's commands lie before the fork
    /// @param facts how many facts lie before the fork
    Branch fork(int newNumber, long afterEvents, long atNs, int commandsKept, int facts) {
        var common = commands.subList(0, commandsKept);
        var fork = new Branch(
                newNumber, number, afterEvents, atNs, common, journal.prefix(facts), causes.prefix(afterEvents));
        fork.furthestEvents = afterEvents;
        fork.furthestNs = atNs;
        return fork;
    }

    /// The same as [#fork], in order not to give the parent's next command.
    Branch forkWithoutNext(int newNumber, long afterEvents, long atNs, int commandsKept, int facts) {
        var fork = fork(newNumber, afterEvents, atNs, commandsKept, facts);
        fork.undone = Optional.of(commands.get(commandsKept).command());
        return fork;
    }

    /// The same fork, read from a file: its facts are told again when it is gone through.
    ///
    /// @param factsAtStart how many facts every branch has at the first instant
    Branch saved(SavedSession.Deed.Forked deed, int factsAtStart) {
        var common = commands.subList(0, Math.min(deed.kept(), commands.size()));
        var start = journal.prefix(factsAtStart);
        var fork = new Branch(
                deed.branch(), number, deed.afterEvents(), deed.atNs(), common, start, new Causes());
        fork.furthestEvents = deed.afterEvents();
        fork.furthestNs = deed.atNs();
        fork.undone = deed.undo() && deed.kept() < commands.size()
                ? Optional.of(commands.get(deed.kept()).command())
                : Optional.empty();
        return fork;
    }

    /// The same branch in a session that has not gone through it yet.
    ///
    /// @param start the facts of the first instant
    Branch untold(Journal start) {
        var copy = new Branch(number, parent, forkedAfterEvents, forkedAtNs, List.of(), start, new Causes(), kept);
        commands.forEach(copy::saved);
        copy.name = name;
        copy.undone = undone;
        return copy;
    }

    /// A command that was given on this branch, read from a file.
    void saved(Given given) {
        commands.add(given);
        furthestEvents = Math.max(furthestEvents, given.afterEvents());
        furthestNs = Math.max(furthestNs, given.atNs());
    }

    BranchView view() {
        boolean acted = parent >= 0 && kept < commands.size();
        var act = acted ? Optional.of(commands.get(kept).command()) : Optional.<Command>empty();
        return new BranchView(number, name, parent, forkedAtNs, furthestNs, commands.size(), act, undone);
    }

    void add(Given given) {
        commands.add(given);
    }

    /// What somebody calls it; may be empty.
    public String name() {
        return name;
    }

    public int number() {
        return number;
    }

    /// The branch that this one left, or -1.
    public int parent() {
        return parent;
    }

    /// How far it has been computed.
    public long furthestNs() {
        return furthestNs;
    }

    /// The command of its parent by whose absence it parts from it; empty if it began otherwise.
    public Optional<Command> undone() {
        return undone;
    }

    /// Where it left its parent, as a moment of the parent; the branch has one.
    public Moment fork() {
        Require.that(parent >= 0, "the branch left another one", number);
        return new Moment(parent, kept, forkedAfterEvents, forkedAtNs);
    }

    public long forkedAfterEvents() {
        return forkedAfterEvents;
    }

    public long forkedAtNs() {
        return forkedAtNs;
    }

    /// All commands from the start of the run, in order.
    public List<Given> commands() {
        return List.copyOf(commands);
    }

    Given command(int index) {
        return index < commands.size() ? commands.get(index) : null;
    }

    int commandCount() {
        return commands.size();
    }
}
