package archipelago.app.view;

import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// Keys as people write them.
public final class KeyWords {
    private static final Map<KeyCode, String> SIGNS = Map.of(
            KeyCode.LEFT, "←",
            KeyCode.RIGHT, "→",
            KeyCode.ESCAPE, "Esc",
            KeyCode.DELETE, "Del",
            KeyCode.EQUALS, "=",
            KeyCode.BACK_SPACE, "⌫");

    private KeyWords() {}

    public static String of(KeyCombination keys) {
        if (keys instanceof KeyCodeCombination one && SIGNS.containsKey(one.getCode())) {
            return SIGNS.get(one.getCode());
        }
        return keys.getDisplayText();
    }
}
