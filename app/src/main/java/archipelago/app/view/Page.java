package archipelago.app.view;

import javafx.scene.layout.StackPane;

/// Something that lies over the whole window and has the keyboard while it is open. The machine goes on under it.
public abstract class Page extends StackPane {
    private Runnable leave = () -> {};

    protected Page() {
        getStyleClass().addAll("overlay", "page");
    }

    /// @param close takes the page away
    public final void onLeave(Runnable close) {
        leave = close;
    }

    /// Takes the page away.
    protected final void leave() {
        leave.run();
    }

    /// Takes the keyboard.
    public abstract void takeKeyboard();

    /// What Escape does before it closes the page.
    ///
    /// @return whether there was something to end
    public boolean cancel() {
        return false;
    }

    /// Paints what is painted.
    ///
    /// @param scale pixels per point
    public void pulse(double scale) {}

    /// The page is not shown any more.
    public void end() {}
}
