package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.MarksVm;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Names a bookmark that has just been set, and takes a note. The bookmark is there already: closing the card keeps it.
public final class MarkEditor extends VBox {
    private static final double WIDTH = 300;

    /// What is done with a bookmark.
    public interface Keeper {
        void rename(String bookmark, String name, String note);

        void badge(String bookmark, int badge);

        void forget(String bookmark);
    }

    private final MarksVm marks;
    private final Keeper keeper;
    private final Runnable leave;
    private final TextField name = new TextField();
    private final TextField note = new TextField();
    private final Label where = Parts.label("pop-where");
    private final Label problem = Parts.paragraph("pop-problem");
    private final BadgeChoice badge = new BadgeChoice(this::choose);
    private String bookmark = "";

    /// @param leave closes the card
    public MarkEditor(MarksVm marks, Keeper keeper, Runnable leave) {
        this.marks = marks;
        this.keeper = keeper;
        this.leave = leave;
        getStyleClass().addAll("card", "pop-card");
        setPrefWidth(WIDTH);
        name.setId("mark-name");
        note.setId("mark-note");
        problem.setId("mark-problem");
        name.setAccessibleText(Text.MARK_NAME_FIELD.of());
        note.setAccessibleText(Text.MARK_NOTE.of());
        note.setPromptText(Text.MARK_NOTE.of());
        for (var field : new TextField[] {name, note}) {
            field.getStyleClass().add("pop-field");
            field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        }
        var forget = Parts.button("mark-forget", Text.MARK_FORGET);
        forget.setOnAction(event -> {
            keeper.forget(bookmark);
            leave.run();
        });
        var done = Parts.button("mark-done", Text.MARK_DONE);
        done.getStyleClass().add("accent");
        done.setOnAction(event -> keep());
        var buttons = new HBox(forget, Parts.spring(), done);
        buttons.getStyleClass().add("pop-buttons");
        var head = new HBox(Parts.label("pop-title", Text.MARK_TITLE.of()), Parts.spring(), where);
        head.setAlignment(Pos.BASELINE_LEFT);
        getChildren().addAll(head, name, note, badge, problem, buttons);
        Parts.show(problem, false);
    }

    /// Begins with a bookmark, with the keyboard in its name.
    public void begin(String bookmarkName, String itsNote, int itsBadge, String itsPlace) {
        bookmark = bookmarkName;
        name.setText(bookmarkName);
        note.setText(itsNote);
        badge.choose(itsBadge);
        where.setText(itsPlace);
        Parts.show(problem, false);
        name.requestFocus();
        name.selectAll();
    }

    private void choose(int chosen) {
        keeper.badge(bookmark, chosen);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            keep();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            leave.run();
            event.consume();
        }
    }

    private void keep() {
        var wrong = marks.problem(bookmark, name.getText());
        if (wrong.isPresent()) {
            problem.setText(wrong.get());
            Parts.show(problem, true);
            name.requestFocus();
            return;
        }
        var said = note.getText().strip();
        keeper.rename(bookmark, name.getText().strip(), said.substring(0, Math.min(said.length(), MarksVm.NOTE_MOST)));
        leave.run();
    }
}
