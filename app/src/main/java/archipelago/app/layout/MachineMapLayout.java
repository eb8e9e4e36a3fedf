package archipelago.app.layout;

import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.CoreTable;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Where everything lies on the map of the machine: pure geometry, immutable, in pixels from the
/// upper left corner. Tiles depend on the machine and the size only; what changes from frame to
/// frame is territories, their names and messages.
public final class MachineMapLayout {
    /// Stands where no place is, neither a kernel nor a pool.
    public static final int NOWHERE = Integer.MIN_VALUE;

    private static final double FLIGHT_REACH = 8;

    private final Machine machine;
    private final TileGrid grid;
    private final Captions captions;
    private final short[] owner;
    private final BitSet idle;
    private final List<Territory> territories;
    private final List<FlightMark> flights;
    private final List<Ribbon> ribbons;
    private final List<Cut> cuts;
    private final List<Waiting> waits;
    private final List<Link> links;

    /// The map of a machine at one moment.
    public static MachineMapLayout of(Machine machine, Frame frame, double width, double height) {
        var grid = TileGrid.of(machine, width, height);
        return new MachineMapLayout(machine, grid, new Captions(machine, grid), frame);
    }

    /// The same map at another moment. Cheaper than a new one, because the tiles stay.
    public MachineMapLayout at(Frame frame) {
        return new MachineMapLayout(machine, grid, captions, frame);
    }

    private MachineMapLayout(Machine machine, TileGrid grid, Captions captions, Frame frame) {
        this.machine = machine;
        this.grid = grid;
        this.captions = captions;
        owner = frame.owner.clone();
        idle = (BitSet) frame.idle.clone();
        territories = Territories.of(grid, frame);
        flights = Flights.marks(grid, frame);
        ribbons = Flights.ribbons(grid, frame);
        cuts = Flights.cuts(grid, frame);
        waits = Flights.waits(grid, frame);
        links = links(machine, grid);
    }

    public double width() {
        return grid.width;
    }

    public double height() {
        return grid.height;
    }

    public Level level() {
        return Level.of(grid.tile.width(), grid.tile.height());
    }

    public Rectangle2D tile(int core) {
        return grid.tile(core);
    }

    /// The panel of a socket; empty if the socket has no node with cores.
    public Rectangle2D socket(int socket) {
        return (Rectangle2D) grid.panels.get(socket).clone();
    }

    /// What the tiles of a node lie in; empty if the node has no cores.
    public Rectangle2D node(int node) {
        for (var block : grid.blocks) {
            if (block.node == node) {
                return (Rectangle2D) block.bounds.clone();
            }
        }
        return new Rectangle2D.Double();
    }

    public List<Caption> captions() {
        return List.copyOf(captions.captions);
    }

    public List<Territory> territories() {
        return territories;
    }

    public List<DeviceMark> devices() {
        return List.copyOf(captions.devices);
    }

    public List<FlightMark> flights() {
        return flights;
    }

    /// What stands for the messages when there are too many to draw each; empty otherwise.
    public List<Ribbon> ribbons() {
        return ribbons;
    }

    /// The links that are cut, where there is a place for them.
    public List<Cut> cuts() {
        return cuts;
    }

    /// Who waits for whom, where there is a place for them.
    public List<Waiting> waits() {
        return waits;
    }

    public List<Link> links() {
        return links;
    }

    /// The line below the sockets; empty if the map is too low for one.
    public Rectangle2D legend() {
        return (Rectangle2D) grid.legend.clone();
    }

    /// What is under a point: the smallest thing there.
    public Selection hit(double x, double y) {
        for (int i = flights.size() - 1; i >= 0; i--) {
            var mark = flights.get(i);
            double reach = mark.waiting() ? FLIGHT_REACH / 2 : FLIGHT_REACH;
            if (mark.shown() && Math.hypot(mark.x() - x, mark.y() - y) <= reach) {
                return new Selection.OfFlight(mark.flight().message());
            }
        }
        for (var device : captions.devices) {
            if (device.index() >= 0 && device.bounds().contains(x, y)) {
                return new Selection.OfDevice(device.index());
            }
        }
        int core = coreAt(x, y);
        if (core >= 0) {
            return new Selection.OfCore(core);
        }
        int slot = territoryAt(x, y);
        return slot >= 0 ? new Selection.OfKernel(slot) : Selection.NOTHING;
    }

    /// Whose ground is under a point: a kernel's slot, or the pool of one as in [CoreTable#pool]; to the host's pool
    /// belongs everything in a socket that is no kernel's; [#NOWHERE] outside of the sockets.
    public int placeAt(double x, double y) {
        int core = coreAt(x, y);
        if (core >= 0) {
            return owner[core] >= 0 && idle.get(core) ? CoreTable.pool(owner[core]) : owner[core];
        }
        int slot = territoryAt(x, y);
        if (slot >= 0) {
            return slot;
        }
        return grid.panels.stream().anyMatch(panel -> panel.contains(x, y)) ? CoreTable.POOL : NOWHERE;
    }

    /// The nearest core in a direction, for arrow keys; the core itself if there is none.
    ///
    /// @param dx 1 for the right, -1 for the left, or 0
    /// @param dy 1 for below, -1 for above, or 0
    public int neighbour(int core, int dx, int dy) {
        var from = tile(core);
        int nearest = core;
        double least = Double.MAX_VALUE;
        for (int other = 0; other < owner.length; other++) {
            var to = tile(other);
            double x = to.getCenterX() - from.getCenterX();
            double y = to.getCenterY() - from.getCenterY();
            double ahead = x * dx + y * dy;
            double aside = Math.abs(x * dy) + Math.abs(y * dx);
            if (ahead > 0.01 && ahead + 4 * aside < least) {
                least = ahead + 4 * aside;
                nearest = other;
            }
        }
        return nearest;
    }

    private int coreAt(double x, double y) {
        for (var block : grid.blocks) {
            int core = block.coreAt(x, y);
            if (core >= 0) {
                return core;
            }
        }
        return -1;
    }

    private int territoryAt(double x, double y) {
        for (var territory : territories.reversed()) { // What lies inside of another one comes after it.
            if (territory.outline().contains(x, y) || territory.tagRoom().contains(x, y)) {
                return territory.slot();
            }
        }
        return -1;
    }

    private static List<Link> links(Machine machine, TileGrid grid) {
        var links = new ArrayList<Link>();
        for (int s = 0; s < grid.panels.size(); s++) {
            for (int t = 0; t < grid.panels.size(); t++) {
                var a = grid.panels.get(s);
                var b = grid.panels.get(t);
                boolean beside = !a.isEmpty() && !b.isEmpty() && a.getY() == b.getY();
                if (beside && Math.abs(b.getX() - a.getMaxX() - TileGrid.LANE) < 0.01) {
                    var lane = new Rectangle2D.Double(a.getMaxX(), a.getY(), TileGrid.LANE, a.getHeight());
                    links.add(new Link(s, t, lane, distance(machine, s, t)));
                }
            }
        }
        return List.copyOf(links);
    }

    private static int distance(Machine machine, int socket, int other) {
        int from = firstNode(machine, socket);
        int to = firstNode(machine, other);
        var row = machine.nodes().get(from).distances();
        return to < row.size() ? row.get(to) : 0;
    }

    private static int firstNode(Machine machine, int socket) {
        int node = 0;
        while (machine.nodes().get(node).socket() != socket) {
            node++;
        }
        return node;
    }
}
