package archipelago.app.layout;

import java.awt.geom.Rectangle2D;

/// A PCI function at the edge of its node.
///
/// @param index its index among the machine's devices; -1 for the mark that counts those for which
///     there was no room
/// @param text what the mark says
public record DeviceMark(int index, int node, String text, Rectangle2D bounds) {}
