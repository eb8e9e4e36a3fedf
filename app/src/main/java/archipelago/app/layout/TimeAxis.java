package archipelago.app.layout;

import archipelago.engine.base.Require;
import archipelago.engine.base.Times;
import java.util.ArrayList;
import java.util.List;

/// The scale of a timeline: round instants at steps of 1, 2 or 5, all in one unit. Late in a run, the
/// ticks tell how far they are from a round instant before them, the base: nobody reads the seventh
/// digit of a number for what it is.
public final class TimeAxis {
    /// The unit of a whole axis.
    public enum Unit {
        NS(1, 0, "ns"),
        US(Times.US, 3, "µs"),
        MS(Times.MS, 6, "ms"),
        S(Times.S, 9, "s");

        private final long ns;
        private final int digits;
        private final String sign;

        Unit(long ns, int digits, String sign) {
            this.ns = ns;
            this.digits = digits;
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        /// How many groups of three decimals of a second it takes to tell whole numbers of this unit.
        private int groups() {
            return 3 - digits / 3;
        }

        /// A number in this unit, cut to some decimals, its thousands set apart: `1 842.306`.
        public String number(long instantNs, int decimals) {
            var text = new StringBuilder();
            var whole = Long.toString(Math.abs(instantNs) / ns);
            if (instantNs < 0) {
                text.append('−');
            }
            for (int i = 0; i < whole.length(); i++) {
                if (i > 0 && (whole.length() - i) % 3 == 0) {
                    text.append(THIN_SPACE);
                }
                text.append(whole.charAt(i));
            }
            int shown = Math.min(decimals, digits);
            if (shown > 0) {
                var rest = Long.toString(Math.abs(instantNs) % ns);
                text.append('.').append(("0".repeat(digits - rest.length()) + rest), 0, shown);
            }
            return text.toString();
        }
    }

    /// Between groups of three digits.
    public static final char THIN_SPACE = '\u2009';

    /// Fewer than 4 ticks tell nothing, more than 12 are a fence. With steps of 1-2-5 a limit of 11
    /// steps leaves at least 4 whole ones.
    private static final int MOST_STEPS = 11;

    private final Unit unit;
    private final long stepNs;
    private final long baseNs;
    private final List<Long> ticksNs;

    private TimeAxis(Unit unit, long baseNs, long stepNs, List<Long> ticksNs) {
        this.unit = unit;
        this.baseNs = baseNs;
        this.stepNs = stepNs;
        this.ticksNs = List.copyOf(ticksNs);
    }

    public static TimeAxis of(long fromNs, long toNs) {
        long spanNs = toNs - fromNs;
        Require.that(spanNs >= TimeWindow.LEAST_NS, "an axis has a length", spanNs);
        long stepNs = 1;
        while (spanNs / stepNs > MOST_STEPS || spanNs / stepNs == MOST_STEPS && spanNs % stepNs != 0) {
            stepNs = TimeWindow.nextStep(stepNs);
        }
        var ticks = new ArrayList<Long>();
        for (long ns = -Math.floorDiv(-fromNs, stepNs) * stepNs; ns <= toNs; ns += stepNs) {
            ticks.add(ns);
        }
        var unit = unitFor(spanNs);
        return new TimeAxis(unit, baseOf(unit, ticks.getFirst()), stepNs, ticks);
    }

    /// The last whole number of the next larger unit before an instant. Seconds have none above them.
    private static long baseOf(Unit unit, long firstNs) {
        return unit == Unit.S ? 0 : firstNs / (unit.ns * 1000) * (unit.ns * 1000);
    }

    private static Unit unitFor(long spanNs) {
        if (spanNs < 2 * Times.US) {
            return Unit.NS;
        }
        if (spanNs < 2 * Times.MS) {
            return Unit.US;
        }
        return spanNs < 2 * Times.S ? Unit.MS : Unit.S;
    }

    public Unit unit() {
        return unit;
    }

    public long stepNs() {
        return stepNs;
    }

    public List<Long> ticksNs() {
        return ticksNs;
    }

    /// What the ticks are counted from; 0 if they tell the time itself.
    public long baseNs() {
        return baseNs;
    }

    /// The base in words, `5.627 s`; empty if it is 0.
    public String base() {
        return baseNs == 0 ? "" : seconds(baseNs, unit.groups() - 1) + " s";
    }

    /// A tick's number, with as many decimals as its step needs: `40`, or `+40` after a base.
    public String label(long tickNs) {
        int decimals = unit.digits;
        for (long power = 10; decimals > 0 && stepNs % power == 0; power *= 10) {
            decimals--;
        }
        return (baseNs == 0 ? "" : "+") + unit.number(tickNs - baseNs, decimals);
    }

    /// An instant to the nanosecond in the unit of the axis: `+141.405` after a base.
    public String exact(long ns) {
        return (baseNs == 0 ? "" : "+") + unit.number(ns - baseNs, unit.digits);
    }

    /// An instant in seconds, as exact as this axis can show it: `5.627 151 128 s`.
    public String instant(long ns) {
        return seconds(ns, Math.min(3, unit.groups() + 1)) + " s";
    }

    /// An instant in seconds with some groups of three decimals, cut after the last.
    public static String seconds(long ns, int groups) {
        var text = new StringBuilder(Unit.S.number(ns, 3 * groups));
        int point = text.indexOf(".");
        for (int at = point + 4; point >= 0 && at < text.length(); at += 4) {
            text.insert(at, THIN_SPACE);
        }
        return text.toString();
    }
}
