package archipelago.app.action;

import archipelago.engine.live.Grade;

/// What actions can do with the window itself, as somebody does who shows it to others.
public interface Lectern {
    /// Lets time pass, in a grade.
    void run(Grade grade);

    void stop();

    /// Shows the newest moment once, while the pictures stand still.
    void updateNow();

    /// Begins to show the window to a room, or ends it.
    void togglePresentation();

    void arrange(Arrangement arrangement);

    /// Makes everything larger, or smaller, by one step.
    void enlarge(boolean larger);

    /// Makes everything as large as it was made for.
    void ordinarySize();

    /// Brings the next of what has no room in the window into sight.
    void nextFold();

    /// Shows the pane that has the keyboard alone, or all panes again.
    void maximise();

    /// Gives the pane that has the keyboard a window of its own, or brings it back.
    void tearOff();

    /// Returns to what was taken back last.
    void redo();

    /// Opens the list of what people have done, from which it can be taken back.
    void openActs();
}
