package archipelago.engine.bench;

import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Require;
import archipelago.engine.base.Times;
import java.util.function.LongUnaryOperator;

/// The delays that a hold model draws, in a fixed order, whole nanoseconds. They are drawn beforehand, so that
/// no contestant is measured with a random generator in its loop, and all of them get the same ones.
public final class Delays {
    /// How delays are spread.
    public enum Spread {
        /// Many short ones, few long ones: 10 µs on average.
        EXPONENTIAL,
        /// Nine messages in ten, 10 to 200 ns; else something as long as a step of a boot, 1 ms.
        BIMODAL
    }

    private static final int COUNT = 1 << 16;
    /// The mean of exponential delays.
    static final long MEAN_NS = 10 * Times.US;
    // Bimodal ones.
    private static final long SHORTEST_NS = 10;
    private static final long LONGEST_SHORT_NS = 200;
    static final long SHORT_MEAN_NS = (SHORTEST_NS + LONGEST_SHORT_NS) / 2;
    static final long LONG_NS = Times.MS;

    private final long[] delaysNs = new long[COUNT];
    private int drawn;

    public Delays(Spread spread) {
        var random = new RandomStream(1, spread.name());
        LongUnaryOperator draw = switch (spread) {
            case EXPONENTIAL -> i -> exponentialNs(random);
            case BIMODAL -> i -> random.nextBelow(10) < 9 ? shortNs(random) : LONG_NS;
        };
        for (int i = 0; i < COUNT; i++) {
            delaysNs[i] = draw.applyAsLong(i);
        }
        Require.that(Integer.bitCount(COUNT) == 1, "the number of delays is a power of two", COUNT);
    }

    private static long shortNs(RandomStream random) {
        return SHORTEST_NS + random.nextBelow(LONGEST_SHORT_NS - SHORTEST_NS + 1);
    }

    /// StrictMath, so that every platform draws the same.
    private static long exponentialNs(RandomStream random) {
        double share = (1 + random.nextBelow(1L << 52)) / (double) (1L << 52);
        return (long) (-MEAN_NS * StrictMath.log(share));
    }

    /// Begins anew with the first delay.
    public Delays rewound() {
        drawn = 0;
        return this;
    }

    public long nextNs() {
        return delaysNs[drawn++ & COUNT - 1];
    }
}
