package archipelago.app.layout;

/// What part of the map is looked at, and how large. Everything is told in shares of the whole map, so that it
/// holds when the map is given another size.
///
/// @param zoom how many times larger than when all of it is seen; at least 1
/// @param x where the middle of what is seen lies on the whole map, 0 to 1 from the left
/// @param y the same from above
public record MapCamera(double zoom, double x, double y) {
    /// All of the machine.
    public static final MapCamera ALL = new MapCamera(1, 0.5, 0.5);

    /// More than this shows nothing new of any machine.
    private static final double MOST_ZOOM = 96;

    public MapCamera {
        zoom = Math.clamp(zoom, 1, MOST_ZOOM);
        double half = 0.5 / zoom;
        x = Math.clamp(x, half, 1 - half);
        y = Math.clamp(y, half, 1 - half);
    }

    public boolean seesAll() {
        return zoom == 1;
    }

    /// The same place, so many times larger.
    public MapCamera times(double factor) {
        return new MapCamera(zoom * factor, x, y);
    }

    /// Moved by shares of the whole map.
    public MapCamera moved(double dx, double dy) {
        return new MapCamera(zoom, x + dx, y + dy);
    }

    /// Between this and another one: 0 is this, 1 the other.
    public MapCamera towards(MapCamera other, double share) {
        if (share >= 1) {
            return other;
        }
        // Sizes are felt as ratios; places have to keep up with them, or the flight would sweep past its aim.
        double newZoom = zoom * Math.pow(other.zoom / zoom, share);
        double way = zoom == other.zoom ? share : (1 / newZoom - 1 / zoom) / (1 / other.zoom - 1 / zoom);
        return new MapCamera(newZoom, x + (other.x - x) * way, y + (other.y - y) * way);
    }
}
