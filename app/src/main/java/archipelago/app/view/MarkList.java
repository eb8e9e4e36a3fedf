package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.MarksVm;
import archipelago.app.vm.MarksVm.Mark;
import archipelago.engine.frame.BookmarkView;
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
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// All bookmarks in the order of time. Enter goes to the one that is chosen, F2 renames it in its place.
final class MarkList extends ListView<Mark> {
    private final MarksVm marks;
    private final MarkEditor.Keeper keeper;
    private final Consumer<BookmarkView> go;
    private String named;
    private String problem = "";
    /// What is written in the row that is being named.
    private String draftName = "";
    private String draftNote = "";

    MarkList(MarksVm marks, MarkEditor.Keeper keeper, Consumer<BookmarkView> go) {
        this.marks = marks;
        this.keeper = keeper;
        this.go = go;
        getStyleClass().addAll("marks", "places-list");
        setId("marks");
        setMinHeight(0);
        setAccessibleText(Text.MARKS_TITLE.of());
        var none = Parts.paragraph("places-none");
        none.setText(Text.MARKS_NONE.of());
        setPlaceholder(none);
        setCellFactory(list -> new Cell());
        marks.marks().addListener((property, was, now) -> show(now));
        show(marks.marks().get());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// What somebody writes in a row stays, whatever changes meanwhile.
    private void show(List<Mark> now) {
        if (named != null) {
            return;
        }
        var chosen = getSelectionModel().getSelectedItem();
        getItems().setAll(now);
        now.stream()
                .filter(mark -> chosen != null && mark.place().equals(chosen.place()))
                .findFirst()
                .ifPresent(getSelectionModel()::select);
    }

    private void key(KeyEvent event) {
        var mark = getSelectionModel().getSelectedItem();
        if (named != null || mark == null) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> go.accept(mark.place());
            case F2 -> beginNaming(mark);
            case DELETE -> keeper.forget(mark.name());
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// What can be done with the bookmark that is chosen.
    HBox buttons() {
        var box = new HBox(
                button("mark-go", Text.FUTURE_GO, mark -> go.accept(mark.place())),
                button("mark-edit", Text.FUTURE_RENAME, this::beginNaming),
                button("mark-away", Text.MARK_FORGET, mark -> keeper.forget(mark.name())));
        box.getStyleClass().add("row-buttons");
        return box;
    }

    private Button button(String id, Text words, Consumer<Mark> effect) {
        var button = Parts.button(id, words);
        button.disableProperty().bind(getSelectionModel().selectedItemProperty().isNull());
        button.setOnAction(event -> effect.accept(getSelectionModel().getSelectedItem()));
        return button;
    }

    private void beginNaming(Mark mark) {
        named = mark.name();
        draftName = mark.name();
        draftNote = mark.note();
        problem = "";
        refresh();
    }

    private void endNaming() {
        named = null;
        show(marks.marks().get());
        refresh();
        requestFocus();
    }

    private void keep(Mark mark, String name, String note) {
        var wrong = marks.problem(mark.name(), name);
        if (wrong.isPresent()) {
            problem = wrong.get();
            draftName = name;
            draftNote = note;
            refresh();
        } else {
            keeper.rename(mark.name(), name.strip(), note.strip());
            endNaming();
        }
    }

    private final class Cell extends ListCell<Mark> {
        Cell() {
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && getItem() != null && named == null) {
                    go.accept(getItem().place());
                }
            });
        }

        @Override
        protected void updateItem(Mark mark, boolean empty) {
            super.updateItem(mark, empty);
            setText(null);
            setGraphic(empty || mark == null ? null : content(mark));
            setAccessibleText(empty || mark == null ? null : mark.name() + ", " + BadgeChoice.words(mark.place().badge()) + ", " + mark.where());
        }

        private HBox content(Mark mark) {
            boolean naming = mark.name().equals(named);
            var flag = BadgeChoice.icon(mark.place().badge());
            flag.pseudoClassStateChanged(Parts.CHOSEN, mark.here());
            var words = naming ? fields(mark) : words(mark);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            var box = new HBox(flag, words);
            box.getStyleClass().add("mark-row");
            box.setAlignment(Pos.CENTER_LEFT);
            return box;
        }

        private VBox words(Mark mark) {
            var title = Parts.label("future-title", mark.name());
            title.setMinWidth(0);
            title.pseudoClassStateChanged(Parts.CHOSEN, mark.here());
            var said = mark.note().isEmpty() ? mark.where() : mark.where() + " · " + mark.note();
            Label detail = Parts.paragraph("future-detail");
            detail.setText(said);
            return new VBox(title, detail);
        }

        private VBox fields(Mark mark) {
            var name = field(draftName, Text.MARK_NAME_FIELD);
            name.setId("mark-rename");
            var note = field(draftNote, Text.MARK_NOTE);
            note.setId("mark-renote");
            for (var field : List.of(name, note)) {
                field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        keep(mark, name.getText(), note.getText());
                        event.consume();
                    } else if (event.getCode() == KeyCode.ESCAPE) {
                        endNaming();
                        event.consume();
                    }
                });
            }
            Platform.runLater(name::requestFocus);
            var badge = new BadgeChoice(chosen -> keeper.badge(mark.name(), chosen));
            badge.choose(mark.place().badge());
            var box = new VBox(name, note, badge);
            box.getStyleClass().add("mark-fields");
            if (!problem.isEmpty()) {
                var wrong = Parts.paragraph("pop-problem");
                wrong.setText(problem);
                box.getChildren().add(wrong);
            }
            return box;
        }

        private TextField field(String text, Text spoken) {
            var field = new TextField(text);
            field.getStyleClass().add("pop-field");
            field.setPromptText(spoken.of());
            field.setAccessibleText(spoken.of());
            return field;
        }
    }
}
