package archipelago.app.view;

import archipelago.app.vm.ChaptersVm;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/// The chapters as one thing that the tab key comes to: arrow keys walk over them, Enter goes to where one begins, as a
/// click on it does. Space stays play and pause.
final class ChapterWalk extends VBox implements OwnKeys {
    private static final PseudoClass AT = PseudoClass.getPseudoClass("at");

    private final Pane rows;
    private final Function<ChaptersVm.Row, Node> form;
    private final Function<ChaptersVm.Row, String> spoken;
    private final IntConsumer goTo;
    /// Tells in words which chapter the keyboard is at; null where the rows are words themselves.
    private final Label caption;
    private List<ChaptersVm.Row> chapters = List.of();
    /// Where the keyboard is, counted from 0.
    private int at;

    /// @param form what a chapter looks like
    /// @param spoken how it is read out
    /// @param named whether each row says its name, so that no caption has to
    /// @param goTo goes to where a chapter begins, by its number from 1
    ChapterWalk(
            Pane rows,
            Function<ChaptersVm.Row, Node> form,
            Function<ChaptersVm.Row, String> spoken,
            boolean named,
            IntConsumer goTo) {
        this.rows = rows;
        this.form = form;
        this.spoken = spoken;
        this.goTo = goTo;
        caption = named ? null : Parts.paragraph("chapter-aim");
        getStyleClass().add("chapter-walk");
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        getChildren().add(rows);
        if (caption != null) {
            getChildren().add(caption);
            Parts.show(caption, false);
        }
        focusedProperty().addListener((property, was, focused) -> {
            at = focused ? current() : at;
            mark();
        });
        setOnKeyPressed(this::key);
    }

    void show(List<ChaptersVm.Row> newest) {
        boolean wasAtCurrent = at == current();
        chapters = newest;
        setFocusTraversable(!newest.isEmpty());
        rows.getChildren().setAll(newest.stream().map(this::row).toList());
        at = wasAtCurrent || !isFocused() ? current() : Math.min(at, Math.max(0, newest.size() - 1));
        mark();
    }

    private Node row(ChaptersVm.Row chapter) {
        var node = form.apply(chapter);
        node.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                goTo.accept(chapter.number());
            }
        });
        return node;
    }

    private int current() {
        for (int i = 0; i < chapters.size(); i++) {
            if (chapters.get(i).progress() == ChaptersVm.Progress.CURRENT) {
                return i;
            }
        }
        return 0;
    }

    private void mark() {
        for (int i = 0; i < rows.getChildren().size(); i++) {
            rows.getChildren().get(i).pseudoClassStateChanged(AT, isFocused() && i == at);
        }
        if (chapters.isEmpty()) {
            return;
        }
        var words = spoken.apply(chapters.get(at));
        setAccessibleText(words);
        if (caption != null) {
            caption.setText(words);
            Parts.show(caption, isFocused());
        }
        if (isFocused()) {
            Scrolling.reveal(rows.getChildren().get(at));
        }
    }

    @Override
    public boolean uses(KeyEvent event) {
        boolean plain = !event.isShiftDown() && !event.isAltDown() && !event.isShortcutDown();
        return plain && switch (event.getCode()) {
            case UP, DOWN, LEFT, RIGHT, HOME, END, ENTER -> true;
            default -> false;
        };
    }

    private void key(KeyEvent event) {
        if (!uses(event) || chapters.isEmpty()) {
            return;
        }
        event.consume();
        if (event.getCode() == KeyCode.ENTER) {
            goTo.accept(chapters.get(at).number());
            return;
        }
        int last = chapters.size() - 1;
        at = switch (event.getCode()) {
            case UP, LEFT -> Math.max(0, at - 1);
            case HOME -> 0;
            case END -> last;
            default -> Math.min(last, at + 1);
        };
        mark();
    }
}
