package archipelago.app.render;

import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Names on territories whose cores are cells: there the names above a node do not say which place is whose. None
/// covers a core that has gone wrong.
final class OwnerChips {
    private static final double SIZE = 10;
    private static final double HIGH = 13;
    private static final double AROUND = 3;

    private OwnerChips() {}

    /// @param text the name of a kernel, or its id where the name has no room
    record Chip(int slot, String text, Rectangle2D box) {}

    static List<Chip> of(MachineMapLayout layout, Machine machine, Frame frame, MapNotes notes) {
        if (layout.level() != Level.CELL) {
            return List.of();
        }
        var chips = new ArrayList<Chip>();
        for (var territory : layout.territories()) {
            var tiles = new ArrayList<Rectangle2D>();
            var wrong = new ArrayList<Rectangle2D>();
            for (int core = 0; core < frame.owner.length; core++) {
                if (frame.owner[core] == territory.slot() && machine.node(core) == territory.node()) {
                    boolean fine = !TileState.of(frame, core, notes).kind().wrong();
                    (fine ? tiles : wrong).add(layout.tile(core));
                }
            }
            tiles.sort(Comparator.comparingDouble(Rectangle2D::getY).thenComparingDouble(Rectangle2D::getX));
            var chip = chip(territory.slot(), tiles, wrong, frame);
            if (chip != null) {
                chips.add(chip);
            }
        }
        return chips;
    }

    /// The first place in which the name has room, or else the first one for the id; null if there is none.
    private static Chip chip(int slot, List<Rectangle2D> tiles, List<Rectangle2D> wrong, Frame frame) {
        var kernel = frame.present(slot);
        if (kernel == null) {
            return null;
        }
        for (var text : List.of(kernel.name(), Integer.toString(kernel.id()))) {
            double wide = Math.ceil(Typeface.STRONG.width(text, SIZE)) + 2 * AROUND;
            for (int first = 0; first < tiles.size(); first++) {
                double left = tiles.get(first).getX();
                if (end(tiles, first) - left >= wide) {
                    double top = Math.rint(tiles.get(first).getCenterY() - Math.min(HIGH, tiles.get(first).getHeight()) / 2);
                    var box = new Rectangle2D.Double(left, top, wide, HIGH);
                    if (wrong.stream().noneMatch(box::intersects)) {
                        return new Chip(slot, text, box);
                    }
                }
            }
        }
        return null;
    }

    /// Where the run of tiles ends that stand side by side from one of them on.
    private static double end(List<Rectangle2D> tiles, int first) {
        int last = first;
        while (last + 1 < tiles.size()
                && tiles.get(last + 1).getY() == tiles.get(last).getY()
                && tiles.get(last + 1).getX() - tiles.get(last).getMaxX() < tiles.get(last).getWidth()) {
            last++;
        }
        return tiles.get(last).getMaxX();
    }

    static void paint(MapPen pen, Chip chip) {
        pen.fill(MapPen.round(chip.box(), 3), pen.colour(Theme.Role.SURFACE));
        double x = chip.box().getX() + AROUND;
        double baseline = MapPen.baseline(chip.box().getCenterY(), SIZE);
        pen.text(chip.text(), Typeface.STRONG, SIZE, pen.theme.kernel(chip.slot()).stroke(), x, baseline);
    }
}
