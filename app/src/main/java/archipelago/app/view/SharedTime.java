package archipelago.app.view;

import archipelago.app.render.MachineView;
import javafx.scene.input.ScrollEvent;

/// The stretch of time that the timeline shows, for other views that show it too. Whoever zooms in one of them zooms in
/// all.
public final class SharedTime {
    private static final double ZOOM_PER_NOTCH = 1.25;
    private static final double NOTCH = 40;

    private final TimelineSight sight;

    SharedTime(TimelineSight sight) {
        this.sight = sight;
    }

    /// What is done whenever another stretch of time is shown.
    void onChange(Runnable repaint) {
        sight.windows().addListener((property, was, now) -> repaint.run());
    }

    /// Tells a view what it is to show.
    void tell(MachineView view) {
        view.time(sight.window());
    }

    /// The wheel with Ctrl over a view shows less time or more; the instant under the pointer keeps its place.
    ///
    /// @return whether it did: the view is one that follows the timeline, and the pointer is where time passes
    boolean zoom(MachineView view, ScrollEvent event) {
        long ns = event.isControlDown() && view.time() != null ? view.ns(event.getX(), event.getY()) : -1;
        if (ns < 0 || event.getDeltaY() == 0) {
            return false;
        }
        event.consume();
        sight.become(view.time().zoom(factor(event), ns));
        return true;
    }

    /// How much more is seen after a turn of the wheel.
    static double factor(ScrollEvent event) {
        return Math.pow(ZOOM_PER_NOTCH, event.getDeltaY() / NOTCH);
    }
}
