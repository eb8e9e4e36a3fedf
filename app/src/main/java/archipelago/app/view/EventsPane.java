package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.vm.EventsVm;
import archipelago.app.vm.LinksVm;
import archipelago.engine.frame.Frame;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The table of all facts with a line above it that says which of them are wanted. It stands where the timeline is.
public final class EventsPane extends VBox {
    private final EventsVm events;
    private final Supplier<Frame> frame;
    private final Runnable leave;
    private final Consumer<String> teller;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final EventTable table;
    private final TextField wanted = new TextField();

    /// @param go goes behind an event, or an act of a negative number
    /// @param leave gives the keyboard back
    /// @param teller tells a person a sentence
    public EventsPane(
            EventsVm events,
            ObjectProperty<Selection> selection,
            LinksVm links,
            LongConsumer go,
            Supplier<Frame> frame,
            Runnable leave,
            Consumer<String> teller) {
        this.events = events;
        this.frame = frame;
        this.leave = leave;
        this.teller = teller;
        getStyleClass().add("events-pane");
        setMinSize(0, 0);
        table = new EventTable(events, selection, links, go);
        VBox.setVgrow(table, Priority.ALWAYS);
        var problem = Parts.paragraph("pop-problem");
        problem.setId("rows-problem");
        problem.textProperty().bind(events.problem());
        problem.visibleProperty().bind(events.problem().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        getChildren().addAll(head(), problem, table);
        visibleProperty().bind(shown);
    }

    private HBox head() {
        wanted.setId("rows-wanted");
        wanted.getStyleClass().add("pop-field");
        wanted.setPromptText(Text.EVENTS_PROMPT.of());
        wanted.setAccessibleText(Text.EVENTS_FILTER.of());
        wanted.setTooltip(new Tooltip(Text.EVENTS_HELP.of()));
        wanted.setMinWidth(0);
        HBox.setHgrow(wanted, Priority.ALWAYS);
        wanted.textProperty().addListener((property, was, now) -> events.ask(now));
        wanted.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        var count = Parts.label("compare-count");
        count.setId("rows-count");
        count.textProperty().bind(events.count());
        count.setMinWidth(USE_PREF_SIZE);
        var follow = Parts.button("rows-follow", Text.EVENTS_FOLLOW);
        follow.setTooltip(new Tooltip(Text.ACTION_FOLLOW.of()));
        follow.setOnAction(event -> table.follow());
        var copy = Parts.button("rows-copy", Text.EVENTS_COPY);
        copy.setTooltip(new Tooltip(Text.EVENTS_COPY_TIP.of()));
        copy.setOnAction(event -> copy());
        var head = new HBox(wanted, count, follow, copy);
        head.getStyleClass().addAll("rows-head", "row-buttons");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private void copy() {
        teller.accept(Text.EVENTS_COPIED.count(table.copy()));
    }

    /// Down and Enter go into the rows; Escape empties the line, and then leaves it.
    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
            table.requestFocus();
        } else if (event.getCode() == KeyCode.ESCAPE && !wanted.getText().isEmpty()) {
            wanted.clear();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            leave.run();
        } else {
            return;
        }
        event.consume();
    }

    /// As a tab beside the timeline.
    public Front front() {
        return new Front("events", Text.EVENTS_TITLE, Text.EVENTS_TIP, this, shown, this::toggle);
    }

    /// Whether it is in front, in the place of the timeline.
    public BooleanProperty shown() {
        return shown;
    }

    /// Brings the rows to the front with the keyboard in them, or takes them away.
    public void toggle() {
        Sight.putAwayUnseen(shown, this);
        shown.set(!shown.get());
        if (shown.get()) {
            events.update(frame.get());
            table.update();
            table.follow();
            table.requestFocus();
        } else {
            leave.run();
        }
    }

    /// Brings the rows to the front with the keyboard in the line that says which are wanted.
    public void filter() {
        if (!shown.get()) {
            toggle();
        }
        wanted.requestFocus();
        wanted.selectAll();
    }

    /// Shows what fits a query, to somebody who has asked what is behind a figure.
    public void show(String query) {
        if (!shown.get()) {
            toggle();
        }
        wanted.setText(query);
        table.requestFocus();
    }

    /// Takes what is new.
    public void update() {
        if (shown.get()) {
            table.update();
        }
    }

    public void follow() {
        table.follow();
    }
}
