package archipelago.app.layout;

import java.util.ArrayList;
import java.util.List;

/// One row of a picture, and who has taken which part of it. Whoever comes first stays; labels that
/// find no room are left out.
public final class Shelf {
    private record Place(double from, double to) {}

    private final List<Place> taken = new ArrayList<>();

    /// Takes a part of the row even if others have it.
    public void block(double from, double to) {
        taken.add(new Place(from, to));
    }

    /// Takes a part of the row if it is free, and says whether it was.
    public boolean take(double from, double to) {
        if (!free(from, to)) {
            return false;
        }
        taken.add(new Place(from, to));
        return true;
    }

    public boolean free(double from, double to) {
        for (var place : taken) {
            if (from < place.to && place.from < to) {
                return false;
            }
        }
        return true;
    }

    /// Takes the leftmost free part of a width between two bounds.
    ///
    /// @return where it begins, or NaN if there is no room
    public double find(double from, double to, double width) {
        double at = from;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (var place : taken) {
                if (at < place.to && place.from < at + width) {
                    at = place.to;
                    moved = true;
                }
            }
        }
        if (at + width > to) {
            return Double.NaN;
        }
        taken.add(new Place(at, at + width));
        return at;
    }
}
