package archipelago.app.layout;

import archipelago.engine.frame.Frame;

/// How much of a stretch of time lanes show, and whether its messages are drawn singly. Where many lie between lanes, a
/// shorter part is shown, so that each of them can be told from the next; never less than a quarter, so that it does not
/// rush past. Where that is not enough, they are summed up. What is decided is decided by whole cells of time, so that it
/// does not change with every message that comes or goes.
final class LaneTime {
    /// What an arrow takes of the height between two lanes; with less it is not told from the next.
    private static final double ARROW = 8;
    private static final double ARROW_LEAST = 4;
    private static final int LEAST_PART = 4;
    private static final int CELLS = 8;

    private final History history;
    private final SequenceColumns columns;
    /// The part that is shown: around the present, or around the middle if that is elsewhere.
    final TimeWindow window;
    /// Whether too many messages lie between lanes to be drawn singly.
    final boolean summed;

    /// @param columns the lanes, as they are for the whole stretch
    /// @param height of the room in which time passes
    LaneTime(History history, Frame frame, SequenceColumns columns, TimeWindow whole, double height) {
        this.history = history;
        this.columns = columns;
        boolean present = frame.nowNs >= whole.fromNs() && frame.nowNs <= whole.toNs();
        long aroundNs = present ? frame.nowNs : whole.fromNs() + whole.spanNs() / 2;
        double most = most(whole.spanNs(), aroundNs);
        long spanNs = fitting(whole.spanNs(), most, height);
        summed = most * spanNs / whole.spanNs() > height / ARROW_LEAST;
        window = spanNs >= whole.spanNs() ? whole : whole.zoom((double) whole.spanNs() / spanNs, aroundNs);
    }

    private static long fitting(long wholeNs, double most, double height) {
        double fits = height / ARROW;
        // What is summed up in any case is summed up better where more of it is seen.
        if (most <= fits || most / LEAST_PART > height / ARROW_LEAST) {
            return wholeNs;
        }
        return Math.max(TimeWindow.stepWithin((long) (wholeNs * fits / most)), wholeNs / LEAST_PART);
    }

    /// How many messages pass between two neighbouring lanes in the whole stretch, if all of it is as its busiest cell.
    private double most(long wholeNs, long aroundNs) {
        long cellNs = wholeNs / LEAST_PART;
        double most = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            long fromNs = (aroundNs / cellNs - cell) * cellNs;
            long toNs = Math.min(aroundNs, fromNs + cellNs - 1);
            if (toNs < 0) {
                break;
            }
            // Nobody needs to know it better.
            if (history.sent(fromNs, toNs) > SequenceLayout.MOST_ARROWS) {
                return Double.MAX_VALUE;
            }
            most = Math.max(most, between(fromNs, toNs));
        }
        return most * LEAST_PART;
    }

    private double between(long fromNs, long toNs) {
        var crossed = new double[1];
        history.pairs((from, to, traffic) -> {
            int sent = traffic.sent().within(fromNs, toNs);
            if (sent > 0) {
                crossed[0] += (double) sent * columns.between(from, to);
            }
        });
        return crossed[0] / Math.max(1, columns.all.size() - 1);
    }
}
