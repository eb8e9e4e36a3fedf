package archipelago.app.shell;

import archipelago.app.view.OwnKeys;
import java.util.EnumSet;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The keys that controls have for themselves.
final class ControlKeys {
    /// What goes through the rows of a list, beside the arrow keys.
    private static final Set<KeyCode> LIST_KEYS = EnumSet.of(
            KeyCode.ENTER, KeyCode.HOME, KeyCode.END, KeyCode.PAGE_UP, KeyCode.PAGE_DOWN, KeyCode.DELETE);

    private ControlKeys() {}

    /// Whether the control that has the keyboard, in the window in which a key is pressed, needs it for itself.
    static boolean usedBy(KeyEvent event) {
        var owner = ((Scene) event.getSource()).getFocusOwner();
        var code = event.getCode();
        if (owner instanceof TextInputControl) {
            return true;
        }
        if (owner instanceof ToggleButton toggle) {
            // A tab that was clicked has the keyboard, and Space is still play and pause; arrow keys go through time
            // unless the tab key has come to it.
            boolean along = (code == KeyCode.LEFT || code == KeyCode.RIGHT) && !event.isShiftDown()
                    && !event.isControlDown() && !event.isAltDown();
            return code == KeyCode.ENTER || along && toggle.isFocusVisible() && toggle.getToggleGroup() != null;
        }
        if (owner instanceof CheckBox && (code == KeyCode.UP || code == KeyCode.DOWN)) {
            return true; // One goes through the lines of a card, not over the tiles under it.
        }
        if (owner instanceof ButtonBase || owner instanceof org.controlsfx.control.ToggleSwitch) {
            return code == KeyCode.SPACE || code == KeyCode.ENTER;
        }
        if (owner instanceof OwnKeys own) {
            return own.uses(event);
        }
        if (owner instanceof ListView) {
            return code == KeyCode.UP || code == KeyCode.DOWN || LIST_KEYS.contains(code);
        }
        if (owner instanceof ComboBox) {
            return code.isArrowKey() || code == KeyCode.SPACE || code == KeyCode.ENTER;
        }
        return owner instanceof Slider && code.isArrowKey();
    }
}
