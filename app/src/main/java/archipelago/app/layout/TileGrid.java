package archipelago.app.layout;

import archipelago.engine.base.Require;
import archipelago.engine.machine.Machine;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Where sockets, nodes and tiles lie: cores in physical order, node by node. It depends on the
/// machine and the size only, so that no tile ever moves while cores change hands.
final class TileGrid {
    /// The space between two sockets side by side: the lane of the messages between them.
    static final double LANE = 34;
    static final double BETWEEN_ROWS = 12;
    static final double EDGE = 1;
    static final double SIDE = 10;
    static final double BELOW = 8;
    static final double CAPTION = 31;
    static final double NODE_CAPTION = 24;
    static final double LEGEND = 27;
    private static final double LEAST_HEIGHT_FOR_LEGEND = 200;

    /// The line above the map that says what part of it is seen; only if not all is.
    static final double PLACE_LINE = 26;
    /// Where sockets are many, a lane is no more than a gap.
    static final double NARROW_LANE = 14;
    private static final int FEW_ACROSS = 4;
    /// Full rows of sockets are worth tiles that are a little smaller.
    private static final double RAGGED = 0.72;
    /// Owners that stand in more rows than this could no longer be read.
    private static final int MOST_ROWS = 8;

    final double width;
    final double height;
    final Rectangle2D legend;
    /// What of the surface the tiles can be seen on.
    final Rectangle2D view;
    /// What all of the map takes; larger than [#view] if not all of it is seen.
    final Rectangle2D whole;
    final MapCamera camera;
    /// By socket; sockets without a node have an empty panel.
    final List<Rectangle2D> panels;
    final List<NodeBlock> blocks;
    final TileSize tile;
    /// Whether panels are owners and not sockets.
    final boolean byOwner;
    private final NodeCores[] cores;
    private final NodeBlock[] blockOf;
    private final int[] placeOf;
    private final Plan plan;

    /// One way to divide the room.
    private record Plan(int across, boolean nodesBeside, Spacing spacing, TileSize tile) {}

    static TileGrid of(Machine machine, double width, double height) {
        return of(machine, width, height, MapCamera.ALL, null);
    }

    /// A map of owners in place of sockets: each has as much room as it has cores.
    ///
    /// @param owners the machine as [OwnerOrder] arranges it
    static TileGrid ofOwners(Machine owners, double width, double height) {
        return new TileGrid(owners, width, height, MapCamera.ALL, null, true);
    }

    /// @param all the same map when all of it is seen, whose columns a closer look keeps; null if this is it
    static TileGrid of(Machine machine, double width, double height, MapCamera camera, TileGrid all) {
        Require.that(width > 0, "a map is wider than nothing");
        Require.that(height > 0, "a map is higher than nothing");
        return new TileGrid(machine, width, height, camera, all, all != null && all.byOwner);
    }

    private TileGrid(
            Machine machine, double width, double height, MapCamera camera, TileGrid all, boolean byOwner) {
        this.byOwner = byOwner;
        this.width = width;
        this.height = height;
        this.camera = camera;
        cores = all == null ? coresByNode(machine, byOwner) : all.cores;
        double legendHeight = height >= LEAST_HEIGHT_FOR_LEGEND ? LEGEND : 0;
        legend = new Rectangle2D.Double(EDGE, height - legendHeight, width - 2 * EDGE, legendHeight);
        double top = camera.seesAll() ? 0 : PLACE_LINE;
        view = new Rectangle2D.Double(0, top, width, Math.max(1, legend.getY() - top));
        double w = view.getWidth() * camera.zoom();
        double h = view.getHeight() * camera.zoom();
        whole = new Rectangle2D.Double(
                Math.rint(view.getCenterX() - camera.x() * w), Math.rint(view.getCenterY() - camera.y() * h), w, h);
        plan = all == null ? bestPlan(machine) : closer(machine, all);
        tile = plan.tile();
        panels = panels(machine, plan.across());
        blocks = blocks(machine, plan, all);
        blockOf = new NodeBlock[machine.coreCount()];
        placeOf = new int[machine.coreCount()];
        for (var block : blocks) {
            for (int i = 0; i < block.cells.length; i++) {
                if (block.cells[i] >= 0) {
                    blockOf[block.cells[i]] = block;
                    placeOf[block.cells[i]] = i;
                }
            }
        }
    }

    NodeBlock block(int core) {
        return blockOf[core];
    }

    Rectangle2D tile(int core) {
        var block = blockOf[core];
        return block.tile(placeOf[core] % block.columns, placeOf[core] / block.columns);
    }

    /// Whether the tile of a core is one with that on its left, as those of threads of a physical core are.
    boolean joinedLeft(int core) {
        var block = blockOf[core];
        return block.joined(placeOf[core] % block.columns - 1, placeOf[core] / block.columns);
    }

    /// The same for the one on its right.
    boolean joinedRight(int core) {
        var block = blockOf[core];
        return block.joined(placeOf[core] % block.columns, placeOf[core] / block.columns);
    }

    /// How the machine stands when it is looked at more closely: as before, only larger.
    private Plan closer(Machine machine, TileGrid all) {
        for (var spacing : Spacing.values()) {
            var tile = TileSize.common(all.blocks.stream()
                    .map(block -> {
                        var room = room(machine, block.node, all.plan);
                        return TileSize.of(
                                block.seats, room.tiles().getWidth(), room.tiles().getHeight(), spacing);
                    })
                    .toList());
            if (tile.least() >= spacing.leastTile) {
                return new Plan(all.plan.across(), all.plan.nodesBeside(), spacing, tile);
            }
        }
        throw new IllegalStateException("the last spacing suits every size");
    }

    private Room room(Machine machine, int node, Plan plan) {
        int socket = machine.nodes().get(node).socket();
        return rooms(machine, socket, panels(machine, plan.across()).get(socket), plan.nodesBeside()).stream()
                .filter(room -> room.node() == node)
                .findFirst()
                .orElseThrow();
    }

    private Plan bestPlan(Machine machine) {
        Plan best = null;
        int sockets = socketsWithNodes(machine).size();
        for (int across = 1; across <= (byOwner ? Math.min(sockets, MOST_ROWS) : sockets); across++) {
            for (boolean beside : byOwner ? new boolean[] {true} : new boolean[] {true, false}) {
                var plan = plan(machine, across, beside);
                if (best == null || better(machine, plan, best)) {
                    best = plan;
                }
            }
        }
        return best;
    }

    /// Larger tiles are better; where they are too small to be drawn, rooms in which one can read who owns them.
    private boolean better(Machine machine, Plan plan, Plan best) {
        if (summed(plan) && summed(best)) {
            return legible(machine, plan) > legible(machine, best);
        }
        int spacing = plan.spacing().compareTo(best.spacing());
        if (spacing != 0) {
            return spacing < 0;
        }
        return plan.tile().named() == best.tile().named()
                ? worth(machine, plan) > worth(machine, best)
                : plan.tile().named();
    }

    /// The size of a tile; less where the last row of sockets is not full.
    private double worth(Machine machine, Plan plan) {
        boolean ragged = !byOwner && socketsWithNodes(machine).size() % plan.across() != 0;
        return plan.tile().area() * (ragged ? RAGGED : 1);
    }

    private static boolean summed(Plan plan) {
        return Level.of(plan.tile().width(), plan.tile().height()) == Level.BLOCK;
    }

    /// Names lie in bands one below the other: they need height, and some width.
    private double legible(Machine machine, Plan plan) {
        double least = Double.MAX_VALUE;
        var panels = panels(machine, plan.across());
        for (int socket : socketsWithNodes(machine)) {
            for (var room : rooms(machine, socket, panels.get(socket), plan.nodesBeside())) {
                least = Math.min(least, Math.min(room.tiles().getWidth(), room.tiles().getHeight() * 0.6));
            }
        }
        return least;
    }

    private Plan plan(Machine machine, int across, boolean beside) {
        for (var spacing : Spacing.values()) {
            var choices = new ArrayList<TileSize.Choice>();
            var panels = panels(machine, across);
            for (int socket : socketsWithNodes(machine)) {
                for (var room : rooms(machine, socket, panels.get(socket), beside)) {
                    var place = room.tiles();
                    choices.add(TileSize.best(cores[room.node()], place.getWidth(), place.getHeight(), spacing));
                }
            }
            var tile = TileSize.common(choices);
            if (tile.least() >= spacing.leastTile) {
                return new Plan(across, beside, spacing, tile);
            }
        }
        throw new IllegalStateException("the last spacing suits every size");
    }

    /// @param across how many sockets stand side by side; of owners, in how many rows they stand
    private List<Rectangle2D> panels(Machine machine, int across) {
        if (byOwner) {
            return OwnerOrder.panels(machine, across, new Rectangle2D.Double(
                    whole.getX() + EDGE,
                    whole.getY() + EDGE,
                    whole.getWidth() - 2 * EDGE,
                    whole.getHeight() - 2 * EDGE));
        }
        var used = socketsWithNodes(machine);
        int down = (used.size() + across - 1) / across;
        double lane = lane(across);
        double w = Math.floor((whole.getWidth() - 2 * EDGE - (across - 1) * lane) / across);
        double h = Math.floor((whole.getHeight() - 2 * EDGE - (down - 1) * BETWEEN_ROWS) / down);
        var panels = new ArrayList<Rectangle2D>();
        for (int socket = 0; socket < machine.socketCount(); socket++) {
            int place = used.indexOf(socket);
            panels.add(place < 0
                    ? new Rectangle2D.Double()
                    : new Rectangle2D.Double(
                            whole.getX() + EDGE + place % across * (w + lane),
                            whole.getY() + EDGE + place / across * (h + BETWEEN_ROWS),
                            Math.max(1, w),
                            Math.max(1, h)));
        }
        return List.copyOf(panels);
    }

    /// How wide the space between two sockets side by side is.
    private double lane(int across) {
        return across > FEW_ACROSS && camera.seesAll() ? NARROW_LANE : LANE;
    }

    /// How wide the lanes of this map are.
    double lane() {
        return lane(plan.across());
    }

    private List<NodeBlock> blocks(Machine machine, Plan plan, TileGrid all) {
        var blocks = new ArrayList<NodeBlock>();
        for (int socket : socketsWithNodes(machine)) {
            for (var room : rooms(machine, socket, panels.get(socket), plan.nodesBeside())) {
                var own = cores[room.node()];
                var seats = all == null
                        ? TileSize.best(own, room.tiles().getWidth(), room.tiles().getHeight(), plan.spacing()).seats()
                        : all.seats(room.node());
                blocks.add(new NodeBlock(
                        socket, room.tiles(), room.caption(), own, seats, tile, plan.spacing()));
            }
        }
        return List.copyOf(blocks);
    }

    private Seats seats(int node) {
        return blocks.stream().filter(one -> one.node == node).findFirst().orElseThrow().seats;
    }

    /// The room of one node inside its socket's panel.
    private record Room(int node, Rectangle2D tiles, Rectangle2D caption) {}

    private List<Room> rooms(Machine machine, int socket, Rectangle2D panel, boolean beside) {
        var nodes = nodesWithCores(machine, socket);
        var rooms = new ArrayList<Room>();
        double inner = panel.getWidth() - 2 * SIDE;
        double below = panel.getHeight() - CAPTION - BELOW;
        if (nodes.size() == 1) {
            var caption = new Rectangle2D.Double(panel.getX() + SIDE, panel.getY(), inner, CAPTION);
            var tiles = new Rectangle2D.Double(panel.getX() + SIDE, panel.getY() + CAPTION, inner, below);
            return List.of(new Room(nodes.getFirst(), tiles, caption));
        }
        double w = beside ? Math.floor((inner - (nodes.size() - 1) * SIDE) / nodes.size()) : inner;
        double h = beside ? below : Math.floor(below / nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            double x = panel.getX() + SIDE + (beside ? i * (w + SIDE) : 0);
            double y = panel.getY() + CAPTION + (beside ? 0 : i * h);
            rooms.add(new Room(
                    nodes.get(i),
                    new Rectangle2D.Double(x, y + NODE_CAPTION, w, h - NODE_CAPTION),
                    new Rectangle2D.Double(x, y, w, NODE_CAPTION)));
        }
        return rooms;
    }

    List<Integer> nodesWithCores(Machine machine, int socket) {
        var nodes = new ArrayList<Integer>();
        for (int n = 0; n < machine.nodes().size(); n++) {
            if (machine.nodes().get(n).socket() == socket && cores[n].count() > 0) {
                nodes.add(n);
            }
        }
        return nodes;
    }

    private List<Integer> socketsWithNodes(Machine machine) {
        var sockets = new ArrayList<Integer>();
        for (int s = 0; s < machine.socketCount(); s++) {
            if (!nodesWithCores(machine, s).isEmpty()) {
                sockets.add(s);
            }
        }
        return sockets;
    }

    private static NodeCores[] coresByNode(Machine machine, boolean byOwner) {
        return IntStream.range(0, machine.nodes().size())
                .mapToObj(node -> new NodeCores(machine, node, byOwner))
                .toArray(NodeCores[]::new);
    }
}
