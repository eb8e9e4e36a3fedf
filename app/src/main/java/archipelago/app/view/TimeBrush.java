package archipelago.app.view;

import archipelago.app.layout.Measures;
import archipelago.app.render.MachineView;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// Lets a drag along the time of a painted view choose a stretch of it.
final class TimeBrush {
    private static final long NOWHERE = -1;

    private final RasterView raster;
    private final Supplier<MachineView> front;
    private ObjectProperty<Measures> measures = new SimpleObjectProperty<>(Measures.NONE);
    private Measures brush = Measures.NONE;
    private long pressNs = NOWHERE;

    /// @param front the view that is painted, asked for only when the pointer is on it
    TimeBrush(RasterView raster, Supplier<MachineView> front) {
        this.raster = raster;
        this.front = front;
    }

    /// Sets where the stretch that is chosen goes, and comes from if it is chosen elsewhere.
    void measure(ObjectProperty<Measures> what) {
        measures = what;
        measures.addListener((property, was, now) -> raster.repaint());
        raster.setOnMouseDragged(this::drag);
        raster.setOnMouseReleased(event -> release());
    }

    /// A button of the mouse goes down on the view.
    void press(MouseEvent event) {
        pressNs = event.getButton() == MouseButton.PRIMARY ? front.get().ns(event.getX(), event.getY()) : NOWHERE;
    }

    private void drag(MouseEvent event) {
        long ns = front.get().ns(event.getX(), event.getY());
        if (pressNs >= 0 && ns >= 0 && !event.isStillSincePress()) {
            brush = Measures.NONE.between(pressNs, ns);
            raster.repaint();
        }
    }

    private void release() {
        if (brush.rangeNs() > 0) {
            measures.set(measures.get().between(brush.fromNs(), brush.toNs()));
        }
        brush = Measures.NONE;
        raster.repaint();
    }

    /// Tells the view what is chosen, before it is painted.
    void mark() {
        front.get().measure(measures.get(), brush);
    }
}
