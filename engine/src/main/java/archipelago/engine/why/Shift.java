package archipelago.engine.why;

import archipelago.engine.journal.Happening;
import java.util.Arrays;

/// What an act did to all happenings of one kind: which of those that would have been without it did not come, came
/// later or sooner, and which came in addition. Those that came at the same instant are not counted.
///
/// @param like the happening, without numbers that a run only counts up
/// @param lost how many did not come up to the instant of the comparison
/// @param delayed how many came later
/// @param mostDelayNs the longest of these delays
/// @param added how many came that would not have come
/// @param firstNs when the first of them came or would have come
public record Shift(Happening like, int lost, int delayed, long mostDelayNs, int added, long firstNs) {

    /// Compares when something happened with when it would have happened; both in ascending order. Each that came is
    /// taken for the last one before it that is still missing; so a gap in something regular is a loss, not a
    /// delay of everything after it.
    static Shift of(Happening like, long[] cameNs, long[] wouldHaveNs) {
        var came = without(cameNs, wouldHaveNs);
        var would = without(wouldHaveNs, cameNs);
        int lost = 0;
        int delayed = 0;
        int added = 0;
        long most = 0;
        int missing = would.length - 1;
        for (int i = came.length - 1; i >= 0; i--) {
            while (missing >= 0 && would[missing] > came[i]) {
                missing--;
                lost++;
            }
            if (missing >= 0) {
                most = Math.max(most, came[i] - would[missing--]);
                delayed++;
            } else {
                added++;
            }
        }
        long first = Math.min(came.length > 0 ? came[0] : Long.MAX_VALUE, would.length > 0 ? would[0] : Long.MAX_VALUE);
        return new Shift(like, lost + missing + 1, delayed, most, added, first);
    }

    /// Whether both runs had it at the same instants.
    boolean nothing() {
        return lost + delayed + added == 0;
    }

    /// The instants of one list that the other does not have, each as often as it has it more.
    private static long[] without(long[] all, long[] same) {
        var left = new long[all.length];
        int count = 0;
        int at = 0;
        for (long ns : all) {
            while (at < same.length && same[at] < ns) {
                at++;
            }
            if (at < same.length && same[at] == ns) {
                at++;
            } else {
                left[count++] = ns;
            }
        }
        return Arrays.copyOf(left, count);
    }
}
