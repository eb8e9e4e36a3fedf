package archipelago.app.export;

import archipelago.engine.base.Require;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import javafx.geometry.Insets;
import javafx.scene.layout.BorderStroke;
import javafx.scene.layout.BorderStrokeStyle;
import javafx.scene.layout.BorderWidths;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;

/// The ground and the edges of a region: what a style sheet says of them.
final class RegionVector {
    /// How far the control points of a quarter of a circle lie from its ends, as a share of the radius.
    private static final double ROUND = 0.5522847498;

    private RegionVector() {}

    static void draw(Region region, SvgGraphics g) {
        double width = region.getWidth();
        double height = region.getHeight();
        if (width <= 0 || height <= 0) {
            return;
        }
        if (region.getBackground() != null) {
            Require.that(region.getBackground().getImages().isEmpty(), "the grounds of regions are painted");
            for (var fill : region.getBackground().getFills()) {
                var room = inside(width, height, fill.getInsets());
                var form = region.getShape() == null ? box(room, fill.getRadii()) : fitted(region, room);
                g.setPaint(ShapeVector.paint(fill.getFill(), form.getBounds2D()));
                g.fill(form);
            }
        }
        if (region.getBorder() != null) {
            Require.that(region.getBorder().getImages().isEmpty(), "the edges of regions are painted");
            for (var stroke : region.getBorder().getStrokes()) {
                border(region, stroke, g);
            }
        }
    }

    private static Rectangle2D inside(double width, double height, Insets insets) {
        return new Rectangle2D.Double(
                insets.getLeft(),
                insets.getTop(),
                width - insets.getLeft() - insets.getRight(),
                height - insets.getTop() - insets.getBottom());
    }

    // --- forms ----------------------------------------------------------------------------------

    /// A rectangle with round corners. Radii that do not fit beside each other shrink together.
    static Shape box(Rectangle2D room, CornerRadii radii) {
        if (room.getWidth() <= 0 || room.getHeight() <= 0 || radii == null) {
            return room;
        }
        double w = room.getWidth();
        double h = room.getHeight();
        double[] across = {
            radius(radii.getTopLeftHorizontalRadius(), radii.isTopLeftHorizontalRadiusAsPercentage(), w),
            radius(radii.getTopRightHorizontalRadius(), radii.isTopRightHorizontalRadiusAsPercentage(), w),
            radius(radii.getBottomRightHorizontalRadius(), radii.isBottomRightHorizontalRadiusAsPercentage(), w),
            radius(radii.getBottomLeftHorizontalRadius(), radii.isBottomLeftHorizontalRadiusAsPercentage(), w)
        };
        double[] down = {
            radius(radii.getTopLeftVerticalRadius(), radii.isTopLeftVerticalRadiusAsPercentage(), h),
            radius(radii.getTopRightVerticalRadius(), radii.isTopRightVerticalRadiusAsPercentage(), h),
            radius(radii.getBottomRightVerticalRadius(), radii.isBottomRightVerticalRadiusAsPercentage(), h),
            radius(radii.getBottomLeftVerticalRadius(), radii.isBottomLeftVerticalRadiusAsPercentage(), h)
        };
        double share = Math.min(
                Math.min(share(w, across[0] + across[1]), share(w, across[3] + across[2])),
                Math.min(share(h, down[0] + down[3]), share(h, down[1] + down[2])));
        boolean even = true;
        for (int corner = 0; corner < 4; corner++) {
            across[corner] *= share;
            down[corner] *= share;
            even &= across[corner] == across[0] && down[corner] == down[0];
        }
        if (even && (across[0] == 0 || down[0] == 0)) {
            return room;
        }
        return even
                ? new RoundRectangle2D.Double(room.getX(), room.getY(), w, h, 2 * across[0], 2 * down[0])
                : uneven(room, across, down);
    }

    private static double radius(double radius, boolean share, double length) {
        return share ? radius * length : radius;
    }

    private static double share(double room, double asked) {
        return asked <= room ? 1 : room / asked;
    }

    /// Corners in the order of the clock, from the upper left.
    private static Shape uneven(Rectangle2D room, double[] across, double[] down) {
        double[] xs = {room.getMinX(), room.getMaxX(), room.getMaxX(), room.getMinX()};
        double[] ys = {room.getMinY(), room.getMinY(), room.getMaxY(), room.getMaxY()};
        // Where the way into a corner comes from, and where the way out of it goes to.
        int[] inX = {0, -1, 0, 1};
        int[] inY = {1, 0, -1, 0};
        int[] outX = {1, 0, -1, 0};
        int[] outY = {0, 1, 0, -1};
        var path = new Path2D.Double();
        for (int c = 0; c < 4; c++) {
            double fromX = xs[c] + inX[c] * across[c];
            double fromY = ys[c] + inY[c] * down[c];
            double toX = xs[c] + outX[c] * across[c];
            double toY = ys[c] + outY[c] * down[c];
            if (c == 0) {
                path.moveTo(fromX, fromY);
            } else {
                path.lineTo(fromX, fromY);
            }
            if (across[c] > 0 && down[c] > 0) {
                path.curveTo(
                        fromX + (xs[c] - fromX) * ROUND,
                        fromY + (ys[c] - fromY) * ROUND,
                        toX + (xs[c] - toX) * ROUND,
                        toY + (ys[c] - toY) * ROUND,
                        toX,
                        toY);
            }
        }
        path.closePath();
        return path;
    }

    /// A region's own shape, made as large as the room if the region says so, or put into its middle.
    private static Shape fitted(Region region, Rectangle2D room) {
        var shape = ShapeVector.outline(region.getShape());
        var bounds = shape.getBounds2D();
        if (bounds.isEmpty()) {
            return shape;
        }
        var place = new AffineTransform();
        if (region.isScaleShape()) {
            place.translate(room.getX(), room.getY());
            place.scale(room.getWidth() / bounds.getWidth(), room.getHeight() / bounds.getHeight());
            place.translate(-bounds.getX(), -bounds.getY());
        } else if (region.isCenterShape()) {
            place.translate(room.getCenterX() - bounds.getCenterX(), room.getCenterY() - bounds.getCenterY());
        }
        return place.createTransformedShape(shape);
    }

    // --- borders --------------------------------------------------------------------------------

    private static void border(Region region, BorderStroke stroke, SvgGraphics g) {
        var room = inside(region.getWidth(), region.getHeight(), stroke.getInsets());
        var widths = stroke.getWidths();
        double top = width(widths.getTop(), widths.isTopAsPercentage(), room.getHeight());
        double right = width(widths.getRight(), widths.isRightAsPercentage(), room.getWidth());
        double bottom = width(widths.getBottom(), widths.isBottomAsPercentage(), room.getHeight());
        double left = width(widths.getLeft(), widths.isLeftAsPercentage(), room.getWidth());
        if (region.getShape() != null) {
            g.setPaint(ShapeVector.paint(stroke.getTopStroke(), room));
            g.setStroke(new BasicStroke((float) top, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            g.draw(fitted(region, room));
            return;
        }
        boolean even = stroke.isStrokeUniform() && top == right && top == bottom && top == left;
        if (even && stroke.getTopStyle() != BorderStrokeStyle.NONE && top > 0) {
            line(stroke, room, top, g);
            return;
        }
        // JavaFX lays each side over the end of the one before it.
        double x = room.getX();
        double y = room.getY();
        double w = room.getWidth();
        double h = room.getHeight();
        double bottomY = y + h - bottom;
        side(stroke.getTopStroke(), stroke.getTopStyle(), new Rectangle2D.Double(x, y, w, top), g);
        side(stroke.getRightStroke(), stroke.getRightStyle(), new Rectangle2D.Double(x + w - right, y, right, h), g);
        side(stroke.getBottomStroke(), stroke.getBottomStyle(), new Rectangle2D.Double(x, bottomY, w, bottom), g);
        side(stroke.getLeftStroke(), stroke.getLeftStyle(), new Rectangle2D.Double(x, y, left, h), g);
    }

    private static double width(double width, boolean share, double length) {
        return share ? width * length : width == BorderWidths.AUTO ? 1 : width;
    }

    /// A line all round, inside of the room. The radii are those of its middle.
    private static void line(BorderStroke stroke, Rectangle2D room, double width, SvgGraphics g) {
        var middle = new Rectangle2D.Double(
                room.getX() + width / 2, room.getY() + width / 2, room.getWidth() - width, room.getHeight() - width);
        g.setPaint(ShapeVector.paint(stroke.getTopStroke(), room));
        g.setStroke(pen(stroke.getTopStyle(), width));
        g.draw(box(middle, stroke.getRadii()));
    }

    private static BasicStroke pen(BorderStrokeStyle style, double width) {
        var dashes = ShapeVector.dashes(style.getDashArray());
        return new BasicStroke(
                (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, (float) style.getDashOffset());
    }

    private static void side(Paint paint, BorderStrokeStyle style, Rectangle2D room, SvgGraphics g) {
        if (style != BorderStrokeStyle.NONE && paint != null) {
            g.setPaint(ShapeVector.paint(paint, room));
            g.fill(room);
        }
    }
}
