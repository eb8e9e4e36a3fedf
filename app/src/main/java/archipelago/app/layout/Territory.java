package archipelago.app.layout;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// The cores that the books give to one kernel on one node, as a place on the map.
///
/// @param slot the kernel
/// @param cores how many cores it has on this node
/// @param outline a closed line around its tiles; several if they do not touch
/// @param tethers what ties parts that do not touch
/// @param tagRoom where its name may stand: it touches no tile and no other tag's room. Empty if
///     there is no room
/// @param inner where its name may stand over its own tiles, where tags stand far from what they name. Empty if the tiles
///     are too few
public record Territory(
        int slot,
        int node,
        int cores,
        Path2D outline,
        List<Path2D> tethers,
        Rectangle2D tagRoom,
        Rectangle2D inner) {
    public Territory {
        tethers = List.copyOf(tethers);
    }

    Territory withoutTag() {
        return new Territory(slot, node, cores, outline, tethers, new Rectangle2D.Double(), inner);
    }
}
