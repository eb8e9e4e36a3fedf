package archipelago.app.action;

import archipelago.app.i18n.Text;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;

/// Keys as they are written on keyboards.
public final class KeyWords {
    private static final String CONTROL = "Ctrl+";
    private static final String ALT = "Alt+";

    private KeyWords() {}

    public static String of(KeyCombination keys) {
        if (!(keys instanceof KeyCodeCombination one)) {
            return keys.getDisplayText();
        }
        if (one.getControl() == ModifierValue.DOWN) {
            return CONTROL + word(one.getCode());
        }
        if (one.getShortcut() == ModifierValue.DOWN) {
            // With the modifier of the platform, and signs in place of their names.
            return switch (one.getCode()) {
                case PLUS, ADD, EQUALS -> shortcut("+");
                case MINUS, SUBTRACT -> shortcut("−");
                case DIGIT0, NUMPAD0 -> shortcut("0");
                default -> one.getDisplayText();
            };
        }
        var word = (one.getAlt() == ModifierValue.DOWN ? ALT : "") + word(one.getCode());
        return one.getShift() == ModifierValue.DOWN ? Text.KEY_SHIFT.of() + "+" + word : word;
    }

    private static String shortcut(String sign) {
        var plain = new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN).getDisplayText();
        return plain.substring(0, plain.length() - 1) + sign;
    }

    private static String word(KeyCode code) {
        return switch (code) {
            case LEFT -> "←";
            case RIGHT -> "→";
            case BACK_SPACE -> "⌫";
            case EQUALS -> "=";
            case PLUS -> "+";
            case MINUS -> "−";
            case SPACE -> Text.KEY_SPACE.of();
            case HOME -> Text.KEY_HOME.of();
            case END -> Text.KEY_END.of();
            case PAGE_UP -> Text.KEY_PAGE_UP.of();
            case PAGE_DOWN -> Text.KEY_PAGE_DOWN.of();
            case ESCAPE -> Text.KEY_ESCAPE.of();
            case DELETE -> Text.KEY_DELETE.of();
            default -> code.getName();
        };
    }
}
