package archipelago.app.layout;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// Where the instants of a timeline stand between the left edge of its plot and the right one: as far apart as they
/// are, or as a [TimeScale] has it. Where so much happens that messages are summed up, they have no instants of their
/// own, and time is as it is.
final class TimelineTime {
    private final TimeWindow window;
    private final TimeAxis axis;
    private final TimeScale.Mode wanted;
    private final TimeScale scale;
    private final double left;
    private final double width;

    private TimelineTime(TimeWindow window, TimeScale.Mode wanted, TimeScale scale, double left, double width) {
        this.window = window;
        this.wanted = wanted;
        this.scale = scale;
        this.left = left;
        this.width = width;
        axis = TimeAxis.of(window.fromNs(), window.toNs());
    }

    static TimelineTime of(History history, TimeWindow window, TimeScale.Mode wanted, double left, double width) {
        boolean single = history.sent(window.fromNs(), window.toNs()) <= MessageFlow.MOST_LINES;
        var mode = single ? wanted : TimeScale.Mode.LINEAR;
        long[] instants = mode == TimeScale.Mode.LINEAR ? new long[0] : instants(history, window);
        return new TimelineTime(window, wanted, TimeScale.of(mode, window, instants), left, width);
    }

    /// When something happens that is drawn: messages, phases and orders.
    private static long[] instants(History history, TimeWindow window) {
        var found = LongStream.builder();
        history.messages(window.fromNs(), window.toNs(), message -> {
            found.add(message.sentNs());
            found.add(message.takenNs());
        });
        for (int slot = 0; slot < history.slots(); slot++) {
            history.stretches(slot, window.fromNs(), window.toNs()).forEach(stretch -> found.add(stretch.fromNs()));
        }
        history.acts(window.fromNs(), window.toNs()).forEach(act -> found.add(act.requestedNs()));
        return found.build().toArray();
    }

    boolean linear() {
        return scale.mode() == TimeScale.Mode.LINEAR;
    }

    /// Whether it is linear only because so much happens.
    boolean tooMuch() {
        return scale.mode() != wanted;
    }

    TimeScale scale() {
        return scale;
    }

    TimeAxis axis() {
        return axis;
    }

    TimeWindow window() {
        return window;
    }

    /// The instants that have a number: round ones, or those at which something happens.
    List<Long> ticksNs() {
        return linear() ? axis.ticksNs() : Arrays.stream(scale.instants()).boxed().toList();
    }

    double x(long ns) {
        double share = linear() ? (double) (ns - window.fromNs()) / window.spanNs() : scale.share(ns);
        return left + share * width;
    }

    /// The instant at a place; never before 0.
    long ns(double x) {
        double share = (x - left) / width;
        return linear() || share < 0 || share > 1
                ? Math.max(0, window.fromNs() + Math.round(share * window.spanNs()))
                : scale.ns(share);
    }
}
