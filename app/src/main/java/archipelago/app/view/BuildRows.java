package archipelago.app.view;

import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Rows of a drawing. They are made anew only where there are others; then what had the keyboard has it again.
final class BuildRows extends VBox {
    private static final double CHOICE = 118;

    private Object shown;

    BuildRows() {
        getStyleClass().add("build-list");
    }

    /// @param what the rows are about; as long as that is equal, they stay
    void show(Object what, Supplier<List<? extends Node>> rows) {
        if (what.equals(shown)) {
            return;
        }
        shown = what;
        var scene = getScene();
        var focused = scene == null ? null : scene.getFocusOwner();
        boolean mine = focused != null && focused.getId() != null && lookup('#' + focused.getId()) == focused;
        getChildren().setAll(rows.get());
        if (mine) {
            var again = lookup('#' + focused.getId());
            // A row that went takes no keyboard with it: the map has it then.
            var next = again != null ? again : scene.lookup("#build-map");
            if (next != null) {
                next.requestFocus();
            }
        }
    }

    /// Somebody to be chosen.
    static ComboBox<String> choice(String id, String name, List<String> names) {
        var choice = new ComboBox<String>();
        choice.setId(id);
        choice.getStyleClass().add("pop-choice");
        choice.setAccessibleText(name);
        choice.setMaxWidth(CHOICE);
        choice.getItems().setAll(names);
        return choice;
    }

    /// Words, or a field for them, a choice, and a button that takes the row away.
    static HBox row(Region words, Region choice, String id, String removes, Runnable remove) {
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        var button = new Button(null, Parts.icon("close"));
        button.setId(id);
        button.getStyleClass().add("why-close");
        button.setAccessibleText(removes);
        button.setTooltip(new Tooltip(removes));
        button.setOnAction(event -> remove.run());
        var row = new HBox(words, choice, button);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("build-row");
        return row;
    }

    static Label words(String words) {
        var label = Parts.label("build-flow", words);
        label.setMinWidth(0);
        return label;
    }
}
