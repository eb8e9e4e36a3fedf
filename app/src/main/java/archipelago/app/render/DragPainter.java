package archipelago.app.render;

import archipelago.app.layout.DeviceMark;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.engine.machine.Machine;
import java.awt.geom.Rectangle2D;

/// Paints a core or a PCI function that is being dragged, and what letting go would do.
final class DragPainter {
    private static final double SIZE = 12;
    private static final double NAME = 13;

    private final MapPen pen;
    private final MachineMapLayout layout;
    private final Machine machine;

    DragPainter(MapPen pen, MachineMapLayout layout, Machine machine) {
        this.pen = pen;
        this.layout = layout;
        this.machine = machine;
    }

    void paint(DragPreview drag) {
        var ink = pen.colour(drag.possible() ? Theme.Role.ACCENT : Theme.Role.DANGER);
        var home = home(drag.thing());
        pen.fill(MapPen.round(home, 7), MapPen.faded(pen.colour(Theme.Role.SUNKEN), 0.72));
        pen.dashed(MapPen.round(home, 7), ink, 1.6, 4, 4, 0);
        double w = Math.max(home.getWidth(), 34);
        double h = Math.max(home.getHeight(), drag.thing() instanceof Selection.OfDevice ? 18 : 30);
        var ghost = new Rectangle2D.Double(drag.x() - w / 2, drag.y() - h / 2, w, h);
        pen.fill(MapPen.round(ghost, 7), MapPen.faded(pen.colour(Theme.Role.TILE), 0.9));
        pen.line(MapPen.round(ghost, 7), ink, 2);
        pen.centred(
                name(drag.thing()),
                Typeface.MONO_MEDIUM,
                NAME,
                pen.colour(Theme.Role.TEXT),
                drag.x(),
                MapPen.baseline(drag.y(), NAME));
        if (!drag.verdict().isEmpty()) {
            verdict(drag, ghost);
        }
    }

    private Rectangle2D home(Selection thing) {
        return switch (thing) {
            case Selection.OfCore(int core) -> layout.tile(core);
            case Selection.OfDevice(int index) -> layout.devices().stream()
                    .filter(mark -> mark.index() == index)
                    .findFirst()
                    .map(DeviceMark::bounds)
                    .orElseGet(Rectangle2D.Double::new);
            default -> new Rectangle2D.Double();
        };
    }

    private String name(Selection thing) {
        return switch (thing) {
            case Selection.OfCore(int core) -> Long.toString(machine.physicalId(core));
            case Selection.OfDevice(int index) -> machine.devices().get(index).name();
            default -> "";
        };
    }

    private void verdict(DragPreview drag, Rectangle2D ghost) {
        double most = layout.width() - 16;
        var text = MapPen.cut(drag.verdict(), Typeface.MEDIUM, SIZE, most - 40);
        double w = Typeface.MEDIUM.width(text, SIZE) + 40;
        double h = 26;
        double x = Math.clamp(drag.x() - w / 2, 8, Math.max(8, layout.width() - w - 8));
        double below = ghost.getMaxY() + 8;
        double y = below + h <= layout.height() - 4 ? below : ghost.getMinY() - 8 - h;
        var box = MapPen.round(new Rectangle2D.Double(Math.round(x), Math.round(y), Math.ceil(w), h), 7);
        pen.fill(box, pen.colour(Theme.Role.TIP_BACK));
        pen.g.setColor(pen.colour(Theme.Role.TIP_TEXT));
        var sign = drag.possible() ? Glyphs.Sign.MOVING : Glyphs.Sign.PANICKED;
        Glyphs.sign(pen.g, sign, box.getX() + 17, box.getCenterY(), 12);
        pen.text(
                text,
                Typeface.MEDIUM,
                SIZE,
                pen.colour(Theme.Role.TIP_TEXT),
                box.getX() + 30,
                MapPen.baseline(box.getCenterY(), SIZE));
    }
}
