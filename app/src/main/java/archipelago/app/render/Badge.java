package archipelago.app.render;

import archipelago.app.layout.TimelineFlags;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Require;
import archipelago.engine.session.Bookmark;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// What a bookmark flies from its pole: a shape and a colour.
public enum Badge {
    FLAG(Role.WARN),
    PENNANT(Role.ACCENT),
    SQUARE(Role.GOOD),
    DISC(Role.DANGER),
    DIAMOND(Role.TEXT_MUTED);

    static {
        Require.that(values().length == Bookmark.BADGES, "every badge that a session keeps can be drawn");
    }

    private static final double TALL = 6;
    private static final double SMALL = 7;
    private final Role role;

    Badge(Role role) {
        this.role = role;
    }

    /// The one of a number.
    public static Badge of(int number) {
        return values()[number];
    }

    Role role() {
        return role;
    }

    /// Its outline, with its upper left corner at the top of the pole.
    Shape at(double x, double y) {
        double wide = TimelineFlags.WIDE;
        return switch (this) {
            case FLAG -> path(x, y, wide, 0, wide - 2.5, TALL / 2, wide, TALL, 0, TALL);
            case PENNANT -> path(x, y, wide + 1, TALL / 2 + 0.5, 0, TALL + 1);
            case SQUARE -> new Rectangle2D.Double(x, y, SMALL, SMALL);
            case DISC -> new Ellipse2D.Double(x, y, SMALL, SMALL);
            case DIAMOND -> path(x + SMALL / 2 + 0.5, y - 0.5, SMALL / 2 + 0.5, SMALL / 2 + 0.5, 0, SMALL + 1,
                    -SMALL / 2 - 0.5, SMALL / 2 + 0.5);
        };
    }

    private static Path2D path(double x, double y, double... corners) {
        var path = new Path2D.Double();
        path.moveTo(x, y);
        for (int i = 0; i < corners.length; i += 2) {
            path.lineTo(x + corners[i], y + corners[i + 1]);
        }
        path.closePath();
        return path;
    }
}
