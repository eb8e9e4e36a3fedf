package archipelago.app.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/// The empty tiles of a large map and the names on them, as small images: a thousand of them are alike but for colour and place, and as shapes
/// they take longer to paint than all the rest. It belongs to the place that is painted on; a painter that is given none
/// paints shapes, and the picture is the same.
final class TileStamps {
    /// So many different tiles are more than any machine has; a map that is being enlarged comes to have them.
    private static final int MOST = 1_024;
    /// An outline reaches so far beyond its tile, in points.
    private static final double REACH = 1;
    private static final double WHOLE = 1e-6;

    private final Map<Object, BufferedImage> images = new HashMap<>();
    private double scale = 1;

    /// What tells one empty tile from another, apart from its place.
    private record Key(int ground, int edge, double width, double height, boolean joinedLeft, boolean joinedRight) {}

    /// How a tile looks.
    ///
    /// @param joinedLeft whether it is one with the tile on its left
    record Look(Color ground, Color edge, boolean joinedLeft, boolean joinedRight) {}

    /// How a tile is drawn as a shape.
    interface Shapes {
        Shape of(Rectangle2D box);
    }

    /// Puts a tile on a surface, if it lies there on whole pixels.
    ///
    /// @param outline what is filled, and drawn around with a line of one point
    /// @return whether it does
    boolean put(Graphics2D g, Rectangle2D box, Look look, Shapes outline) {
        var key = new Key(
                look.ground().getRGB(),
                look.edge().getRGB(),
                box.getWidth(),
                box.getHeight(),
                look.joinedLeft(),
                look.joinedRight());
        return put(g, box, key, at -> image(at, look, outline));
    }

    /// Puts a name on a surface, if it lies there on whole pixels.
    ///
    /// @param name what tells it from others, apart from its place
    /// @param painting paints it at a place
    /// @return whether it does
    boolean name(Graphics2D g, Rectangle2D box, Object name, BiConsumer<MapPen, Rectangle2D> painting) {
        return put(g, box, name, at -> image(at, pen -> painting.accept(pen, moved(at))));
    }

    private static Rectangle2D moved(Rectangle2D box) {
        return new Rectangle2D.Double(REACH, REACH, box.getWidth(), box.getHeight());
    }

    private boolean put(Graphics2D g, Rectangle2D box, Object key, Function<Rectangle2D, BufferedImage> made) {
        var before = g.getTransform();
        double x = (box.getX() - REACH) * before.getScaleX() + before.getTranslateX();
        double y = (box.getY() - REACH) * before.getScaleY() + before.getTranslateY();
        boolean upright = before.getShearX() == 0 && before.getShearY() == 0 && before.getScaleX() == before.getScaleY();
        if (!upright || !whole(x) || !whole(y)) {
            return false;
        }
        if (scale != before.getScaleX() || images.size() > MOST) {
            scale = before.getScaleX();
            images.clear();
        }
        var image = images.computeIfAbsent(key, none -> made.apply(box));
        boolean plain = before.getType() == AffineTransform.TYPE_IDENTITY;
        if (!plain) {
            g.setTransform(new AffineTransform());
        }
        g.drawImage(image, (int) Math.rint(x), (int) Math.rint(y), null);
        if (!plain) {
            g.setTransform(before);
        }
        return true;
    }

    private static boolean whole(double place) {
        return Math.abs(place - Math.rint(place)) < WHOLE;
    }

    private BufferedImage image(Rectangle2D box, Look look, Shapes outline) {
        return image(box, pen -> {
            var shape = outline.of(moved(box));
            pen.ground(shape, look.ground());
            pen.line(shape, look.edge(), 1);
        });
    }

    private BufferedImage image(Rectangle2D box, Consumer<MapPen> painting) {
        var image = new BufferedImage(
                (int) Math.ceil((box.getWidth() + 2 * REACH) * scale),
                (int) Math.ceil((box.getHeight() + 2 * REACH) * scale),
                BufferedImage.TYPE_INT_ARGB_PRE);
        MapPen.draw(image, g -> {
            g.scale(scale, scale);
            painting.accept(new MapPen(g, null));
        });
        return image;
    }
}
