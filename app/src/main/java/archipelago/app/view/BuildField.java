package archipelago.app.view;

import archipelago.engine.base.Sizes;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A value of a drawing with its name. What is typed holds with Enter, or when the field is left; what cannot be is told
/// under it, and stays typed.
final class BuildField extends VBox {
    private static final double STEPPED_WIDTH = 56;
    /// With room for the longest size, such as 1024GiB.
    private static final double SIZE_WIDTH = 76;
    private static final long LEAST_BYTES = 2 * Sizes.MIB;
    private static final long MOST_BYTES = 1024 * 1024 * Sizes.GIB;

    private final TextField field = new TextField();
    private final Label problem = Parts.paragraph("pop-problem");
    private final Function<String, String> take;
    private final HBox row = new HBox();
    private String held = "";

    /// @param take takes what was typed, and says what is wrong with it; an empty text if nothing is
    BuildField(String id, String name, Function<String, String> take) {
        this.take = take;
        getStyleClass().add("build-field");
        field.setId(id);
        field.getStyleClass().add("pop-field");
        field.setAccessibleText(name);
        field.setPrefColumnCount(6);
        field.setOnAction(event -> commit());
        field.focusedProperty().addListener((property, was, focused) -> {
            if (!focused) {
                commit();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !field.getText().equals(held)) {
                show(held);
                event.consume();
            }
        });
        Parts.show(problem, false);
        if (name.isEmpty()) {
            getChildren().addAll(field, problem);
            return;
        }
        var label = Parts.label("row-name", name);
        label.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        row.getChildren().addAll(label, field);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("build-row");
        field.setPrefWidth(86);
        field.setMinWidth(86);
        getChildren().addAll(row, problem);
    }

    /// Gives the value two buttons, so that it can be changed without a keyboard; with one, the value is typed.
    ///
    /// @param less the value before one that holds, and `more` the one after it
    BuildField stepping(UnaryOperator<String> less, UnaryOperator<String> more) {
        var steps = new VBox(step("more", "+", more), step("less", "−", less));
        steps.getStyleClass().add("build-steps");
        row.getChildren().add(steps);
        field.setPrefWidth(STEPPED_WIDTH);
        field.setMinWidth(STEPPED_WIDTH);
        return this;
    }

    /// The same for a size: half of it, and twice as much.
    BuildField steppingSizes() {
        stepping(value -> halved(value, Sizes.parse(value)), value -> doubled(value, Sizes.parse(value)));
        field.setPrefWidth(SIZE_WIDTH);
        field.setMinWidth(SIZE_WIDTH);
        return this;
    }

    /// Half a size, where it is one and can be halved; else what it was.
    private static String halved(String value, OptionalLong bytes) {
        return bytes.isPresent() && bytes.getAsLong() >= 2 * LEAST_BYTES ? Sizes.text(bytes.getAsLong() / 2) : value;
    }

    private static String doubled(String value, OptionalLong bytes) {
        return bytes.isPresent() && bytes.getAsLong() <= MOST_BYTES / 2 ? Sizes.text(bytes.getAsLong() * 2) : value;
    }

    private Button step(String kind, String sign, UnaryOperator<String> next) {
        var button = new Button();
        button.setGraphic(Parts.icon(kind));
        button.setId(field.getId() + "-" + kind);
        button.getStyleClass().addAll("do-button", "build-step");
        button.setTooltip(new Tooltip(sign));
        button.setAccessibleText(field.getAccessibleText() + " " + sign);
        button.setFocusTraversable(false);
        button.setOnAction(event -> {
            field.setText(next.apply(held));
            commit();
        });
        return button;
    }

    /// Shows what holds now, unless somebody is typing.
    void show(String value) {
        boolean typing = field.isFocused() && !field.getText().equals(held) && !value.equals(field.getText());
        held = value;
        if (!typing) {
            field.setText(value);
            Parts.show(problem, false);
        }
    }

    private void commit() {
        if (field.getText().strip().equals(held)) {
            Parts.show(problem, false);
            return;
        }
        held = field.getText().strip();
        var wrong = take.apply(held);
        problem.setText(wrong);
        Parts.show(problem, !wrong.isEmpty());
    }

    TextField field() {
        return field;
    }
}
