package archipelago.app.render;

import archipelago.app.render.Theme.Role;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// The sign for what is not the same on both sides: an unequal sign on a dark disc. It is drawn, so that
/// it looks the same in every font and at every size.
final class DifferenceMark {
    private static final double MOST = 15;
    /// On smaller tiles there is only a corner.
    private static final double LEAST = 9;

    private DifferenceMark() {}

    static void paint(Graphics2D picture, double x, double y, double size, Theme theme) {
        var g = (Graphics2D) picture.create();
        MapPen.prepare(g);
        double half = size / 2;
        g.setColor(theme.colour(Role.SURFACE));
        g.fill(new Ellipse2D.Double(x - half - 1.2, y - half - 1.2, size + 2.4, size + 2.4));
        g.setColor(theme.colour(Role.TEXT));
        g.fill(new Ellipse2D.Double(x - half, y - half, size, size));
        g.setColor(theme.colour(Role.SURFACE));
        g.setStroke(new BasicStroke((float) (size * 0.1), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double wide = half * 0.52;
        g.draw(new Line2D.Double(x - wide, y - half * 0.24, x + wide, y - half * 0.24));
        g.draw(new Line2D.Double(x - wide, y + half * 0.24, x + wide, y + half * 0.24));
        g.draw(new Line2D.Double(x - half * 0.26, y + half * 0.62, x + half * 0.26, y - half * 0.62));
        g.dispose();
    }

    /// Marks a tile at its lower left corner, where nothing else stands: names of territories lie above the
    /// tiles, and waiting messages at the right.
    static void onTile(Graphics2D picture, Rectangle2D tile, Theme theme) {
        double size = Math.min(MOST, Math.min(tile.getWidth(), tile.getHeight()) * 0.46);
        if (size >= LEAST) {
            paint(picture, tile.getX() + size * 0.34, tile.getMaxY() - size * 0.34, size, theme);
            return;
        }
        var g = (Graphics2D) picture.create();
        MapPen.prepare(g);
        double side = Math.min(tile.getWidth(), tile.getHeight()) * 0.6;
        var corner = new Path2D.Double();
        corner.moveTo(tile.getX(), tile.getMaxY() - side);
        corner.lineTo(tile.getX(), tile.getMaxY());
        corner.lineTo(tile.getX() + side, tile.getMaxY());
        corner.closePath();
        g.setColor(theme.colour(Role.TEXT));
        g.fill(corner);
        g.dispose();
    }
}
