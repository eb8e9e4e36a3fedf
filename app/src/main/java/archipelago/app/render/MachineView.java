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
}
