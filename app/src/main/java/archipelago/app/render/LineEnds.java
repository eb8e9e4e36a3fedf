package archipelago.app.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;

/// The ends of upright lines, as small images: a timeline of many kernels has thousands of them, alike but for colour,
/// size and place, and as shapes they take longer to paint than all the rest. It belongs to the place that is painted
/// on; a painter that is given none paints shapes, and the picture is the same.
final class LineEnds {
    /// A pixel is told apart into so many places; layouts put upright lines on quarters of a point.
    private static final int PARTS = 4;
    /// No end reaches further than this, in points.
    private static final double REACH = 8;
    private static final int MOST = 4_096;

    private final Map<Key, Look> looks = new HashMap<>();
    private double scale = 1;

    /// @param points its size, in 64ths of a point
    /// @param down whether it points down; a dot always does
    private record Key(boolean dot, int rgb, int points, boolean down) {}

    /// One end, at each place that it can have in a pixel.
    static final class Look {
        private final BufferedImage[] images = new BufferedImage[PARTS * PARTS];
        private final Color colour;
        private final Shapes shapes;

        private Look(Color colour, Shapes shapes) {
            this.colour = colour;
            this.shapes = shapes;
        }
    }

    /// How an end is drawn as a shape, with its point at (0, 0).
    interface Shapes {
        void end(Graphics2D g);
    }

    /// Puts ends on a surface until this is closed; meanwhile its coordinates are pixels.
    final class Stamping implements AutoCloseable {
        private final Graphics2D g;
        private final AffineTransform before;

        private Stamping(Graphics2D g) {
            this.g = g;
            before = g.getTransform();
            if (before.getScaleX() != scale || looks.size() > MOST) {
                scale = before.getScaleX();
                looks.clear();
            }
            g.setTransform(new AffineTransform());
        }

        /// @param size in points, which all ends of this look have
        Look look(boolean dot, Color colour, double size, boolean down, Shapes shapes) {
            var key = new Key(dot, colour.getRGB(), (int) Math.round(size * 64), down);
            return looks.computeIfAbsent(key, none -> new Look(colour, shapes));
        }

        void put(Look look, double x, double y) {
            long partsX = Math.round((x * scale + before.getTranslateX()) * PARTS);
            long partsY = Math.round((y * scale + before.getTranslateY()) * PARTS);
            int part = (int) (Math.floorMod(partsY, PARTS) * PARTS + Math.floorMod(partsX, PARTS));
            var image = look.images[part];
            if (image == null) {
                image = image(look, (double) (part % PARTS) / PARTS, (double) (part / PARTS) / PARTS);
                look.images[part] = image;
            }
            int pad = image.getWidth() / 2;
            g.drawImage(
                    image, (int) Math.floorDiv(partsX, PARTS) - pad, (int) Math.floorDiv(partsY, PARTS) - pad, null);
        }

        @Override
        public void close() {
            g.setTransform(before);
        }
    }

    Stamping on(Graphics2D g) {
        return new Stamping(g);
    }

    private BufferedImage image(Look look, double partX, double partY) {
        int pad = (int) Math.ceil(REACH * scale);
        var image = new BufferedImage(2 * pad + 1, 2 * pad + 1, BufferedImage.TYPE_INT_ARGB_PRE);
        MapPen.draw(image, g -> {
            g.translate(pad + partX, pad + partY);
            g.scale(scale, scale);
            g.setColor(look.colour);
            look.shapes.end(g);
        });
        return image;
    }
}
