package archipelago.app.view;

import archipelago.app.action.Action;
import archipelago.app.action.ActionTable;
import archipelago.app.action.KeyWords;
import archipelago.app.i18n.Text;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The keys, on top of everything, made from the table of actions.
public final class KeysOverlay extends StackPane {
    private static final double A_LITTLE = 0.1;
    private static final double MUCH = 0.5;

    private final ScrollPane scroll;

    public KeysOverlay(ActionTable actions) {
        getStyleClass().add("overlay");
        var groups = new FlowPane();
        groups.setRowValignment(VPos.TOP);
        groups.setPrefWrapLength(Double.MAX_VALUE); // In one row, where there is room.
        groups.getStyleClass().add("keys-groups");
        groups.getChildren().addAll(
                column(actions, Action.Group.TIME, Action.Group.TIMELINE, Action.Group.PLACES),
                column(
                        actions,
                        Action.Group.KERNEL,
                        Action.Group.CORE,
                        Action.Group.THING,
                        Action.Group.CLOSER,
                        Action.Group.MAP),
                column(actions, Action.Group.VIEW, Action.Group.LECTURE, Action.Group.SCENARIO));
        var hint = Parts.paragraph("keys-hint");
        hint.setText(Text.KEYS_HINT.of());
        scroll = new ScrollPane(groups);
        scroll.getStyleClass().add("keys-scroll");
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFitToWidth(true);
        scroll.setMinHeight(0);
        var card = new VBox(Parts.label("keys-title", Text.ACTION_KEYS.of()), scroll, hint);
        card.getStyleClass().addAll("card", "keys-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(card);
        setAlignment(Pos.CENTER);
        setAccessibleText(Text.ACTION_KEYS.of());
        Parts.show(this, false);
        setOnMouseClicked(event -> Parts.show(this, false));
        setMinSize(0, 0);
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
                    case REMOTE -> Stream.of(".", "B");
                    case LASER -> Stream.of("Ctrl");
                    // Others are for other keyboards.
                    case LARGER, SMALLER, ORDINARY_SIZE, GRADE_RUN -> Stream.of(KeyWords.of(action.keys().getFirst()));
                    default -> action.keys().stream().map(KeyWords::of);
                };
        var box = new HBox();
        words.map(KeysOverlay::key).forEach(box.getChildren()::add);
        box.getStyleClass().add("keys-caps");
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    /// Moves along where there are more keys than room.
    ///
    /// @return whether the key does that
    public boolean scroll(KeyCode code) {
        double by =
                switch (code) {
                    case UP -> -A_LITTLE;
                    case DOWN -> A_LITTLE;
                    case PAGE_UP -> -MUCH;
                    case PAGE_DOWN -> MUCH;
                    default -> 0;
                };
        scroll.setVvalue(Math.clamp(scroll.getVvalue() + by, 0, 1));
        return by != 0;
    }

    public boolean shown() {
        return isVisible();
    }

    public void toggle() {
        Parts.show(this, !isVisible());
    }
}
