package archipelago.app.action;

import archipelago.app.layout.Selection;
import archipelago.app.session.CoreMove;
import archipelago.app.session.DeviceMove;
import archipelago.engine.command.Command;
import archipelago.engine.seek.Sought;
import java.util.List;

/// What actions can do in the window.
public interface Hands {
    void give(Command command);

    void move(CoreMove move);

    void move(DeviceMove move);

    /// Gives commands one after another, each when the one before it has succeeded.
    void giveInTurn(List<Command> commands);

    /// Opens the menu of what is selected; of the whole machine if nothing is.
    void openMenu();

    /// Opens the choice of faults for what is selected.
    void openFaults();

    /// Opens the choice of how much memory the selected instance gets.
    void openMemory();

    /// Brings the console of the selected instance to the front.
    void showConsole();

    void togglePlay();

    void stepForward();

    void stepBack();

    /// Takes back the last act before now, on a branch of its own.
    void undo();

    /// Goes to the next of several things, or back to the last one.
    void find(List<Sought> any, boolean forward);

    /// Goes to what caused what happened last.
    void toCause();

    /// Goes on to what was caused by what happened last.
    void toEffect();

    /// Opens the field that takes a time, an event, an act or a bookmark.
    void openGoTo();

    /// Opens the choice of what the machine is to run until.
    void openRunUntil();

    /// Sets a bookmark at this moment, and asks for its name.
    void bookmark();

    /// Goes to the next bookmark, or the one before this moment.
    void nextBookmark(boolean back);

    /// Brings the tree of futures and the bookmarks to the front, or takes them away.
    void showPlaces();

    /// Goes to the next difference between two futures, or back to the last one.
    void nextDifference(boolean back);

    void toStart();

    void toNewest();

    void faster();

    void slower();

    void toggleStorySpeed();

    void select(Selection selection);

    /// Moves the selection over the tiles of the map, by whole tiles.
    void walk(int columns, int rows);

    /// Moves what scrolls in the view that is in front.
    void scroll(int lines);

    /// Goes to the next kernel, or the one before it.
    void nextKernel(boolean back);

    /// Opens the choice of kernels that the selected core can go to.
    void chooseOwner();

    void toggleKeys();

    /// What leads away from the scenario that is shown, and back to its beginning.
    Openings openings();

    /// Opens the field in which everything can be found by typing.
    void openFinder();

    /// Opens the card of durations and rates.
    void openParameters();

    /// What can be done with the window itself.
    Lectern lectern();

    /// Opens what is known of the last moments of the kernel that is picked out, or of the one that crashed last.
    void openBlackBox();

    /// Lets the machine stop at every crash, or go on there.
    void toggleStopOnCrash();

    /// Tells why something that was asked for cannot be done now.
    void explain(String reason);

    /// Ends what is open or under way: a drag, the keys, a message; else the selection.
    void cancel();

    /// Brings the next view of the machine to the front.
    void nextView();

    void nextTheme();

    /// Writes the stretch of time that the timeline shows into a file, as a trace, a diagram or a table.
    void writeDown();

    /// Opens the choice of a figure to keep.
    void openFigure();

    /// Goes to where the next known chapter begins, or the one that is being told or came before.
    void nextChapter(boolean back);

    /// Goes to where a chapter begins, by its number from 1; one that has not been told yet is reached by going on.
    void toChapter(int number);

    /// The timeline shows less time, or more, around the present or its own middle.
    void zoom(boolean in);

    /// The timeline moves along, without the present.
    void pan(boolean earlier);

    /// The timeline shows the current moment again.
    void followNow();

    /// What looks closer at the run.
    Instruments instruments();

    /// The map shows less of the machine and that larger, or more of it.
    void lookCloser(boolean closer);

    void showAllOfMap();

    /// The map shows what is selected, in its middle and large enough to be read.
    void flyToSelected();

    /// Selects something, and shows it on the map.
    void flyTo(Selection selection);

    /// Puts the cores of the map in the order of their owners, or back as the machine is built.
    void toggleMapOrder();

    /// Shows on the map who talks to whom, as a matrix, or takes it away.
    void toggleMapMatrix();

    /// Holds a lens over the map, where the pointer or else the selected core is, or takes it away.
    void toggleLens();

    /// The timeline shows kernels that stand further up, or further down.
    void scrollRows(boolean up);

    /// The timeline shows a row for each core of the selected kernel, or no more.
    void toggleCoreRows();
}
