package archipelago.app.render;

import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Territory;
import archipelago.engine.frame.Frame;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Names on territories whose tiles are small: there the names above a node do not say which place is whose. None covers
/// a core that has gone wrong while its kernel goes on.
final class OwnerChips {
    private static final double SIZE = 10;
    private static final double HIGH = 13;
    private static final double AROUND = 3;

    private OwnerChips() {}

    /// @param text the name of a kernel, or its id where the name has no room
    /// @param danger whether the kernel has panicked
    record Chip(int slot, String text, Rectangle2D box, boolean danger) {}

    /// @param cores those that are seen
    static List<Chip> of(MachineMapLayout layout, Frame frame, MapNotes notes, int[] cores) {
        var chips = new ArrayList<Chip>();
        BitSet wrong = null;
        for (var territory : layout.territories()) {
            var chip = chip(territory, frame, notes);
            if (chip != null) {
                wrong = wrong == null ? wrong(frame, notes, cores) : wrong;
                if (chip.danger() || wrong.stream().noneMatch(core -> layout.tile(core).intersects(chip.box()))) {
                    chips.add(chip);
                }
            }
        }
        return chips;
    }

    private static BitSet wrong(Frame frame, MapNotes notes, int[] cores) {
        var wrong = new BitSet();
        for (int core : cores) {
            wrong.set(core, TileState.of(frame, core, notes).kind().wrong());
        }
        return wrong;
    }

    /// In the middle of the room that the layout has found; null if not even the id has room there.
    private static Chip chip(Territory territory, Frame frame, MapNotes notes) {
        var kernel = frame.present(territory.slot());
        var room = territory.inner();
        if (kernel == null || room.isEmpty()) {
            return null;
        }
        for (var text : List.of(kernel.name(), Integer.toString(kernel.id()))) {
            double wide = Math.ceil(Typeface.STRONG.width(text, SIZE)) + 2 * AROUND;
            if (wide <= room.getWidth() - 2) {
                double left = Math.round(room.getCenterX() - wide / 2);
                double top = Math.round(room.getCenterY() - HIGH / 2);
                boolean danger = !frame.ended && notes.panicked(kernel.slot());
                return new Chip(kernel.slot(), text, new Rectangle2D.Double(left, top, wide, HIGH), danger);
            }
        }
        return null;
    }

    /// What a name looks like, wherever it stands.
    private record Look(String text, Color ground, Color ink) {}

    /// @param stamps images of the place that is painted on; null where shapes are wanted
    static void paint(MapPen pen, Chip chip, TileStamps stamps) {
        var ink = chip.danger() ? pen.colour(Theme.Role.DANGER) : pen.theme.kernel(chip.slot()).stroke();
        var look = new Look(chip.text(), pen.colour(Theme.Role.SURFACE), ink);
        boolean stamped = stamps != null
                && stamps.name(pen.g, chip.box(), look, (own, box) -> paint(own, look, box));
        if (!stamped) {
            paint(pen, look, chip.box());
        }
    }

    private static void paint(MapPen pen, Look look, Rectangle2D box) {
        pen.fill(MapPen.round(box, 3), look.ground());
        double baseline = MapPen.baseline(box.getCenterY(), SIZE);
        pen.text(look.text(), Typeface.STRONG, SIZE, look.ink(), box.getX() + AROUND, baseline);
    }
}
