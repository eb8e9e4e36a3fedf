package archipelago.app.action;

import archipelago.app.i18n.Language;

/// What leads away from the scenario that is shown, and back to its beginning.
public interface Openings {
    /// Begins the scenario again from time 0, with the same seed. The window stays as it was set up.
    void startOver();

    /// Asks for a seed, and begins the scenario again with it.
    void askForSeed();

    /// Asks for a scenario or a saved session, and opens it in this window.
    void chooseFile();

    /// Shows what can be opened.
    void showStartPage();

    /// Draws the machine and its kernels by hand, beginning with those that are shown.
    void editMachine();

    /// Draws a machine by hand, beginning with a small one.
    void newMachine();

    /// Asks for what another program tells of a computer, and draws that.
    void importMachine();

    /// Says what is modelled exactly, what approximately and what not at all.
    void showFidelity();

    /// Begins the tour of the window.
    void beginTour();

    /// Speaks another language from now on, on the machine that is shown.
    void speak(Language language);
}
