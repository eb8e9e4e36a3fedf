package archipelago.engine.live;

import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
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

/// A machine that runs on a thread of its own. All methods may be called from one other thread, the
/// client's; none of them waits. What is asked for is done soon, in the order of the calls, and
/// shows in a later [#latest()]; the answers to commands stand in the frame's journal.
public interface Live extends AutoCloseable {

    Scenario scenario();

    /// The newest whole frame. It stays unchanged until this method is called again.
    Frame latest();

    /// How far the machine has come by now. It says so without taking a frame: [#latest()] may be older.
    Progress progress();

    /// Lets time pass, in the current grade.
    void play();

    /// Sets how time passes while it passes. A machine begins in [Grade#RUN].
    void grade(Grade grade);

    void pause();

    /// Handles exactly one event, and pauses.
    void stepForward();

    /// Goes back to just before the last event, and pauses.
    void stepBack();

    /// Goes to an instant, forward or back, and pauses.
    void seek(long ns);

    /// Goes on, as fast as it can, until a chapter of the story begins, and pauses there. Where the
    /// chapter does not come, it gives up after some seconds, or at the end.
    ///
    /// @param chapter counted from 0
    void runToChapter(int chapter);

    /// Opens a branch in which the last act before now was never given, and pauses at the same instant there. Does
    /// nothing where nobody has acted. Where the way to that instant is long, the frames show it as they show a search;
    /// whoever asks for something else meanwhile is on the new branch, as far as it has come.
    void undo();

    /// Opens a branch in which an act of the present one was never given, as [#undo()] does with the last one.
    ///
    /// @param act the number of an act that lies before now
    void undo(int act);

    /// Opens a branch in which an act of a person on the present one was never given, and none after it, and pauses at
    /// the same instant there.
    ///
    /// @param act the number of an act that lies before now
    void undoFrom(int act);

    /// Goes on to the first of several things, or back to the last of them, and pauses there. While it looks,
    /// [Frame#searching] says so and the frames show how far it has come. Where none of them is found, or not within a
    /// minute, or somebody asks for something else meanwhile, it stays where it was, and [Frame#searchesInVain] says so.
    ///
    /// @param taker told on another thread where the search came to its end, once the frames show it
    void find(List<Sought> any, boolean forward, Consumer<Arrival> taker);

    /// Goes to what caused what happened last, and pauses there: an event, or an act. Where nothing did, it stays.
    void toCause();

    /// Goes to a moment of whatever branch it lies on, and pauses there.
    void goTo(Moment moment);

    /// Goes right behind an event or an act of a person on the present branch, and pauses there. An event that is not
    /// known yet is searched for, as by [#find].
    ///
    /// @param origin the number of an event, or the negative number of an act; 0 for the start
    void goTo(long origin);

    /// Gives this moment a name; a bookmark that had it is replaced.
    void mark(String name, String note);

    /// Gives a bookmark another name and another note; does nothing if it is gone.
    void rename(String bookmark, String name, String note);

    /// Gives a bookmark one of the signs that there are, from 0 on; does nothing if it is gone.
    void badge(String bookmark, int badge);

    /// Takes a bookmark away.
    void forget(String bookmark);

    /// Gives a branch a name; an empty one takes the name away.
    void name(int branch, String name);

    /// Tells what an event or an act came of, and what comes of it as far as the present branch is known.
    ///
    /// @param origin the number of an event, or the negative number of an act of a person
    /// @param taker is called soon, on another thread, and must not wait there; with nothing, if the present branch
    ///     does not know it
    void account(long origin, Consumer<Optional<Account>> taker);

    /// Sets how many nanoseconds of the machine pass in one second on screen.
    void speed(long nsPerSecond);

    /// Lets every chapter of the story set the speed. This is so at the start.
    void storySpeed();

    /// Goes to another future, at the same instant if that is known there, and pauses.
    ///
    /// @param branch the number of one of the frame's branches
    void enter(int branch);

    /// Pauses, and lets somebody at a prompt do something with the session, on the machine's thread.
    ///
    /// @param deed gets the session, and whom to ask from time to time on a long way whether to go on: not for ever, and
    ///     not once somebody asks for something else
    void converse(BiConsumer<Session, BooleanSupplier> deed);

    /// Hands over a session of its own with all futures that there are now, at its start, for going
    /// through them elsewhere; nothing that is done with it reaches this machine.
    ///
    /// @param taker is called soon, on another thread, and must not wait there
    void futures(Consumer<Session> taker);

    /// Gives the machine a command now. In the past this opens a branch; the old future is kept.
    void give(Command command);

    /// Stops the thread, and comes back when it has ended. Nothing that was recorded is lost.
    @Override
    void close();
}
