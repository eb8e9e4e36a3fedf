package archipelago.engine.base;

/// A named stream of random numbers that is part of a run's state. Every purpose has a stream of
/// its own, so that a new draw for one purpose shifts no other. (SplitMix64.)
public final class RandomStream {
    private long state;

    /// @param seed the scenario's seed
    /// @param purpose the stream's name; streams of different names are unrelated
    public RandomStream(long seed, String purpose) {
        state = new Hash64().add(seed).add(purpose).value();
    }

    private RandomStream(long state) {
        this.state = state;
    }

    public RandomStream copy() {
        return new RandomStream(state);
    }

    /// Where the stream stands; equal positions give equal futures.
    public long position() {
        return state;
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// A whole number from 0 up to, but not including, `bound`.
    public long nextBelow(long bound) {
        Require.that(bound > 0, "a bound is positive", bound);
        return Math.unsignedMultiplyHigh(next(), bound);
    }
}
