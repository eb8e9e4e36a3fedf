package archipelago.app.view;

import archipelago.app.action.ConsoleOrders;
import archipelago.app.i18n.Text;
import archipelago.app.vm.ConsoleVm;
import archipelago.app.vm.ConsoleVm.Screen;
import archipelago.app.vm.Tone;
import archipelago.engine.frame.Frame;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The console of an instance: what it printed, a line to type to it, and what was lost on the way.
public final class ConsolePane extends VBox {
    private final ConsoleVm console;
    private final ConsoleOrders orders;
    private final Supplier<Frame> frame;
    private final Runnable leave;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final Label title = Parts.label("console-title");
    private final Label state = Parts.label("console-state");
    private final Label lost = Parts.paragraph("console-lost");
    private final VBox lines = new VBox();
    private final ScrollPane scroll = new ScrollPane(lines);
    private final TextField typed = new TextField();
    private final Button attach = button("console-attach", Text.CONSOLE_ATTACH);
    private final Button read = button("console-read", Text.CONSOLE_READ);
    private final Button close = button("console-close", Text.CONSOLE_CLOSE);

    /// @param leave gives the keyboard back
    public ConsolePane(ConsoleVm console, ConsoleOrders orders, Supplier<Frame> frame, Runnable leave) {
        this.console = console;
        this.orders = orders;
        this.frame = frame;
        this.leave = leave;
        getStyleClass().add("console-pane");
        setMinSize(0, 0);
        lines.getStyleClass().add("console-text-lines");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().addAll("console", "console-scroll");
        scroll.setMinHeight(0);
        scroll.setAccessibleText(Text.CONSOLE.of());
        VBox.setVgrow(scroll, Priority.ALWAYS);
        lines.heightProperty().addListener((property, was, now) -> scroll.setVvalue(1));
        typed.setId("console-typed");
        typed.setPromptText(Text.CONSOLE_PROMPT.of());
        typed.setAccessibleText(Text.CONSOLE_PROMPT.of());
        typed.setMinHeight(USE_PREF_SIZE);
        typed.setOnAction(event -> {
            orders.type(console.screen().get(), typed.getText());
            typed.clear();
        });
        typed.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                leave.run();
                event.consume();
            }
        });
        attach.setOnAction(event -> orders.attach(frame.get(), console.screen().get()));
        read.setOnAction(event -> orders.read(console.screen().get()));
        close.setOnAction(event -> orders.close(console.screen().get()));
        state.setMinWidth(0);
        state.setWrapText(true);
        state.setMinHeight(USE_PREF_SIZE);
        var head = new HBox(title, state, Parts.spring(), attach, read, close);
        head.getStyleClass().add("console-head");
        head.setAlignment(Pos.CENTER_LEFT);
        title.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(head, scroll, lost, typed);
        visibleProperty().bind(shown);
        console.screen().addListener((property, was, now) -> show(now));
        show(console.screen().get());
    }

    private static Button button(String id, Text words) {
        var button = new Button(words.of());
        button.setId(id);
        button.getStyleClass().add("do-button");
        button.setAccessibleText(words.of());
        button.setMinWidth(USE_PREF_SIZE);
        button.setMinHeight(USE_PREF_SIZE);
        return button;
    }

    /// As a tab beside the timeline.
    public Front front() {
        return new Front("console", Text.CONSOLE, Text.CONSOLE_TIP, this, shown, this::toggle);
    }

    /// Whether the console is in front, in the place of the timeline.
    public BooleanProperty shown() {
        return shown;
    }

    /// Brings the console to the front with the keyboard in it, or takes it away.
    public void toggle() {
        Sight.putAwayUnseen(shown, this);
        shown.set(!shown.get());
        if (!shown.get()) {
            leave.run();
        } else if (console.screen().get().attached()) {
            typed.requestFocus();
        } else {
            attach.requestFocus();
        }
    }

    private void show(Screen screen) {
        boolean any = screen.slot() >= 0;
        boolean held = isFocusWithin();
        title.setText(any ? screen.title() : Text.CONSOLE_NOBODY.of());
        state.setText(screen.state());
        lost.setText(screen.lost());
        Parts.show(lost, !screen.lost().isEmpty());
        Parts.show(attach, any && !screen.attached());
        Parts.show(read, screen.attached());
        Parts.show(close, screen.attached());
        Parts.show(typed, screen.attached());
        lines.getChildren().setAll(screen.lines().stream().map(ConsolePane::line).toList());
        if (screen.attached() && screen.lines().isEmpty()) {
            lines.getChildren().add(Parts.label("console-faint", Text.CONSOLE_EMPTY.of()));
        }
        if (held) {
            keepKeyboard(screen.attached());
        }
    }

    /// The button that opened or closed the link has gone with it: who typed goes on typing.
    private void keepKeyboard(boolean attached) {
        boolean there = List.of(attach, read, close, typed).stream().anyMatch(node -> node.isFocused() && node.isVisible());
        if (!there && attached) {
            typed.requestFocus();
        } else if (!there && attach.isVisible()) {
            attach.requestFocus();
        }
    }

    private static Node line(ConsoleVm.Line line) {
        var label = Parts.paragraph(line.tone() == Tone.WARN ? "console-gap" : "console-text");
        label.setText(line.text());
        return label;
    }
}
