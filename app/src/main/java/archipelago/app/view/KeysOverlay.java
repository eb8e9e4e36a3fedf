package archipelago.app.view;

import archipelago.app.action.Action;
import archipelago.app.action.ActionTable;
import archipelago.app.action.KeyWords;
import archipelago.app.i18n.Text;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The keys, on top of everything, made from the table of actions.
public final class KeysOverlay extends StackPane {
    public KeysOverlay(ActionTable actions) {
        getStyleClass().add("overlay");
        var groups = new HBox();
        groups.getStyleClass().add("keys-groups");
        groups.getChildren().addAll(
                column(actions, Action.Group.TIME, Action.Group.TIMELINE),
                column(actions, Action.Group.KERNEL, Action.Group.CORE, Action.Group.THING, Action.Group.CLOSER),
                column(actions, Action.Group.PLACES, Action.Group.VIEW));
        var hint = Parts.paragraph("keys-hint");
        hint.setText(Text.KEYS_HINT.of());
        var card = new VBox(Parts.label("keys-title", Text.ACTION_KEYS.of()), groups, hint);
        card.getStyleClass().addAll("card", "keys-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(card);
        setAlignment(Pos.CENTER);
        setAccessibleText(Text.ACTION_KEYS.of());
        Parts.show(this, false);
        setOnMouseClicked(event -> Parts.show(this, false));
    }

    /// Groups below one another in one grid, so that their words begin at one line.
    private static GridPane column(ActionTable actions, Action.Group... groups) {
        var grid = new GridPane();
        grid.getStyleClass().add("keys-grid");
        int row = 0;
        for (var group : groups) {
            var heading = Parts.label("section", group.label().toUpperCase(Locale.ROOT));
            heading.getStyleClass().add(row == 0 ? "keys-heading" : "keys-next-heading");
            grid.add(heading, 0, row++, 2, 1);
            for (var action : actions.of(group)) {
                var keys = keys(action);
                if (!keys.getChildren().isEmpty()) {
                    grid.add(keys, 0, row);
                    grid.add(Parts.label("keys-words", action.label().of()), 1, row++);
                }
            }
        }
        return grid;
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
                    case FIND -> Stream.of(KeyWords.of(action.keys().getFirst()));
                    default -> action.keys().stream().map(KeyWords::of);
                };
        var box = new HBox();
        words.map(KeysOverlay::key).forEach(box.getChildren()::add);
        box.getStyleClass().add("keys-caps");
        return box;
    }

    public boolean shown() {
        return isVisible();
    }

    public void toggle() {
        Parts.show(this, !isVisible());
    }
}
