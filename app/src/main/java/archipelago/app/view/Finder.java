package archipelago.app.view;

import archipelago.app.action.Choice;
import archipelago.app.action.Hands;
import archipelago.app.action.ShellLine;
import archipelago.app.action.Typed;
import archipelago.app.i18n.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A field over the window in which everything can be found by typing, and done with one more key. The machine goes
/// on under it.
public final class Finder extends StackPane {
    private static final int ROWS = 9;
    private static final double ROW = 46;
    private static final double WIDTH = 640;
    private static final int PAGE = ROWS - 1;
    private static final int REMEMBERED = 5;

    private final Supplier<List<Choice>> everything;
    private final Hands hands;
    private final Runnable leave;
    private final TextField field = new TextField();
    private final ListView<Choice> list = new ListView<>();
    private final Label nothing = Parts.paragraph("find-nothing");
    /// What was done last, the newest first, as words and what they are about.
    private final Deque<String> lately = new ArrayDeque<>();
    private List<Choice> choices = List.of();

    /// @param everything what there is to find, at the moment at which the field is opened
    /// @param leave gives the keyboard back
    public Finder(Supplier<List<Choice>> everything, Hands hands, Runnable leave) {
        this.everything = everything;
        this.hands = hands;
        this.leave = leave;
        getStyleClass().addAll("overlay", "find-overlay");
        field.setId("find");
        field.setPromptText(Text.FIND_PROMPT.of());
        field.setAccessibleText(Text.FIND_PROMPT.of());
        field.textProperty().addListener((property, was, now) -> search());
        field.setOnAction(event -> perform(list.getSelectionModel().getSelectedItem()));
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.setId("found");
        list.setFixedCellSize(ROW);
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new Row());
        list.setAccessibleText(Text.ACTION_FIND.of());
        var hint = Parts.label("find-hint", Text.FIND_HINT.of());
        var card = new VBox(field, list, nothing, hint);
        card.getStyleClass().addAll("card", "find-card");
        card.setMinWidth(0);
        card.setPrefWidth(WIDTH);
        card.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        getChildren().add(card);
        setAlignment(card, Pos.TOP_CENTER);
        setOnMouseClicked(event -> {
            if (event.getTarget() == this) {
                close();
            }
        });
        Parts.show(this, false);
    }

    public boolean shown() {
        return isVisible();
    }

    /// Opens it with nothing typed and the keyboard in it.
    public void open() {
        choices = remembered(everything.get());
        field.clear();
        search();
        Parts.show(this, true);
        field.requestFocus();
    }

    public void close() {
        Parts.show(this, false);
        leave.run();
    }

    /// What was done lately comes first, so that it can be done again with two keys.
    private List<Choice> remembered(List<Choice> all) {
        var first = new ArrayList<Choice>();
        for (var name : lately) {
            all.stream().filter(choice -> name(choice).equals(name)).findFirst().ifPresent(first::add);
        }
        var rest = new ArrayList<>(all);
        rest.removeAll(first);
        first.addAll(rest);
        return first;
    }

    private static String name(Choice choice) {
        return choice.about() + "\n" + choice.words();
    }

    private void search() {
        var found = new Typed(field.getText()).among(choices);
        list.getItems().setAll(found);
        list.setPrefHeight(Math.min(ROWS, found.size()) * ROW + 2);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
        Parts.show(list, !found.isEmpty());
        nothing.setText(Text.FIND_NOTHING.of(field.getText().strip()));
        Parts.show(nothing, found.isEmpty());
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> close();
            case UP -> walk(-1);
            case DOWN -> walk(1);
            case PAGE_UP -> walk(-PAGE);
            case PAGE_DOWN -> walk(PAGE);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void walk(int rows) {
        int last = list.getItems().size() - 1;
        int to = Math.clamp(list.getSelectionModel().getSelectedIndex() + (long) rows, 0, Math.max(0, last));
        list.getSelectionModel().select(to);
        // The chosen row comes into sight, and those that are in sight stay where they are.
        list.scrollTo(Math.clamp(to - (long) PAGE / 2, 0, Math.max(0, last)));
    }

    /// What cannot be done stays in sight with its reason.
    private void perform(Choice choice) {
        if (choice == null || choice.why().isPresent()) {
            return;
        }
        close();
        lately.remove(name(choice));
        lately.addFirst(name(choice));
        if (lately.size() > REMEMBERED) {
            lately.removeLast();
        }
        choice.perform(hands);
    }

    private final class Row extends ListCell<Choice> {
        private final Label words = Parts.label("find-words");
        private final Label about = Parts.label("find-about");
        private final Label key = Parts.label("key");
        private final Label line = Parts.label("menu-line");
        private final Label why = Parts.label("menu-why");
        private final VBox box;

        Row() {
            words.setMinWidth(USE_PREF_SIZE);
            key.setMinWidth(USE_PREF_SIZE);
            about.setMinWidth(0);
            line.setMinWidth(0);
            why.setMinWidth(0);
            var first = new HBox(words, about, Parts.spring(), key);
            first.getStyleClass().add("find-row");
            first.setAlignment(Pos.BASELINE_LEFT);
            box = new VBox(first, line, why);
            box.setMaxWidth(WIDTH);
            box.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0); // As wide as the list, however long its words are.
            getStyleClass().add("find-cell");
            setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY && getItem() != null) {
                    perform(getItem());
                }
            });
        }

        @Override
        protected void updateItem(Choice choice, boolean empty) {
            super.updateItem(choice, empty);
            if (empty || choice == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            words.setText(choice.words());
            about.setText(choice.about());
            key.setText(choice.key());
            Parts.show(key, !choice.key().isEmpty());
            var second = choice.why().orElse(choice.line());
            boolean code = choice.why().isEmpty() && ShellLine.isCode(second);
            line.setText(second);
            why.setText(second);
            Parts.show(line, code);
            Parts.show(why, !code && !second.isEmpty());
            pseudoClassStateChanged(Parts.IMPOSSIBLE, choice.why().isPresent());
            setAccessibleText(choice.words() + ", " + choice.about() + ", " + second);
            setGraphic(box);
        }
    }
}
