package archipelago.engine.session;

import archipelago.engine.base.Require;
import archipelago.engine.command.Command;
import archipelago.engine.frame.BranchView;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Journal;
import archipelago.engine.scenario.LeftOut;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.session.SavedSession.Deed.Forked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One future: the story with the commands that were given on the way. Branch 0 begins as the story
/// as written; every other one has a beginning in common with the branch that it left.
public final class Branch {
    /// The number of the story as written.
    public static final int FIRST = 0;

    private static final int NOBODY = -1;

    private final Forked origin;
    private final Scenario scenario;
    private final List<Given> commands;
    /// The command that is not given here though it is on the parent; empty if the branch began otherwise.
    private final Optional<Command> undone;
    final Journal journal;
    final Causes causes;
    long furthestEvents;
    long furthestNs;
    /// What somebody calls it; may be empty.
    String name = "";

    /// The story as written.
    Branch(Scenario scenario) {
        this(new Forked(FIRST, NOBODY, 0, 0, 0, false, Optional.empty()), scenario, List.of(), Optional.empty(),
                new Journal(), new Causes());
    }

    private Branch(
            Forked origin,
            Scenario scenario,
            List<Given> commands,
            Optional<Command> undone,
            Journal journal,
            Causes causes) {
        this.origin = origin;
        this.scenario = scenario;
        this.commands = new ArrayList<>(commands);
        this.undone = undone;
        this.journal = journal;
        this.causes = causes;
        furthestEvents = origin.afterEvents();
        furthestNs = origin.atNs();
    }

    /// A new future that leaves this one.
    ///
    /// @param facts how many facts lie before the fork
    Branch fork(Forked fork, int facts) {
        return fork(fork, journal.prefix(facts), causes.prefix(fork.afterEvents()));
    }

    /// The same fork, read from a file: its facts are told again when it is gone through.
    ///
    /// @param factsAtStart how many facts every branch has at the first instant
    Branch saved(Forked fork, int factsAtStart) {
        return fork(fork, journal.prefix(factsAtStart), new Causes());
    }

    private Branch fork(Forked fork, Journal facts, Causes known) {
        Require.that(fork.from() == number(), "a branch is left by its own forks", fork.from());
        var common = commands.subList(0, Math.min(fork.kept(), commands.size()));
        return new Branch(
                fork,
                fork.leftOut().map(step -> step.from(scenario)).orElse(scenario),
                common,
                fork.leftOut().map(step -> commandOf(step.step())).or(() -> undoneBy(fork)),
                facts,
                known);
    }

    private Command commandOf(int step) {
        return ((Deed.Give) scenario.steps().get(step).deed()).command();
    }

    private Optional<Command> undoneBy(Forked fork) {
        boolean knows = fork.undo() && fork.kept() < commands.size();
        return knows ? Optional.of(commands.get(fork.kept()).command()) : Optional.empty();
    }

    /// The same branch in a session that has not gone through it yet.
    ///
    /// @param start the facts of the first instant
    Branch untold(Journal start) {
        var copy = new Branch(origin, scenario, List.of(), undone, start, new Causes());
        copy.furthestEvents = 0;
        copy.furthestNs = 0;
        commands.forEach(copy::saved);
        copy.name = name;
        return copy;
    }

    /// A command that was given on this branch, read from a file.
    void saved(Given given) {
        commands.add(given);
        furthestEvents = Math.max(furthestEvents, given.afterEvents());
        furthestNs = Math.max(furthestNs, given.atNs());
    }

    BranchView view() {
        boolean acted = parent() >= 0 && origin.kept() < commands.size();
        var act = acted ? Optional.of(commands.get(origin.kept()).command()) : Optional.<Command>empty();
        return new BranchView(number(), name, parent(), forkedAtNs(), furthestNs, commands.size(), act, undone);
    }

    void add(Given given) {
        commands.add(given);
    }

    /// How it began, as it is written down.
    Forked origin() {
        return origin;
    }

    /// The story that is told on it: the session's own, or the same without some steps.
    public Scenario scenario() {
        return scenario;
    }

    /// What somebody calls it; may be empty.
    public String name() {
        return name;
    }

    public int number() {
        return origin.branch();
    }

    /// The branch that this one left, or -1.
    public int parent() {
        return origin.from();
    }

    /// How far it has been computed.
    public long furthestNs() {
        return furthestNs;
    }

    /// The command of its parent by whose absence it parts from it, a person's or the story's; empty if it began
    /// otherwise.
    public Optional<Command> undone() {
        return undone;
    }

    /// The step of its parent's story that is left out of its own; empty if it began otherwise.
    public Optional<LeftOut> leftOut() {
        return origin.leftOut();
    }

    /// Where it left its parent, as a moment of the parent; the branch has one.
    public Moment fork() {
        Require.that(parent() >= 0, "the branch left another one", number());
        return origin.place();
    }

    /// The moment just before one of its commands.
    ///
    /// @param index counts the branch's commands from 0
    Moment before(int index) {
        var given = commands.get(index);
        return new Moment(number(), index, given.afterEvents(), given.atNs());
    }

    public long forkedAfterEvents() {
        return origin.afterEvents();
    }

    public long forkedAtNs() {
        return origin.atNs();
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
