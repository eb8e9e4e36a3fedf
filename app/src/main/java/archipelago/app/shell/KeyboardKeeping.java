package archipelago.app.shell;

import javafx.scene.Node;
import javafx.scene.Scene;

/// Keeps the keyboard from getting lost. What has it can go: a row that is not told any more, a button that has become
/// impossible. The toolkit would hand the keyboard to whatever comes next in the window, and the next Space would press that.
final class KeyboardKeeping {
    private final Runnable takeKeyboard;

    /// @param takeKeyboard gives the keyboard to the picture in front, or to what lies over it
    KeyboardKeeping(Runnable takeKeyboard) {
        this.takeKeyboard = takeKeyboard;
    }

    /// Looks after the keyboard of a window; once a pulse, before the toolkit does.
    void look(Scene scene) {
        var owner = scene == null ? null : scene.getFocusOwner();
        if (owner != null && !ready(owner, scene)) {
            takeKeyboard.run();
        }
    }

    private static boolean ready(Node owner, Scene scene) {
        if (owner.getScene() != scene || owner.isDisabled()) {
            return false;
        }
        for (Node at = owner; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
