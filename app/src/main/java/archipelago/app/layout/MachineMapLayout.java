package archipelago.app.layout;

import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.CoreTable;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Where everything lies on the map of the machine: pure geometry, immutable, in pixels from the
/// upper left corner. Tiles depend on the machine and the size only; what changes from frame to
/// frame is territories, their names and messages.
public final class MachineMapLayout {
    /// Stands where no place is, neither a kernel nor a pool.
    public static final int NOWHERE = Integer.MIN_VALUE;

    private static final double FLIGHT_REACH = 8;

    private final Machine machine;
    /// The machine itself, or what stands for it in the order of owners.
    private final Machine arranged;
    private final TileGrid all;
    private final TileGrid grid;
    private final Captions captions;
    private final short[] owner;
    private final BitSet idle;
    private final List<Territory> territories;
    private final List<FlightMark> flights;
    private final Ribbons ribbons;
    private final List<Cut> cuts;
    private final List<BlockRoom> rooms;
    private final List<OwnerBand> bands;
    private final List<Waiting> waits;
    private final List<Link> links;
    private final List<CacheMark> caches;

    /// The map of a machine at one moment.
    public static MachineMapLayout of(Machine machine, Frame frame, double width, double height) {
        var grid = TileGrid.of(machine, width, height);
        return new MachineMapLayout(machine, machine, grid, grid, new Captions(machine, grid), frame);
    }

    /// The map of a machine at one moment, in the order of the owners of its cores.
    public static MachineMapLayout ofOwners(Machine machine, Frame frame, double width, double height) {
        var arranged = OwnerOrder.arranged(machine, frame);
        var grid = TileGrid.ofOwners(arranged, width, height);
        return new MachineMapLayout(
                machine, arranged, grid, grid, Captions.ofOwners(machine, grid, frame), frame);
    }

    /// The same map at another moment. Cheaper than a new one, because the tiles stay.
    public MachineMapLayout at(Frame frame) {
        if (!byOwner()) {
            return new MachineMapLayout(machine, arranged, all, grid, captions, frame);
        }
        return Arrays.equals(owner, frame.owner)
                ? new MachineMapLayout(machine, arranged, all, grid, Captions.ofOwners(machine, grid, frame), frame)
                : ofOwners(machine, frame, width(), height()).at(frame, camera());
    }

    /// The same map at another moment, of which perhaps only a part is seen, and that larger.
    public MachineMapLayout at(Frame frame, MapCamera camera) {
        if (camera.equals(grid.camera)) {
            return at(frame);
        }
        if (byOwner() && !Arrays.equals(owner, frame.owner)) {
            return ofOwners(machine, frame, width(), height()).at(frame, camera);
        }
        var closer = grid(camera);
        var words = byOwner() ? Captions.ofOwners(machine, closer, frame) : new Captions(machine, closer);
        return new MachineMapLayout(machine, arranged, all, closer, words, frame);
    }

    /// Whether cores stand in the order of their owners and not as the machine is built.
    public boolean byOwner() {
        return grid.byOwner;
    }

    private MachineMapLayout(
            Machine machine, Machine arranged, TileGrid all, TileGrid grid, Captions captions, Frame frame) {
        this.machine = machine;
        this.arranged = arranged;
        this.all = all;
        this.grid = grid;
        this.captions = captions;
        owner = frame.owner.clone();
        idle = (BitSet) frame.idle.clone();
        boolean summed = level() == Level.BLOCK;
        territories = summed ? List.of() : Territories.of(grid, frame);
        rooms = summed ? OwnerBands.rooms(grid, machine) : List.of();
        bands = OwnerBands.of(rooms, frame);
        flights = Flights.marks(grid, frame, bands);
        ribbons = Flights.ribbons(grid, frame, bands);
        cuts = Flights.cuts(grid, frame, bands);
        waits = Flights.waits(grid, frame, bands);
        links = grid.byOwner ? List.of() : Link.all(machine, grid);
        caches = summed ? List.of() : grid.blocks.stream().flatMap(block -> block.caches(machine).stream()).toList();
    }

    public double width() {
        return grid.width;
    }

    public double height() {
        return grid.height;
    }

    /// Where tiles lie if another part of the machine is seen.
    TileGrid grid(MapCamera camera) {
        return camera.equals(grid.camera)
                ? grid
                : camera.seesAll() ? all : TileGrid.of(arranged, width(), height(), camera, all);
    }

    /// Stands for the places of all tiles: the same object as long as they are the same.
    public Object tiles() {
        return grid;
    }

    /// What part of the machine is seen.
    public MapCamera camera() {
        return grid.camera;
    }

    /// What of the surface tiles can be seen on: above it stands where one is, below it the legend.
    public Rectangle2D view() {
        return (Rectangle2D) grid.view.clone();
    }

    /// What all of the map would take at this size; larger than the view if not all is seen.
    public Rectangle2D whole() {
        return (Rectangle2D) grid.whole.clone();
    }

    /// Whether any of a rectangle can be seen.
    public boolean seen(Rectangle2D box) {
        return box.intersects(grid.view);
    }

    public Level level() {
        return Level.of(grid.tile.width(), grid.tile.height());
    }

    public Rectangle2D tile(int core) {
        return grid.tile(core);
    }

    /// Whether the tile of a core is one with that on its left, as those of threads of a physical core are.
    public boolean joinedLeft(int core) {
        return grid.joinedLeft(core);
    }

    /// The same for the one on its right.
    public boolean joinedRight(int core) {
        return grid.joinedRight(core);
    }

    /// Whether any two tiles are one, and told apart.
    public boolean joined() {
        return level() != Level.BLOCK && grid.blocks.stream().anyMatch(block -> block.seats.threads() > 1);
    }

    /// The last-level caches, where a node has several and they are told apart.
    public List<CacheMark> caches() {
        return caches;
    }

    /// The panels of sockets, or of owners; those of sockets that have no node with cores are empty.
    public List<Rectangle2D> panels() {
        return grid.panels.stream().map(panel -> (Rectangle2D) panel.clone()).toList();
    }

    /// The panel of a socket; empty if the socket has no node with cores, and in the order of owners.
    public Rectangle2D socket(int socket) {
        return byOwner() ? new Rectangle2D.Double() : (Rectangle2D) grid.panels.get(socket).clone();
    }

    /// What the tiles of a node lie in; empty if the node has no cores. In the order of owners they lie anywhere.
    public Rectangle2D node(int node) {
        if (byOwner()) {
            return (Rectangle2D) grid.whole.clone();
        }
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
    public Ribbons ribbons() {
        return ribbons;
    }

    /// The links that are cut, where there is a place for them.
    public List<Cut> cuts() {
        return cuts;
    }

    /// What a kernel's cores take on the node where it has most; those of a pool for -1. Empty if there is none.
    public Optional<Rectangle2D> home(int slot) {
        Rectangle2D home = null;
        int most = 0;
        for (var block : grid.blocks) {
            var own = IntStream.of(block.cores).filter(core -> owner[core] == slot).toArray();
            if (own.length > most) {
                most = own.length;
                home = IntStream.of(own).mapToObj(grid::tile).reduce(Rectangle2D::createUnion).orElseThrow();
            }
        }
        return Optional.ofNullable(home);
    }

    /// What stands for the cores where they are summed up; empty otherwise.
    public List<OwnerBand> bands() {
        return bands;
    }

    /// The rooms of the cores that are summed up; empty where they are not.
    public List<BlockRoom> rooms() {
        return rooms;
    }

    /// Where a kernel, or a pool, is found when one looks for it: the middle of most of its cores. Empty if it has
    /// none.
    public Optional<Point2D> place(int slot) {
        return bands.isEmpty()
                ? home(slot).map(home -> new Point2D.Double(home.getCenterX(), home.getCenterY()))
                : OwnerBand.largest(bands, slot).map(OwnerBand::middle);
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
        if (!grid.view.contains(x, y)) {
            return Selection.NOTHING;
        }
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
        for (var band : bands) {
            if (band.box().contains(x, y)) {
                return new Selection.OfKernel(band.slot());
            }
        }
        int core = level() == Level.BLOCK ? -1 : coreAt(x, y);
        if (core >= 0) {
            return new Selection.OfCore(core);
        }
        int slot = territoryAt(x, y);
        return slot >= 0 ? new Selection.OfKernel(slot) : Selection.NOTHING;
    }

    /// Whose ground is under a point: a kernel's slot, or the pool of one as in [CoreTable#pool]; to the host's pool
    /// belongs everything in a socket that is no kernel's; [#NOWHERE] outside of the sockets. In the order of owners, a
    /// panel is its owner's.
    public int placeAt(double x, double y) {
        if (!grid.view.contains(x, y)) {
            return NOWHERE;
        }
        for (var band : bands) {
            if (band.box().contains(x, y)) {
                return band.slot();
            }
        }
        int core = coreAt(x, y);
        if (core >= 0) {
            return owner[core] >= 0 && idle.get(core) ? CoreTable.pool(owner[core]) : owner[core];
        }
        int slot = territoryAt(x, y);
        if (slot >= 0) {
            return slot;
        }
        if (byOwner()) {
            return grid.blocks.stream()
                    .filter(block -> grid.panels.get(block.socket).contains(x, y))
                    .findFirst()
                    .map(block -> (int) owner[block.cores[0]])
                    .orElse(NOWHERE);
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

    /// The core whose tile is nearest to a point.
    public int nearest(double x, double y) {
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int core = 0; core < owner.length; core++) {
            var tile = grid.tile(core);
            double distance = Math.hypot(tile.getCenterX() - x, tile.getCenterY() - y);
            if (distance < least) {
                least = distance;
                nearest = core;
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
}
