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

/// What is done with whole scenarios: to begin one again, to open another, to draw one.
final class OpeningActions {
    private OpeningActions() {}

    static List<Action> all() {
        return List.of(
                action(Id.START_OVER, Text.ACTION_START_OVER, Openings::startOver, control(KeyCode.R)),
                action(Id.START_OVER_WITH_SEED, Text.ACTION_START_OVER_SEED, Openings::askForSeed, shift(KeyCode.R)),
                action(Id.OPEN_FILE, Text.ACTION_OPEN_FILE, Openings::chooseFile, control(KeyCode.O)),
                action(Id.START_PAGE, Text.ACTION_START_PAGE, Openings::showStartPage, control(KeyCode.N)),
                action(Id.EDIT_MACHINE, Text.ACTION_EDIT_MACHINE, Openings::editMachine, control(KeyCode.E)),
                action(Id.NEW_MACHINE, Text.ACTION_NEW_MACHINE, Openings::newMachine, shift(KeyCode.N)),
                action(Id.IMPORT_MACHINE, Text.ACTION_IMPORT_MACHINE, Openings::importMachine),
                action(Id.FIDELITY, Text.ACTION_FIDELITY, Openings::showFidelity, control(KeyCode.I)),
                action(Id.TOUR, Text.ACTION_TOUR, Openings::beginTour, shift(KeyCode.T)));
    }

    private static Action action(Id id, Text label, Consumer<Openings> effect, KeyCombination... keys) {
        return new Action(id, Group.SCENARIO, label, List.of(keys), now -> Optional.empty(), now -> List.of(),
                (now, hands) -> effect.accept(hands.openings()));
    }

    private static KeyCombination control(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
    }

    private static KeyCombination shift(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
    }
}
