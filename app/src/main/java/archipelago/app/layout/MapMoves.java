package archipelago.app.layout;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/// Where a look at a map goes next: closer to a point, to a core, along. Each gives a new camera and changes nothing.
public final class MapMoves {
    /// The least sides of a tile from which on it says more; the last is that of a tile with all fields.
    private static final double[] STEPS = {6.5, 17, 46, 114};
    /// A tile this small is a place and not yet a thing that one could look at.
    private static final double LEAST_SHOWN = 46;
    private static final double MOST_CLOSER = 40;
    /// How far from the edge of the view something stands that is to be seen.
    private static final double MARGIN = 24;
    private static final int LENS = 3;

    private MapMoves() {}

    /// So many times larger, and what is under a point stays under it.
    public static MapCamera zoomed(MachineMapLayout map, double factor, double x, double y) {
        int core = map.nearest(x, y);
        var before = map.tile(core);
        var camera = map.camera().times(factor);
        var after = map.grid(camera).tile(core);
        var at = new Point2D.Double(
                x - (after.getCenterX() + beside(x - before.getCenterX(), before.getWidth(), after.getWidth())),
                y - (after.getCenterY() + beside(y - before.getCenterY(), before.getHeight(), after.getHeight())));
        var whole = map.grid(camera).whole;
        return camera.moved(-at.getX() / whole.getWidth(), -at.getY() / whole.getHeight());
    }

    /// A distance from the middle of a tile grows with the tile as long as it is one inside of it.
    private static double beside(double distance, double before, double after) {
        double inside = Math.clamp(distance, -before / 2, before / 2);
        return inside * after / before + distance - inside;
    }

    /// Closer to a point, until tiles say more than they do now.
    public static MapCamera drilledIn(MachineMapLayout map, double x, double y) {
        double now = map.tile(0).getWidth();
        for (double step : STEPS) {
            if (Math.min(now, map.tile(0).getHeight() * (step == STEPS[3] ? 1.4 : 1)) < step) {
                return zoomed(map, factorTo(map, step), x, y);
            }
        }
        return map.camera();
    }

    /// Away from a point, until tiles say less than they do now.
    public static MapCamera drilledOut(MachineMapLayout map, double x, double y) {
        double now = Math.min(map.tile(0).getWidth(), map.tile(0).getHeight());
        double aim = 0;
        for (double step : STEPS) {
            aim = step < now - 4 ? step : aim;
        }
        return aim == 0 || map.grid(MapCamera.ALL).tile.least() >= aim
                ? MapCamera.ALL
                : zoomed(map, factorTo(map, aim), x, y);
    }

    /// How many times larger tiles get a least width: what stands between them does not grow with them.
    private static double factorTo(MachineMapLayout map, double least) {
        double low = 1 / MOST_CLOSER;
        double high = MOST_CLOSER;
        for (int halving = 0; halving < 24; halving++) {
            double middle = Math.sqrt(low * high);
            var tile = map.grid(map.camera().times(middle)).tile;
            boolean large = least == STEPS[3] ? tile.width() >= 110 && tile.height() >= 80 : tile.least() >= least;
            if (large) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /// Moved along by so many pixels of the surface, as if the map were a sheet of paper.
    public static MapCamera dragged(MachineMapLayout map, double dx, double dy) {
        var whole = map.whole();
        return map.camera().moved(-dx / whole.getWidth(), -dy / whole.getHeight());
    }

    /// No larger or smaller than now, and a core's tile is inside of the view.
    public static MapCamera revealed(MachineMapLayout map, int core) {
        var view = map.view();
        var tile = map.tile(core);
        double dx = outside(tile.getMinX() - MARGIN, tile.getMaxX() + MARGIN, view.getMinX(), view.getMaxX());
        double dy = outside(tile.getMinY() - MARGIN, tile.getMaxY() + MARGIN, view.getMinY(), view.getMaxY());
        return dx == 0 && dy == 0 ? map.camera() : dragged(map, -dx, -dy);
    }

    private static double outside(double min, double max, double from, double to) {
        return min < from ? min - from : max > to ? max - to : 0;
    }

    /// A core in the middle of the view, and large enough to be looked at.
    public static MapCamera shown(MachineMapLayout map, int core) {
        boolean large = Math.min(map.tile(core).getWidth(), map.tile(core).getHeight()) >= LEAST_SHOWN - 2;
        double factor = large ? 1 : factorTo(map, LEAST_SHOWN);
        var camera = map.camera().times(factor);
        return centred(map, camera, map.grid(camera).tile(core));
    }

    /// On a map of another size: the core that was in the middle still is, and tiles are as large as they were.
    public static MapCamera kept(MachineMapLayout before, MachineMapLayout now) {
        if (before.camera().seesAll()) {
            return MapCamera.ALL;
        }
        int core = before.nearest(before.view().getCenterX(), before.view().getCenterY());
        var tile = before.tile(core);
        var camera = now.camera().times(factorTo(now, Math.min(tile.getWidth(), tile.getHeight())));
        return centred(now, camera, now.grid(camera).tile(core));
    }

    /// All of what a territory or a node takes, as large as the view allows.
    public static MapCamera framed(MachineMapLayout map, Rectangle2D place) {
        var view = map.view();
        double factor = Math.min(
                (view.getWidth() - 2 * MARGIN) / place.getWidth(), (view.getHeight() - 2 * MARGIN) / place.getHeight());
        var close = zoomed(map, Math.clamp(factor, 0.05, MOST_CLOSER), place.getCenterX(), place.getCenterY());
        int core = map.nearest(place.getCenterX(), place.getCenterY());
        return centred(map, close, map.grid(close).tile(core));
    }

    private static MapCamera centred(MachineMapLayout map, MapCamera camera, Rectangle2D tile) {
        var grid = map.grid(camera);
        return camera.moved(
                (tile.getCenterX() - grid.view.getCenterX()) / grid.whole.getWidth(),
                (tile.getCenterY() - grid.view.getCenterY()) / grid.whole.getHeight());
    }

    /// What a lens over a point shows: the same, three times as large.
    public static MapCamera lens(MachineMapLayout map, double x, double y) {
        return zoomed(map, LENS, x, y);
    }
}
