package archipelago.app.layout;

import archipelago.engine.frame.Frame;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Finds the bands of owners in nodes whose cores are too many for tiles: as high as what they own, one below the
/// other in the order in which their cores stand there.
final class OwnerBands {
    /// The line of a block that names its worst core.
    static final double WORST_LINE = 17;
    private static final double LEAST_FOR_WORST = 46;
    private static final double LEAST = 15;
    private static final double BETWEEN = 2;

    private OwnerBands() {}

    static List<OwnerBand> of(TileGrid grid, Frame frame) {
        var bands = new ArrayList<OwnerBand>();
        for (var block : grid.blocks) {
            addBands(block, frame, bands);
        }
        return List.copyOf(bands);
    }

    /// Where a block says which of its cores is worst; empty if there is no room.
    static Rectangle2D worstLine(Rectangle2D room) {
        return room.getHeight() < LEAST_FOR_WORST
                ? new Rectangle2D.Double()
                : new Rectangle2D.Double(room.getX(), room.getMaxY() - WORST_LINE, room.getWidth(), WORST_LINE);
    }

    private static void addBands(NodeBlock block, Frame frame, List<OwnerBand> bands) {
        var owned = new LinkedHashMap<Integer, List<Integer>>();
        for (int core : block.cores) {
            owned.computeIfAbsent((int) frame.owner[core], slot -> new ArrayList<>()).add(core);
        }
        var room = block.bounds;
        double height = room.getHeight() - worstLine(room).getHeight();
        double least = Math.min(LEAST, height / owned.size() - BETWEEN);
        double rest = height - owned.size() * (least + BETWEEN);
        double y = room.getY();
        for (var entry : owned.entrySet()) {
            double band = least + rest * entry.getValue().size() / block.cores.length;
            var box = new Rectangle2D.Double(
                    room.getX(), Math.round(y), room.getWidth(), Math.max(1, Math.round(y + band) - Math.round(y)));
            bands.add(new OwnerBand(entry.getKey(), block.node, entry.getValue(), box));
            y += band + BETWEEN;
        }
    }
}
