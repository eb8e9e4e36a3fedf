package archipelago.app.session;

import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Happening.Answered;
import archipelago.engine.journal.Happening.Requested;
import archipelago.engine.live.Grade;
import archipelago.engine.live.Live;
import archipelago.engine.live.Progress;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.seek.Arrival;
import archipelago.engine.seek.Sought;
import archipelago.engine.session.Moment;
import archipelago.engine.session.Session;
import archipelago.engine.why.Account;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What the window asks of the running machine, and what came of it. Used by the window's thread
/// only; nothing here waits. A request of two steps (a core that goes from one instance to another)
/// is kept here until the answer to its first step has arrived.
public final class MachineSession implements AutoCloseable {
    private Live live;
    private final List<Asked> asked = new ArrayList<>();
    private final BitSet actedOn = new BitSet();
    private Consumer<Outcome> listener = outcome -> {};
    private Frame frame;
    /// How many facts had been told up to the last one that was seen.
    private long seenFacts;

    public MachineSession(Live live) {
        this.live = live;
        frame = live.latest();
        seenFacts = frame.told();
    }

    public Scenario scenario() {
        return live.scenario();
    }

    /// Goes on with another machine of the same make, from now on. What was asked of the one before is forgotten.
    ///
    /// @return the machine before, which nobody here asks for anything any more
    public Live exchange(Live other) {
        var before = live;
        asked.clear();
        live = other;
        frame = live.latest();
        seenFacts = frame.told();
        return before;
    }

    /// The frame that the last [#pulse()] took.
    public Frame frame() {
        return frame;
    }

    /// Hears of the answers to what was asked through this session, each once.
    public void onOutcome(Consumer<Outcome> hearer) {
        listener = hearer;
    }

    /// Takes the newest frame, and hands out the answers that stand in it.
    public Frame pulse() {
        frame = live.latest();
        if (frame.told() < seenFacts) {
            // Time went back. What is asked for but not answered yet waits for its answer still.
            seenFacts = frame.told();
        }
        // The list of facts may belong to another branch now; up to here it is the same.
        int upTo = Math.min(frame.happened, frame.journal.size());
        int next = frame.journal.indexOf(seenFacts);
        seenFacts = frame.told();
        if (asked.isEmpty()) {
            return frame; // Nobody waits for an answer.
        }
        for (; next < upTo; next++) {
            var fact = frame.journal.get(next);
            switch (fact.what()) {
                case Requested(int act, var command, var byStory) when !byStory -> recognise(act, command);
                case Answered answered -> settle(fact.atNs(), answered);
                default -> {}
            }
        }
        return frame;
    }

    private void recognise(int act, Command command) {
        for (var one : asked) {
            if (one.act == 0 && one.command.equals(command)) {
                one.act = act;
                return;
            }
        }
    }

    private void settle(long atNs, Answered answered) {
        for (var one : List.copyOf(asked)) {
            if (one.act == answered.act() && one.command.equals(answered.command())) {
                asked.remove(one);
                listener.accept(new Outcome(atNs, one.command, answered.errno(), answered.sentence()));
                if (answered.errno().ok() && !one.rest.isEmpty()) {
                    ask(one.rest);
                }
                return;
            }
        }
    }

    /// Gives the machine one command.
    public void give(Command command) {
        ask(List.of(command));
    }

    /// Gives commands one after another, each when the one before it has been answered with
    /// success; the first refusal ends the row.
    public void giveInTurn(List<Command> commands) {
        if (!commands.isEmpty()) {
            ask(commands);
        }
    }

    private void ask(List<Command> commands) {
        asked.add(new Asked(commands.getFirst(), commands.subList(1, commands.size())));
        actedOn.set(frame.branch);
        live.give(commands.getFirst());
    }

    /// Whether a request of this session has not been answered yet.
    public boolean waiting() {
        return !asked.isEmpty();
    }

    /// How far the machine has come; the frame may be older.
    public Progress progress() {
        return live.progress();
    }

    public void grade(Grade grade) {
        live.grade(grade);
    }

    public void play() {
        live.play();
    }

    public void togglePlay() {
        if (live.progress().playing()) {
            live.pause();
        } else {
            live.play();
        }
    }

    public void stepForward() {
        live.stepForward();
    }

    public void stepBack() {
        live.stepBack();
    }

    public void toStart() {
        live.seek(0);
    }

    /// Goes to the end of what has been computed.
    public void toNewest() {
        live.seek(Math.max(frame.furthestNs, frame.nowNs));
    }

    public void seek(long ns) {
        live.seek(Math.max(0, ns));
    }

    public void runToChapter(int chapter) {
        live.runToChapter(chapter);
    }

    public void enter(int branch) {
        live.enter(branch);
    }

    public void undo() {
        live.undo();
    }

    public void undo(int act) {
        live.undo(act);
    }

    public void undoFrom(int act) {
        live.undoFrom(act);
    }

    /// Whether something was asked through this session on a branch.
    public boolean actedOn(int branch) {
        return actedOn.get(branch);
    }

    public void goTo(Moment moment) {
        live.goTo(moment);
    }

    /// Goes right behind an event, or behind the act of the negative number.
    public void goTo(long origin) {
        live.goTo(origin);
    }

    public void pause() {
        live.pause();
    }

    public void mark(String name, String note) {
        live.mark(name, note);
    }

    public void rename(String bookmark, String name, String note) {
        live.rename(bookmark, name, note);
    }

    public void badge(String bookmark, int badge) {
        live.badge(bookmark, badge);
    }

    public void forget(String bookmark) {
        live.forget(bookmark);
    }

    public void name(int branch, String name) {
        live.name(branch, name);
    }

    /// Tells what an event or act came of, on another thread.
    public void account(long origin, Consumer<Optional<Account>> taker) {
        live.account(origin, taker);
    }

    /// @param taker told on another thread what was found
    public void find(List<Sought> any, boolean forward, Consumer<Arrival> taker) {
        live.find(any, forward, taker);
    }

    public void toCause() {
        live.toCause();
    }

    /// Hands over a session of its own with all futures that there are now, on another thread.
    public void futures(Consumer<Session> taker) {
        live.futures(taker);
    }

    /// Lets somebody at a prompt do something with the session, on another thread; time stops for it.
    public void converse(BiConsumer<Session, BooleanSupplier> deed) {
        live.converse(deed);
    }

    public void speed(long nsPerSecond) {
        live.speed(nsPerSecond);
    }

    public void storySpeed() {
        live.storySpeed();
    }

    @Override
    public void close() {
        live.close();
    }

    /// A command on its way, and what is to be asked when it has succeeded.
    private static final class Asked {
        final Command command;
        final List<Command> rest;
        /// The number that the machine gave the request; 0 until it is known.
        int act;

        Asked(Command command, List<Command> rest) {
            this.command = command;
            this.rest = List.copyOf(rest);
        }
    }
}
