package archipelago.app.action;

import archipelago.app.action.Action.Group;
import archipelago.app.action.Action.Id;
import archipelago.app.i18n.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// What one can do to see more of a large machine, or some of it larger.
final class ScaleActions {
    private ScaleActions() {}

    static List<Action> all() {
        return List.of(
                map(Id.MAP_CLOSER, Text.ACTION_MAP_CLOSER, hands -> hands.lookCloser(true),
                        alt(KeyCode.PLUS), alt(KeyCode.EQUALS)),
                map(Id.MAP_AWAY, Text.ACTION_MAP_AWAY, hands -> hands.lookCloser(false),
                        alt(KeyCode.MINUS)),
                map(Id.MAP_ALL, Text.ACTION_MAP_ALL, Hands::showAllOfMap, new KeyCharacter("0")),
                map(Id.MAP_SHOW, Text.ACTION_MAP_SHOW, Hands::flyToSelected, shift(KeyCode.F)),
                map(Id.LENS, Text.ACTION_LENS, Hands::toggleLens, new KeyCharacter("/")),
                map(Id.MAP_ORDER, Text.ACTION_MAP_ORDER, Hands::toggleMapOrder, alt(KeyCode.O)),
                map(Id.MAP_MATRIX, Text.ACTION_MAP_MATRIX, Hands::toggleMapMatrix, alt(KeyCode.M)),
                time(Id.ROWS_UP, Text.ACTION_ROWS_UP, hands -> hands.scrollRows(true), shift(KeyCode.PAGE_UP)),
                time(Id.ROWS_DOWN, Text.ACTION_ROWS_DOWN, hands -> hands.scrollRows(false), shift(KeyCode.PAGE_DOWN)),
                time(Id.CORES_IN_TIME, Text.ACTION_CORES_IN_TIME, Hands::toggleCoreRows, shift(KeyCode.C)));
    }

    private static Action map(Id id, Text label, Consumer<Hands> effect, KeyCombination... keys) {
        return action(id, Group.MAP, label, effect, keys);
    }

    private static Action time(Id id, Text label, Consumer<Hands> effect, KeyCombination... keys) {
        return action(id, Group.TIMELINE, label, effect, keys);
    }

    private static Action action(Id id, Group group, Text label, Consumer<Hands> effect, KeyCombination... keys) {
        return new Action(id, group, label, List.of(keys), now -> Optional.empty(), now -> List.of(), (now, hands) ->
                effect.accept(hands));
    }

    private static KeyCombination shift(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHIFT_DOWN);
    }

    private static KeyCombination alt(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.ALT_DOWN);
    }
}
