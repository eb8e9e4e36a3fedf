package archipelago.app.render;

import archipelago.engine.base.Require;

/// Percentiles by the nearest rank: each is a value that occurred, never one between two.
///
/// @param count how many values there are; positive
record Percentiles(int count, long p50, long p90, long p99, long max) {

    /// @param sorted at least one value, in ascending order
    static Percentiles of(long[] sorted) {
        Require.that(sorted.length > 0, "percentiles need a value");
        return new Percentiles(
                sorted.length, rank(sorted, 50), rank(sorted, 90), rank(sorted, 99), sorted[sorted.length - 1]);
    }

    /// The smallest value that at least `percent` of the values do not exceed.
    private static long rank(long[] sorted, int percent) {
        long rank = Math.ceilDiv((long) percent * sorted.length, 100L);
        return sorted[(int) rank - 1];
    }

    long[] values() {
        return new long[] {p50, p90, p99, max};
    }
}
