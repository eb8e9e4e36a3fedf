package archipelago.app.view;

import archipelago.app.action.Action;
import archipelago.app.action.ActionTable;
import archipelago.app.action.KeyWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;

/// A group of actions with their keys, under a heading: lines of one height, so that those of groups beside one another
/// stand beside one another too.
final class KeysGroup extends GridPane {
    /// What stands between keys and words.
    static final double BETWEEN = 12;

    private final List<Region> keys = new ArrayList<>();
    private final List<Region> words = new ArrayList<>();

    KeysGroup(Action.Group group, ActionTable actions) {
        getStyleClass().add("keys-grid");
        setHgap(BETWEEN);
        add(Parts.label("section", group.label().toUpperCase(Locale.ROOT)), 0, 0, 2, 1);
        for (var action : actions.of(group)) {
            var caps = keys(action);
            if (!caps.getChildren().isEmpty()) {
                keys.add(caps);
                words.add(Parts.label("keys-words", action.label().of()));
                addRow(keys.size(), keys.getLast(), words.getLast());
            }
        }
    }

    /// How many lines it has.
    int lines() {
        return 1 + keys.size();
    }

    /// The least height that suits each of its lines.
    double lineHeight() {
        return Math.ceil(Stream.concat(keys.stream(), words.stream())
                .mapToDouble(one -> one.prefHeight(-1))
                .max()
                .orElse(1));
    }

    double keysWidth() {
        return Math.ceil(keys.stream().mapToDouble(one -> one.prefWidth(-1)).max().orElse(0));
    }

    double wordsWidth() {
        return Math.ceil(words.stream().mapToDouble(one -> one.prefWidth(-1)).max().orElse(0));
    }

    /// Has its words begin where those of others in its column begin, and its lines as high as theirs.
    void align(double keysWide, double high) {
        var rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        rest.setHalignment(HPos.LEFT);
        getColumnConstraints().setAll(new ColumnConstraints(keysWide, keysWide, keysWide), rest);
        getRowConstraints().clear();
        for (int line = 0; line < lines(); line++) {
            getRowConstraints().add(new RowConstraints(high, high, high));
        }
    }

    private static Label key(String words) {
        var label = Parts.label("key", words);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static HBox keys(Action action) {
        var words =
                switch (action.id()) {
                    case SELECT_KERNEL -> Stream.of("1 – 9");
                    case SCROLL -> Stream.of("Alt ↑ ↓");
                    case WALK -> Stream.of("↑ ↓", "Alt ← →");
                    // The second is for those whose hands know it from elsewhere, and takes the room of words.
                    case FIND, REDO -> Stream.of(KeyWords.of(action.keys().getFirst()));
                    case REMOTE -> Stream.of(".", "B");
                    case LASER -> Stream.of("Ctrl");
                    // Others are for other keyboards.
                    case LARGER, SMALLER, ORDINARY_SIZE, GRADE_RUN -> Stream.of(KeyWords.of(action.keys().getFirst()));
                    default -> action.keys().stream().map(KeyWords::of);
                };
        var box = new HBox();
        words.map(KeysGroup::key).forEach(box.getChildren()::add);
        box.getStyleClass().add("keys-caps");
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }
}
