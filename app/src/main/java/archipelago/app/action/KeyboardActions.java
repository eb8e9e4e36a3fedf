package archipelago.app.action;

import archipelago.app.action.Action.Group;
import archipelago.app.action.Action.Id;
import archipelago.app.i18n.Text;
import archipelago.engine.journal.Happening;
import archipelago.engine.seek.Sought;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// What somebody needs who has no pointer, or does not see: to get past a wait without turning the speed, and to be told what
/// happens.
final class KeyboardActions {
    private static final List<Sought> ANSWER = List.of(new Sought.Told(Happening.Answered.class.getSimpleName()));

    private KeyboardActions() {}

    static List<Action> all() {
        return List.of(
                new Action(
                        Id.TO_ANSWER,
                        Group.TIME,
                        Text.ACTION_TO_ANSWER,
                        List.of(new KeyCodeCombination(KeyCode.O, KeyCombination.SHIFT_DOWN)),
                        now -> now.frame().operations.isEmpty()
                                ? Optional.of(Text.NOTHING_UNDER_WAY.of())
                                : Optional.empty(),
                        now -> List.of(),
                        (now, hands) -> hands.find(ANSWER, true)),
                new Action(
                        Id.ANNOUNCE,
                        Group.CLOSER,
                        Text.SPEAK_RATE,
                        List.of(),
                        now -> Optional.empty(),
                        now -> List.of(),
                        (now, hands) -> hands.instruments().nextRate()));
    }
}
