package archipelago.app.render;

import archipelago.app.layout.Selection;
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

    /// What comes after a thing, or before it, for arrow keys; the thing itself if the view has no order.
    ///
    /// @param rows 1 for the next, -1 for the one before
    default Selection next(Selection from, int rows) {
        return from;
    }
}
