package archipelago.app.view;

import archipelago.app.i18n.Language;
import archipelago.app.i18n.Text;
import archipelago.app.vm.LinksVm;
import archipelago.app.vm.StatusVm;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The line at the bottom: what is being done or was done last, and the counts of the run. Broken
/// promises come first, and loudly.
public final class StatusBar extends FittingBar {
    /// From this width on there is room for words on all buttons.
    private static final double ROOMY = 1500;
    private static final double LEAST_MESSAGE = 340;

    private final Label violations = Parts.label("violations");
    private final Label message = Parts.label("status-message");
    private final Label events = Parts.label("status-number");
    private final Label messages = Parts.label("status-number");
    private final Label fingerprint = Parts.label("status-number");
    private final Label branch = Parts.label("status-branch");
    private final StatusVm status;
    private final String toAnswer;

    /// @param toAnswer the key that goes on to the end of what is being done
    /// @param measured how far the measuring marks are from each other; empty if they are not both there
    public StatusBar(
            StatusVm status,
            String toAnswer,
            ObservableStringValue measured,
            LinksVm links,
            Runnable showKeys,
            Runnable showFidelity,
            Consumer<Language> speak) {
        this.status = status;
        this.toAnswer = toAnswer;
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        message.setMinWidth(LEAST_MESSAGE);
        violations.setMinWidth(0); // A long sentence must not make the window wider than it is.
        message.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(message, Priority.ALWAYS);
        for (var label : List.of(events, messages, fingerprint, branch)) {
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
        var delta = Parts.label("status-number");
        delta.setId("measured");
        delta.setMinWidth(Region.USE_PREF_SIZE);
        delta.textProperty().bind(measured);
        delta.visibleProperty().bind(delta.textProperty().isNotEmpty());
        delta.managedProperty().bind(delta.visibleProperty());
        var linked = new Button();
        linked.setId("links");
        linked.getStyleClass().add("quiet-button");
        linked.setMinWidth(Region.USE_PREF_SIZE);
        linked.textProperty()
                .bind(Bindings.when(links.on()).then(Text.LINKS_ON.of()).otherwise(Text.LINKS_OFF.of()));
        linked.accessibleTextProperty().bind(linked.textProperty());
        linked.setTooltip(new Tooltip(Text.ACTION_LINKS.of()));
        linked.setGraphic(Parts.icon("links"));
        links.on().addListener((property, was, on) -> linked.pseudoClassStateChanged(Parts.CHOSEN, on));
        linked.pseudoClassStateChanged(Parts.CHOSEN, links.on().get());
        linked.setOnAction(event -> links.on().set(!links.on().get()));
        var keys = quiet("keys", Text.ACTION_KEYS, showKeys);
        var fidelity = quiet("fidelity", Text.ACTION_FIDELITY, showFidelity);
        fidelity.setGraphic(Parts.icon("fidelity"));
        fidelity.setTooltip(new Tooltip(Text.ACTION_FIDELITY.of()));
        // In a narrow window signs leave room for what is told.
        var form = Bindings.createObjectBinding(
                () -> getWidth() >= ROOMY ? ContentDisplay.TEXT_ONLY : ContentDisplay.GRAPHIC_ONLY, widthProperty());
        linked.contentDisplayProperty().bind(form);
        fidelity.contentDisplayProperty().bind(form);
        var ends = new HBox(keys, new LanguageMenu(speak));
        ends.setAlignment(Pos.CENTER_LEFT);
        var eventCount = pair(Text.STATUS_EVENTS, events);
        var messageCount = pair(Text.STATUS_MESSAGES, messages);
        var print = pair(Text.STATUS_FINGERPRINT, fingerprint);
        getChildren()
                .addAll(
                        violations,
                        message,
                        delta,
                        branch,
                        eventCount,
                        messageCount,
                        print,
                        linked,
                        fidelity,
                        ends);
        leaveOut(List.of(print, messageCount, eventCount, linked, fidelity));
        status.counts().addListener((property, was, counts) -> show(counts));
        status.violations().addListener((property, was, broken) -> showBroken(broken));
        status.note().addListener((property, was, note) -> showMessage());
        status.operation().addListener((property, was, operation) -> showMessage());
        status.hint().addListener((property, was, hint) -> showMessage());
        message.widthProperty().addListener((property, was, width) -> showMessage());
        show(status.counts().get());
        showBroken(status.violations().get());
        showMessage();
    }

    private static Button quiet(String id, Text words, Runnable deed) {
        var button = new Button(words.of());
        button.setId(id);
        button.getStyleClass().add("quiet-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setAccessibleText(words.of());
        button.setOnAction(event -> deed.run());
        return button;
    }

    private static HBox pair(Text name, Label value) {
        var label = Parts.label("status-name", name.of());
        label.setMinWidth(Region.USE_PREF_SIZE);
        var box = new HBox(label, value);
        box.getStyleClass().add("status-pair");
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    private void show(StatusVm.Counts counts) {
        events.setText(counts.events());
        messages.setText(counts.messages());
        fingerprint.setText(counts.fingerprint());
        branch.setText(counts.branch());
        Parts.show(branch, !counts.branch().isEmpty());
    }

    private void showBroken(List<String> broken) {
        Parts.show(violations, !broken.isEmpty());
        if (!broken.isEmpty()) {
            var first = Text.STATUS_VIOLATION.of(broken.size(), broken.getFirst());
            violations.setText(first);
            violations.setAccessibleText(first);
        }
    }

    private void showMessage() {
        boolean busy = !status.operation().get().isEmpty();
        boolean told = !status.note().get().isEmpty();
        message.setText(
                told ? status.note().get() : busy ? status.operation().get() : status.hint().get());
        if (busy && !told) {
            tellWayOn();
        }
        message.pseudoClassStateChanged(Parts.CHOSEN, busy || told);
    }

    /// What is being done may take minutes at the pace of the story: who waits is told how to get past it, if there is room.
    private void tellWayOn() {
        var operation = status.operation().get();
        message.setText(Text.STATUS_TO_ANSWER.of(operation, toAnswer));
        if (message.getWidth() > 0 && message.prefWidth(-1) > message.getWidth() - 1) {
            message.setText(operation);
        }
    }
}
