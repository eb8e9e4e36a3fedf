package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.MachineMapLayout;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.TreeMap;
import java.util.TreeSet;

/// Paints the line above a part of the machine: which nodes these are, whose cores, where that part lies in the
/// whole, and how much larger it is drawn.
final class PlaceLine {
    private static final double SIZE = 11.5;
    private static final double MINI_WIDTH = 34;
    private static final double GAP = 8;
    private static final double PILL = 17;
    private static final int MOST_NODES = 3;

    private final MapPen pen;
    private final MachineMapLayout layout;
    private final Machine machine;
    private final Frame frame;

    PlaceLine(MapPen pen, MachineMapLayout layout, Machine machine, Frame frame) {
        this.pen = pen;
        this.layout = layout;
        this.machine = machine;
        this.frame = frame;
    }

    void paint() {
        double high = layout.view().getY();
        double middle = Math.floor(high / 2) - 1;
        pen.line(
                new Line2D.Double(0, high - 1.5, layout.width(), high - 1.5), pen.colour(Theme.Role.LINE), 1);
        var zoom = Text.MAP_ZOOMED.of(zoomWords(layout.camera().zoom()));
        double right = layout.width() - MINI_WIDTH - GAP;
        whole(new Rectangle2D.Double(right + GAP - 2, middle - 9, MINI_WIDTH, 18));
        right -= Typeface.TEXT.width(zoom, SIZE);
        pen.text(zoom, Typeface.TEXT, SIZE, pen.colour(Theme.Role.TEXT_MUTED), right, MapPen.baseline(middle, SIZE));
        right -= GAP;

        var nodes = new TreeSet<Integer>();
        var kernels = new TreeMap<Integer, Integer>();
        for (int core = 0; core < machine.coreCount(); core++) {
            if (layout.seen(layout.tile(core))) {
                nodes.add(machine.node(core));
                kernels.merge((int) frame.owner[core], 1, Integer::sum);
            }
        }
        var place = MapPen.cut(placeWords(nodes), Typeface.STRONG, SIZE, right - 2);
        pen.text(place, Typeface.STRONG, SIZE, pen.colour(Theme.Role.TEXT), 2, MapPen.baseline(middle, SIZE));
        pills(kernels, 2 + Typeface.STRONG.width(place, SIZE) + 2 * GAP, right, middle);
    }

    private static String zoomWords(double zoom) {
        long tenths = Math.round(zoom * 10);
        return zoom >= 10 || tenths % 10 == 0 ? Long.toString(Math.round(zoom)) : tenths / 10 + "." + tenths % 10;
    }

    private String placeWords(TreeSet<Integer> nodes) {
        if (nodes.size() > MOST_NODES) {
            return Text.NODES.count(nodes.size());
        }
        var words = new StringBuilder();
        for (int node : nodes) {
            var one = machine.nodes().get(node);
            words.append(words.isEmpty() ? "" : ", ");
            words.append(Text.SOCKET_TITLE.of(one.socket())).append(" · ").append(Text.NODE.of(one.number()));
        }
        return words.toString();
    }

    /// The owners of what is seen, as many as have room; the others are counted.
    private void pills(TreeMap<Integer, Integer> kernels, double left, double right, double middle) {
        double x = left;
        int missing = kernels.size();
        double rest = Typeface.MEDIUM.width("+999", SIZE) + GAP;
        for (var entry : kernels.entrySet()) {
            var kernel = frame.present(entry.getKey());
            var name = entry.getKey() < 0 || kernel == null ? Text.POOL.of() : kernel.name();
            double w = Math.ceil(Typeface.STRONG.width(name, 11)) + 14;
            if (x + w > right - (missing > 1 ? rest : 0)) {
                break;
            }
            var look = pen.theme.kernel(entry.getKey());
            var box = new Rectangle2D.Double(Math.round(x), Math.round(middle - PILL / 2), w, PILL);
            pen.fill(MapPen.round(box, PILL / 2), look.solid());
            pen.text(
                    name,
                    Typeface.STRONG,
                    11,
                    pen.colour(Theme.Role.SURFACE),
                    box.getX() + 7,
                    MapPen.baseline(box.getCenterY(), 11));
            x += w + 5;
            missing--;
        }
        var more = "+" + missing;
        if (missing > 0 && x + Typeface.MEDIUM.width(more, SIZE) <= right) {
            pen.text(
                    more, Typeface.MEDIUM, SIZE, pen.colour(Theme.Role.TEXT_MUTED), x, MapPen.baseline(middle, SIZE));
        }
    }

    /// The whole machine, thumb sized, and in it what is seen.
    private void whole(Rectangle2D box) {
        pen.fill(MapPen.round(box, 3), pen.colour(Theme.Role.SUNKEN));
        pen.line(MapPen.round(box, 3), pen.colour(Theme.Role.LINE_STRONG), 1);
        var camera = layout.camera();
        double w = Math.max(4, box.getWidth() / camera.zoom());
        double h = Math.max(4, box.getHeight() / camera.zoom());
        double x = Math.clamp(box.getX() + camera.x() * box.getWidth() - w / 2, box.getX(), box.getMaxX() - w);
        double y = Math.clamp(box.getY() + camera.y() * box.getHeight() - h / 2, box.getY(), box.getMaxY() - h);
        pen.fill(new Rectangle2D.Double(x, y, w, h), pen.colour(Theme.Role.ACCENT));
    }
}
