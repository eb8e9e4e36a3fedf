package archipelago.app.layout;

import java.awt.geom.Rectangle2D;

/// A last-level cache on the map, where a node has several.
///
/// @param cache as the machine numbers it
/// @param tiles what its cores take
/// @param bracket the room below them for its bracket
public record CacheMark(int cache, Rectangle2D tiles, Rectangle2D bracket) {}
