package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.vm.EventsVm;
import archipelago.app.vm.LinksVm;
import java.util.function.LongConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The table of events in a column beside the pictures: the same rows, with the same filter, in fewer columns.
public final class SideEvents extends VBox {
    private final EventTable table;

    /// @param go goes behind an event, or an act of a negative number
    public SideEvents(EventsVm events, ObjectProperty<Selection> selection, LinksVm links, LongConsumer go) {
        getStyleClass().addAll("left-column", "side-events");
        var title = Parts.section(Text.TABLE_TITLE);
        title.setMinWidth(USE_PREF_SIZE);
        var hint = Parts.label("card-caption", Text.TABLE_HINT.of());
        var head = new HBox(title, Parts.spring(), hint);
        head.setAlignment(Pos.BASELINE_LEFT);
        table = new EventTable(events, selection, links, go);
        table.narrow();
        table.setId("side-rows");
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(head, table);
        setMinSize(0, 0);
    }

    /// Takes what is new.
    public void update() {
        table.update();
    }

    /// Shows the present, and goes on with it.
    public void follow() {
        table.follow();
    }
}
