package archipelago.app.view;

import archipelago.app.i18n.Text;

/// Asks what shall become of a drawing that no file has, before it would be gone.
public final class UnsavedPage extends AskPage {
    /// @param title of the drawing
    /// @param keep saves it, and goes on if that was done
    /// @param drop goes on without it
    /// @param draw goes back to it
    public UnsavedPage(String title, Runnable keep, Runnable drop, Runnable draw) {
        super(Text.UNSAVED_TITLE.of(), Text.UNSAVED_TEXT.of(title));
        button("unsaved-leave", Text.UNSAVED_LEAVE, drop);
        spring();
        button("unsaved-draw", Text.UNSAVED_STAY, draw);
        accent("unsaved-save", Text.BUILD_SAVE, keep);
    }
}
