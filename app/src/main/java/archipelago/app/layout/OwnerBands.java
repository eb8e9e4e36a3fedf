package archipelago.app.layout;

import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the bands of owners where cores are too many for tiles: as high as what they own, one below the other in the
/// order in which their cores stand there. A node has a room for each of its last-level caches, if one can read there.
final class OwnerBands {
    /// The line of a block that names its worst core.
    private static final double WORST_LINE = 17;
    private static final double LEAST_FOR_WORST = 46;
    private static final double LEAST = 15;
    private static final double BETWEEN = 2;
    private static final double BETWEEN_ROOMS = 8;
    private static final double LEAST_ROOM_WIDE = 84;
    private static final double LEAST_ROOM_HIGH = 46;

    private OwnerBands() {}

    /// Either all nodes are divided by their caches or none, so that one reads the same everywhere.
    static List<BlockRoom> rooms(TileGrid grid, Machine machine) {
        boolean divided = grid.blocks.stream().anyMatch(block -> block.coresByCache().size() > 1)
                && grid.blocks.stream().allMatch(block -> rows(block.bounds, block.coresByCache().size()) > 0);
        return grid.blocks.stream().flatMap(block -> rooms(block, machine, divided).stream()).toList();
    }

    private static List<BlockRoom> rooms(NodeBlock block, Machine machine, boolean divided) {
        if (!divided) {
            var cores = IntStream.of(block.cores).boxed().toList();
            return List.of(new BlockRoom(block.node, -1, cores, block.bounds, worstLine(block.bounds)));
        }
        var caches = block.coresByCache();
        int down = rows(block.bounds, caches.size());
        int across = (caches.size() + down - 1) / down;
        double w = (block.bounds.getWidth() - (across - 1) * BETWEEN_ROOMS) / across;
        double h = (block.bounds.getHeight() - (down - 1) * BETWEEN_ROOMS) / down;
        var rooms = new ArrayList<BlockRoom>();
        for (var cores : caches) {
            int at = rooms.size();
            double x = block.bounds.getX() + at % across * (w + BETWEEN_ROOMS);
            double y = block.bounds.getY() + at / across * (h + BETWEEN_ROOMS);
            var box = new Rectangle2D.Double(Math.round(x), Math.round(y), Math.floor(w), Math.floor(h));
            rooms.add(new BlockRoom(block.node, machine.cache(cores.getFirst()), cores, box, worstLine(box)));
        }
        return rooms;
    }

    /// In how many rows so many rooms can be read; 0 if they cannot.
    private static int rows(Rectangle2D bounds, int rooms) {
        for (int down = 1; down <= rooms; down++) {
            int across = (rooms + down - 1) / down;
            double w = (bounds.getWidth() - (across - 1) * BETWEEN_ROOMS) / across;
            double h = (bounds.getHeight() - (down - 1) * BETWEEN_ROOMS) / down;
            if (h < LEAST_ROOM_HIGH) {
                return 0;
            }
            if (w >= LEAST_ROOM_WIDE) {
                return down;
            }
        }
        return 0;
    }

    static List<OwnerBand> of(List<BlockRoom> rooms, Frame frame) {
        var bands = new ArrayList<OwnerBand>();
        rooms.forEach(room -> addBands(room, frame, bands));
        return List.copyOf(bands);
    }

    /// Where a block says which of its cores is worst; empty if there is no room.
    private static Rectangle2D worstLine(Rectangle2D room) {
        return room.getHeight() < LEAST_FOR_WORST
                ? new Rectangle2D.Double()
                : new Rectangle2D.Double(room.getX(), room.getMaxY() - WORST_LINE, room.getWidth(), WORST_LINE);
    }

    private static void addBands(BlockRoom block, Frame frame, List<OwnerBand> bands) {
        var owned = new LinkedHashMap<Integer, List<Integer>>();
        for (int core : block.cores()) {
            owned.computeIfAbsent((int) frame.owner[core], slot -> new ArrayList<>()).add(core);
        }
        var room = block.box();
        double height = room.getHeight() - block.worstLine().getHeight();
        double least = Math.min(LEAST, height / owned.size() - BETWEEN);
        double rest = height - owned.size() * (least + BETWEEN);
        double y = room.getY();
        for (var entry : owned.entrySet()) {
            double band = least + rest * entry.getValue().size() / block.cores().size();
            var box = new Rectangle2D.Double(
                    room.getX(), Math.round(y), room.getWidth(), Math.max(1, Math.round(y + band) - Math.round(y)));
            bands.add(new OwnerBand(entry.getKey(), block.node(), entry.getValue(), box));
            y += band + BETWEEN;
        }
    }
}
