package archipelago.app.action;

import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// A key by the character that it types, wherever the keyboard has it.
final class KeyCharacter extends KeyCombination {
    private final String character;

    KeyCharacter(String character) {
        this.character = character;
    }

    @Override
    public boolean match(KeyEvent event) {
        return event.getEventType() == KeyEvent.KEY_TYPED && character.equals(event.getCharacter());
    }

    @Override
    public String getName() {
        return character;
    }

    @Override
    public String getDisplayText() {
        return character;
    }
}
