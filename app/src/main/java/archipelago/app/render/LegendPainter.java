package archipelago.app.render;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.engine.frame.Frame;
import archipelago.engine.state.MessageKind;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Paints the line that says what the signs mean. What has no room is left out, the least needed
/// first.
final class LegendPainter {
    private static final double SIZE = 11;
    private static final double SIGN = 17;
    private static final double BETWEEN = 14;
    private static final double SWATCH = 12;

    private final MapPen pen;
    private final MachineMapLayout layout;
    private Set<Glyphs.Sign> wrong = Set.of();
    private boolean unread;
    private boolean lost;

    private record Entry(String text, boolean needed, Sign sign) {}

    private interface Sign {
        void paint(double x, double y);
    }

    LegendPainter(MapPen pen, MachineMapLayout layout) {
        this.pen = pen;
        this.layout = layout;
    }

    /// @param seen signs of what has gone wrong with a core somewhere on the map
    /// @param lost whether a doorbell was lost and its message still waits
    /// @param unread whether messages stand in the ring of a kernel that is down
    void paint(Frame frame, Set<Glyphs.Sign> seen, boolean unread, boolean lost) {
        wrong = seen;
        this.lost = lost;
        this.unread = unread;
        var line = layout.legend();
        if (line.isEmpty()) {
            return;
        }
        double y = line.getY() + 5 + (line.getHeight() - 5) / 2;
        double right = line.getMaxX() - 4;
        double x = line.getX() + 4;
        var distance = distanceWords();
        double wide = Typeface.TEXT.width(distance, SIZE);
        if (!distance.isEmpty()) {
            right -= wide;
            pen.text(
                    distance, Typeface.TEXT, SIZE, pen.colour(Theme.Role.TEXT_MUTED), right, MapPen.baseline(y, SIZE));
            right -= BETWEEN;
        }
        var ribbons = layout.ribbons();
        if (!ribbons.isEmpty()) {
            var text = MapPen.cut(ribbonWords(frame.flights.size(), right - x), Typeface.STRONG, SIZE, right - x);
            pen.text(text, Typeface.STRONG, SIZE, pen.colour(Theme.Role.WARN), x, MapPen.baseline(y, SIZE));
            x += Typeface.STRONG.width(text, SIZE) + BETWEEN;
        }
        for (var entry : fitting(right - x)) {
            pen.g.setColor(pen.colour(Theme.Role.TEXT_MUTED));
            entry.sign().paint(x + SWATCH / 2, y);
            pen.text(
                    entry.text(),
                    Typeface.TEXT,
                    SIZE,
                    pen.colour(Theme.Role.TEXT_MUTED),
                    x + SIGN,
                    MapPen.baseline(y, SIZE));
            x += width(entry);
        }
    }

    private String ribbonWords(int messages, double room) {
        var ribbons = layout.ribbons();
        var text = Text.MAP_RIBBONS.count(messages, ribbons.perDot());
        if (ribbons.otherPairs() == 0) {
            return text;
        }
        var all = text + " · " + Text.MAP_OTHER_PAIRS.count(ribbons.otherPairs(), ribbons.otherMessages());
        return Typeface.STRONG.width(all, SIZE) <= room ? all : text;
    }

    /// How far sockets are from each other, where the lanes between them have no room to say it.
    private String distanceWords() {
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (var link : layout.links()) {
            if (SocketPainter.said(link)) {
                return "";
            }
            least = Math.min(least, link.distance());
            most = Math.max(most, link.distance());
        }
        if (most == 0) {
            return "";
        }
        return Text.MAP_DISTANCE.of(least == most ? Integer.toString(most) : least + "–" + most);
    }

    private List<Entry> fitting(double room) {
        var entries = new ArrayList<>(entries());
        for (int i = entries.size() - 1; i >= 0 && total(entries) > room; i--) {
            if (!entries.get(i).needed()) {
                entries.remove(i);
            }
        }
        while (total(entries) > room && !entries.isEmpty()) {
            entries.removeLast();
        }
        return entries;
    }

    private static double total(List<Entry> entries) {
        return entries.stream().mapToDouble(LegendPainter::width).sum() - BETWEEN;
    }

    private static double width(Entry entry) {
        return SIGN + Typeface.TEXT.width(entry.text(), SIZE) + BETWEEN;
    }

    private List<Entry> entries() {
        boolean wide = layout.level() == Level.FULL || layout.level() == Level.TILE;
        var entries = new ArrayList<Entry>();
        boolean summed = layout.level() == Level.BLOCK;
        for (var shape : layout.ribbons().isEmpty() && !summed ? MessageKind.Shape.values() : new MessageKind.Shape[0]) {
            entries.add(message(shape));
        }
        if (summed || layout.level() == Level.CELL) {
            entries.add(new Entry(Text.LEGEND_SHADES.of(), true, this::shades));
        }
        entries.add(new Entry(Text.POOL.of(), true, (x, y) -> swatch(x, y, Theme.Role.HATCH, false)));
        if (summed) {
            between(entries);
            entries.add(new Entry(Text.LEGEND_PANICKED.of(), true, (x, y) -> swatch(x, y, Theme.Role.DANGER, true)));
            return entries;
        }
        entries.add(new Entry(
                Text.IDLE.of(), false, (x, y) -> Glyphs.sign(pen.g, Glyphs.Sign.IDLE, x, y, SWATCH - 2)));
        entries.add(new Entry(Text.LEGEND_PANICKED.of(), true, (x, y) -> swatch(x, y, Theme.Role.DANGER, true)));
        if (wrong.contains(Glyphs.Sign.HUNG)) {
            entries.add(new Entry(
                    Text.TILE_HUNG.of(), true, (x, y) -> Glyphs.sign(pen.g, Glyphs.Sign.HUNG, x, y, SWATCH - 1)));
        }
        if (wrong.contains(Glyphs.Sign.DEAD)) {
            entries.add(new Entry(
                    Text.AT_DEAD.of(), true, (x, y) -> Glyphs.sign(pen.g, Glyphs.Sign.DEAD, x, y, SWATCH - 1)));
        }
        if (unread) {
            entries.add(new Entry(Text.LEGEND_UNREAD.of(), true, this::hollow));
        }
        between(entries);
        if (!layout.caches().isEmpty()) {
            entries.add(new Entry(Text.LEGEND_CACHE.of(), false, this::bracket));
        }
        if (layout.joined()) {
            entries.add(new Entry(Text.LEGEND_THREADS.of(), false, this::halves));
        }
        entries.add(new Entry(Text.LEGEND_PARKED.of(), false, this::parked));
        entries.add(new Entry(Text.LEGEND_BOOTING.of(), false, (x, y) -> Glyphs.progress(pen.g, 0.3, x, y, SWATCH)));
        entries.add(new Entry(
                Text.LEGEND_MOVING.of(), false, (x, y) -> Glyphs.sign(pen.g, Glyphs.Sign.MOVING, x, y, SWATCH)));
        if (wide) {
            entries.add(new Entry(Text.LEGEND_LOAD.of(), false, this::spark));
            entries.add(new Entry(Text.LEGEND_HOST.of(), false, this::doubleEdge));
        }
        return entries;
    }

    /// What is between kernels besides messages, as far as there is any of it.
    private void between(List<Entry> entries) {
        if (!layout.waits().isEmpty()) {
            entries.add(new Entry(
                    Text.LEGEND_WAITS.of(), true, (x, y) -> Glyphs.sign(pen.g, Glyphs.Sign.HUNG, x, y, SWATCH - 1)));
        }
        if (!layout.cuts().isEmpty()) {
            entries.add(new Entry(Text.LEGEND_CUT.of(), true, (x, y) -> CutPainter.sign(pen, x, y, SWATCH / 2)));
        }
        if (lost) {
            entries.add(new Entry(
                    Text.LEGEND_DOORBELL_LOST.of(), true, (x, y) -> AlarmPainter.lost(pen, x, y, SWATCH / 2)));
        }
    }

    private void bracket(double x, double y) {
        var line = new Path2D.Double();
        line.moveTo(x - 6, y - 3);
        line.lineTo(x - 6, y + 2);
        line.lineTo(x + 6, y + 2);
        line.lineTo(x + 6, y - 3);
        pen.line(line, pen.colour(Theme.Role.TEXT_MUTED), 1.2);
    }

    private void halves(double x, double y) {
        var box = square(x, y);
        pen.line(MapPen.round(box, 3), pen.colour(Theme.Role.TEXT_MUTED), 1.2);
        pen.line(new Line2D.Double(x, y - SWATCH / 2, x, y + SWATCH / 2), pen.colour(Theme.Role.TEXT_MUTED), 1.2);
    }

    private Entry message(MessageKind.Shape shape) {
        return new Entry(Terms.of(shape).of(), true, (x, y) -> Glyphs.message(pen.g, shape, x, y, 8.5));
    }

    /// From a core that does nothing to one that does nothing else.
    private void shades(double x, double y) {
        var hue = pen.theme.kernel(1).stroke();
        var box = square(x, y);
        for (int part = 0; part < 4; part++) {
            pen.g.setColor(MapPen.mixed(pen.colour(Theme.Role.TILE), hue, 0.1 + 0.28 * part));
            pen.g.fill(new Rectangle2D.Double(box.getX() + part * 3, box.getY(), 3, box.getHeight()));
        }
        pen.line(MapPen.round(box, 2), hue, 1);
    }

    private void swatch(double x, double y, Theme.Role hatch, boolean crossed) {
        var box = MapPen.round(square(x, y), 3);
        Color ink = pen.colour(hatch);
        pen.fill(box, pen.colour(crossed ? Theme.Role.DANGER_SOFT : Theme.Role.TILE_IDLE));
        if (crossed) {
            Glyphs.crossHatch(pen.g, box, MapPen.faded(ink, 0.4), 5);
        } else {
            Glyphs.hatch(pen.g, box, ink, 5);
        }
        pen.line(box, crossed ? ink : pen.colour(Theme.Role.LINE_STRONG), 1);
    }

    private void parked(double x, double y) {
        var ink = pen.theme.kernel(1).stroke();
        var box = MapPen.round(square(x, y), 3);
        pen.fill(box, pen.colour(Theme.Role.TILE_IDLE));
        Glyphs.hatch(pen.g, box, MapPen.faded(ink, 0.5), 5);
        pen.line(box, ink, 1);
    }

    private void hollow(double x, double y) {
        var shape = Glyphs.messageShape(MessageKind.Shape.values()[0], x, y, 8.5);
        pen.fill(shape, pen.colour(Theme.Role.SURFACE));
        pen.line(shape, pen.colour(Theme.Role.TEXT_MUTED), 1.3);
    }

    private void spark(double x, double y) {
        var line = new Path2D.Double();
        line.moveTo(x - 6, y + 3);
        line.lineTo(x - 3, y);
        line.lineTo(x, y + 2);
        line.lineTo(x + 3, y - 4);
        line.lineTo(x + 6, y - 1);
        pen.line(line, pen.colour(Theme.Role.TEXT_MUTED), 1.3);
    }

    private void doubleEdge(double x, double y) {
        var look = pen.theme.kernel(0);
        var box = MapPen.round(square(x, y), 3);
        pen.line(box, look.stroke(), 3.6);
        pen.line(box, look.fill(), 1.4);
    }

    private static Rectangle2D square(double x, double y) {
        return new Rectangle2D.Double(
                Math.round(x - SWATCH / 2), Math.round(y - SWATCH / 2), SWATCH, SWATCH);
    }
}
