package archipelago.app.layout;

import java.awt.geom.Rectangle2D;
import java.util.List;

/// What one owner has of a node that is summed up, as a place on the map.
///
/// @param slot a kernel, or -1 for the pool
/// @param cores its cores there, in the order of the node
public record OwnerBand(int slot, int node, List<Integer> cores, Rectangle2D box) {
    public OwnerBand {
        cores = List.copyOf(cores);
    }
}
