package archipelago.app.layout;

import archipelago.engine.frame.Frame;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;

/// How the messages of a window are drawn: one arrow each as long as they are few, else one line
/// for all that went from one kernel to another in one bucket of time.
///
/// @param arrows single messages, in the order in which they were sent
/// @param bundles lines that stand for several messages; empty if there are arrows
/// @param most what the fullest bundle stands for
public record MessageFlow(List<Arrow> arrows, List<Bundle> bundles, int most) {
    /// More lines than this are a thicket.
    public static final int MOST_LINES = 150;

    private static final int MOST_BUNDLES = 110;
    private static final double LEAST_BUCKET_PX = 12;
    private static final double LEAST_PAIR_PX = 4;
    private static final double MOST_BUCKET_PX = 128;
    /// How far an arrow without an end goes: a part of the way over the last gap, and a few pixels of time.
    private static final double STUB_WAY = 0.62;
    private static final double STUB_PX = 16;

    /// What became of a message.
    public enum End {
        TAKEN,
        /// Known to be taken by nobody.
        LOST,
        /// Neither is known yet.
        UNDER_WAY
    }

    /// A message from lane to lane.
    public record Arrow(History.Message message, double x1, double y1, double x2, double y2, End end) {
        /// The distance of a point from the line.
        public double distance(double x, double y) {
            return Line2D.ptSegDist(x1, y1, x2, y2, x, y);
        }
    }

    /// Messages of one pair of kernels in one bucket of time.
    ///
    /// @param lost how many of them nobody will take
    /// @param x the line's place in the bucket: every pair has one of its own
    /// @param lostX where the first lost one was sent; NaN if none is lost
    public record Bundle(
            int fromKernel, int toKernel, int count, int lost, double x, double lostX, double y1, double y2) {}

    public MessageFlow {
        arrows = List.copyOf(arrows);
        bundles = List.copyOf(bundles);
    }

    static MessageFlow of(History history, Frame frame, TimelineLayout place) {
        if (history.sent(place.fromNs(), place.toNs()) > MOST_LINES) {
            return bundled(history, frame, place);
        }
        var arrows = new ArrayList<Arrow>();
        history.messages(place.fromNs(), place.toNs(), message -> {
            var arrow = arrow(message, history, frame, place);
            if (arrow != null && arrow.x2() >= place.plotLeft()) {
                arrows.add(arrow);
            }
        });
        return arrows.size() > MOST_LINES ? bundled(history, frame, place) : new MessageFlow(arrows, List.of(), 1);
    }

    /// The arrow of one message, or null if one of its ends has no lane.
    static Arrow arrow(History.Message message, History history, Frame frame, TimelineLayout place) {
        var from = place.lane(message.fromKernel());
        var to = place.lane(message.toKernel());
        if (from == null || to == null || from == to || hidden(from, to, place)) {
            return null;
        }
        double x1 = place.x(message.sentNs());
        double y1 = edge(from, to);
        double y2 = edge(to, from);
        if (message.takenNs() >= 0) {
            return new Arrow(message, x1, y1, place.x(message.takenNs()), y2, End.TAKEN);
        }
        boolean hopeless = message.lost() || dead(message.toKernel(), history, frame);
        // Where it ends must belong to who should take it, never to a lane in between.
        double gap = lastGap(from, to, place);
        return hopeless
                ? new Arrow(message, x1, y1, x1 + STUB_PX, y2, End.LOST)
                : new Arrow(message, x1, y1, x1 + STUB_PX, y2 - (1 - STUB_WAY) * gap, End.UNDER_WAY);
    }

    /// From the lane that a message passes last to the one that should take it; negative upwards.
    private static double lastGap(TimelineLayout.Lane from, TimelineLayout.Lane to, TimelineLayout place) {
        double end = edge(to, from);
        double gap = end - edge(from, to);
        for (var lane : place.lanes()) {
            double way = end - edge(lane, to);
            boolean between = lane != to && Math.signum(way) == Math.signum(gap);
            gap = between && Math.abs(way) < Math.abs(gap) ? way : gap;
        }
        return gap;
    }

    /// Whether a line would only pass through: of such lines, one could not tell whose they are.
    private static boolean hidden(TimelineLayout.Lane from, TimelineLayout.Lane to, TimelineLayout place) {
        return !place.seen(from.top(), from.bottom()) && !place.seen(to.top(), to.bottom());
    }

    /// Whether nobody is there who could still take a message, as far as is known.
    private static boolean dead(int kernel, History history, Frame frame) {
        var stretch = history.stretch(kernel, frame.furthestNs);
        return stretch == null || !stretch.phase().alive();
    }

    /// The edge of a lane's bar that faces another lane.
    private static double edge(TimelineLayout.Lane lane, TimelineLayout.Lane other) {
        return other.barTop() > lane.barTop() ? lane.barBottom() : lane.barTop();
    }

    private record Pair(
            TimelineLayout.Lane from, TimelineLayout.Lane to, MessageTable.Traffic traffic, boolean hopeless) {
        /// How many messages of a bucket nobody will take.
        int lost(long fromNs, long toNs) {
            return hopeless
                    ? traffic.sent().within(fromNs, toNs) - traffic.taken().within(fromNs, toNs)
                    : traffic.lost().within(fromNs, toNs);
        }

        /// When the first message of a bucket was sent that nobody will take, if there is one.
        long firstLostNs(long fromNs, long toNs) {
            // A ring is emptied in order: what nobody took stands behind what was taken.
            return hopeless
                    ? traffic.sent().get(traffic.sent().below(fromNs) + traffic.taken().within(fromNs, toNs))
                    : traffic.lost().get(traffic.lost().below(fromNs));
        }
    }

    private static MessageFlow bundled(History history, Frame frame, TimelineLayout place) {
        var pairs = new ArrayList<Pair>();
        history.pairs((from, to, traffic) -> {
            var a = place.lane(from);
            var b = place.lane(to);
            if (a != null && b != null && a != b && !hidden(a, b, place) && traffic.sent().within(place.fromNs(), place.toNs()) > 0) {
                pairs.add(new Pair(a, b, traffic, dead(to, history, frame)));
            }
        });
        double nsPerPx = (double) (place.toNs() - place.fromNs()) / place.plotWidth();
        long bucketNs = 1;
        double leastPx = Math.clamp(LEAST_PAIR_PX * pairs.size(), LEAST_BUCKET_PX, MOST_BUCKET_PX);
        while (bucketNs < leastPx * nsPerPx) {
            bucketNs = TimeWindow.nextStep(bucketNs);
        }
        var bundles = bundles(pairs, bucketNs, place);
        while (bundles.size() > MOST_BUNDLES && bucketNs < MOST_BUCKET_PX * nsPerPx) {
            bucketNs = TimeWindow.nextStep(bucketNs);
            bundles = bundles(pairs, bucketNs, place);
        }
        int most = bundles.stream().mapToInt(Bundle::count).max().orElse(1);
        return new MessageFlow(List.of(), bundles, most);
    }

    /// Buckets lie at round instants, so that lines stay where they are while the window moves.
    private static List<Bundle> bundles(List<Pair> pairs, long bucketNs, TimelineLayout place) {
        var bundles = new ArrayList<Bundle>();
        long firstNs = place.fromNs() / bucketNs * bucketNs;
        for (long ns = firstNs; ns <= place.toNs(); ns += bucketNs) {
            long first = Math.max(ns, place.fromNs());
            long last = Math.min(ns + bucketNs - 1, place.toNs());
            for (int p = 0; p < pairs.size(); p++) {
                var pair = pairs.get(p);
                int count = pair.traffic().sent().within(first, last);
                double x = place.x(ns) + (place.x(ns + bucketNs) - place.x(ns)) * (p + 0.5) / pairs.size();
                if (count > 0) {
                    int lost = pair.lost(first, last);
                    bundles.add(new Bundle(
                            pair.from().kernel(),
                            pair.to().kernel(),
                            count,
                            lost,
                            // On quarters of a point, so that ends of lines can be kept as images.
                            Math.rint(Math.clamp(x, place.plotLeft(), place.plotRight()) * 4) / 4,
                            lost > 0 ? place.x(pair.firstLostNs(first, last)) : Double.NaN,
                            edge(pair.from(), pair.to()),
                            edge(pair.to(), pair.from())));
                }
            }
        }
        return bundles;
    }
}
