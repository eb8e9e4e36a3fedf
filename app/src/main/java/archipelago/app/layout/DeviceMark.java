package archipelago.app.layout;

import java.awt.geom.Rectangle2D;

/// A PCI function at the edge of its node.
///
/// @param index its index among the machine's devices; -1 for the mark that counts those for which
///     there was no room
/// @param text what the mark says
/// @param tag what of its width, at the right, is for the name of its owner; 0 where that has no room
public record DeviceMark(int index, int node, String text, Rectangle2D bounds, double tag) {
    /// Where the text stands.
    public Rectangle2D words() {
        return new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth() - tag, bounds.getHeight());
    }

    /// Where the owner's name stands.
    public Rectangle2D owner() {
        return new Rectangle2D.Double(bounds.getMaxX() - tag, bounds.getY(), tag, bounds.getHeight());
    }
}
