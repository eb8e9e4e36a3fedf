package archipelago.app.view;

import archipelago.app.vm.ChaptersVm;
import archipelago.app.vm.ClockVm;
import archipelago.app.vm.StatusVm;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What stands over the pictures while they are shown to a room: what is told, what was just done, and the time, large.
public final class LectureHead extends HBox {
    private final Label done = Parts.label("lecture-done");
    private final Label clock = Parts.label("lecture-clock");

    public LectureHead(ChaptersVm chapters, ClockVm time, StatusVm status) {
        getStyleClass().add("lecture-head");
        setId("lecture-head");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        var place = Parts.label("section");
        var title = Parts.label("lecture-title");
        for (var label : new Label[] {place, title, done}) {
            label.setMinWidth(0);
        }
        place.textProperty().bind(Bindings.createStringBinding(() -> chapters.page().get() == null
                ? "" : chapters.page().get().label(), chapters.page()));
        title.textProperty().bind(Bindings.createStringBinding(() -> chapters.page().get() == null
                ? "" : chapters.page().get().title(), chapters.page()));
        var told = new VBox(place, title);
        told.setAlignment(Pos.CENTER_LEFT);
        told.setMinWidth(0);
        HBox.setHgrow(told, Priority.ALWAYS);
        done.setId("lecture-done");
        done.visibleProperty().bind(done.textProperty().isNotEmpty());
        // Why something cannot be done is told where what was done is.
        status.note().addListener((property, was, note) -> {
            if (!note.isEmpty()) {
                tell(note);
            }
        });
        clock.textProperty().bind(time.time());
        clock.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(told, done, clock);
    }

    /// Tells what was just done.
    public void tell(String what) {
        done.setText(what);
    }

    /// The time display.
    public Region clock() {
        return clock;
    }
}
