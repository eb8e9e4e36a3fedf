package archipelago.app.layout;

import archipelago.engine.frame.Frame;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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

    private static final double REACH = 5;

    /// The column of one slot of the kernel table, or of one core of it.
    ///
    /// @param core -1 for that of a kernel
    /// @param x where its lifeline stands
    /// @param bar how wide the boxes on it are
    public record Column(int kernel, int core, String name, double x, double left, double right, double bar) {}

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
    private final double bottom;
    private final SequenceColumns columns;
    private final SequenceMessages messages;
    private final History history;
    /// Null before close messages are put together.
    private Sheaf.Gathered gathered;

    private SequenceLayout(
            History history,
            Frame frame,
            TimeScale.Mode mode,
            LaneChoice lanes,
            double width,
            double height,
            int skipped,
            TimeWindow time) {
        this.history = history;
        this.width = width;
        this.height = height;
        var whole = time == null
                ? TimeWindow.paced(frame.nowNs, frame.speedNsPerSecond, frame.furthestNs > frame.nowNs)
                : time;
        var first = new SequenceColumns(history, frame, whole, lanes, width, height, skipped);
        var fitting = new LaneTime(history, frame, first, whole, height - NOTES - first.heads);
        window = mode == TimeScale.Mode.LINEAR
                ? fitting.window
                : TimeScale.around(whole, frame.nowNs, shown -> history.sent(shown.fromNs(), shown.toNs()));
        axis = TimeAxis.of(window.fromNs(), window.toNs());
        columns = window.equals(whole)
                ? first
                : new SequenceColumns(history, frame, window, lanes, width, height, skipped);
        bottom = Math.max(columns.heads + 1, Math.rint(height - NOTES));
        // What is summed up has no instants of its own.
        boolean single = history.sent(window.fromNs(), window.toNs()) <= MOST_ARROWS;
        boolean linear = mode == TimeScale.Mode.LINEAR || !single;
        scale = TimeScale.of(linear ? TimeScale.Mode.LINEAR : mode, window, linear ? new long[0] : instants());
        messages = new SequenceMessages(this, columns, history, frame);
        messages.draw(lanes, mode == TimeScale.Mode.LINEAR && fitting.summed);
    }

    /// When something happens that is drawn.
    private long[] instants() {
        var found = LongStream.builder();
        history.messages(window.fromNs(), window.toNs(), message -> {
            found.add(message.sentNs());
            found.add(message.takenNs());
        });
        for (var column : columns.seen) {
            history.stretches(column.kernel(), window.fromNs(), window.toNs()).forEach(one -> found.add(one.fromNs()));
        }
        history.acts(window.fromNs(), window.toNs()).forEach(act -> found.add(act.requestedNs()));
        return found.build().filter(ns -> ns >= 0).toArray();
    }

    public static SequenceLayout of(History history, Frame frame, double width, double height) {
        return of(history, frame, TimeScale.Mode.LINEAR, LaneChoice.KERNELS, width, height, 0);
    }

    /// @param lanes which kernels have a column, or one for each of their cores
    /// @param skipped how many columns stand out of sight at the left; corrected if there are not so many ([#skipped()])
    public static SequenceLayout of(
            History history,
            Frame frame,
            TimeScale.Mode mode,
            LaneChoice lanes,
            double width,
            double height,
            int skipped) {
        return of(history, frame, mode, lanes, width, height, skipped, null);
    }

    /// @param time what is to be seen of time, if there is room; null for what belongs to the pace
    public static SequenceLayout of(
            History history,
            Frame frame,
            TimeScale.Mode mode,
            LaneChoice lanes,
            double width,
            double height,
            int skipped,
            TimeWindow time) {
        return new SequenceLayout(history, frame, mode, lanes, width, height, skipped, time);
    }

    /// The arrow of one message, drawn singly or not; null if it has no place here.
    public Arrow arrow(long message) {
        var meant = history.message(message);
        return meant == null ? null : messages.arrow(meant);
    }

    /// Draws only the messages that are chosen.
    public void choose(ArrowChoice choice) {
        messages.choose(choice);
    }

    /// From where one message of a chain was taken to where the next was sent: what lies between is not drawn.
    public List<Line2D> hops() {
        return messages.hops;
    }

    /// From where a message was sent into a hidden lane to where one was taken that came out of it, or of another one.
    public List<Line2D> passages() {
        return messages.passages;
    }

    /// How many kernels have no column because they are hidden.
    public int hidden() {
        return columns.hidden;
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
        return columns.left;
    }

    /// Where the columns end at the right.
    public double right() {
        return Math.max(columns.left + 1, columns.right);
    }

    /// Where time ends.
    public double bottom() {
        return bottom;
    }

    /// The part in which time passes.
    public Rectangle2D plot() {
        return new Rectangle2D.Double(left(), heads(), right() - left(), bottom - heads());
    }

    public List<Column> columns() {
        return columns.seen;
    }

    /// How high the row of heads is.
    public double heads() {
        return columns.heads;
    }

    /// Whether names stand upright.
    public boolean upright() {
        return columns.heads > HEADS;
    }

    /// How many columns stand out of sight at the left.
    public int skipped() {
        return columns.first;
    }

    /// How many columns stand out of sight at the right.
    public int beyond() {
        return columns.all.size() - columns.last;
    }

    /// How many columns would have to be skipped so that a kernel's is in sight.
    public int showing(int kernel) {
        return columns.showing(kernel);
    }

    /// The column of a slot, or the first one of its cores, or null; it may be out of sight.
    public Column column(int kernel) {
        return columns.of(kernel);
    }

    /// The column of a core of a slot, or else that of the slot, or null; it may be out of sight.
    public Column column(int kernel, int core) {
        return columns.of(kernel, core);
    }

    /// Single messages, in the order in which they were sent; empty if they are bundled.
    public List<Arrow> arrows() {
        return messages.arrows;
    }

    /// Draws close messages as one, but not one that is picked out.
    ///
    /// @param picked the number of a message; -1 for none
    public void gather(long picked) {
        gathered = Sheaf.gather(
                messages.arrows, arrow -> arrow.message().number() == picked || history.unrung(arrow.message().number()));
    }

    /// Messages that are drawn as one, after [#gather].
    public List<Sheaf> sheaves() {
        return gathered == null ? List.of() : gathered.sheaves();
    }

    /// Messages that are drawn for themselves.
    public List<Arrow> single() {
        return gathered == null ? messages.arrows : gathered.single();
    }

    public List<Bundle> bundles() {
        return messages.bundles;
    }

    /// Where an instant stands; instants outside the window stand outside the plot.
    public double y(long ns) {
        return heads() + scale.share(ns) * (bottom - heads());
    }

    /// An instant's place, but not outside the plot.
    public double clampedY(long ns) {
        return ns == History.OPEN ? bottom : Math.clamp(y(ns), heads(), bottom);
    }

    /// The instant at a height; never before 0.
    public long ns(double y) {
        return scale.ns((y - heads()) / (bottom - heads()));
    }

    /// The message whose arrow is nearest to a point, or the kernel whose head or lifeline is there.
    public Selection hit(double x, double y) {
        boolean inside = x >= 0 && x <= width && y >= 0 && y < bottom;
        if (!inside) {
            return Selection.NOTHING;
        }
        Arrow found = null;
        double nearest = REACH;
        for (var arrow : y < heads() ? List.<Arrow>of() : arrows()) {
            double distance = arrow.distance(x, y);
            if (distance <= nearest) {
                nearest = distance;
                found = arrow;
            }
        }
        return found != null ? new Selection.OfFlight(found.message().number()) : columnAt(x, y);
    }

    /// The message behind another one, or before it; from anything else, the newest.
    public Selection next(Selection from, int rows) {
        var numbers = Stream.concat(arrows().stream(), messages.summed.stream()).map(arrow -> arrow.message().number()).sorted().toList();
        if (numbers.isEmpty() || rows == 0) {
            return from;
        }
        int last = numbers.size() - 1;
        int at = from instanceof Selection.OfFlight(long message) ? numbers.indexOf(message) : -1;
        return new Selection.OfFlight(numbers.get(at < 0 ? last : Math.clamp(at + (long) rows, 0, last)));
    }

    private Selection columnAt(double x, double y) {
        for (var column : columns()) {
            double reach = column.bar() / 2 + REACH;
            boolean head = y < heads() && x >= column.left() && x <= column.right();
            if (head || y >= heads() && Math.abs(x - column.x()) <= reach) {
                return column.core() >= 0 ? new Selection.OfCore(column.core()) : new Selection.OfKernel(column.kernel());
            }
        }
        return Selection.NOTHING;
    }

    /// The kernel whose head, or the head of one of whose cores, is at a point; -1 if none is.
    public int headAt(double x, double y) {
        for (var column : columns()) {
            if (y >= 0 && y < heads() && x >= column.left() && x <= column.right()) {
                return column.kernel();
            }
        }
        return -1;
    }
}
