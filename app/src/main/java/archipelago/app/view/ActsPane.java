package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.ActsVm;
import archipelago.app.vm.ActsVm.Act;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What people have done up to now, the newest first. The act that is picked is taken back, and all that came after it:
/// the lines that will go are marked before.
public final class ActsPane extends VBox {
    private static final double WIDTH = 400;
    private static final double ROW = 28;
    private static final int MOST_ROWS = 9;

    private final ListView<Act> list = new ListView<>();
    private final Button redo = Parts.button("acts-redo", Text.REDO);
    private final Button undo = Parts.button("acts-undo", Text.UNDO);
    private final ActsVm vm;
    private final Consumer<Act> take;

    /// @param take takes an act back, and all after it
    /// @param again returns to what was taken back
    /// @param leave closes the card
    public ActsPane(ActsVm vm, Consumer<Act> take, Runnable again, Runnable leave) {
        this.vm = vm;
        this.take = take;
        getStyleClass().addAll("card", "pop-card");
        setPrefWidth(WIDTH);
        list.setId("acts");
        list.getStyleClass().add("places-list");
        list.setAccessibleText(Text.ACTS_TITLE.of());
        list.setFixedCellSize(ROW);
        var none = Parts.paragraph("places-none");
        none.setText(Text.NOTHING_TO_UNDO.of());
        list.setPlaceholder(none);
        list.setCellFactory(cells -> new Cell());
        list.getSelectionModel().selectedIndexProperty().addListener((property, was, now) -> list.refresh());
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                takeBack();
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                leave.run();
                event.consume();
            }
        });
        redo.setOnAction(event -> again.run());
        undo.setOnAction(event -> takeBack());
        undo.getStyleClass().add("accent");
        undo.disableProperty().bind(list.getSelectionModel().selectedItemProperty().isNull());
        var buttons = new HBox(undo, redo);
        buttons.getStyleClass().add("pop-buttons");
        var hint = Parts.paragraph("pop-hint");
        hint.setText(Text.ACTS_HINT.of());
        getChildren().addAll(Parts.label("pop-title", Text.ACTS_TITLE.of()), list, hint, buttons);
    }

    /// Begins anew, with the keyboard in the list, at the newest act.
    public void begin() {
        list.getItems().setAll(vm.acts());
        list.setPrefHeight(2 + ROW * Math.clamp(list.getItems().size(), 1, MOST_ROWS));
        var back = vm.redo();
        redo.setDisable(back.isEmpty());
        redo.setText(back.map(way -> Text.REDO_NAMED.of(way.words())).orElse(Text.REDO.of()));
        redo.setAccessibleText(redo.getText());
        list.getSelectionModel().selectFirst();
        list.requestFocus();
    }

    private void takeBack() {
        var chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            take.accept(chosen);
        }
    }

    private final class Cell extends ListCell<Act> {
        Cell() {
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && getItem() != null) {
                    take.accept(getItem());
                }
            });
        }

        @Override
        protected void updateItem(Act act, boolean empty) {
            super.updateItem(act, empty);
            setText(null);
            setGraphic(empty || act == null ? null : content(act));
            setAccessibleText(empty || act == null ? null : act.words() + ", " + act.time());
        }

        private HBox content(Act act) {
            boolean goes = getIndex() <= list.getSelectionModel().getSelectedIndex();
            var sign = Parts.label("act-sign", goes ? "✕" : "");
            var title = Parts.label("place-title", act.words());
            title.setMinWidth(0);
            title.setMaxWidth(Double.MAX_VALUE);
            title.pseudoClassStateChanged(Parts.CHOSEN, goes);
            HBox.setHgrow(title, Priority.ALWAYS);
            var time = Parts.label("place-detail", act.time());
            time.setMinWidth(USE_PREF_SIZE);
            var box = new HBox(sign, title, time);
            box.getStyleClass().add("act-row");
            box.setAlignment(Pos.CENTER_LEFT);
            return box;
        }
    }
}
