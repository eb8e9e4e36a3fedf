package archipelago.engine.live;

import archipelago.engine.base.Require;
import archipelago.engine.command.Command;
import archipelago.engine.seek.Arrival;
import archipelago.engine.seek.Sought;
import archipelago.engine.session.Moment;
import archipelago.engine.session.Session;
import archipelago.engine.why.Account;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What is asked of a machine that another thread runs: it is put down in the order in which it is asked, and whoever
/// asks does not wait.
abstract class IntentDesk implements Live {
    /// What has been asked for and not been begun.
    final BlockingQueue<Intent> intents = new LinkedBlockingQueue<>();

    @Override
    public void grade(Grade newGrade) {
        intents.add(new Intent.Pace(newGrade));
    }

    @Override
    public void play() {
        intents.add(new Intent.Play());
    }

    @Override
    public void pause() {
        intents.add(new Intent.Pause());
    }

    @Override
    public void stepForward() {
        intents.add(new Intent.Step());
    }

    @Override
    public void stepBack() {
        intents.add(new Intent.Back());
    }

    @Override
    public void seek(long ns) {
        intents.add(new Intent.Seek(ns));
    }

    @Override
    public void runToChapter(int chapter) {
        intents.add(new Intent.ToChapter(chapter));
    }

    @Override
    public void enter(int branch) {
        intents.add(new Intent.Enter(branch));
    }

    @Override
    public void undo() {
        intents.add(new Intent.Undo());
    }

    @Override
    public void undo(int act) {
        intents.add(new Intent.UndoAct(act));
    }

    @Override
    public void undoFrom(int act) {
        intents.add(new Intent.UndoFrom(act));
    }

    @Override
    public void goTo(Moment moment) {
        intents.add(new Intent.GoTo(moment));
    }

    @Override
    public void goTo(long origin) {
        intents.add(new Intent.GoBehind(origin));
    }

    @Override
    public void mark(String name, String note) {
        Require.that(!name.isBlank(), "a bookmark has a name");
        intents.add(new Intent.Note(noted -> noted.mark(name, note)));
    }

    @Override
    public void rename(String bookmark, String name, String note) {
        Require.that(!name.isBlank(), "a bookmark has a name");
        intents.add(new Intent.Rename(bookmark, name, note));
    }

    @Override
    public void badge(String bookmark, int badge) {
        intents.add(new Intent.Badge(bookmark, badge));
    }

    @Override
    public void forget(String bookmark) {
        intents.add(new Intent.Note(noted -> noted.forget(bookmark)));
    }

    @Override
    public void name(int branch, String name) {
        intents.add(new Intent.Note(noted -> noted.name(branch, name)));
    }

    @Override
    public void account(long origin, Consumer<Optional<Account>> taker) {
        intents.add(new Intent.Tell(origin, taker));
    }

    @Override
    public void find(List<Sought> any, boolean forward, Consumer<Arrival> taker) {
        intents.add(new Intent.Find(List.copyOf(any), forward, taker));
    }

    @Override
    public void toCause() {
        intents.add(new Intent.ToCause());
    }

    @Override
    public void speed(long nsPerSecond) {
        Require.that(nsPerSecond >= LiveEngine.SLOWEST, "a speed is not below the slowest", nsPerSecond);
        Require.that(nsPerSecond <= LiveEngine.FASTEST, "a speed is not above the fastest", nsPerSecond);
        intents.add(new Intent.Speed(nsPerSecond));
    }

    @Override
    public void storySpeed() {
        intents.add(new Intent.StorySpeed());
    }

    @Override
    public void give(Command command) {
        intents.add(new Intent.Give(command));
    }

    @Override
    public void converse(BiConsumer<Session, BooleanSupplier> deed) {
        intents.add(new Intent.Converse(deed));
    }

    @Override
    public void futures(Consumer<Session> taker) {
        intents.add(new Intent.Futures(taker));
    }
}
