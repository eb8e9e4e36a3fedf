package archipelago.app.layout;

import archipelago.engine.base.Require;

/// What somebody measures on the ruler: a stretch of time, and two marks.
///
/// @param fromNs where the stretch begins, or [#NOWHERE]
/// @param toNs where it ends; not before its beginning
/// @param aNs where the first mark is, or [#NOWHERE]
/// @param bNs where the second mark is, or [#NOWHERE]
public record Measures(long fromNs, long toNs, long aNs, long bNs) {
    public static final long NOWHERE = -1;
    public static final Measures NONE = new Measures(NOWHERE, NOWHERE, NOWHERE, NOWHERE);

    public Measures {
        Require.that(fromNs <= toNs, "a stretch of time does not end before it begins", fromNs);
        Require.that((fromNs < 0) == (toNs < 0), "a stretch of time has both ends", fromNs);
    }

    public boolean hasRange() {
        return fromNs >= 0;
    }

    public long rangeNs() {
        return toNs - fromNs;
    }

    /// Whether there are two marks.
    public boolean hasBoth() {
        return aNs >= 0 && bNs >= 0;
    }

    /// How far the second mark is behind the first; negative if it comes before it.
    public long deltaNs() {
        return bNs - aNs;
    }

    /// With a stretch between two instants, in whichever order they come.
    public Measures between(long oneNs, long otherNs) {
        return new Measures(Math.min(oneNs, otherNs), Math.max(oneNs, otherNs), aNs, bNs);
    }

    public Measures withoutRange() {
        return new Measures(NOWHERE, NOWHERE, aNs, bNs);
    }

    /// With a mark somewhere; where that mark is already, it goes away.
    public Measures mark(boolean second, long ns) {
        long a = second ? aNs : aNs == ns ? NOWHERE : ns;
        long b = !second ? bNs : bNs == ns ? NOWHERE : ns;
        return new Measures(fromNs, toNs, a, b);
    }

    /// The stretch as a window of time, which has some width.
    public TimeWindow window() {
        Require.that(hasRange(), "there is a stretch of time");
        return new TimeWindow(fromNs, Math.max(toNs, fromNs + TimeWindow.LEAST_NS));
    }
}
