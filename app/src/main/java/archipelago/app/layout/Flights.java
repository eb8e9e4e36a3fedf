package archipelago.app.layout;

import archipelago.engine.frame.FlightView;
import archipelago.engine.frame.Frame;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where the messages of one frame are.
final class Flights {
    /// With more messages than this each is drawn no longer; ribbons between kernels stand for all.
    static final int MOST_MARKS = 400;
    /// Among cells, and where cores are summed up, that is soon.
    private static final int MOST_ON_CELLS = 24;
    private static final double SMALLEST_ENDS = 16;

    private final TileGrid grid;
    private final Frame frame;
    private final Map<Long, Route> routes = new HashMap<>();

    /// Where cores are summed up: what stands for them.
    private final List<OwnerBand> bands;

    private Flights(TileGrid grid, Frame frame, List<OwnerBand> bands) {
        this.grid = grid;
        this.frame = frame;
        this.bands = bands;
    }

    static List<FlightMark> marks(TileGrid grid, Frame frame, List<OwnerBand> bands) {
        return summed(grid, frame) ? List.of() : new Flights(grid, frame, bands).marks();
    }

    static Ribbons ribbons(TileGrid grid, Frame frame, List<OwnerBand> bands) {
        return summed(grid, frame) ? new Flights(grid, frame, bands).ribbons() : Ribbons.NONE;
    }

    /// The ways between kernels on which no doorbell arrives; those of kernels that have a core.
    static List<Cut> cuts(TileGrid grid, Frame frame, List<OwnerBand> bands) {
        return frame.cutLinks.isEmpty() ? List.of() : new Flights(grid, frame, bands).cuts();
    }

    private List<Cut> cuts() {
        var cuts = new ArrayList<Cut>();
        for (var link : frame.cutLinks) {
            routeBetweenKernels(link.from(), link.to())
                    .ifPresent(route -> cuts.add(new Cut(link.from(), link.to(), route)));
        }
        return List.copyOf(cuts);
    }

    /// Who waits for an answer of whom.
    static List<Waiting> waits(TileGrid grid, Frame frame, List<OwnerBand> bands) {
        return frame.waits.isEmpty() ? List.of() : new Flights(grid, frame, bands).waits();
    }

    private List<Waiting> waits() {
        var waits = new ArrayList<Waiting>();
        for (var wait : frame.waits) {
            routeBetweenKernels(wait.waiter(), wait.on()).ifPresent(route ->
                    waits.add(new Waiting(wait.waiter(), wait.on(), route, reaches(wait.on(), wait.waiter()))));
        }
        return List.copyOf(waits);
    }

    /// Whether a kernel waits for another one, over whatever others.
    private boolean reaches(int from, int to) {
        var reached = new BitSet();
        var next = new ArrayDeque<Integer>(List.of(from));
        while (!next.isEmpty()) {
            int at = next.remove();
            if (at == to) {
                return true;
            }
            if (!reached.get(at)) {
                reached.set(at);
                frame.waits.stream().filter(wait -> wait.waiter() == at).forEach(wait -> next.add(wait.on()));
            }
        }
        return false;
    }

    /// From the core that takes a kernel's doorbells to that of another one; between what stands for them where cores
    /// are summed up. Empty if one has no place.
    private Optional<Route> routeBetweenKernels(int from, int to) {
        if (!bands.isEmpty()) {
            var start = home(from);
            var end = home(to);
            return start == null || end == null ? Optional.empty() : Optional.of(way(start, end));
        }
        var a = frame.present(from);
        var b = frame.present(to);
        return a == null || b == null || a.bootCore() < 0 || b.bootCore() < 0
                ? Optional.empty()
                : Optional.of(routeBetweenCores(a.bootCore(), b.bootCore()));
    }

    /// Where cores are no more than cells, a message is too small a thing to be followed.
    private static boolean summed(TileGrid grid, Frame frame) {
        boolean small = grid.tile.least() < SMALLEST_ENDS;
        return frame.flights.size() > MOST_MARKS || small && frame.flights.size() > MOST_ON_CELLS;
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
        var target = grid.tile(to);
        var end = Inbox.place(target, 0);
        var centre = new Point2D.Double(start.getCenterX(), start.getCenterY());
        int fromSocket = grid.block(from).socket;
        int toSocket = grid.block(to).socket;
        if (fromSocket == toSocket) {
            return Route.direct(centre, end);
        }
        boolean fromLeft = start.getCenterX() < target.getCenterX();
        double doorX = fromLeft ? target.getCenterX() : target.getMaxX();
        // Ways of different pairs run side by side in a lane, so that each can be followed.
        double aside = 3.5 * ((from * 31 + to * 17) % 5 - 2);
        return crossing(centre, fromSocket, new Point2D.Double(doorX, target.getCenterY()), end, toSocket, aside);
    }

    private Route crossing(
            Point2D from, int fromSocket, Point2D door, Point2D to, int toSocket, double aside) {
        var a = grid.panels.get(fromSocket);
        var b = grid.panels.get(toSocket);
        double x = between(a.getMinX(), a.getMaxX(), b.getMinX(), b.getMaxX());
        double y = between(a.getMinY(), a.getMaxY(), b.getMinY(), b.getMaxY());
        boolean upright = !Double.isNaN(x);
        double laneX = upright ? x + aside : (from.getX() + door.getX()) / 2;
        double laneY = upright || Double.isNaN(y) ? (from.getY() + door.getY()) / 2 : y + aside;
        return Route.through(from, new Point2D.Double(laneX, laneY), upright, door, to);
    }

    /// The middle of the space between two spans, or not a number if they overlap.
    private static double between(double min, double max, double otherMin, double otherMax) {
        if (max <= otherMin) {
            return (max + otherMin) / 2;
        }
        return otherMax <= min ? (otherMax + min) / 2 : Double.NaN;
    }

    /// One ribbon for each pair of kernels, in the direction in which more messages are under way.
    private Ribbons ribbons() {
        var counts = new TreeMap<Integer, Integer>();
        for (var flight : frame.flights) {
            if (flight.fromKernel() != flight.toKernel()) {
                counts.merge(flight.fromKernel() << 16 | flight.toKernel(), 1, Integer::sum);
            }
        }
        var homes = new HashMap<Integer, Home>();
        var ribbons = new ArrayList<Ribbon>();
        counts.forEach((pair, count) -> {
            int from = pair >> 16;
            int to = pair & 0xFFFF;
            int back = counts.getOrDefault(to << 16 | from, 0);
            boolean leads = count > back || count == back && from < to;
            var start = homes.computeIfAbsent(from, this::home);
            var end = homes.computeIfAbsent(to, this::home);
            if (leads && start != null && end != null) {
                ribbons.add(new Ribbon(from, to, count, back, way(start, end)));
            }
        });
        return Ribbons.of(ribbons, grid.tile.least() < SMALLEST_ENDS ? Ribbons.FEW : Ribbons.MOST);
    }

    private Route way(Home from, Home to) {
        return from.socket() == to.socket()
                ? Route.direct(from.centre(), to.centre())
                : crossing(from.centre(), from.socket(), to.centre(), to.centre(), to.socket(), 0);
    }

    private record Home(int socket, Point2D centre) {}

    /// The middle of a kernel's cores on the node where it has most, or null if it has none.
    private Home home(int kernel) {
        if (!bands.isEmpty()) {
            return OwnerBand.largest(bands, kernel)
                    .map(band -> new Home(grid.block(band.cores().getFirst()).socket, band.middle()))
                    .orElse(null);
        }
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
