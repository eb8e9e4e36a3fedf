package archipelago.app.render;

import archipelago.app.layout.Selection;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Where on a picture which thing is.
final class Places {
    private record Place(Rectangle2D box, Selection what) {}

    private final List<Place> all = new ArrayList<>();

    void add(Rectangle2D box, Selection what) {
        all.add(new Place(box, what));
    }

    /// What was added last at a point; [Selection#NOTHING] if nothing was.
    Selection at(double x, double y) {
        for (var place : all.reversed()) {
            if (place.box().contains(x, y)) {
                return place.what();
            }
        }
        return Selection.NOTHING;
    }
}
