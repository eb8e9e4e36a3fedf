package archipelago.app.layout;

import archipelago.app.layout.SequenceLayout.Arrow;
import archipelago.app.layout.SequenceLayout.Bundle;
import archipelago.app.layout.SequenceLayout.Column;
import archipelago.app.layout.SequenceLayout.End;
import archipelago.engine.frame.FlightView;
import archipelago.engine.frame.Frame;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;

/// The messages of a sequence chart: one arrow each, or one line for all that went between two kernels in a bucket of
/// time where they are too many; and what went through lanes that are hidden.
final class SequenceMessages {
    private static final double STUB_WAY = 0.62;
    private static final double STUB_PX = 14;
    private static final int MOST_WAITING = 40;
    private static final double BUNDLE_PX = 34;
    private static final double BUNDLE_GAP = 15;
    private static final double BUNDLE_LEAST = 2.5;

    final List<Arrow> arrows = new ArrayList<>();
    /// Those that have only a part in a line for all, as far as they were looked at singly.
    final List<Arrow> summed = new ArrayList<>();
    final List<Bundle> bundles = new ArrayList<>();
    final List<Line2D> hops = new ArrayList<>();
    final List<Line2D> passages = new ArrayList<>();
    private final SequenceLayout place;
    private final SequenceColumns columns;
    private final History history;
    private final Frame frame;

    SequenceMessages(SequenceLayout place, SequenceColumns columns, History history, Frame frame) {
        this.place = place;
        this.columns = columns;
        this.history = history;
        this.frame = frame;
    }

    /// All that the window holds.
    ///
    /// @param dense whether arrows would run into one another: then only what is not taken has one of its own
    void draw(LaneChoice lanes, boolean dense) {
        var window = place.window();
        // What is too much is not even asked for.
        if (history.sent(window.fromNs(), window.toNs()) <= SequenceLayout.MOST_ARROWS) {
            var all = new ArrayList<History.Message>();
            history.messages(window.fromNs(), window.toNs(), message -> {
                all.add(message);
                var arrow = arrow(message);
                if (arrow != null && arrow.y2() > place.heads() && arrow.y1() < place.bottom()) {
                    arrows.add(arrow);
                }
            });
            ThroughHidden.of(all, lanes.hidden()).forEach(this::pass);
        }
        int sent = history.sent(window.fromNs(), window.toNs());
        if (arrows.size() > SequenceLayout.MOST_ARROWS || sent > SequenceLayout.MOST_ARROWS) {
            arrows.clear();
            passages.clear();
            bundle();
            waiting();
        } else if (dense) {
            arrows.stream().filter(arrow -> arrow.end() == End.TAKEN).forEach(summed::add);
            arrows.removeAll(summed);
            passages.clear();
            bundle();
        }
    }

    /// What is in flight or waits has an arrow of its own among what is summed up, unless that is much too.
    private void waiting() {
        if (frame.flights.size() <= MOST_WAITING) {
            for (var flight : frame.flights) {
                var arrow = place.arrow(flight.message());
                if (arrow != null && arrow.end() != End.TAKEN && arrow.y1() >= place.heads()) {
                    arrows.add(arrow);
                }
            }
        }
    }

    private void pass(ThroughHidden.Passage passage) {
        var from = columns.of(passage.first().fromKernel(), passage.first().fromCore());
        var to = columns.of(passage.last().toKernel(), passage.last().toCore());
        if (from != null && to != null && columns.anySeen(from, to)) {
            double side = Math.signum(to.x() - from.x());
            passages.add(new Line2D.Double(
                    from.x(), place.y(passage.first().sentNs()),
                    to.x() - side * to.bar() / 2, place.y(passage.last().takenNs())));
        }
    }

    Arrow arrow(History.Message message) {
        var from = columns.of(message.fromKernel(), message.fromCore());
        var to = columns.of(message.toKernel(), message.toCore());
        if (from == null || to == null || from.kernel() == to.kernel() || !columns.anySeen(from, to)) {
            return null;
        }
        double side = Math.signum(to.x() - from.x());
        double x1 = from.x();
        double x2 = to.x() - side * to.bar() / 2;
        double y1 = place.y(message.sentNs());
        if (message.takenNs() >= 0) {
            return new Arrow(message, x1, y1, x2, place.y(message.takenNs()), End.TAKEN);
        }
        var flight = flight(message.number());
        if (flight != null && !message.lost()) {
            double way = Math.max(1, flight.arrivesNs() - flight.sentNs());
            double share = Math.clamp((frame.nowNs - flight.sentNs()) / way, 0, 1);
            double y2 = y1 + share * (place.y(flight.arrivesNs()) - y1);
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

    private record Pair(Column from, Column to, MessageTable.Traffic traffic, boolean hopeless) {}

    /// Every pair of kernels has a line of its own in every bucket, so that none lies on another.
    private void bundle() {
        var window = place.window();
        var pairs = new ArrayList<Pair>();
        history.pairs((from, to, traffic) -> {
            var a = columns.of(from);
            var b = columns.of(to);
            boolean drawn = a != null && b != null && a != b && columns.anySeen(a, b);
            if (drawn && traffic.sent().within(window.fromNs(), window.toNs()) > 0) {
                pairs.add(new Pair(a, b, traffic, dead(to)));
            }
        });
        double px = (place.bottom() - place.heads()) / window.spanNs();
        double least = Math.max(BUNDLE_PX, BUNDLE_GAP * pairs.size());
        long bucketNs = 1;
        while (bucketNs * px < least && bucketNs < window.spanNs()) {
            bucketNs = TimeWindow.nextStep(bucketNs);
        }
        long knownNs = Math.min(window.toNs(), Math.max(frame.nowNs, frame.furthestNs));
        // What is seen of a bucket has room for all its lines, or belongs to the next one or the one before.
        double leastNs = BUNDLE_LEAST * pairs.size() / px;
        long first = window.fromNs();
        for (long ns = first / bucketNs * bucketNs; first <= knownNs && !pairs.isEmpty(); ns += bucketNs) {
            long end = ns + bucketNs - 1;
            long last = end >= knownNs || knownNs - end < leastNs ? knownNs : end;
            if (last - first >= leastNs || last == knownNs) {
                double top = place.y(first);
                double each = (place.y(last) - top) / pairs.size();
                for (int p = 0; p < pairs.size(); p++) {
                    bundle(pairs.get(p), first, last, top + each * (p + 0.5));
                }
                first = last + 1;
            }
        }
    }

    private void bundle(Pair pair, long first, long last, double y) {
        int count = pair.traffic().sent().within(first, last);
        if (count > 0) {
            double side = Math.signum(pair.to().x() - pair.from().x());
            int lost = pair.hopeless()
                    ? count - pair.traffic().taken().within(first, last)
                    : pair.traffic().lost().within(first, last);
            bundles.add(new Bundle(
                    pair.from().kernel(), pair.to().kernel(), count, lost,
                    pair.from().x(), pair.to().x() - side * pair.to().bar() / 2, y));
        }
    }

    /// Draws only the messages that are chosen.
    void choose(ArrowChoice choice) {
        if (choice.mode() == ArrowChoice.Mode.ALL) {
            return;
        }
        arrows.clear();
        summed.clear();
        bundles.clear();
        passages.clear();
        for (long message : choice.chain()) {
            var arrow = place.arrow(message);
            if (arrow != null && !arrows.isEmpty()) {
                hops.add(new Line2D.Double(arrows.getLast().x2(), arrows.getLast().y2(), arrow.x1(), arrow.y1()));
            }
            if (arrow != null) {
                arrows.add(arrow);
            }
        }
    }
}
