package archipelago.app.layout;

import archipelago.engine.base.Require;
import archipelago.engine.base.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;

/// How far apart instants stand: as far as they lie apart, all alike, or something between. In every way a later
/// instant stands behind an earlier one; where much time takes little room, there is a cut to be drawn.
public final class TimeScale {
    /// The ways to set instants apart.
    public enum Mode {
        /// The same time takes the same room everywhere.
        LINEAR,
        /// From one event to the next it is always as far.
        PER_EVENT,
        /// Long waits take more room than short ones, but far less than in proportion.
        COMPRESSED;

        public Mode next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    /// Time that takes less room than the rest.
    public record Cut(long fromNs, long toNs) {}

    /// A gap is cut that takes less than this part of the room that it would have in proportion.
    private static final double CUT_BELOW = 0.4;
    /// What is shorter than this part of the whole time is not worth a cut.
    private static final double WORTH = 0.04;
    /// The room of a gap of no length beside one that is ten times as long as a nanosecond.
    private static final double LEAST = 0.6;
    /// How many things happen in a window that is chosen by them.
    private static final int MOST = 22;
    private static final int FEWEST = 5;
    private static final long SHORTEST_NS = 200;
    private static final long LONGEST_NS = 20 * Times.S;

    private final Mode mode;
    private final long[] at;
    private final double[] share;

    private TimeScale(Mode mode, long[] at, double[] share) {
        this.mode = mode;
        this.at = at;
        this.share = share;
    }

    /// @param instants when something happens, in any order; what lies outside the window is left out
    public static TimeScale of(Mode mode, TimeWindow window, long[] instants) {
        var inside = Arrays.stream(instants).filter(ns -> ns > window.fromNs() && ns < window.toNs());
        long[] at = mode == Mode.LINEAR
                ? new long[] {window.fromNs(), window.toNs()}
                : LongStream.concat(
                                LongStream.of(window.fromNs(), window.toNs()), inside)
                        .sorted()
                        .distinct()
                        .toArray();
        var share = new double[at.length];
        for (int i = 1; i < at.length; i++) {
            share[i] = share[i - 1] + weight(mode, at[i] - at[i - 1]);
        }
        double whole = share[share.length - 1];
        for (int i = 0; i < share.length; i++) {
            share[i] /= whole;
        }
        return new TimeScale(mode, at, share);
    }

    private static double weight(Mode mode, long gapNs) {
        return switch (mode) {
            case LINEAR -> gapNs;
            case PER_EVENT -> 1;
            case COMPRESSED -> LEAST + Math.log10(gapNs + 1.0);
        };
    }

    public Mode mode() {
        return mode;
    }

    /// The instants that keep their places, without the ends of the window.
    public long[] instants() {
        return Arrays.copyOfRange(at, 1, at.length - 1);
    }

    /// How far an instant is on the way from the beginning of the window, 0, to its end, 1.
    public double share(long ns) {
        int last = at.length - 1;
        double whole = at[last] - at[0];
        if (ns <= at[0]) {
            return (ns - at[0]) / whole;
        }
        if (ns >= at[last]) {
            return 1 + (ns - at[last]) / whole;
        }
        int found = Arrays.binarySearch(at, ns);
        if (found >= 0) {
            return share[found];
        }
        int behind = -found - 1;
        double part = (double) (ns - at[behind - 1]) / (at[behind] - at[behind - 1]);
        return share[behind - 1] + part * (share[behind] - share[behind - 1]);
    }

    /// The instant at a share of the way; inside the window.
    public long ns(double wanted) {
        double sought = Math.clamp(wanted, 0, 1);
        int behind = 1;
        while (behind < share.length - 1 && share[behind] < sought) {
            behind++;
        }
        double part = (sought - share[behind - 1]) / (share[behind] - share[behind - 1]);
        return at[behind - 1] + Math.round(part * (at[behind] - at[behind - 1]));
    }

    /// Where time is cut short, in order.
    public List<Cut> cuts() {
        var cuts = new ArrayList<Cut>();
        double whole = at[at.length - 1] - at[0];
        for (int i = 1; i < at.length && mode != Mode.LINEAR; i++) {
            double proper = (at[i] - at[i - 1]) / whole;
            if (proper >= WORTH && share[i] - share[i - 1] < CUT_BELOW * proper) {
                cuts.add(new Cut(at[i - 1], at[i]));
            }
        }
        return cuts;
    }

    /// A window around an instant in which so many things happen that each has room: shorter where much happens, longer
    /// where little does.
    ///
    /// @param shown the window to begin with
    /// @param count how many things happen in a window
    public static TimeWindow around(TimeWindow shown, long nowNs, ToIntFunction<TimeWindow> count) {
        Require.that(MOST > 2 * FEWEST, "a window that is made shorter is not made longer again");
        var window = shown;
        while (count.applyAsInt(window) > MOST && window.spanNs() > SHORTEST_NS) {
            window = window.zoom(2, nowNs);
        }
        while (count.applyAsInt(window) < FEWEST && window.spanNs() < LONGEST_NS) {
            window = window.zoom(0.5, nowNs);
        }
        return window;
    }
}
