package archipelago.app.action;

import archipelago.app.action.Action.Group;
import archipelago.app.action.Action.Id;
import archipelago.app.i18n.Text;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// The actions that look closer at a run.
final class InstrumentActions {
    private final ActionTable table;

    private InstrumentActions(ActionTable table) {
        this.table = table;
    }

    static void addTo(ActionTable table) {
        var actions = new InstrumentActions(table);
        actions.add(Id.EVENTS, Text.ACTION_EVENTS, Instruments::showEvents, shift(KeyCode.E));
        actions.add(
                Id.FILTER_EVENTS,
                Text.ACTION_FILTER_EVENTS,
                Instruments::filterEvents,
                new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN));
        actions.add(Id.MACHINE_LIST, Text.ACTION_MACHINE_LIST, Instruments::showList, shift(KeyCode.T));
        actions.add(Id.SHELL, Text.ACTION_SHELL, Instruments::showShell, new KeyCharacter(":"));
        actions.add(
                Id.RANGE_START, Text.ACTION_RANGE_START, tools -> tools.markRange(false), new KeyCharacter("["));
        actions.add(Id.RANGE_END, Text.ACTION_RANGE_END, tools -> tools.markRange(true), new KeyCharacter("]"));
        actions.add(Id.RANGE_ROWS, Text.ACTION_RANGE_ROWS, Instruments::showRowsOfRange, shift(KeyCode.S));
        actions.add(Id.MARKER_A, Text.ACTION_MARKER_A, tools -> tools.placeMarker(false), shift(KeyCode.A));
        actions.add(Id.MARKER_B, Text.ACTION_MARKER_B, tools -> tools.placeMarker(true), shift(KeyCode.B));
        actions.add(Id.TIME_SCALE, Text.ACTION_TIME_SCALE, Instruments::nextScale, shift(KeyCode.V));
        actions.add(Id.LINKS, Text.ACTION_LINKS, Instruments::toggleLinks, shift(KeyCode.I));
        actions.add(Id.ARROWS, Text.ACTION_ARROWS, Instruments::nextArrows, shift(KeyCode.D));
        actions.addLanes();
    }

    private void addLanes() {
        add(Id.LANE_CORES, Text.ACTION_LANE_CORES, tools -> tools.lanes().toggleCores(),
                new KeyCodeCombination(KeyCode.C, KeyCombination.ALT_DOWN));
        add(Id.LANE_HIDE, Text.ACTION_LANE_HIDE, tools -> tools.lanes().hide(),
                new KeyCodeCombination(KeyCode.H, KeyCombination.ALT_DOWN));
        add(Id.LANES_ALL, Text.ACTION_LANES_ALL, tools -> tools.lanes().showAll(),
                new KeyCodeCombination(KeyCode.H, KeyCombination.ALT_DOWN, KeyCombination.SHIFT_DOWN));
    }

    private void add(Id id, Text label, Consumer<Instruments> effect, KeyCombination key) {
        table.window(id, Group.CLOSER, label, hands -> effect.accept(hands.instruments()), key);
    }

    private static KeyCombination shift(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHIFT_DOWN);
    }
}
