package archipelago.app.action;

/// What looks closer at a run: tables, a stretch of time, marks to measure with. None of it changes the run.
public interface Instruments {
    /// Brings the table of all facts to the front, or takes it away.
    void showEvents();

    /// Goes to the line that says which facts the table shows.
    void filterEvents();

    /// Brings the machine as a list to the front, or takes it away.
    void showList();

    /// Brings the prompt on the machine to the front, with the keyboard in it, or takes it away.
    void showShell();

    /// A stretch of time begins at this moment, or ends here.
    void markRange(boolean end);

    /// Shows in the table what happened in the stretch of time.
    void showRowsOfRange();

    /// Puts a measuring mark at this moment; one that is here goes away.
    void placeMarker(boolean second);

    /// Sets instants apart in another way in the lanes and in the timeline.
    void nextScale();

    /// Draws all messages as arrows, or those that led to the picked one, or none.
    void nextArrows();

    /// Which lanes there are.
    Lanes lanes();

    /// What can be done to lanes. Each brings the lanes to the front.
    interface Lanes {
        /// A lane for each core of the kernel that is picked out, or no more.
        void toggleCores();

        /// No lane for the kernel that is picked out; what it passed on is drawn dashed.
        void hide();

        void showAll();
    }

    /// Whether all views light what is pointed at in one of them.
    void toggleLinks();

    /// Announces what happens more seldom, or not at all, or as often as possible again.
    void nextRate();
}
