package archipelago.app.layout;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/// What one owner has of a node that is summed up, as a place on the map.
///
/// @param slot a kernel, or -1 for the pool
/// @param cores its cores there, in the order of the node
public record OwnerBand(int slot, int node, List<Integer> cores, Rectangle2D box) {
    public OwnerBand {
        cores = List.copyOf(cores);
    }

    /// The band in which an owner has most cores; empty if it has none.
    static Optional<OwnerBand> largest(List<OwnerBand> bands, int slot) {
        OwnerBand largest = null;
        for (var band : bands) {
            boolean more = largest == null || band.cores().size() > largest.cores().size();
            largest = band.slot() == slot && more ? band : largest;
        }
        return Optional.ofNullable(largest);
    }

    Point2D middle() {
        return new Point2D.Double(box.getCenterX(), box.getCenterY());
    }
}
