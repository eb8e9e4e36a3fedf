package archipelago.app.render;

import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.engine.frame.Frame;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.BitSet;

/// Lays over the map of one future how far it is from the other: the stronger the shade, the more. Where tiles have
/// room it is said in points of load, with its direction; where cores are summed up, by how many of them differ.
final class DifferenceHeat {
    /// Less than this is no difference that anybody would look for.
    private static final int LEAST = 4;
    private static final double SIZE = 10.5;
    private static final double ARROW = 3.4;
    /// What the mark before a number takes.
    private static final double MARK_WIDE = 20;

    private final MapPen pen;
    private final MachineMapLayout layout;
    private final Beside beside;
    private final Beside.Side side;
    private final BitSet differing;

    DifferenceHeat(
            Graphics2D g, MachineMapLayout layout, Beside beside, Beside.Side side, BitSet differing, Theme theme) {
        MapPen.prepare(g);
        pen = new MapPen(g, theme);
        this.layout = layout;
        this.beside = beside;
        this.side = side;
        this.differing = differing;
    }

    void paint() {
        if (layout.level() == Level.BLOCK) {
            bands();
            return;
        }
        for (int core = 0; core < beside.machine().coreCount(); core++) {
            int more = difference(core);
            if (!differing.get(core) && Math.abs(more) >= LEAST) {
                tile(layout.tile(core), more);
            }
        }
        for (int core = differing.nextSetBit(0); core >= 0; core = differing.nextSetBit(core + 1)) {
            // What has gone wrong keeps its own colour: nothing is stronger.
            if (!TileState.of(side.frame(), core, side.notes()).kind().wrong()) {
                shade(layout.tile(core), 0.8);
            }
            DifferenceMark.onTile(pen.g, layout.tile(core), pen.theme);
        }
    }

    /// By how many points a core has more to do here than there; 0 where one of them does not run.
    private int difference(int core) {
        var other = side == beside.a() ? beside.b() : beside.a();
        return runs(side, core) && runs(other, core) ? load(side.frame(), core) - load(other.frame(), core) : 0;
    }

    private static boolean runs(Beside.Side one, int core) {
        return TileState.of(one.frame(), core, one.notes()).kind().showsLoad();
    }

    private static int load(Frame frame, int core) {
        return frame.meanLoad(core);
    }

    private void tile(Rectangle2D tile, int more) {
        shade(tile, Math.min(1, Math.abs(more) / 60.0));
        var words = (more > 0 ? "+" : "−") + Math.abs(more);
        double wide = Typeface.MONO_MEDIUM.width(words, SIZE);
        boolean lettered = layout.level().compareTo(Level.TILE) <= 0 && wide + 12 <= tile.getWidth();
        var ink = pen.colour(Theme.Role.TEXT);
        if (lettered) {
            double x = tile.getMaxX() - wide - 6;
            double y = tile.getMaxY() - 17;
            pen.fill(
                    MapPen.round(new Rectangle2D.Double(x - 3, y - 11, wide + 6, 14), 4),
                    MapPen.faded(pen.colour(Theme.Role.TILE), 0.85));
            pen.text(words, Typeface.MONO_MEDIUM, SIZE, ink, x, y);
        } else if (Math.min(tile.getWidth(), tile.getHeight()) >= 3 * ARROW) {
            arrow(tile.getMaxX() - ARROW - 1.5, tile.getMaxY() - ARROW - 1.5, more > 0);
        }
    }

    private void shade(Rectangle2D tile, double share) {
        var colour = MapPen.faded(pen.colour(Theme.Role.ACCENT), 0.1 + 0.3 * share);
        pen.fill(MapPen.round(tile, Math.min(6, tile.getWidth() / 5)), colour);
    }

    private void arrow(double x, double y, boolean up) {
        double tip = up ? y - ARROW : y + ARROW;
        double foot = up ? y + ARROW * 0.7 : y - ARROW * 0.7;
        var arrow = new Path2D.Double();
        arrow.moveTo(x, tip);
        arrow.lineTo(x + ARROW, foot);
        arrow.lineTo(x - ARROW, foot);
        arrow.closePath();
        pen.fill(arrow, pen.colour(Theme.Role.TEXT));
    }

    /// Where cores are summed up: a mark and a number at the end of each band in which some differ.
    private void bands() {
        for (var band : layout.bands()) {
            long count = band.cores().stream().filter(differing::get).count();
            if (count > 0) {
                shade(band.box(), (double) count / band.cores().size());
                var words = Long.toString(count);
                double wide = Typeface.STRONG.width(words, SIZE);
                double y = band.box().getCenterY();
                double x = Math.max(MARK_WIDE, band.box().getMaxX() - wide - 6);
                pen.fill(
                        MapPen.round(new Rectangle2D.Double(x - MARK_WIDE, y - 8, wide + MARK_WIDE + 4, 16), 4),
                        pen.colour(Theme.Role.SURFACE));
                DifferenceMark.paint(pen.g, x - 10, y, 12, pen.theme);
                pen.text(words, Typeface.STRONG, SIZE, pen.colour(Theme.Role.TEXT), x, MapPen.baseline(y, SIZE));
            }
        }
    }
}
