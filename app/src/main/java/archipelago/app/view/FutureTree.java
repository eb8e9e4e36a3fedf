package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.FuturesVm;
import archipelago.app.vm.FuturesVm.Row;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;

/// All futures as a tree, a row for each: its name and what it began with at the left, its line at the right, from where
/// it leaves another one to where it ends. Enter goes to the future that is chosen, F2 names it in its place.
final class FutureTree extends ListView<Row> {
    private static final double ROW = 42;
    private static final double INDENT = 12;
    private static final int MOST_INDENTS = 6;
    /// The share of a row that the line has.
    private static final double LINE_SHARE = 0.3;
    private static final double DOT = 3.5;

    private final FuturesVm futures;
    private final PlacesPane.Keeper keeper;
    private int named = -1;

    FutureTree(FuturesVm futures, PlacesPane.Keeper keeper) {
        this.futures = futures;
        this.keeper = keeper;
        getStyleClass().addAll("futures", "places-list");
        setId("futures");
        setFixedCellSize(ROW);
        setAccessibleText(Text.FUTURES_TITLE.of());
        setCellFactory(list -> new Cell());
        setMinHeight(0);
        futures.rows().addListener((property, was, rows) -> show(rows));
        show(futures.rows().get());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// While time passes the rows change all the time; what somebody writes in one of them, and which one is chosen, stays.
    private void show(List<Row> rows) {
        if (named >= 0) {
            return;
        }
        if (sameFutures(rows)) {
            int index = getSelectionModel().getSelectedIndex();
            for (int i = 0; i < rows.size(); i++) {
                if (!rows.get(i).equals(getItems().get(i))) {
                    getItems().set(i, rows.get(i));
                }
            }
            getSelectionModel().select(index);
            return;
        }
        var chosen = getSelectionModel().getSelectedItem();
        int number = chosen == null ? -1 : chosen.number();
        getItems().setAll(rows);
        for (int i = 0; i < rows.size(); i++) {
            boolean wanted = number < 0 ? rows.get(i).present() : rows.get(i).number() == number;
            if (wanted) {
                getSelectionModel().select(i);
            }
        }
    }

    private boolean sameFutures(List<Row> rows) {
        return rows.stream().map(Row::number).toList().equals(getItems().stream().map(Row::number).toList());
    }

    /// Brings the present future into sight, and picks it.
    void begin() {
        for (int i = 0; i < getItems().size(); i++) {
            if (getItems().get(i).present()) {
                getSelectionModel().select(i);
                scrollTo(Math.max(0, i - 2));
            }
        }
        requestFocus();
    }

    private void key(KeyEvent event) {
        var row = getSelectionModel().getSelectedItem();
        if (named >= 0 || row == null) {
            return;
        }
        if (event.getCode() == KeyCode.ENTER) {
            keeper.goTo(row.number());
            event.consume();
        } else if (event.getCode() == KeyCode.F2) {
            beginNaming(row.number());
            event.consume();
        }
    }

    /// What can be done with the future that is chosen.
    HBox buttons() {
        var go = button("future-go", Text.FUTURE_GO, row -> keeper.goTo(row.number()));
        var compare = button("future-compare", Text.FUTURE_COMPARE, row -> keeper.compare(row.number()));
        var name = button("future-rename", Text.FUTURE_RENAME, row -> beginNaming(row.number()));
        getSelectionModel().selectedItemProperty().addListener((property, was, row) -> {
            go.setDisable(row == null || row.present());
            compare.setDisable(row == null || row.present());
            name.setDisable(row == null);
        });
        go.setDisable(true);
        compare.setDisable(true);
        var box = new HBox(go, compare, name);
        box.getStyleClass().add("row-buttons");
        return box;
    }

    private Button button(String id, Text words, Consumer<Row> effect) {
        var button = Parts.button(id, words);
        button.setOnAction(event -> effect.accept(getSelectionModel().getSelectedItem()));
        return button;
    }

    private void beginNaming(int number) {
        named = number;
        refresh();
    }

    private void endNaming() {
        named = -1;
        show(futures.rows().get());
        refresh();
        requestFocus();
    }

    private final class Cell extends ListCell<Row> {
        Cell() {
            setPrefWidth(0);
            getStyleClass().add("future-cell");
            setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && getItem() != null && named < 0) {
                    keeper.goTo(getItem().number());
                }
            });
        }

        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            setGraphic(empty || row == null ? null : content(row));
            setAccessibleText(empty || row == null ? null : Text.FUTURE_NUMBERED.of(row.number(), row.title()));
        }

        private HBox content(Row row) {
            var number = Parts.label("future-number", Integer.toString(row.number()));
            number.pseudoClassStateChanged(Parts.CHOSEN, row.present());
            number.setMinWidth(Region.USE_PREF_SIZE);
            var words = new VBox(named == row.number() ? naming(row) : title(row), detail(row));
            words.setMinWidth(0);
            words.setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(words, Priority.ALWAYS);
            var indent = new Region();
            indent.setMinWidth(INDENT * Math.min(row.depth(), MOST_INDENTS));
            var box = new HBox(indent, number, words);
            box.getStyleClass().add("future-row");
            box.setAlignment(Pos.CENTER_LEFT);
            var lines = new Lines(row, FutureTree.this.getItems());
            box.getChildren().add(lines);
            lines.minWidthProperty().bind(FutureTree.this.widthProperty().multiply(LINE_SHARE));
            lines.maxWidthProperty().bind(lines.minWidthProperty());
            return box;
        }

        private Label title(Row row) {
            var title = Parts.label("future-title", row.title());
            title.setMinWidth(0);
            title.pseudoClassStateChanged(Parts.CHOSEN, row.present());
            return title;
        }

        private Label detail(Row row) {
            var detail = Parts.label("future-detail", row.present() ? Text.FUTURE_HERE.of(row.detail()) : row.detail());
            detail.setMinWidth(0);
            return detail;
        }

        private TextField naming(Row row) {
            var field = new TextField(row.name());
            field.setId("future-name");
            field.getStyleClass().add("pop-field");
            field.setPromptText(row.title());
            field.setAccessibleText(Text.FUTURE_NAME.of());
            field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
                if (event.getCode() == KeyCode.ENTER) {
                    keeper.name(row.number(), field.getText().strip());
                    endNaming();
                    event.consume();
                } else if (event.getCode() == KeyCode.ESCAPE) {
                    endNaming();
                    event.consume();
                }
            });
            field.sceneProperty().addListener((property, was, scene) -> {
                if (scene != null) {
                    Platform.runLater(field::requestFocus);
                }
            });
            return field;
        }
    }

    /// The line of a future, and what of the lines of others goes past it.
    private static final class Lines extends Pane {
        Lines(Row row, List<Row> all) {
            getStyleClass().add("future-lines");
            setMinHeight(ROW);
            setPrefHeight(ROW);
            setMouseTransparent(true);
            int index = all.indexOf(row);
            for (int i = index; i < all.size(); i++) {
                var other = all.get(i);
                if (other.parentRow() >= 0 && other.parentRow() <= index && i >= index) {
                    double top = other.parentRow() == index ? ROW / 2 : 0;
                    double bottom = i == index ? ROW / 2 : ROW;
                    if (bottom > top) {
                        add(other, other.from(), top, other.from(), bottom);
                    }
                }
            }
            add(row, row.from(), ROW / 2, row.until(), ROW / 2);
            dot(row.from()).getStyleClass().add(row.present() ? "future-fork-present" : "future-fork");
            if (row.present()) {
                dot(row.now()).getStyleClass().add("future-now-present");
            }
        }

        private void add(Row of, double fromX, double fromY, double toX, double toY) {
            var line = new Line();
            line.startXProperty().bind(widthProperty().multiply(fromX));
            line.endXProperty().bind(widthProperty().multiply(toX));
            line.setStartY(fromY);
            line.setEndY(toY);
            line.getStyleClass().add(of.present() ? "future-line-present" : "future-line");
            getChildren().add(line);
        }

        private Circle dot(double x) {
            var dot = new Circle(DOT);
            dot.centerXProperty().bind(widthProperty().multiply(x));
            dot.setCenterY(ROW / 2);
            getChildren().add(dot);
            return dot;
        }
    }
}
