package archipelago.engine.live;

import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.invariant.Violation;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.seek.Arrival;
import archipelago.engine.seek.Sought;
import archipelago.engine.session.Moment;
import archipelago.engine.session.Session;
import archipelago.engine.why.Account;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A machine without a thread and without a clock: it moves only when it is told to, on the caller's
/// thread. Pictures are taken of it.
public final class StillEngine implements Live {
    private final Session session;
    private final Navigation navigation;
    private final Frame frame;
    private long chosenSpeed; // 0: the story's
    private Grade grade = Grade.RUN;

    public StillEngine(Session session) {
        this.session = session;
        navigation = new Navigation(session);
        frame = new Frame(session.scenario().machine().coreCount());
        write();
    }

    private void write() {
        session.write(frame);
        frame.searchesInVain = navigation.inVain();
        frame.searchStopped = navigation.stopped();
        frame.speedNsPerSecond = chosenSpeed > 0 ? chosenSpeed : scenario().speedNsPerSecond(frame.chapter);
        frame.broken = Violation.in(session.simulation().state(), scenario().machine());
        frame.violations = frame.broken.stream().map(Violation::sentence).toList();
    }

    @Override
    public Scenario scenario() {
        return session.scenario();
    }

    @Override
    public Frame latest() {
        return frame;
    }

    @Override
    public Progress progress() {
        return new Progress(frame.nowNs, frame.events, frame.messages, frame.fingerprint, 0, false,
                frame.violations.isEmpty(), grade, frame.journal, frame.happened);
    }

    /// Does nothing: no time passes here.
    @Override
    public void play() {}

    @Override
    public void grade(Grade newGrade) {
        grade = newGrade;
    }

    /// Does nothing: no time passes here.
    @Override
    public void pause() {}

    @Override
    public void stepForward() {
        session.stepForward();
        write();
    }

    @Override
    public void stepBack() {
        session.stepBack();
        write();
    }

    @Override
    public void seek(long ns) {
        session.seek(ns);
        write();
    }

    /// Does nothing: no time passes here.
    @Override
    public void runToChapter(int chapter) {}

    @Override
    public void enter(int branch) {
        session.enterHere(branch);
        write();
    }

    @Override
    public void undo() {
        navigation.undo(() -> true);
        write();
    }

    @Override
    public void undo(int act) {
        navigation.undo(act, () -> true);
        write();
    }

    @Override
    public void undoFrom(int act) {
        navigation.undoFrom(act);
        write();
    }

    @Override
    public void find(List<Sought> any, boolean forward, Consumer<Arrival> taker) {
        var arrival = navigation.find(any, forward, () -> true);
        write();
        taker.accept(arrival);
    }

    @Override
    public void toCause() {
        navigation.toCause();
        write();
    }

    @Override
    public void goTo(Moment moment) {
        navigation.goTo(moment, () -> true);
        write();
    }

    @Override
    public void goTo(long origin) {
        navigation.goTo(origin, () -> true);
        write();
    }

    @Override
    public void mark(String name, String note) {
        session.mark(name, note);
        write();
    }

    @Override
    public void rename(String bookmark, String name, String note) {
        navigation.rename(bookmark, name, note);
        write();
    }

    @Override
    public void badge(String bookmark, int badge) {
        navigation.badge(bookmark, badge);
        write();
    }

    @Override
    public void forget(String bookmark) {
        session.forget(bookmark);
        write();
    }

    @Override
    public void name(int branch, String name) {
        session.name(branch, name);
        write();
    }

    /// Tells it at once, on the caller's thread.
    @Override
    public void account(long origin, Consumer<Optional<Account>> taker) {
        taker.accept(navigation.account(origin));
    }

    @Override
    public void speed(long nsPerSecond) {
        chosenSpeed = nsPerSecond;
        write();
    }

    @Override
    public void storySpeed() {
        chosenSpeed = 0;
        write();
    }

    /// Hands it over at once, on the caller's thread.
    @Override
    public void converse(BiConsumer<Session, BooleanSupplier> deed) {
        deed.accept(session, () -> true);
        write();
    }

    @Override
    public void futures(Consumer<Session> taker) {
        taker.accept(session.futures());
    }

    @Override
    public void give(Command command) {
        session.give(command);
        write();
    }

    /// Does nothing: there is no thread to stop.
    @Override
    public void close() {}
}
