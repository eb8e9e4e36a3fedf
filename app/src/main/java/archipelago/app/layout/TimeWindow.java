package archipelago.app.layout;

import archipelago.engine.base.Require;
import archipelago.engine.base.Times;

/// The part of time that a timeline shows. It never begins before 0.
///
/// @param fromNs its first instant
/// @param toNs its last instant
public record TimeWindow(long fromNs, long toNs) {
    /// The shortest and longest window.
    public static final long LEAST_NS = 20;
    public static final long MOST_NS = 10_000 * Times.S;

    /// Where the present stands while it moves, as a share of the width.
    private static final double PRESENT = 0.6;
    private static final double LEFT_OF_MIDDLE = 0.15;

    private static final long SECONDS_WIDE = 8;
    private static final int FEW = 30;
    private static final int MANY = 60;
    private static final long AROUND_LEAST_NS = 200;
    private static final long AROUND_MOST_NS = 20 * Times.S;
    private static final long WITHOUT_EVENTS_NS = Times.MS;

    public TimeWindow {
        Require.that(fromNs >= 0, "a window does not begin before time", fromNs);
        Require.that(toNs - fromNs >= LEAST_NS, "a window has a width", toNs - fromNs);
    }

    public long spanNs() {
        return toNs - fromNs;
    }

    /// A window in which about 30 to 60 messages and changes of phase lie, with an instant in it.
    public static TimeWindow around(History history, long nowNs) {
        TimeWindow best = null;
        int most = 0;
        for (long spanNs = AROUND_LEAST_NS; spanNs <= AROUND_MOST_NS; spanNs = nextStep(spanNs)) {
            var window = at(nowNs, spanNs);
            int events = history.events(window.fromNs, window.toNs);
            if (events > MANY && best != null && most > FEW / 2) {
                return best;
            }
            if (events >= FEW) {
                return window;
            }
            if (events > most) {
                most = events;
                best = window;
            }
        }
        return best == null ? at(nowNs, WITHOUT_EVENTS_NS) : best;
    }

    /// A window as wide as what passes in some seconds on screen, with an instant in it: at any speed
    /// the present crosses it in the same time, and things of that pace are as large as they can be.
    public static TimeWindow paced(long nowNs, long speedNsPerSecond) {
        long wishNs = Math.multiplyExact(speedNsPerSecond, SECONDS_WIDE);
        long spanNs = AROUND_LEAST_NS;
        while (spanNs < wishNs && spanNs < AROUND_MOST_NS) {
            spanNs = nextStep(spanNs);
        }
        return at(nowNs, spanNs);
    }

    private static TimeWindow at(long nowNs, long spanNs) {
        long fromNs = Math.max(0, nowNs - Math.round(spanNs * PRESENT));
        return new TimeWindow(fromNs, fromNs + spanNs);
    }

    /// The next step up in 1, 2, 5, 10, 20, …
    static long nextStep(long step) {
        long power = 1;
        while (step / power >= 10) {
            power *= 10;
        }
        return switch ((int) (step / power)) {
            case 1 -> 2 * power;
            case 2 -> 5 * power;
            default -> 10 * power;
        };
    }

    /// A window that shows less (a factor above 1) or more (below 1); an instant keeps its place.
    public TimeWindow zoom(double factor, long aroundNs) {
        long spanNs = Math.clamp(Math.round(spanNs() / factor), LEAST_NS, MOST_NS);
        double share = (double) (aroundNs - fromNs) / spanNs();
        long from = Math.max(0, aroundNs - Math.round(share * spanNs));
        return new TimeWindow(from, from + spanNs);
    }

    /// A window of the same width, later by an amount that may be negative.
    public TimeWindow pan(long byNs) {
        long from = Math.max(0, fromNs + byNs);
        return new TimeWindow(from, from + spanNs());
    }

    /// The same window as long as the present is in its middle; else one that has the present at
    /// six tenths of its width.
    public TimeWindow follow(long nowNs) {
        double share = (double) (nowNs - fromNs) / spanNs();
        return share > PRESENT || share < LEFT_OF_MIDDLE ? at(nowNs, spanNs()) : this;
    }
}
