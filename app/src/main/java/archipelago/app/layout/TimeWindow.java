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

    /// Where the present stands while it moves, as a share of the width: further right where nothing
    /// after it is known.
    private static final double PRESENT = 0.6;
    private static final double PRESENT_AT_THE_END = 0.85;
    private static final double LEFT_OF_MIDDLE = 0.15;

    private static final long SECONDS_WIDE = 8;
    private static final long PACED_LEAST_NS = 200;
    private static final long PACED_MOST_NS = 20 * Times.S;

    public TimeWindow {
        Require.that(fromNs >= 0, "a window does not begin before time", fromNs);
        Require.that(toNs - fromNs >= LEAST_NS, "a window has a width", toNs - fromNs);
    }

    public long spanNs() {
        return toNs - fromNs;
    }

    /// A window as wide as what passes in some seconds on screen, with an instant in it: at any speed
    /// the present crosses it in the same time, and things of that pace are as large as they can be.
    ///
    /// @param ahead whether anything after the instant is known
    public static TimeWindow paced(long nowNs, long speedNsPerSecond, boolean ahead) {
        long wishNs = Math.multiplyExact(speedNsPerSecond, SECONDS_WIDE);
        long spanNs = PACED_LEAST_NS;
        while (spanNs < wishNs && spanNs < PACED_MOST_NS) {
            spanNs = nextStep(spanNs);
        }
        return at(nowNs, spanNs, present(ahead));
    }

    private static double present(boolean ahead) {
        return ahead ? PRESENT : PRESENT_AT_THE_END;
    }

    private static TimeWindow at(long nowNs, long spanNs, double share) {
        long fromNs = Math.max(0, nowNs - Math.round(spanNs * share));
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

    /// The longest of these steps that is not longer than a span.
    static long stepWithin(long spanNs) {
        long step = 1;
        while (nextStep(step) <= spanNs) {
            step = nextStep(step);
        }
        return Math.max(LEAST_NS, step);
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

    /// The same window as long as the present is in its middle; else one that has the present well to
    /// the right.
    ///
    /// @param ahead whether anything after the present is known
    public TimeWindow follow(long nowNs, boolean ahead) {
        double share = (double) (nowNs - fromNs) / spanNs();
        return share > present(ahead) || share < LEFT_OF_MIDDLE ? at(nowNs, spanNs(), present(ahead)) : this;
    }
}
