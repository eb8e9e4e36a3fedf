package archipelago.app.layout;

import archipelago.engine.frame.FlightView;
import archipelago.engine.frame.Frame;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// Where everything of a sequence chart lies: a column for each kernel, the host first, and time
/// downwards. Messages are arrows from the instant of sending to the instant of taking; where they
/// are too many, one line stands for all that went between two kernels in a bucket of time.
public final class SequenceLayout {
    /// More arrows than this have no labels, and are thin.
    public static final int MOST_LABELLED = 80;
    /// More arrows than this are bundled.
    public static final int MOST_ARROWS = 400;
    /// What the row of heads takes.
    public static final double HEADS = 50;
    /// What the row of notes at the bottom takes.
    public static final double NOTES = 26;

    /// What that row takes where the names stand upright, because the columns are many.
    private static final double UPRIGHT_HEADS = 112;
    /// Columns that are narrower have their names upright; narrower than the least none is, and the rest is scrolled.
    private static final double UPRIGHT_BELOW = 46;
    private static final double LEAST_PITCH = 17;
    /// What a name takes in a head: so much for each letter, and so much around them.
    private static final double LETTER = 6.9;
    private static final double HEAD_AROUND = 29;
    /// At the right, what says how many columns there are beyond.
    private static final double BEYOND = 40;
    private static final double AXIS = 128;
    private static final double AXIS_SHARE = 0.2;
    private static final double RIGHT = 8;
    private static final double HEAD_MOST = 168;
    private static final double BAR_MOST = 11;
    private static final double BAR_LEAST = 3;
    private static final double REACH = 5;
    private static final double STUB_WAY = 0.62;
    private static final double STUB_PX = 14;
    private static final double BUNDLE_PX = 34;
    private static final double BUNDLE_GAP = 15;

    /// The column of one slot of the kernel table.
    ///
    /// @param x where its lifeline stands
    /// @param bar how wide the boxes on it are
    public record Column(int kernel, String name, double x, double left, double right, double bar) {}

    /// What became of a message, as far as it is known.
    public enum End {
        TAKEN,
        /// Known to be taken by nobody.
        LOST,
        /// It has not reached its kernel.
        UNDER_WAY,
        /// It has reached its kernel, and waits in the ring.
        WAITING
    }

    /// A message from lifeline to lifeline.
    public record Arrow(History.Message message, double x1, double y1, double x2, double y2, End end) {
        /// The distance of a point from the line.
        public double distance(double x, double y) {
            return Line2D.ptSegDist(x1, y1, x2, y2, x, y);
        }
    }

    /// Messages from one kernel to another in one bucket of time.
    ///
    /// @param lost how many of them nobody will take
    public record Bundle(int fromKernel, int toKernel, int count, int lost, double x1, double x2, double y) {}

    private final TimeWindow window;
    private final TimeAxis axis;
    private final TimeScale scale;
    private final double width;
    private final double height;
    private final double left;
    private final double bottom;
    private final double heads;
    private final double right;
    private final int first;
    private final int last;
    private final List<Column> all;
    private final List<Column> columns;
    private final List<Arrow> arrows = new ArrayList<>();
    private final List<Bundle> bundles = new ArrayList<>();
    private final List<Line2D> hops = new ArrayList<>();
    private final History history;
    private final Frame frame;

    private SequenceLayout(
            History history, Frame frame, TimeScale.Mode mode, double width, double height, int skipped) {
        this.history = history;
        this.frame = frame;
        this.width = width;
        this.height = height;
        var paced = TimeWindow.paced(frame.nowNs, frame.speedNsPerSecond, frame.furthestNs > frame.nowNs);
        window = mode == TimeScale.Mode.LINEAR
                ? paced
                : TimeScale.around(paced, frame.nowNs, shown -> history.sent(shown.fromNs(), shown.toNs()));
        axis = TimeAxis.of(window.fromNs(), window.toNs());
        left = Math.rint(Math.min(AXIS, width * AXIS_SHARE));
        var slots = slots();
        double room = Math.max(1, width - left - RIGHT);
        boolean more = room / Math.max(1, slots.size()) < LEAST_PITCH;
        right = more ? width - BEYOND : width - RIGHT;
        double pitch = more ? LEAST_PITCH : Math.max(0.5, room / Math.max(1, slots.size()));
        int fitting = more ? Math.max(1, (int) ((right - left) / pitch)) : slots.size();
        first = Math.clamp(skipped, 0, Math.max(0, slots.size() - fitting));
        last = Math.min(slots.size(), first + fitting);
        boolean narrow = pitch < UPRIGHT_BELOW || pitch < HEAD_AROUND + LETTER * longestName(slots);
        heads = narrow && height > 2 * UPRIGHT_HEADS ? UPRIGHT_HEADS : HEADS;
        bottom = Math.max(heads + 1, Math.rint(height - NOTES));
        all = placed(slots, pitch);
        columns = all.subList(first, last);
        // What is summed up has no instants of its own.
        boolean single = history.sent(window.fromNs(), window.toNs()) <= MOST_ARROWS;
        boolean linear = mode == TimeScale.Mode.LINEAR || !single;
        scale = TimeScale.of(linear ? TimeScale.Mode.LINEAR : mode, window, linear ? new long[0] : instants());
        messages();
    }

    /// When something happens that is drawn.
    private long[] instants() {
        var found = LongStream.builder();
        history.messages(window.fromNs(), window.toNs(), message -> {
            found.add(message.sentNs());
            found.add(message.takenNs());
        });
        for (var column : columns) {
            history.stretches(column.kernel(), window.fromNs(), window.toNs()).forEach(one -> found.add(one.fromNs()));
        }
        history.acts(window.fromNs(), window.toNs()).forEach(act -> found.add(act.requestedNs()));
        return found.build().filter(ns -> ns >= 0).toArray();
    }

    public static SequenceLayout of(History history, Frame frame, double width, double height) {
        return of(history, frame, TimeScale.Mode.LINEAR, width, height, 0);
    }

    /// @param skipped how many columns stand out of sight at the left; corrected if there are not so many ([#skipped()])
    public static SequenceLayout of(
            History history, Frame frame, TimeScale.Mode mode, double width, double height, int skipped) {
        return new SequenceLayout(history, frame, mode, width, height, skipped);
    }

    private List<Integer> slots() {
        var slots = new ArrayList<Integer>();
        for (int slot = 0; slot < history.slots(); slot++) {
            if (history.life(slot, frame.nowNs, window.fromNs(), window.toNs()) != null) {
                slots.add(slot);
            }
        }
        return slots;
    }

    private int longestName(List<Integer> slots) {
        return slots.stream()
                .mapToInt(slot -> history.life(slot, frame.nowNs, window.fromNs(), window.toNs()).name().length())
                .max()
                .orElse(0);
    }

    private List<Column> placed(List<Integer> slots, double pitch) {
        double half = Math.min(HEAD_MOST, pitch - Math.min(10, pitch * 0.2)) / 2;
        double bar = Math.clamp(Math.rint(pitch * 0.12), BAR_LEAST, BAR_MOST);
        var found = new ArrayList<Column>();
        for (int i = 0; i < slots.size(); i++) {
            double x = Math.rint(left + (i - first + 0.5) * pitch);
            var name = history.life(slots.get(i), frame.nowNs, window.fromNs(), window.toNs()).name();
            found.add(new Column(slots.get(i), name, x, Math.rint(x - half), Math.rint(x + half), bar));
        }
        return List.copyOf(found);
    }

    private void messages() {
        // What is too much is not even asked for.
        if (history.sent(window.fromNs(), window.toNs()) <= MOST_ARROWS) {
            history.messages(window.fromNs(), window.toNs(), message -> {
                var arrow = arrow(message);
                if (arrow != null && arrow.y2() > heads && arrow.y1() < bottom) {
                    arrows.add(arrow);
                }
            });
        }
        if (arrows.size() > MOST_ARROWS || history.sent(window.fromNs(), window.toNs()) > MOST_ARROWS) {
            arrows.clear();
            bundle();
        }
    }

    /// The arrow of one message, drawn singly or not; null if it has no place here.
    public Arrow arrow(long message) {
        var meant = history.message(message);
        return meant == null ? null : arrow(meant);
    }

    private Arrow arrow(History.Message message) {
        var from = column(message.fromKernel());
        var to = column(message.toKernel());
        if (from == null || to == null || from == to || !seen(from, to)) {
            return null;
        }
        double side = Math.signum(to.x() - from.x());
        double x1 = from.x();
        double x2 = to.x() - side * to.bar() / 2;
        double y1 = y(message.sentNs());
        if (message.takenNs() >= 0) {
            return new Arrow(message, x1, y1, x2, y(message.takenNs()), End.TAKEN);
        }
        var flight = flight(message.number());
        if (flight != null && !message.lost()) {
            double way = Math.max(1, flight.arrivesNs() - flight.sentNs());
            double share = Math.clamp((frame.nowNs - flight.sentNs()) / way, 0, 1);
            double y2 = y1 + share * (y(flight.arrivesNs()) - y1);
            return new Arrow(message, x1, y1, x1 + share * (x2 - x1), y2, share < 1 ? End.UNDER_WAY : End.WAITING);
        }
        boolean lost = message.lost() || dead(message.toKernel());
        return new Arrow(
                message, x1, y1, x1 + STUB_WAY * (x2 - x1), y1 + STUB_PX, lost ? End.LOST : End.UNDER_WAY);
    }

    private FlightView flight(long message) {
        for (var flight : frame.flights) {
            if (flight.message() == message) {
                return flight;
            }
        }
        return null;
    }

    /// Whether nobody is there who could still take a message, as far as is known.
    private boolean dead(int kernel) {
        var stretch = history.stretch(kernel, frame.furthestNs);
        return stretch == null || !stretch.phase().alive();
    }

    /// Every pair of kernels has a line of its own in every bucket, so that none lies on another.
    private void bundle() {
        record Pair(Column from, Column to, MessageTable.Traffic traffic, boolean hopeless) {}
        var pairs = new ArrayList<Pair>();
        history.pairs((from, to, traffic) -> {
            var a = column(from);
            var b = column(to);
            if (a != null && b != null && a != b && seen(a, b) && traffic.sent().within(window.fromNs(), window.toNs()) > 0) {
                pairs.add(new Pair(a, b, traffic, dead(to)));
            }
        });
        double px = (bottom - heads) / window.spanNs();
        double least = Math.max(BUNDLE_PX, BUNDLE_GAP * pairs.size());
        long bucketNs = 1;
        while (bucketNs * px < least && bucketNs < window.spanNs()) {
            bucketNs = TimeWindow.nextStep(bucketNs);
        }
        for (long ns = window.fromNs() / bucketNs * bucketNs; ns <= window.toNs(); ns += bucketNs) {
            long first = Math.max(ns, window.fromNs());
            long last = Math.min(ns + bucketNs - 1, window.toNs());
            for (int p = 0; p < pairs.size(); p++) {
                var pair = pairs.get(p);
                int count = pair.traffic().sent().within(first, last);
                double y = y(ns) + bucketNs * px * (p + 0.5) / pairs.size();
                if (count > 0 && y > heads + 2 && y < bottom - 2) {
                    double side = Math.signum(pair.to().x() - pair.from().x());
                    bundles.add(new Bundle(
                            pair.from().kernel(),
                            pair.to().kernel(),
                            count,
                            pair.hopeless()
                                    ? count - pair.traffic().taken().within(first, last)
                                    : pair.traffic().lost().within(first, last),
                            pair.from().x(),
                            pair.to().x() - side * pair.to().bar() / 2,
                            y));
                }
            }
        }
    }

    /// Draws only the messages that are chosen.
    public void choose(ArrowChoice choice) {
        if (choice.mode() == ArrowChoice.Mode.ALL) {
            return;
        }
        arrows.clear();
        bundles.clear();
        for (long message : choice.chain()) {
            var arrow = arrow(message);
            if (arrow != null && !arrows.isEmpty()) {
                hops.add(new Line2D.Double(arrows.getLast().x2(), arrows.getLast().y2(), arrow.x1(), arrow.y1()));
            }
            if (arrow != null) {
                arrows.add(arrow);
            }
        }
    }

    /// From where one message of a chain was taken to where the next was sent: what lies between is not drawn.
    public List<Line2D> hops() {
        return hops;
    }

    public TimeWindow window() {
        return window;
    }

    public TimeAxis axis() {
        return axis;
    }

    /// How far apart instants stand.
    public TimeScale scale() {
        return scale;
    }

    /// The instants that have a number: round ones, or those at which something happens.
    public List<Long> ticksNs() {
        return scale.mode() == TimeScale.Mode.LINEAR
                ? axis.ticksNs()
                : Arrays.stream(scale.instants()).boxed().toList();
    }

    public String label(long tickNs) {
        return scale.mode() == TimeScale.Mode.LINEAR ? axis.label(tickNs) : axis.exact(tickNs);
    }

    public double width() {
        return width;
    }

    public double height() {
        return height;
    }

    /// Where the axis ends and the columns begin.
    public double left() {
        return left;
    }

    /// Where the columns end at the right.
    public double right() {
        return Math.max(left + 1, right);
    }

    /// Where time ends.
    public double bottom() {
        return bottom;
    }

    /// The part in which time passes.
    public Rectangle2D plot() {
        return new Rectangle2D.Double(left, heads, right() - left, bottom - heads);
    }

    public List<Column> columns() {
        return columns;
    }

    /// How high the row of heads is.
    public double heads() {
        return heads;
    }

    /// Whether names stand upright.
    public boolean upright() {
        return heads > HEADS;
    }

    /// How many columns stand out of sight at the left.
    public int skipped() {
        return first;
    }

    /// How many columns stand out of sight at the right.
    public int beyond() {
        return all.size() - last;
    }

    /// How many columns would have to be skipped so that a kernel's is in sight.
    public int showing(int kernel) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).kernel() == kernel) {
                return i < first ? i : i >= last ? i - (last - first) + 1 : first;
            }
        }
        return first;
    }

    /// Whether one of two columns is in sight: a line between others would only pass through.
    private boolean seen(Column from, Column to) {
        return columns.contains(from) || columns.contains(to);
    }

    /// The column of a slot, or null; it may be out of sight.
    public Column column(int kernel) {
        for (var column : all) {
            if (column.kernel() == kernel) {
                return column;
            }
        }
        return null;
    }

    /// Single messages, in the order in which they were sent; empty if they are bundled.
    public List<Arrow> arrows() {
        return arrows;
    }

    public List<Bundle> bundles() {
        return bundles;
    }

    /// Where an instant stands; instants outside the window stand outside the plot.
    public double y(long ns) {
        return heads + scale.share(ns) * (bottom - heads);
    }

    /// An instant's place, but not outside the plot.
    public double clampedY(long ns) {
        return ns == History.OPEN ? bottom : Math.clamp(y(ns), heads, bottom);
    }

    /// The instant at a height; never before 0.
    public long ns(double y) {
        return scale.ns((y - heads) / (bottom - heads));
    }

    /// The message whose arrow is nearest to a point, or the kernel whose head or lifeline is there.
    public Selection hit(double x, double y) {
        boolean inside = x >= 0 && x <= width && y >= 0 && y < bottom;
        if (!inside) {
            return Selection.NOTHING;
        }
        Arrow found = null;
        double nearest = REACH;
        for (var arrow : y < heads ? List.<Arrow>of() : arrows) {
            double distance = arrow.distance(x, y);
            if (distance <= nearest) {
                nearest = distance;
                found = arrow;
            }
        }
        return found != null ? new Selection.OfFlight(found.message().number()) : kernelAt(x, y);
    }

    /// The message behind another one, or before it; from anything else, the newest.
    public Selection next(Selection from, int rows) {
        var numbers = arrows.stream().map(arrow -> arrow.message().number()).sorted().toList();
        if (numbers.isEmpty() || rows == 0) {
            return from;
        }
        int last = numbers.size() - 1;
        int at = from instanceof Selection.OfFlight(long message) ? numbers.indexOf(message) : -1;
        return new Selection.OfFlight(numbers.get(at < 0 ? last : Math.clamp(at + (long) rows, 0, last)));
    }

    private Selection kernelAt(double x, double y) {
        for (var column : columns) {
            double reach = column.bar() / 2 + REACH;
            boolean head = y < heads && x >= column.left() && x <= column.right();
            if (head || y >= heads && Math.abs(x - column.x()) <= reach) {
                return new Selection.OfKernel(column.kernel());
            }
        }
        return Selection.NOTHING;
    }
}
