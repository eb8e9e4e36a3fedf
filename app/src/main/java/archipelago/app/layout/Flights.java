package archipelago.app.layout;

import archipelago.engine.frame.FlightView;
import archipelago.engine.frame.Frame;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where the messages of one frame are.
final class Flights {
    /// With more messages than this each is drawn no longer; ribbons between kernels stand for all.
    static final int MOST_MARKS = 400;

    private final TileGrid grid;
    private final Frame frame;
    private final Map<Long, Route> routes = new HashMap<>();

    private Flights(TileGrid grid, Frame frame) {
        this.grid = grid;
        this.frame = frame;
    }

    static List<FlightMark> marks(TileGrid grid, Frame frame) {
        return frame.flights.size() > MOST_MARKS ? List.of() : new Flights(grid, frame).marks();
    }

    static List<Ribbon> ribbons(TileGrid grid, Frame frame) {
        return frame.flights.size() <= MOST_MARKS ? List.of() : new Flights(grid, frame).ribbons();
    }

    private List<FlightMark> marks() {
        var marks = new ArrayList<FlightMark>();
        for (var flight : frame.flights) {
            if (!flight.waiting(frame.nowNs)) {
                marks.add(underWay(flight));
            }
        }
        for (var waiting : waitingByCore().values()) {
            int room = Inbox.capacity(grid.tile);
            int shown = waiting.size() <= room ? room : Math.max(0, room - Inbox.COUNT_TAKES);
            for (int i = 0; i < waiting.size(); i++) {
                var flight = waiting.get(i);
                var at = Inbox.place(grid.tile(flight.toCore()), i);
                marks.add(new FlightMark(flight, route(flight), 1, at.getX(), at.getY(), i, i < shown));
            }
        }
        return List.copyOf(marks);
    }

    private FlightMark underWay(FlightView flight) {
        long wayNs = flight.arrivesNs() - flight.sentNs();
        double share = wayNs <= 0 ? 1 : Math.clamp((double) (frame.nowNs - flight.sentNs()) / wayNs, 0, 1);
        var route = route(flight);
        var at = route.at(share);
        return new FlightMark(flight, route, share, at.getX(), at.getY(), -1, true);
    }

    private Map<Integer, List<FlightView>> waitingByCore() {
        var byCore = new TreeMap<Integer, List<FlightView>>();
        for (var flight : frame.flights) {
            if (flight.waiting(frame.nowNs)) {
                byCore.computeIfAbsent(flight.toCore(), core -> new ArrayList<>()).add(flight);
            }
        }
        byCore.values().forEach(flights -> flights.sort(
                Comparator.comparingLong(FlightView::arrivesNs).thenComparingLong(FlightView::message)));
        return byCore;
    }

    private Route route(FlightView flight) {
        long pair = (long) flight.fromCore() << 32 | flight.toCore();
        return routes.computeIfAbsent(pair, p -> routeBetweenCores(flight.fromCore(), flight.toCore()));
    }

    private Route routeBetweenCores(int from, int to) {
        var start = grid.tile(from);
        var end = Inbox.place(grid.tile(to), 0);
        return route(
                new Point2D.Double(start.getCenterX(), start.getCenterY()),
                grid.block(from).socket,
                end,
                grid.block(to).socket);
    }

    private Route route(Point2D from, int fromSocket, Point2D to, int toSocket) {
        if (fromSocket == toSocket) {
            return Route.direct(from, to);
        }
        var a = grid.panels.get(fromSocket);
        var b = grid.panels.get(toSocket);
        double x = between(a.getMinX(), a.getMaxX(), b.getMinX(), b.getMaxX());
        double y = between(a.getMinY(), a.getMaxY(), b.getMinY(), b.getMaxY());
        boolean upright = !Double.isNaN(x);
        return Route.through(
                from,
                new Point2D.Double(
                        upright ? x : (from.getX() + to.getX()) / 2,
                        upright || Double.isNaN(y) ? (from.getY() + to.getY()) / 2 : y),
                upright,
                to);
    }

    /// The middle of the space between two spans, or not a number if they overlap.
    private static double between(double min, double max, double otherMin, double otherMax) {
        if (max <= otherMin) {
            return (max + otherMin) / 2;
        }
        return otherMax <= min ? (otherMax + min) / 2 : Double.NaN;
    }

    private List<Ribbon> ribbons() {
        var counts = new TreeMap<Integer, Integer>();
        for (var flight : frame.flights) {
            counts.merge(flight.fromKernel() << 16 | flight.toKernel(), 1, Integer::sum);
        }
        var ribbons = new ArrayList<Ribbon>();
        counts.forEach((pair, count) -> {
            var from = home(pair >> 16);
            var to = home(pair & 0xFFFF);
            if (from != null && to != null) {
                var route = route(from.centre(), from.socket(), to.centre(), to.socket());
                ribbons.add(new Ribbon(pair >> 16, pair & 0xFFFF, count, route));
            }
        });
        ribbons.sort(Comparator.comparingInt(Ribbon::messages));
        return List.copyOf(ribbons);
    }

    private record Home(int socket, Point2D centre) {}

    /// The middle of a kernel's cores on the node where it has most, or null if it has none.
    private Home home(int kernel) {
        Home home = null;
        int most = 0;
        for (var block : grid.blocks) {
            int count = 0;
            double x = 0;
            double y = 0;
            for (int core : block.cores) {
                if (frame.owner[core] == kernel) {
                    Rectangle2D tile = grid.tile(core);
                    count++;
                    x += tile.getCenterX();
                    y += tile.getCenterY();
                }
            }
            if (count > most) {
                most = count;
                home = new Home(block.socket, new Point2D.Double(x / count, y / count));
            }
        }
        return home;
    }
}
