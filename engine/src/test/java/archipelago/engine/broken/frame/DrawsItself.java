package archipelago.engine.broken.frame;

import java.awt.Point;

/// Knows of a window.
final class DrawsItself {
    Point place() {
        return new Point(1, 2);
    }
}
