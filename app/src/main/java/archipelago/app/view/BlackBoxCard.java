package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.FactLine;
import java.util.List;
import java.util.function.LongConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The last moments of a kernel: a list that one can walk through, each line of which goes to its event.
public final class BlackBoxCard extends VBox {
    private static final double WIDTH = 620;
    private static final double LEAST_HEIGHT = 150;
    private static final double MOST_HEIGHT = 640;
    /// About as much a line takes.
    private static final double LINE_HEIGHT = 26;

    private final Label title = Parts.label("pop-title");
    private final Label when = Parts.label("pop-where");
    private final ListView<FactLine> list = new ListView<>();
    private final LongConsumer go;

    /// @param rewind how long before the crash the button leads, in words
    /// @param go goes behind an event
    /// @param back goes to a little before the crash, `there` right behind it
    public BlackBoxCard(String rewind, LongConsumer go, Runnable back, Runnable there) {
        this.go = go;
        getStyleClass().addAll("card", "pop-card");
        setId("black-box");
        setPrefWidth(WIDTH);
        var head = new HBox(title, Parts.spring(), when);
        head.getStyleClass().add("broken-head");
        var hint = Parts.paragraph("pop-hint");
        hint.setText(Text.BOX_HINT.of());
        list.setId("black-box-list");
        Parts.highUpTo(list, LEAST_HEIGHT, MOST_HEIGHT);
        list.getStyleClass().add("places-list");
        list.setCellFactory(of -> new Cell());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                goToChosen();
                event.consume();
            }
        });
        list.setOnMouseClicked(event -> goToChosen());
        var before = Parts.button("box-rewind", Text.BOX_REWIND);
        before.setText(Text.BOX_REWIND.of(rewind));
        before.setOnAction(event -> back.run());
        var crash = Parts.button("box-go", Text.BOX_GO);
        crash.setOnAction(event -> there.run());
        var buttons = new HBox(Parts.spring(), before, crash);
        buttons.getStyleClass().add("pop-buttons");
        getChildren().addAll(head, hint, list, buttons);
    }

    private void goToChosen() {
        var line = list.getSelectionModel().getSelectedItem();
        if (line != null && line.origin() != 0) {
            go.accept(line.origin());
        }
    }

    /// @param lines newest first
    public void begin(String name, String time, List<FactLine> lines) {
        title.setText(Text.BOX_TITLE.of(name));
        when.setText(Text.BOX_WHEN.of(time));
        list.setAccessibleText(title.getText());
        list.getItems().setAll(lines);
        list.setPrefHeight(Math.clamp(LINE_HEIGHT * lines.size(), LEAST_HEIGHT, MOST_HEIGHT));
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
        list.requestFocus();
    }

    private static final class Cell extends ListCell<FactLine> {
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(FactLine line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            setGraphic(empty || line == null ? null : content(line));
            setAccessibleText(empty || line == null ? null : line.time() + ", " + line.title() + ", " + line.detail());
        }

        private static HBox content(FactLine line) {
            var dot = new Region();
            dot.getStyleClass().add("fact-dot");
            Parts.tone(dot, line.tone());
            var words = Parts.label("box-title", line.title());
            words.setMinWidth(Region.USE_PREF_SIZE);
            var detail = Parts.label("fact-detail", line.detail());
            detail.setMinWidth(0);
            HBox.setHgrow(detail, Priority.ALWAYS);
            detail.setMaxWidth(Double.MAX_VALUE);
            var time = Parts.label("fact-time", line.time());
            time.setMinWidth(Region.USE_PREF_SIZE);
            var row = new HBox(dot, words, detail, time);
            row.getStyleClass().add("box-row");
            return row;
        }
    }
}
