package archipelago.app.layout;

import archipelago.engine.frame.Frame;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Where everything in a timeline stands: a ruler and a row of acts above, a lane for each kernel,
/// a row of notes below, names at the left. All lengths are pixels.
public final class TimelineLayout {
    /// The height of the ruler, of the row of acts under it, and of the row of notes at the bottom.
    public static final double RULER = 20;
    public static final double ACTS = 18;
    public static final double NOTES = 26;

    private static final double RIGHT_MARGIN = 14;
    private static final double NAMES_LEAST = 116;
    private static final double NAMES_MOST = 146;
    private static final double PLOT_LEAST = 40;
    private static final double REACH = 4;
    /// The lane of one slot of the kernel table.
    ///
    /// @param cores how many cores the kernel has now; 0 if it does not exist now
    /// @param top upper edge of the lane, `bottom` the lower one
    /// @param barTop upper edge of its bar, `barBottom` the lower one
    public record Lane(
            int kernel, String name, int cores, double top, double bottom, double barTop, double barBottom) {
        public double middle() {
            return (barTop + barBottom) / 2;
        }
    }

    /// The row of one core, under the lane of its kernel.
    public record CoreRow(int kernel, int core, double top, double bottom) {
        /// Whether it has room for its name.
        public boolean named() {
            return bottom - top >= TimelineLanes.CORE_NAMED;
        }
    }

    private final long fromNs;
    private final long toNs;
    private final double width;
    private final double height;
    private final double plotLeft;
    private final double plotRight;
    private final TimelineLanes lanes;
    private MessageFlow flow;
    private List<Line2D> hops = List.of();
    private final TimelineTime time;

    private TimelineLayout(
            History history,
            Frame frame,
            TimeWindow window,
            TimeScale.Mode mode,
            double width,
            double height,
            TimelineRows wanted) {
        fromNs = window.fromNs();
        toNs = window.toNs();
        this.width = width;
        this.height = height;
        plotLeft = Math.rint(Math.clamp(width * 0.115, NAMES_LEAST, NAMES_MOST));
        plotRight = Math.max(plotLeft + PLOT_LEAST, Math.rint(width - RIGHT_MARGIN));
        time = TimelineTime.of(history, window, mode, plotLeft, plotWidth());
        lanes = new TimelineLanes(history, frame, window, wanted, Math.max(1, height - RULER - ACTS - NOTES));
        flow = MessageFlow.of(history, frame, this);
    }

    public static TimelineLayout of(
            History history, Frame frame, long fromNs, long toNs, double width, double height) {
        return of(history, frame, new TimeWindow(fromNs, toNs), TimeScale.Mode.LINEAR, width, height, TimelineRows.KERNELS);
    }

    /// @param rows what is to be shown of the rows; where they are moved too far, it is corrected ([#rows()])
    public static TimelineLayout of(
            History history, Frame frame, long fromNs, long toNs, double width, double height, TimelineRows rows) {
        return of(history, frame, new TimeWindow(fromNs, toNs), TimeScale.Mode.LINEAR, width, height, rows);
    }

    /// @param mode how far apart instants stand; what sums messages up is linear all the same ([#scale()])
    public static TimelineLayout of(
            History history,
            Frame frame,
            TimeWindow window,
            TimeScale.Mode mode,
            double width,
            double height,
            TimelineRows rows) {
        return new TimelineLayout(history, frame, window, mode, width, height, rows);
    }

    /// What is shown of the rows.
    public TimelineRows rows() {
        return lanes.rows;
    }

    /// The rows of cores, from top to bottom.
    public List<CoreRow> coreRows() {
        return lanes.cores;
    }

    /// How high all rows are; what does not fit is reached by moving them.
    public double rowsHeight() {
        return lanes.height;
    }

    /// How high the room for rows is.
    public double rowsRoom() {
        return Math.max(1, height - RULER - ACTS - NOTES);
    }

    /// Whether any of a lane is in sight.
    public boolean seen(double top, double bottom) {
        return bottom > RULER + ACTS + 0.5 && top < RULER + ACTS + rowsRoom() - 0.5;
    }

    /// Whether a row is in sight from edge to edge.
    public boolean whole(double top, double bottom) {
        return top >= RULER + ACTS - 0.5 && bottom <= RULER + ACTS + rowsRoom() + 0.5;
    }

    /// Whether a lane is drawn: one that is cut at an edge has no room for its name, and stays out of sight where another
    /// one has all of it.
    public boolean shown(Lane lane) {
        boolean room = rowsRoom() >= 2 * (lane.bottom() - lane.top());
        return room ? whole(lane.top(), lane.bottom()) : seen(lane.top(), lane.bottom());
    }

    /// The same rows, moved so far that a kernel's lane is in sight.
    public TimelineRows showing(int kernel) {
        var lane = lane(kernel);
        if (lane == null || whole(lane.top(), lane.bottom())) {
            return lanes.rows;
        }
        double above = lane.top() - RULER - ACTS;
        return rows().moved(lanes.moved + (above < 0 ? above : lane.bottom() - RULER - ACTS - rowsRoom()));
    }

    /// The same rows, moved so far that a kernel's lane and the rows of its cores are in sight, or as many as can be.
    public TimelineRows showingCores(int kernel) {
        var lane = lane(kernel);
        if (lane == null) {
            return lanes.rows;
        }
        double bottom = coreRows().stream()
                .filter(row -> row.kernel() == kernel)
                .mapToDouble(CoreRow::bottom)
                .max()
                .orElse(lane.bottom());
        double above = lane.top() - RULER - ACTS;
        double below = bottom - RULER - ACTS - rowsRoom();
        return rows().moved(lanes.moved + (above < 0 ? above : Math.clamp(below, 0, above)));
    }

    public long fromNs() {
        return fromNs;
    }

    public long toNs() {
        return toNs;
    }

    public double width() {
        return width;
    }

    public double height() {
        return height;
    }

    public double plotLeft() {
        return plotLeft;
    }

    public double plotRight() {
        return plotRight;
    }

    public double plotWidth() {
        return plotRight - plotLeft;
    }

    /// Where the lanes end.
    public double lanesBottom() {
        return RULER + ACTS + Math.min(lanes.all.isEmpty() ? 0 : lanes.height, rowsRoom());
    }

    public TimeAxis axis() {
        return time.axis();
    }

    /// How far apart instants stand.
    public TimeScale scale() {
        return time.scale();
    }

    /// Whether time is linear only because so much happens.
    public boolean tooMuch() {
        return time.tooMuch();
    }

    /// The instants that have a number: round ones, or those at which something happens.
    public List<Long> ticksNs() {
        return time.ticksNs();
    }

    /// The number of one of them.
    public String label(long tickNs) {
        return time.linear() ? axis().label(tickNs) : axis().exact(tickNs);
    }

    public MessageFlow flow() {
        return flow;
    }

    public List<Lane> lanes() {
        return lanes.all;
    }

    /// Draws only the messages that are chosen.
    public void choose(ArrowChoice choice, History history, Frame frame) {
        if (choice.mode() == ArrowChoice.Mode.ALL) {
            return;
        }
        var arrows = choice.chain().stream()
                .map(message -> arrow(message, history, frame))
                .filter(Objects::nonNull)
                .toList();
        flow = new MessageFlow(arrows, List.of(), 1);
        var between = new ArrayList<Line2D>();
        for (int i = 1; i < arrows.size(); i++) {
            var before = arrows.get(i - 1);
            between.add(new Line2D.Double(before.x2(), before.y2(), arrows.get(i).x1(), arrows.get(i).y1()));
        }
        hops = List.copyOf(between);
    }

    /// From where one message of a chain was taken to where the next was sent: what lies between is not drawn.
    public List<Line2D> hops() {
        return hops;
    }

    /// The lane of a slot, or null.
    public Lane lane(int kernel) {
        for (var lane : lanes.all) {
            if (lane.kernel() == kernel) {
                return lane;
            }
        }
        return null;
    }

    /// Where an instant stands; instants outside the window stand outside the plot.
    public double x(long ns) {
        return time.x(ns);
    }

    /// The instant at a place; never before 0.
    public long ns(double x) {
        return time.ns(x);
    }

    /// The instants at places from a first one to a last one, in steps.
    public long[] columnsNs(int left, int right, int step) {
        var instants = new long[Math.max(0, right - left) / step + 1];
        for (int i = 0; i < instants.length; i++) {
            instants[i] = ns(left + i * step);
        }
        return instants;
    }

    /// An instant's place, but not outside the plot.
    public double clampedX(long ns) {
        return Math.clamp(ns == History.OPEN ? plotRight : x(ns), plotLeft, plotRight);
    }

    /// The slot whose lane is at a height, or -1.
    public int laneAt(double y) {
        if (y < RULER + ACTS || y >= lanesBottom()) {
            return -1;
        }
        for (var lane : lanes.all) {
            if (y >= lane.top() && y < lane.bottom()) {
                return lane.kernel();
            }
        }
        return -1;
    }

    /// The core whose row is at a height, or -1.
    public int coreAt(double y) {
        for (var row : coreRows()) {
            if (y >= row.top() && y < row.bottom() && y >= RULER + ACTS && y < lanesBottom()) {
                return row.core();
            }
        }
        return -1;
    }

    /// The message whose arrow is nearest to a point and close to it, or -1.
    public long messageAt(double x, double y) {
        long found = -1;
        double nearest = y >= RULER + ACTS && y < lanesBottom() ? REACH : -1;
        for (var arrow : flow.arrows()) {
            double distance = arrow.distance(x, y);
            if (distance <= nearest) {
                nearest = distance;
                found = arrow.message().number();
            }
        }
        return found;
    }

    /// The arrow of one message, drawn singly or not; null if it has no place here.
    public MessageFlow.Arrow arrow(long message, History history, Frame frame) {
        var meant = history.message(message);
        return meant == null ? null : MessageFlow.arrow(meant, history, frame, this);
    }

    public boolean onRuler(double x, double y) {
        return x >= plotLeft && x <= plotRight && y >= 0 && y < RULER + ACTS;
    }
}
