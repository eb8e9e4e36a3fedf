package archipelago.app.view;

import archipelago.app.i18n.Text;

/// Asks what shall become of a drawing that a program left behind when it was ended.
public final class LeftPage extends AskPage {
    /// @param title of the drawing
    /// @param drop throws it away
    /// @param draw goes on with it
    public LeftPage(String title, Runnable drop, Runnable draw) {
        super(Text.LEFT_TITLE.of(), Text.LEFT_TEXT.of(title));
        button("left-drop", Text.LEFT_DROP, drop);
        spring();
        accent("left-draw", Text.LEFT_DRAW, draw);
    }
}
