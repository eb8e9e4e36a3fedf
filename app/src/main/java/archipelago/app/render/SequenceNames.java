package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Pace;
import archipelago.app.layout.SequenceLayout;
import archipelago.app.layout.SequenceLayout.Arrow;
import archipelago.app.layout.SequenceLayout.End;
import archipelago.app.layout.SequenceLayout.Column;
import archipelago.app.render.Theme.Role;
import archipelago.engine.frame.Frame;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The names of messages in a sequence chart, where they cover nothing, and the numbers of those that are drawn as one.
final class SequenceNames {
    private static final double SMALL = 11;
    private static final double HALF_HIGH = 7;
    /// Names on a slope of more pixels than this interrupt their arrow.
    private static final double STEEP = 20;

    /// Where names stand, from one picture to the next. While time passes, a name that has come stays for a moment,
    /// whatever comes near it, and one that would be gone in a moment does not come.
    static final class Memory {
        /// How much of a second a name stays.
        private static final double STAYS = 0.5;

        private record Spot(double x, double offset, long sinceNs) {}

        private final Map<Long, Spot> spots = new HashMap<>();
        private List<Column> columns = List.of();
        private double nsPerPixel;
        private long seenNs;
        private long staysNs;
        private boolean playing;

        /// Forgets where time has jumped, and where everything lies elsewhere.
        private void turn(SequenceLayout layout, Frame frame) {
            double now = layout.window().spanNs() / layout.plot().getHeight();
            staysNs = Math.round(frame.speedNsPerSecond * STAYS);
            playing = Pace.of(frame).playing();
            boolean same = now == nsPerPixel && layout.columns().equals(columns);
            if (!same || frame.nowNs < seenNs || frame.nowNs - seenNs > staysNs) {
                spots.clear();
            }
            nsPerPixel = now;
            columns = List.copyOf(layout.columns());
            seenNs = frame.nowNs;
        }

        private boolean young(Spot spot) {
            return playing && seenNs - spot.sinceNs() < staysNs;
        }

        /// Whether a name will be out of sight before anybody has read it.
        private boolean passes(Rectangle2D room, SequenceLayout layout) {
            return playing && room.getMinY() - staysNs / nsPerPixel < layout.heads();
        }
    }

    private final Pen pen;
    private final SequenceLayout layout;
    private final Moment moment;
    private final Theme theme;
    private final Memory memory;
    private final List<Rectangle2D> taken;

    /// @param taken what no name may touch; names take their rooms
    SequenceNames(Pen pen, SequenceLayout layout, Moment moment, Memory memory, List<Rectangle2D> taken) {
        this.pen = pen;
        this.layout = layout;
        this.moment = moment;
        this.memory = memory;
        this.taken = taken;
        theme = moment.theme();
    }

    /// @param named whether single messages have names
    void paint(boolean named) {
        for (var bundle : layout.bundles()) {
            var words = bundle.lost() == 0
                    ? Integer.toString(bundle.count())
                    : Text.BUNDLE_LOST.count(bundle.lost(), bundle.count());
            var colour = theme.colour(bundle.lost() == 0 ? Role.TEXT_MUTED : Role.DANGER);
            place(new Line(bundle.x1(), bundle.y(), bundle.x2(), bundle.y()), bundle, words, colour, false);
        }
        for (var sheaf : layout.sheaves()) {
            var first = sheaf.first();
            var line = new Line(first.x1(), sheaf.y1(), first.x2(), sheaf.y2());
            var words = Text.SHEAF_COUNT.of(sheaf.count());
            place(line, sheaf, words, named(first), true);
        }
        memory.turn(layout, moment.frame());
        boolean few = layout.single().size() <= SequenceLayout.MOST_LABELLED;
        if (few && named) {
            single();
        }
    }

    /// First those that had their place before, then the others, in the order of sending.
    private void single() {
        var kept = new HashMap<Long, Memory.Spot>();
        for (boolean young : new boolean[] {true, false}) {
            for (var arrow : layout.single()) {
                var spot = memory.spots.get(arrow.message().number());
                if (spot != null && memory.young(spot) == young) {
                    var room = room(Line.of(arrow), spot.x(), spot.offset(), words(arrow));
                    if ((young || clear(room, arrow)) && free(room, layout, taken)) {
                        write(words(arrow), room, spot.offset() == 0 || young, colour(arrow));
                        kept.put(arrow.message().number(), spot);
                    }
                }
            }
        }
        for (var arrow : layout.single()) {
            long number = arrow.message().number();
            if (!kept.containsKey(number)) {
                var spot = place(Line.of(arrow), arrow, words(arrow), colour(arrow), false);
                if (spot != null) {
                    kept.put(number, spot);
                }
            }
        }
        memory.spots.clear();
        memory.spots.putAll(kept);
    }

    private static String words(Arrow arrow) {
        var kind = arrow.message().kind().words();
        return arrow.end() == End.LOST ? Text.ARROW_LOST.of(kind) : kind;
    }

    private Color colour(Arrow arrow) {
        return arrow.end() == End.LOST ? theme.colour(Role.DANGER) : named(arrow);
    }

    private Color named(Arrow arrow) {
        return Pen.blend(theme.kernel(arrow.message().fromKernel()).stroke(), theme.colour(Role.TEXT), 0.3);
    }

    /// What a name belongs to.
    private record Line(double x1, double y1, double x2, double y2) {
        static Line of(Arrow arrow) {
            return new Line(arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2());
        }

        double slope() {
            return (y2 - y1) / (x2 - x1);
        }
    }

    private Rectangle2D room(Line line, double x, double offset, String words) {
        double wide = Typeface.MEDIUM.width(words, SMALL);
        double y = line.y1() + line.slope() * (x - line.x1()) + offset;
        return new Rectangle2D.Double(x - wide / 2 - 3, y - HALF_HIGH, wide + 6, 2 * HALF_HIGH);
    }

    /// @param own what the line is: nothing else may pass through the room
    /// @param on whether the words stand on their line, and on others if they must
    /// @return where the words stand; null if they have no place
    private Memory.Spot place(Line line, Object own, String words, Color colour, boolean on) {
        double wide = Typeface.MEDIUM.width(words, SMALL);
        double rise = HALF_HIGH + 2 + Math.abs(line.slope()) * wide / 2;
        // A label on a steep arrow interrupts it; on a flat one it stands above or below.
        double[] offsets = on || rise > STEEP || !(own instanceof Arrow) ? new double[] {0} : new double[] {-rise, rise};
        for (boolean crossing : on ? new boolean[] {false, true} : new boolean[] {false}) {
            for (double x : middles(line.x1(), line.x2(), wide)) {
                for (double offset : offsets) {
                    var room = room(line, x, offset, words);
                    boolean brief = own instanceof Arrow && memory.passes(room, layout);
                    if (!brief && (crossing || clear(room, own)) && free(room, layout, taken)) {
                        write(words, room, offset == 0, colour);
                        return new Memory.Spot(x, offset, moment.frame().nowNs);
                    }
                }
            }
        }
        return null;
    }

    /// @param grounded whether lines under the words are covered
    private void write(String words, Rectangle2D room, boolean grounded, Color colour) {
        if (grounded) {
            pen.g.setColor(theme.colour(Role.SURFACE));
            pen.g.fill(room);
        }
        boolean ahead = room.getCenterY() > layout.clampedY(moment.frame().nowNs);
        var shown = ahead ? Pen.blend(colour, theme.colour(Role.SURFACE), 0.2) : colour;
        pen.centre(words, room.getCenterX(), room.getCenterY(), Typeface.MEDIUM, SMALL, shown);
    }

    /// Places between two lifelines that an arrow crosses, the sender's side first.
    private List<Double> middles(double x1, double x2, double wide) {
        var found = new ArrayList<Double>();
        var columns = x1 < x2 ? layout.columns() : layout.columns().reversed();
        for (int i = 0; i + 1 < columns.size(); i++) {
            var one = columns.get(i);
            var other = columns.get(i + 1);
            double left = Math.max(Math.min(one.x(), other.x()) + one.bar() / 2, Math.min(x1, x2));
            double right = Math.min(Math.max(one.x(), other.x()) - one.bar() / 2, Math.max(x1, x2));
            double from = left + 14 + wide / 2;
            double to = right - 14 - wide / 2;
            if (from <= to) {
                found.add((from + to) / 2);
                found.add(x1 < x2 ? from : to);
                found.add(x1 < x2 ? to : from);
            }
        }
        return found;
    }

    /// Whether nothing but what it belongs to passes through a room.
    private boolean clear(Rectangle2D room, Object own) {
        for (var arrow : layout.single()) {
            if (arrow != own && room.intersectsLine(arrow.x1(), arrow.y1(), arrow.x2(), arrow.y2())) {
                return false;
            }
        }
        for (var sheaf : layout.sheaves()) {
            if (sheaf != own && room.intersectsLine(sheaf.first().x1(), sheaf.y1(), sheaf.first().x2(), sheaf.y2())) {
                return false;
            }
        }
        for (var bundle : layout.bundles()) {
            if (bundle != own && room.intersectsLine(bundle.x1(), bundle.y(), bundle.x2(), bundle.y())) {
                return false;
            }
        }
        return true;
    }

    /// Takes a room inside the plot, off all lifelines, if nobody has a part of it.
    static boolean free(Rectangle2D room, SequenceLayout layout, List<Rectangle2D> taken) {
        boolean inside = layout.plot().contains(room);
        boolean off = layout.columns().stream()
                .noneMatch(c -> c.x() + c.bar() / 2 + 1 > room.getMinX() && c.x() - c.bar() / 2 - 1 < room.getMaxX());
        if (!inside || !off || taken.stream().anyMatch(other -> other.intersects(room))) {
            return false;
        }
        taken.add(room);
        return true;
    }
}
