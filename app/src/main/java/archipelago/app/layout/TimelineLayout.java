package archipelago.app.layout;

import archipelago.engine.base.Require;
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
    private static final double NAMES_LEAST = 102;
    private static final double NAMES_MOST = 132;
    private static final double LANE_MOST = 84;
    private static final double BAR_LEAST = 3;
    private static final double BAR_MOST = 26;
    private static final double BAR_SHARE = 0.42;
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

    private final long fromNs;
    private final long toNs;
    private final double width;
    private final double height;
    private final double plotLeft;
    private final double plotRight;
    private final List<Lane> lanes;
    private MessageFlow flow;
    private List<Line2D> hops = List.of();
    private final TimeAxis axis;

    private TimelineLayout(History history, Frame frame, long fromNs, long toNs, double width, double height) {
        Require.that(fromNs >= 0, "a timeline does not begin before time", fromNs);
        this.fromNs = fromNs;
        this.toNs = toNs;
        this.width = width;
        this.height = height;
        plotLeft = Math.rint(Math.clamp(width * 0.115, NAMES_LEAST, NAMES_MOST));
        plotRight = Math.max(plotLeft + PLOT_LEAST, Math.rint(width - RIGHT_MARGIN));
        axis = TimeAxis.of(fromNs, toNs);
        lanes = List.copyOf(lanes(history, frame));
        flow = MessageFlow.of(history, frame, this);
    }

    public static TimelineLayout of(
            History history, Frame frame, long fromNs, long toNs, double width, double height) {
        return new TimelineLayout(history, frame, fromNs, toNs, width, height);
    }

    private List<Lane> lanes(History history, Frame frame) {
        var slots = new ArrayList<Integer>();
        for (int slot = 0; slot < history.slots(); slot++) {
            if (history.life(slot, frame.nowNs, fromNs, toNs) != null) {
                slots.add(slot);
            }
        }
        double room = Math.max(slots.size(), height - RULER - ACTS - NOTES);
        double pitch = Math.min(LANE_MOST, room / slots.size());
        double bar = Math.clamp(Math.rint(pitch * BAR_SHARE), BAR_LEAST, BAR_MOST);
        var lanes = new ArrayList<Lane>();
        for (int i = 0; i < slots.size(); i++) {
            int slot = slots.get(i);
            double top = RULER + ACTS + i * pitch;
            double barTop = Math.rint(top + Math.max(0, pitch - bar) / 2);
            var kernel = frame.kernel(slot);
            lanes.add(new Lane(
                    slot,
                    history.life(slot, frame.nowNs, fromNs, toNs).name(),
                    kernel == null ? 0 : kernel.cores(),
                    top,
                    top + pitch,
                    barTop,
                    barTop + Math.min(bar, pitch)));
        }
        return lanes;
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
        return lanes.isEmpty() ? RULER + ACTS : lanes.getLast().bottom();
    }

    public TimeAxis axis() {
        return axis;
    }

    public MessageFlow flow() {
        return flow;
    }

    public List<Lane> lanes() {
        return lanes;
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
        for (var lane : lanes) {
            if (lane.kernel() == kernel) {
                return lane;
            }
        }
        return null;
    }

    /// Where an instant stands; instants outside the window stand outside the plot.
    public double x(long ns) {
        return plotLeft + (double) (ns - fromNs) / (toNs - fromNs) * plotWidth();
    }

    /// The instant at a place; never before 0.
    public long ns(double x) {
        return Math.max(0, fromNs + Math.round((x - plotLeft) / plotWidth() * (toNs - fromNs)));
    }

    /// An instant's place, but not outside the plot.
    public double clampedX(long ns) {
        return Math.clamp(ns == History.OPEN ? plotRight : x(ns), plotLeft, plotRight);
    }

    /// The slot whose lane is at a height, or -1.
    public int laneAt(double y) {
        for (var lane : lanes) {
            if (y >= lane.top() && y < lane.bottom()) {
                return lane.kernel();
            }
        }
        return -1;
    }

    /// The message whose arrow is nearest to a point and close to it, or -1.
    public long messageAt(double x, double y) {
        long found = -1;
        double nearest = REACH;
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
