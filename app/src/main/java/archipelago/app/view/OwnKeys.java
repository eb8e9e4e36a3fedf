package archipelago.app.view;

import javafx.scene.input.KeyEvent;

/// A control that has the keyboard and uses some keys itself; all others mean what the table of actions says.
public interface OwnKeys {
    boolean uses(KeyEvent event);
}
