package archipelago.app.action;

import archipelago.app.action.Action.Group;
import archipelago.app.action.Action.Id;
import archipelago.app.i18n.Text;
import archipelago.engine.live.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// The part of the table that is about the window itself: how time passes in it, how large it is, what it is made of.
final class LectureActions {
    private final List<Action> actions = new ArrayList<>();

    private LectureActions() {
        addGrades();
    }

    static List<Action> all() {
        return List.copyOf(new LectureActions().actions);
    }

    private void addGrades() {
        add(Id.GRADE_RUN, Text.ACTION_GRADE_RUN, desk -> desk.run(Grade.RUN), key(KeyCode.F5));
        add(Id.GRADE_FAST, Text.ACTION_GRADE_FAST, desk -> desk.run(Grade.FAST), key(KeyCode.F6));
        add(Id.GRADE_EXPRESS, Text.ACTION_GRADE_EXPRESS, desk -> desk.run(Grade.EXPRESS), key(KeyCode.F7));
        add(Id.UPDATE_NOW, Text.ACTION_UPDATE_NOW, Lectern::updateNow, shift(KeyCode.F7));
        add(Id.STOP, Text.ACTION_STOP, Lectern::stop, key(KeyCode.F8));
    }

    private void add(Id id, Text label, Consumer<Lectern> effect, KeyCombination... keys) {
        actions.add(new Action(
                id,
                Group.LECTURE,
                label,
                List.of(keys),
                now -> Optional.empty(),
                now -> List.of(),
                (now, hands) -> effect.accept(hands.lectern())));
    }

    private static KeyCombination key(KeyCode code) {
        return new KeyCodeCombination(code);
    }

    private static KeyCombination shift(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHIFT_DOWN);
    }
}
