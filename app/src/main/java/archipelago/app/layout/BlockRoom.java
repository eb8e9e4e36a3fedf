package archipelago.app.layout;

import java.awt.geom.Rectangle2D;
import java.util.List;

/// The room of cores that are summed up: those of a node, or those of one of its last-level caches.
///
/// @param cache the cache as the machine numbers it, or -1 for a whole node
/// @param cores its cores, in the order of their physical ids
/// @param worstLine where it says which of its cores is worst; empty if there is no room for that
public record BlockRoom(int node, int cache, List<Integer> cores, Rectangle2D box, Rectangle2D worstLine) {
    public BlockRoom {
        cores = List.copyOf(cores);
    }
}
