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
        addPresentation();
        addArrangements();
        addUndoing();
    }

    static List<Action> all() {
        return List.copyOf(new LectureActions().actions);
    }

    private void addGrades() {
        add(Id.GRADE_RUN, Text.ACTION_GRADE_RUN, desk -> desk.run(Grade.RUN), key(KeyCode.F5), shift(KeyCode.F5));
        add(Id.GRADE_FAST, Text.ACTION_GRADE_FAST, desk -> desk.run(Grade.FAST), key(KeyCode.F6));
        add(Id.GRADE_EXPRESS, Text.ACTION_GRADE_EXPRESS, desk -> desk.run(Grade.EXPRESS), key(KeyCode.F7));
        add(Id.UPDATE_NOW, Text.ACTION_UPDATE_NOW, Lectern::updateNow, shift(KeyCode.F7));
        add(Id.STOP, Text.ACTION_STOP, Lectern::stop, key(KeyCode.F8));
    }

    /// What remote controls send stands in the window's presentation, the keys of the pointer too: they are here for
    /// the help.
    private void addPresentation() {
        add(Id.PRESENT, Text.ACTION_PRESENT, Lectern::togglePresentation, key(KeyCode.F11));
        add(Id.REMOTE, Text.ACTION_REMOTE, desk -> {});
        add(Id.LASER, Text.ACTION_LASER, desk -> {});
    }

    private void addArrangements() {
        arrangement(Id.LAYOUT_LECTURE, Text.ACTION_LAYOUT_LECTURE, Arrangement.LECTURE, KeyCode.DIGIT1);
        arrangement(Id.LAYOUT_LAB, Text.ACTION_LAYOUT_LAB, Arrangement.LAB, KeyCode.DIGIT2);
        arrangement(Id.LAYOUT_ENGINEER, Text.ACTION_LAYOUT_ENGINEER, Arrangement.ENGINEER, KeyCode.DIGIT3);
        arrangement(Id.LAYOUT_COMPARE, Text.ACTION_LAYOUT_COMPARE, Arrangement.COMPARE, KeyCode.DIGIT4);
        add(Id.MAXIMISE, Text.ACTION_MAXIMISE, Lectern::maximise, control(KeyCode.M));
        add(Id.NEXT_FOLD, Text.ACTION_NEXT_FOLD, Lectern::nextFold, control(KeyCode.F6));
        add(Id.TEAR_OFF, Text.ACTION_TEAR_OFF, Lectern::tearOff, control(KeyCode.T));
        add(
                Id.LARGER,
                Text.ACTION_LARGER,
                desk -> desk.enlarge(true),
                control(KeyCode.PLUS),
                control(KeyCode.ADD),
                control(KeyCode.EQUALS),
                new KeyCodeCombination(KeyCode.EQUALS, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
        add(
                Id.SMALLER,
                Text.ACTION_SMALLER,
                desk -> desk.enlarge(false),
                control(KeyCode.MINUS),
                control(KeyCode.SUBTRACT));
        add(Id.ORDINARY_SIZE, Text.ACTION_ORDINARY_SIZE, Lectern::ordinarySize, control(KeyCode.DIGIT0),
                control(KeyCode.NUMPAD0));
    }

    private void addUndoing() {
        actions.add(new Action(
                Id.REDO,
                Group.LECTURE,
                Text.ACTION_REDO,
                List.of(
                        new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                        control(KeyCode.Y)),
                now -> ActWords.undone(now).isPresent() ? Optional.empty() : Optional.of(Text.NOTHING_TO_REDO.of()),
                now -> List.of(),
                (now, hands) -> hands.lectern().redo()));
        add(Id.ACTS, Text.ACTION_ACTS, Lectern::openActs, shift(KeyCode.U));
    }

    private void arrangement(Id id, Text label, Arrangement arrangement, KeyCode digit) {
        add(id, label, desk -> desk.arrange(arrangement), control(digit));
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

    private static KeyCombination control(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
    }

    private static KeyCombination shift(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHIFT_DOWN);
    }
}
