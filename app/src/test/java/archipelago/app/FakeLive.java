package archipelago.app;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.frame.BookmarkView;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
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
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A machine that does nothing: it shows one frame, and remembers what it was asked for.
public final class FakeLive implements Live {
    public final List<Command> given = new ArrayList<>();
    public final List<String> calls = new ArrayList<>();
    public final Frame frame;
    /// What it tells of whatever it is asked about.
    public Optional<Account> account = Optional.empty();
    public long eventsPerSecond;
    private Grade grade = Grade.RUN;
    private final Scenario scenario;
    private final Journal journal = new Journal();
    private int acts = 1_000;

    public FakeLive(Scenario scenario, Frame frame) {
        this.scenario = scenario;
        this.frame = frame;
        for (int i = 0; i < frame.happened; i++) {
            journal.append(frame.journal.get(i));
        }
    }

    /// Answers the command that was given last.
    public void answer(Errno errno, String sentence) {
        var command = given.getLast();
        acts++;
        happen(new Happening.Requested(acts, command, false));
        happen(new Happening.Answered(acts, command, errno, sentence));
    }

    /// Lets something happen now.
    public void happen(Happening what) {
        journal.append(new Fact(frame.nowNs, frame.events, what));
        frame.journal = journal.view();
        frame.happened = journal.size();
    }

    @Override
    public Scenario scenario() {
        return scenario;
    }

    @Override
    public Frame latest() {
        return frame;
    }

    @Override
    public Progress progress() {
        return new Progress(frame.nowNs, frame.events, frame.messages, frame.fingerprint, eventsPerSecond, frame.playing,
                frame.violations.isEmpty(), grade, frame.journal, frame.happened);
    }

    @Override
    public void grade(Grade newGrade) {
        calls.add("grade " + newGrade);
        grade = newGrade;
    }

    @Override
    public void play() {
        calls.add("play");
        frame.playing = true;
    }

    @Override
    public void pause() {
        calls.add("pause");
        frame.playing = false;
    }

    @Override
    public void stepForward() {
        calls.add("step");
    }

    @Override
    public void stepBack() {
        calls.add("back");
    }

    @Override
    public void seek(long ns) {
        calls.add("seek " + ns);
    }

    @Override
    public void runToChapter(int chapter) {
        calls.add("to chapter " + chapter);
    }

    @Override
    public void enter(int branch) {
        calls.add("enter " + branch);
    }

    @Override
    public void undo() {
        calls.add("undo");
    }

    @Override
    public void undo(int act) {
        calls.add("undo " + act);
    }

    @Override
    public void undoFrom(int act) {
        calls.add("undo from " + act);
    }

    @Override
    public void goTo(Moment moment) {
        calls.add("go to " + moment);
    }

    @Override
    public void goTo(long origin) {
        calls.add("go behind " + origin);
    }

    @Override
    public void mark(String name, String note) {
        calls.add("mark " + name + note);
        var marks = new ArrayList<>(frame.bookmarks);
        marks.add(new BookmarkView(name, note, frame.branch, frame.given, frame.events, frame.nowNs));
        frame.bookmarks = List.copyOf(marks);
    }

    @Override
    public void rename(String bookmark, String name, String note) {
        calls.add("rename " + bookmark + " to " + name + ": " + note);
        frame.bookmarks = frame.bookmarks.stream()
                .map(mark -> mark.name().equals(bookmark)
                        ? new BookmarkView(name, note, mark.branch(), mark.commands(), mark.events(), mark.atNs())
                        : mark)
                .toList();
    }

    @Override
    public void badge(String bookmark, int badge) {
        calls.add("badge " + bookmark + " " + badge);
    }

    @Override
    public void forget(String bookmark) {
        calls.add("forget " + bookmark);
        frame.bookmarks = frame.bookmarks.stream().filter(mark -> !mark.name().equals(bookmark)).toList();
    }

    @Override
    public void name(int branch, String name) {
        calls.add("name " + branch + " " + name);
    }

    @Override
    public void account(long origin, Consumer<Optional<Account>> taker) {
        calls.add("account " + origin);
        taker.accept(account);
    }

    @Override
    public void find(List<Sought> any, boolean forward, Consumer<Arrival> taker) {
        calls.add("find " + any + (forward ? " ahead" : " behind"));
    }

    @Override
    public void toCause() {
        calls.add("to cause");
    }

    @Override
    public void speed(long nsPerSecond) {
        calls.add("speed " + nsPerSecond);
        frame.speedNsPerSecond = nsPerSecond;
    }

    @Override
    public void storySpeed() {
        calls.add("story speed");
    }

    @Override
    public void converse(BiConsumer<Session, BooleanSupplier> deed) {
        calls.add("converse");
    }

    @Override
    public void futures(Consumer<Session> taker) {
        taker.accept(new Session(scenario));
    }

    @Override
    public void give(Command command) {
        given.add(command);
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
