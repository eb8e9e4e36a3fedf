package archipelago.engine.compare;

import java.util.Arrays;

/// The times that messages took from being sent to being taken, by the nearest rank: each is one that
/// occurred. With no message all of them are 0.
///
/// @param count how many messages were taken
public record Latencies(int count, long p50Ns, long p95Ns, long p99Ns) {
    static Latencies of(long[] ns) {
        var sorted = ns.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted.length, rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
    }

    /// The smallest time that at least `percent` of the messages did not exceed.
    private static long rank(long[] sorted, int percent) {
        long rank = Math.ceilDiv((long) percent * sorted.length, 100L);
        return sorted.length == 0 ? 0 : sorted[(int) rank - 1];
    }
}
