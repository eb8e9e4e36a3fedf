package archipelago.app.render;

import archipelago.app.layout.FlightMark;
import archipelago.app.layout.Inbox;
import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Ribbon;
import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;

/// Paints messages: a shape for the kind, a tail that tells the direction, the colour of the kernel
/// that sent it. Those that have arrived and wait stand in the target's inbox.
final class FlightPainter {
    /// With more messages under way than this, routes are left out.
    private static final int MOST_ROUTES = 80;
    private static final double MOST_WIDE = 14;
    private static final double TAIL = 46;
    private static final int TAIL_PARTS = 7;

    private final MapPen pen;
    private final MachineMapLayout layout;
    private final Frame frame;
    private final MapMarks marks;

    FlightPainter(MapPen pen, MachineMapLayout layout, Frame frame, MapMarks marks) {
        this.pen = pen;
        this.layout = layout;
        this.frame = frame;
        this.marks = marks;
    }

    void routes() {
        long underWay = layout.flights().stream().filter(mark -> !mark.waiting()).count();
        var drawn = new HashSet<Long>();
        for (var mark : layout.flights()) {
            var flight = mark.flight();
            boolean wanted = !mark.waiting() && (underWay <= MOST_ROUTES || marked(mark));
            if (wanted && drawn.add((long) flight.fromCore() << 32 | flight.toCore())) {
                pen.dashed(mark.route().path(), MapPen.faded(colour(mark), 0.7), 1.4, 0.2, 4.6, 0);
            }
        }
    }

    void messages() {
        for (var mark : layout.flights()) {
            if (!mark.waiting()) {
                tail(mark);
            }
        }
        boolean large = layout.level() == Level.FULL || layout.level() == Level.TILE;
        for (var mark : layout.flights()) {
            if (mark.shown()) {
                head(mark, mark.waiting() ? large ? 6 : 4.2 : large ? 9.5 : 7.5);
            }
        }
        counts(large);
    }

    void label(FlightLabels.Label label) {
        var box = MapPen.round(label.box(), 5);
        pen.fill(box, pen.colour(Theme.Role.TIP_BACK));
        double x = label.box().getX();
        double middle = label.box().getCenterY();
        var own = Theme.of(pen.theme.dark() ? Theme.Name.LIGHT : Theme.Name.DARK)
                .kernel(label.mark().flight().fromKernel());
        pen.g.setColor(own.stroke());
        Glyphs.message(pen.g, label.kind().shape(), x + 11, middle, 7);
        pen.text(
                label.text(),
                Typeface.MEDIUM,
                FlightLabels.SIZE,
                pen.colour(Theme.Role.TIP_TEXT),
                x + 6 + FlightLabels.GLYPH,
                MapPen.baseline(middle, FlightLabels.SIZE));
    }

    void ribbons() {
        for (var ribbon : layout.ribbons().shown()) {
            double width = Math.min(MOST_WIDE, 1.2 + 1.3 * Math.log(ribbon.messages()) / Math.log(2));
            var colour = colour(ribbon);
            pen.line(ribbon.route().path(), MapPen.faded(pen.colour(Theme.Role.SURFACE), 0.6), width + 2);
            pen.line(ribbon.route().path(), MapPen.faded(colour, 0.42), width);
            dots(ribbon, ribbon.forth(), true, colour);
            dots(ribbon, ribbon.back(), false, colour);
            arrow(ribbon, colour);
        }
    }

    private Color colour(Ribbon ribbon) {
        return pen.theme.kernel(ribbon.from()).stroke();
    }

    /// Dots that stand for messages; they move with the machine's time, and a still picture shows them too.
    private void dots(Ribbon ribbon, int messages, boolean forth, Color colour) {
        int perDot = layout.ribbons().perDot();
        int dots = (messages + perDot - 1) / perDot;
        double seconds = frame.speedNsPerSecond <= 0 ? 0 : (double) frame.nowNs / frame.speedNsPerSecond;
        double phase = (seconds * 0.6 + (forth ? 0 : 0.5)) % 1;
        for (int dot = 0; dot < dots; dot++) {
            double share = (dot + phase) / dots;
            var at = ribbon.route().at(forth ? share : 1 - share);
            pen.fill(new Ellipse2D.Double(at.getX() - 2.2, at.getY() - 2.2, 4.4, 4.4), colour);
        }
    }

    /// The number of messages on each ribbon, where it covers no other number.
    ///
    /// @param toBeRead what else it must not cover
    void numbers(List<Rectangle2D> toBeRead) {
        var taken = new ArrayList<>(toBeRead);
        for (var ribbon : layout.ribbons().shown().reversed()) {
            var text = Integer.toString(ribbon.messages());
            double w = Math.ceil(Typeface.STRONG.width(text, 11) + 10);
            for (double share : new double[] {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74}) {
                var at = ribbon.route().at(share);
                var box = new Rectangle2D.Double(Math.round(at.getX() - w / 2), Math.round(at.getY() - 8), w, 16);
                if (layout.view().contains(box) && taken.stream().noneMatch(box::intersects)) {
                    taken.add(box);
                    pen.fill(MapPen.round(box, 8), pen.colour(Theme.Role.TIP_BACK));
                    double baseline = MapPen.baseline(box.getCenterY(), 11);
                    pen.centred(text, Typeface.STRONG, 11, pen.colour(Theme.Role.TIP_TEXT), box.getCenterX(), baseline);
                    break;
                }
            }
        }
    }

    private void arrow(Ribbon ribbon, Color colour) {
        var tip = ribbon.route().at(0.7);
        var before = ribbon.route().at(0.66);
        double angle = Math.atan2(tip.getY() - before.getY(), tip.getX() - before.getX());
        for (double turn : new double[] {2.5, -2.5}) {
            pen.line(
                    new Line2D.Double(
                            tip.getX(),
                            tip.getY(),
                            tip.getX() + 9 * Math.cos(angle + turn),
                            tip.getY() + 9 * Math.sin(angle + turn)),
                    colour,
                    2);
        }
    }

    private Color colour(FlightMark mark) {
        return pen.theme.kernel(mark.flight().fromKernel()).stroke();
    }

    private boolean marked(FlightMark mark) {
        var itself = new Selection.OfFlight(mark.flight().message());
        return itself.equals(marks.selected()) || itself.equals(marks.hovered());
    }

    /// The tail grows with the way and thins out backwards. Its parts have square ends: lines with round ones take five
    /// times as long, and there may be thousands.
    private void tail(FlightMark mark) {
        double length = mark.route().length();
        double share = length == 0 ? 0 : Math.min(TAIL / length, mark.share());
        for (int part = 0; part < TAIL_PARTS; part++) {
            double from = mark.share() - share * (TAIL_PARTS - part) / TAIL_PARTS;
            double to = mark.share() - share * (TAIL_PARTS - part - 1) / TAIL_PARTS;
            double strength = (part + 1.0) / TAIL_PARTS;
            pen.straight(
                    new Line2D.Double(mark.route().at(from), mark.route().at(to)),
                    MapPen.faded(colour(mark), 0.12 + 0.5 * strength),
                    1 + 3.2 * strength);
        }
    }

    private void head(FlightMark mark, double size) {
        var shape = Glyphs.messageShape(mark.flight().kind().shape(), mark.x(), mark.y(), size);
        if (marked(mark)) {
            pen.line(shape, pen.colour(Theme.Role.ACCENT), 6);
        }
        if (!mark.waiting()) {
            pen.line(shape, pen.colour(Theme.Role.SURFACE), 3);
        }
        if (neverRead(frame, mark)) {
            pen.fill(shape, pen.colour(Theme.Role.SURFACE));
            pen.line(shape, colour(mark), 1.3);
        } else {
            pen.fill(shape, colour(mark));
        }
    }

    /// Whether a message stands in the ring of a kernel that has crashed or is down: its next start clears the ring.
    static boolean neverRead(Frame frame, FlightMark mark) {
        var to = frame.present(mark.flight().toKernel());
        return mark.waiting() && to != null && !to.phase().alive();
    }

    /// Says how many messages wait at a core beyond those that are shown.
    private void counts(boolean large) {
        var hidden = new TreeMap<Integer, Integer>();
        var shown = new TreeMap<Integer, Integer>();
        var first = new TreeMap<Integer, FlightMark>();
        for (var mark : layout.flights()) {
            if (mark.waiting()) {
                first.putIfAbsent(mark.flight().toCore(), mark);
                (mark.shown() ? shown : hidden).merge(mark.flight().toCore(), 1, Integer::sum);
            }
        }
        if (large) {
            hidden.forEach((core, count) -> {
                var tile = layout.tile(core);
                double right = tile.getMaxX() - 8 - shown.getOrDefault(core, 0) * Inbox.pitch(tile.getWidth());
                var text = (shown.containsKey(core) ? "+" : "") + count;
                double x = right - Typeface.STRONG.width(text, 11);
                pen.text(text, Typeface.STRONG, 11, pen.colour(Theme.Role.TEXT), x, tile.getY() + 15.5);
                if (!shown.containsKey(core)) {
                    sign(first.get(core), x - 6, tile.getY() + 11.5);
                }
            });
        }
    }

    /// A number alone could be anything: beside it stands what is counted.
    private void sign(FlightMark mark, double x, double y) {
        var shape = Glyphs.messageShape(mark.flight().kind().shape(), x, y, 5);
        if (neverRead(frame, mark)) {
            pen.fill(shape, pen.colour(Theme.Role.SURFACE));
            pen.line(shape, pen.colour(Theme.Role.TEXT), 1.2);
        } else {
            pen.fill(shape, pen.colour(Theme.Role.TEXT));
        }
    }
}
