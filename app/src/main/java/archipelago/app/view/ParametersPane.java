package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.ParametersVm;
import archipelago.app.vm.ParametersVm.Row;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The card of durations and rates: a list that can be searched, and a field that sets the one that is chosen. What
/// differs from where it comes from is tinted and says so.
public final class ParametersPane extends VBox {
    private static final double WIDTH = 660;
    private static final double LEAST_HEIGHT = 130;
    private static final double MOST_HEIGHT = 640;

    /// Sets durations and rates.
    public interface Keeper {
        void set(Row row, long ns);

        /// Sets all back that somebody has set.
        void resetAll();
    }

    private final ParametersVm vm;
    private final Keeper keeper;
    private final TextField search = new TextField();
    private final ListView<Row> list = new ListView<>();
    private final Label chosen = Parts.label("parameter-chosen");
    private final Label changed = Parts.label("pop-where");
    private final TextField value = new TextField();
    private final Label problem = Parts.paragraph("pop-problem");
    private final Button resetAll = Parts.button("parameters-reset-all", Text.PARAMETERS_RESET_ALL);
    private final HBox buttons = new HBox();

    /// @param leave closes the card
    public ParametersPane(ParametersVm vm, Keeper keeper, Runnable leave) {
        this.vm = vm;
        this.keeper = keeper;
        getStyleClass().addAll("card", "pop-card");
        setPrefWidth(WIDTH);
        var title = new HBox(Parts.label("pop-title", Text.PARAMETERS_TITLE.of()), Parts.spring(), changed);
        title.setAlignment(Pos.BASELINE_LEFT);
        var hint = Parts.paragraph("pop-hint");
        hint.setText(Text.PARAMETERS_HINT.of());
        search.setId("parameters-search");
        field(search, Text.PARAMETERS_FILTER);
        search.textProperty().addListener((property, was, now) -> show());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::fromSearch);
        list();
        value.setId("parameter-value");
        field(value, Text.PARAMETERS_VALUE);
        value.setOnAction(event -> set());
        Parts.show(problem, false);
        problem.setId("parameter-problem");
        editor();
        getChildren().addAll(title, hint, search, list, new HBox(chosen), buttons, problem);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                leave.run();
                event.consume();
            }
        });
        vm.rows().addListener((property, was, rows) -> show());
    }

    private static void field(TextField field, Text words) {
        field.getStyleClass().add("pop-field");
        field.setPromptText(words.of());
        field.setAccessibleText(words.of());
    }

    private void list() {
        list.setId("parameters");
        Parts.highUpTo(list, LEAST_HEIGHT, MOST_HEIGHT);
        list.getStyleClass().add("places-list");
        list.setAccessibleText(Text.PARAMETERS_TITLE.of());
        list.setCellFactory(of -> new Cell());
        list.getSelectionModel().selectedItemProperty().addListener((property, was, row) -> choose(was, row));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                edit();
                event.consume();
            }
        });
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                edit();
            }
        });
    }

    private void editor() {
        var half = Parts.button("parameter-half", Text.PARAMETERS_HALF);
        half.setOnAction(event -> turn(row -> Math.max(1, row.ns() / 2)));
        var twice = Parts.button("parameter-double", Text.PARAMETERS_DOUBLE);
        twice.setOnAction(event -> turn(row -> 2 * row.ns()));
        var set = Parts.button("parameter-set", Text.PARAMETERS_SET);
        set.getStyleClass().add("accent");
        set.setOnAction(event -> set());
        var reset = Parts.button("parameter-reset", Text.PARAMETERS_RESET);
        reset.setOnAction(event -> turn(Row::usualNs));
        resetAll.setOnAction(event -> keeper.resetAll());
        value.setPrefColumnCount(9);
        buttons.getStyleClass().add("pop-buttons");
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getChildren().addAll(value, set, half, twice, reset, Parts.spring(), resetAll);
    }

    /// Begins anew, with the keyboard in the search.
    public void begin() {
        search.clear();
        show();
        list.getSelectionModel().selectFirst();
        search.requestFocus();
    }

    private void show() {
        var at = list.getSelectionModel().getSelectedItem();
        list.getItems().setAll(vm.found(search.getText()));
        var again = list.getItems().stream().filter(row -> at != null && row.id().equals(at.id())).findFirst();
        again.ifPresentOrElse(list.getSelectionModel()::select, list.getSelectionModel()::selectFirst);
        long many = vm.rows().get().stream().filter(Row::changed).count();
        changed.setText(many == 0 ? "" : Text.PARAMETERS_CHANGED.count(many));
        resetAll.setDisable(many == 0);
    }

    private void choose(Row was, Row row) {
        Parts.show(problem, false);
        buttons.getChildren().forEach(node -> {
            if (node != resetAll) {
                node.setDisable(row == null);
            }
        });
        chosen.setText(row == null ? "" : row.name() + " · " + row.unit());
        boolean another = row != null && (was == null || !was.id().equals(row.id()) || was.ns() != row.ns());
        if (another) {
            value.setText(row.typed());
        }
    }

    private void fromSearch(KeyEvent event) {
        int step = switch (event.getCode()) {
            case DOWN -> 1;
            case UP -> -1;
            default -> 0;
        };
        if (step != 0) {
            int next = list.getSelectionModel().getSelectedIndex() + step;
            list.getSelectionModel().clearAndSelect(Math.clamp(next, 0, Math.max(0, list.getItems().size() - 1)));
            list.scrollTo(Math.max(0, next - 2));
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            edit();
            event.consume();
        }
    }

    private void edit() {
        value.requestFocus();
        value.selectAll();
    }

    private void set() {
        var ns = vm.read(value.getText());
        if (ns.isEmpty()) {
            problem.setText(Text.PARAMETERS_BAD.of(value.getText().strip()));
            Parts.show(problem, true);
            edit();
        } else {
            turn(row -> ns.getAsLong());
        }
    }

    private interface NewValue {
        long of(Row row);
    }

    private void turn(NewValue newValue) {
        var row = list.getSelectionModel().getSelectedItem();
        if (row != null) {
            Parts.show(problem, false);
            keeper.set(row, newValue.of(row));
        }
    }

    private static final class Cell extends ListCell<Row> {
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            setGraphic(empty || row == null ? null : content(row));
            setAccessibleText(empty || row == null ? null : row.name() + ", " + row.value() + ", " + row.unit() + ", "
                    + (row.changed() ? row.byHand() : row.source()));
        }

        private static VBox content(Row row) {
            var name = Parts.label("parameter-name", row.name());
            name.setMinWidth(0);
            var unit = Parts.label("parameter-unit", row.unit());
            unit.setMinWidth(0);
            HBox.setHgrow(unit, Priority.ALWAYS);
            unit.setMaxWidth(Double.MAX_VALUE);
            var value = Parts.label("parameter-value", row.value());
            value.setMinWidth(Region.USE_PREF_SIZE);
            var first = new HBox(name, unit, value);
            first.getStyleClass().add("parameter-first");
            var second = Parts.paragraph("parameter-source"); // Where a figure comes from may take two lines.
            second.setText(row.changed()
                    ? row.byHand()
                    : row.from().isEmpty() ? row.source() : row.source() + " · " + row.from());
            var box = new VBox(first, second);
            box.getStyleClass().add("parameter-row");
            box.pseudoClassStateChanged(Parts.CHOSEN, row.changed());
            return box;
        }
    }
}
