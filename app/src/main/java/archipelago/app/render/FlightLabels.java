package archipelago.app.render;

import archipelago.app.layout.FlightMark;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Pace;
import archipelago.app.layout.Route;
import archipelago.app.layout.Selection;
import archipelago.engine.state.MessageKind;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Finds a place for the labels of messages under way: beside their routes, off everything that is
/// to be read, off each other, and if possible off the tiles. A label without a place is left out.
/// Labels belong to the route, not to the moving message, so that they stand still to be read.
final class FlightLabels {
    static final double SIZE = 11;
    static final double HEIGHT = 18;
    static final double GLYPH = 15;
    private static final double SIDE = 6;
    private static final double OFF_ROUTE = 13;
    private static final double[] SHARES = {0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.14, 0.86};
    /// A map that is smaller than this has no room for words of messages unless somebody asked.
    private static final double LEAST_HIGH = 220;
    private static final double LEAST_WIDE = 240;
    /// A label that would cover more of the tiles than this is left out unless somebody asked.
    private static final double MOST_COVERED = 0.55;

    /// A label and the message that it speaks of.
    record Label(FlightMark mark, MessageKind kind, String text, Rectangle2D box) {}

    private final MachineMapLayout layout;
    private final List<Rectangle2D> taken;
    private final List<Rectangle2D> tiles;
    private final Pace pace;
    private final List<Point2D> routes = new ArrayList<>();

    private record Group(FlightMark first, MessageKind kind, boolean asked, int[] count) {}

    private record Key(int fromCore, int toCore, MessageKind kind) {}

    /// @param taken what no label may touch
    /// @param tiles what labels should rather not touch
    /// @param pace how fast time passes: what is soon over has no label
    FlightLabels(MachineMapLayout layout, List<Rectangle2D> taken, List<Rectangle2D> tiles, Pace pace) {
        this.layout = layout;
        this.pace = pace;
        this.taken = new ArrayList<>(taken);
        this.tiles = tiles;
    }

    List<Label> place(List<FlightMark> marks, Selection selected, Selection hovered) {
        var groups = groups(marks, selected, hovered);
        var labels = new ArrayList<Label>();
        for (var group : groups) {
            for (int step = 0; step <= 24; step++) {
                routes.add(group.first().route().at(step / 24.0));
            }
        }
        boolean room = layout.height() >= LEAST_HIGH && layout.width() >= LEAST_WIDE;
        for (boolean asked : new boolean[] {true, false}) {
            for (var group : groups) {
                if (group.asked() == asked && (asked || room)) {
                    var label = label(group);
                    if (label != null) {
                        labels.add(label);
                        taken.add(MapPen.grown(label.box(), 2));
                    }
                }
            }
        }
        return labels;
    }

    private List<Group> groups(List<FlightMark> marks, Selection selected, Selection hovered) {
        var groups = new LinkedHashMap<Key, Group>();
        for (var mark : marks) {
            if (!mark.waiting()) {
                var flight = mark.flight();
                var itself = new Selection.OfFlight(flight.message());
                boolean asked = itself.equals(selected) || itself.equals(hovered);
                if (!asked && !pace.shows(flight.arrivesNs() - flight.sentNs())) {
                    continue;
                }
                var key = new Key(flight.fromCore(), flight.toCore(), flight.kind());
                var group = groups.get(key);
                if (group == null) {
                    groups.put(key, new Group(mark, flight.kind(), asked, new int[] {1}));
                } else {
                    group.count()[0]++;
                    if (asked && !group.asked()) {
                        groups.put(key, new Group(mark, flight.kind(), true, group.count()));
                    }
                }
            }
        }
        return List.copyOf(groups.values());
    }

    private Label label(Group group) {
        int count = group.count()[0];
        var text = count == 1 ? group.kind().words() : group.kind().words() + " ×" + count;
        double width = Math.ceil(Typeface.MEDIUM.width(text, SIZE) + 2 * SIDE + GLYPH);
        Rectangle2D best = null;
        double least = Double.MAX_VALUE;
        for (double share : SHARES) {
            for (int side = 0; side < 4; side++) {
                var box = box(group.first().route(), share, side, width);
                double cost = free(box) ? cost(box, share) : Double.MAX_VALUE;
                if (cost < least && (group.asked() || covered(box) < MOST_COVERED)) {
                    least = cost;
                    best = box;
                }
            }
        }
        return best == null ? null : new Label(group.first(), group.kind(), text, best);
    }

    private static Rectangle2D box(Route route, double share, int side, double width) {
        var at = route.at(share);
        double x = switch (side) {
            case 2 -> at.getX() + OFF_ROUTE;
            case 3 -> at.getX() - OFF_ROUTE - width;
            default -> at.getX() - width / 2;
        };
        double y = switch (side) {
            case 0 -> at.getY() - OFF_ROUTE - HEIGHT / 2;
            case 1 -> at.getY() + OFF_ROUTE - HEIGHT / 2;
            default -> at.getY() - HEIGHT / 2;
        };
        return new Rectangle2D.Double(Math.round(x), Math.round(y), width, HEIGHT);
    }

    private boolean free(Rectangle2D box) {
        double bottom = layout.legend().isEmpty() ? layout.height() : layout.legend().getY();
        boolean inside = box.getMinX() >= 2
                && box.getMaxX() <= layout.width() - 2
                && box.getMinY() >= 2
                && box.getMaxY() <= bottom - 2;
        return inside && taken.stream().noneMatch(box::intersects);
    }

    /// Tiles cost most, then routes, on which other messages would run across the words, then the
    /// distance from the middle of the way.
    private double cost(Rectangle2D box, double share) {
        var around = MapPen.grown(box, 3);
        long crossed = routes.stream().filter(around::contains).count();
        return covered(box) + crossed * 0.1 + Math.abs(share - 0.5) * 0.2;
    }

    /// The share of a box that lies on tiles.
    private double covered(Rectangle2D box) {
        double area = 0;
        for (var tile : tiles) {
            if (tile.intersects(box)) {
                var common = tile.createIntersection(box);
                area += common.getWidth() * common.getHeight();
            }
        }
        return area / (box.getWidth() * box.getHeight());
    }
}
