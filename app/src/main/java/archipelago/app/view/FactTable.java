package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.FactLine;
import archipelago.app.vm.FactWords;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What happened up to now, line by line, the newest first. Enter or a double click goes to where it happened.
public final class FactTable extends VBox {
    private static final int MOST = 200;

    private final FactWords words;
    private final ListView<Fact> list = new ListView<>();
    private final LongConsumer go;
    private long told = -1;
    private int branch = -1;

    /// @param go goes behind an event, or behind the act of a negative number
    public FactTable(FactWords words, LongConsumer go) {
        this.words = words;
        this.go = go;
        getStyleClass().addAll("left-column", "fact-table");
        var hint = Parts.label("card-caption", Text.TABLE_HINT.of());
        var head = new HBox(Parts.section(Text.TABLE_TITLE), Parts.spring(), hint);
        head.setAlignment(Pos.BASELINE_LEFT);
        list.setId("facts");
        list.getStyleClass().add("places-list");
        list.setAccessibleText(Text.TABLE_TITLE.of());
        list.setMinHeight(0);
        list.setCellFactory(cells -> new Cell());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                withChosen(this::goTo);
                event.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(head, list);
        setMinSize(0, 0);
    }

    private void withChosen(Consumer<Fact> effect) {
        var chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            effect.accept(chosen);
        }
    }

    private void goTo(Fact fact) {
        go.accept(fact.origin());
    }

    /// Takes what happened up to now.
    public void update(Frame frame) {
        if (!isVisible() || frame.told() == told && frame.branch == branch) {
            return;
        }
        told = frame.told();
        branch = frame.branch;
        var newest = new ArrayList<Fact>();
        for (int i = Math.min(frame.happened, frame.journal.size()) - 1; i >= 0 && newest.size() < MOST; i--) {
            newest.add(frame.journal.get(i));
        }
        if (!newest.equals(list.getItems())) {
            list.getItems().setAll(List.copyOf(newest));
        }
    }

    /// Forgets what it shows, so that the next frame is taken.
    public void refresh() {
        told = -1;
    }

    private final class Cell extends ListCell<Fact> {
        Cell() {
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && getItem() != null) {
                    goTo(getItem());
                }
            });
        }

        @Override
        protected void updateItem(Fact fact, boolean empty) {
            super.updateItem(fact, empty);
            setText(null);
            setGraphic(empty || fact == null ? null : content(words.line(fact)));
        }

        private VBox content(FactLine line) {
            var time = Parts.label("fact-time", line.time());
            time.setMinWidth(USE_PREF_SIZE);
            var title = Parts.label("future-title", line.title());
            title.setMinWidth(0);
            var head = new HBox(title, Parts.spring(), time);
            head.getStyleClass().add("row");
            head.setAlignment(Pos.BASELINE_LEFT);
            var row = new VBox(head);
            if (!line.detail().isEmpty()) {
                var detail = Parts.label("future-detail", line.detail());
                detail.setMinWidth(0);
                row.getChildren().add(detail);
            }
            row.getStyleClass().add("fact-row");
            return row;
        }
    }
}
