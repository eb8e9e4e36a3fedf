package archipelago.app.render;

import archipelago.app.layout.ArrowChoice;
import archipelago.app.layout.LaneChoice;
import archipelago.app.layout.Measures;
import archipelago.app.layout.Selection;
import archipelago.app.layout.TimeScale;
import archipelago.app.layout.TimeWindow;
import java.awt.Graphics2D;

/// A view of the whole machine that fills its room: painted on whatever is given, in the window as
/// in files. It remembers only the places of what it painted last.
public interface MachineView {

    /// Paints the moment into (0, 0, width, height), on a ground that the caller has cleared.
    void paint(Graphics2D g, Moment moment, double width, double height);

    /// What lies at a place of the last painting; [Selection#NOTHING] if nothing does.
    Selection hit(double x, double y);

    /// Moves what scrolls at a place by some lines; the next painting shows it.
    default void scroll(double x, int lines) {}

    /// The words that find in the table of events what is behind a figure; empty where nothing is.
    default String behind(double x, double y) {
        return "";
    }

    /// The instant at a place where time runs from left to right; -1 elsewhere.
    default long ns(double x, double y) {
        return -1;
    }

    /// Takes what is measured, and what is being chosen with the pointer; the next painting shows it.
    default void measure(Measures chosen, Measures begun) {}

    /// Which messages are drawn as arrows; the next painting shows it.
    default void arrows(ArrowChoice.Mode wanted) {}

    /// How far apart instants stand, where time is an axis; the next painting shows it.
    default void scale(TimeScale.Mode wanted) {}

    /// What is to be seen of time, where time is an axis that follows the timeline; the next painting shows it, or as much
    /// of it as there is room for.
    default void time(TimeWindow wanted) {}

    /// What the last painting showed of time, where it follows the timeline; null elsewhere.
    default TimeWindow time() {
        return null;
    }

    /// Which lanes there are, where there are lanes; the next painting shows it.
    default void lanes(LaneChoice wanted) {}

    /// The slot whose head is at a place of the last painting, where there are lanes; -1 elsewhere.
    default int laneAt(double x, double y) {
        return -1;
    }

    /// Takes what is picked out, which stays so while the pointer passes over other things and lights them; the next
    /// painting moves it into sight. Where nobody tells, it is what the moment lights.
    default void picked(Selection thing) {}

    /// What comes after a thing, or before it, for arrow keys; the thing itself if the view has no order.
    ///
    /// @param rows 1 for the next, -1 for the one before
    default Selection next(Selection from, int rows) {
        return from;
    }
}
