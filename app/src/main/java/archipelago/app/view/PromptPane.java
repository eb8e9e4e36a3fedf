package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.PromptVm;
import archipelago.app.vm.PromptVm.Kind;
import java.util.Locale;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A prompt on the machine's host: kerf and everything else that the shell of the command line knows.
public final class PromptPane extends VBox {
    private static final PseudoClass BUSY = PseudoClass.getPseudoClass("busy");

    private final PromptVm vm;
    private final Runnable leave;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final ListView<PromptVm.Line> lines;
    private final TextField typed = new TextField();

    /// @param leave gives the keyboard back
    public PromptPane(PromptVm vm, Runnable leave) {
        this.vm = vm;
        this.leave = leave;
        getStyleClass().add("prompt-pane");
        setMinSize(0, 0);
        lines = new ListView<>(vm.lines());
        lines.setId("prompt-lines");
        lines.setCellFactory(list -> new Cell());
        lines.setAccessibleText(Text.SHELL.of());
        lines.setPlaceholder(placeholder());
        lines.setMinHeight(0);
        VBox.setVgrow(lines, Priority.ALWAYS);
        // The list counts new lines only after it has heard of them itself.
        vm.lines().addListener((ListChangeListener<PromptVm.Line>) change ->
                Platform.runLater(() -> lines.scrollTo(vm.lines().size() - 1)));
        var prompt = Parts.label("prompt");
        prompt.textProperty().bind(vm.prompt());
        prompt.setMinWidth(USE_PREF_SIZE);
        typed.setId("prompt-typed");
        typed.setPromptText(Text.SHELL_PROMPT.of());
        typed.setAccessibleText(Text.SHELL_PROMPT.of());
        typed.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        typed.setOnAction(event -> {
            vm.say(typed.getText());
            typed.clear();
        });
        HBox.setHgrow(typed, Priority.ALWAYS);
        var foot = new HBox(prompt, typed);
        foot.getStyleClass().add("prompt-foot");
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.setMinHeight(USE_PREF_SIZE);
        vm.busy().addListener((property, was, busy) -> pseudoClassStateChanged(BUSY, busy));
        getChildren().addAll(lines, foot);
        visibleProperty().bind(shown);
    }

    private static Label placeholder() {
        var label = Parts.paragraph("prompt-hint");
        label.setText(Text.SHELL_HINT.of());
        return label;
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> show(vm.look(true, typed.getText()));
            case DOWN -> show(vm.look(false, typed.getText()));
            case TAB -> {
                if (typed.getText().isEmpty() || event.isShiftDown()) {
                    return; // Then it leads on, as everywhere.
                }
                show(vm.complete(typed.getText()));
            }
            case ESCAPE -> leave.run();
            case L -> {
                if (!event.isControlDown()) {
                    return;
                }
                vm.clear();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void show(String line) {
        typed.setText(line);
        typed.end();
    }

    /// As a tab beside the timeline.
    public Front front() {
        return new Front("shell", Text.SHELL, Text.SHELL_TIP, this, shown, this::toggle);
    }

    /// Whether it is in front, in the place of the timeline.
    public BooleanProperty shown() {
        return shown;
    }

    /// Brings it to the front with the keyboard in it, or takes it away.
    public void toggle() {
        Sight.putAwayUnseen(shown, this);
        shown.set(!shown.get());
        if (shown.get()) {
            typed.requestFocus();
        } else {
            leave.run();
        }
    }

    /// A line; a double click copies it.
    private static final class Cell extends ListCell<PromptVm.Line> {
        @Override
        protected void updateItem(PromptVm.Line line, boolean empty) {
            super.updateItem(line, empty);
            boolean none = empty || line == null;
            setText(none ? null : line.text());
            for (var kind : Kind.values()) {
                pseudoClassStateChanged(
                        PseudoClass.getPseudoClass(kind.name().toLowerCase(Locale.ROOT)), !none && line.kind() == kind);
            }
            setOnMouseClicked(none ? null : event -> {
                if (event.getClickCount() == 2) {
                    var content = new ClipboardContent();
                    content.putString(line.text());
                    Clipboard.getSystemClipboard().setContent(content);
                }
            });
        }
    }
}
