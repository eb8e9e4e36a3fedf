package archipelago.app.view;

import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;

/// Whether somebody can see a pane.
final class Sight {
    private Sight() {}

    /// Lets a pane count as put away that is shown where nobody sees it, behind a tab for lack of room: who calls for it
    /// wants to see it.
    static void putAwayUnseen(BooleanProperty shown, Node pane) {
        if (shown.get() && !seen(pane)) {
            shown.set(false);
        }
    }

    private static boolean seen(Node pane) {
        for (var node = pane; node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                return false;
            }
        }
        return pane.getScene() != null;
    }
}
