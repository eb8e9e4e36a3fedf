package archipelago.app.layout;

import java.awt.geom.Rectangle2D;
import java.util.List;

/// A line of text that names a part of the machine.
///
/// @param text words, in the order in which they may be left out, the last first
/// @param brief what stands for all of them where there is hardly any room
/// @param main whether it names a socket, not a node within one
public record Caption(List<String> text, String brief, Rectangle2D room, boolean main) {}
