package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import java.util.Arrays;

/// A set of dense core numbers. It is gone through in ascending order, with [#next].
public final class CoreSet {
    private final long[] words;

    public CoreSet(int cores) {
        words = new long[(cores + 63) / 64];
    }

    private CoreSet(long[] words) {
        this.words = words;
    }

    public CoreSet copy() {
        return new CoreSet(words.clone());
    }

    public boolean has(int core) {
        return (words[core >> 6] & (1L << core)) != 0;
    }

    public void add(int core) {
        words[core >> 6] |= 1L << core;
    }

    public void remove(int core) {
        words[core >> 6] &= ~(1L << core);
    }

    public void clear() {
        Arrays.fill(words, 0);
    }

    public int count() {
        int n = 0;
        for (long word : words) {
            n += Long.bitCount(word);
        }
        return n;
    }

    /// The first core at or after `from`, or -1.
    public int next(int from) {
        for (int w = from >> 6; w < words.length; w++) {
            long word = w == from >> 6 ? words[w] & (-1L << from) : words[w];
            if (word != 0) {
                return (w << 6) + Long.numberOfTrailingZeros(word);
            }
        }
        return -1;
    }

    /// Two sets of one machine are equal if they hold the same cores.
    @Override
    public boolean equals(Object other) {
        return other instanceof CoreSet set && Arrays.equals(words, set.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    void digest(Hash64 hash) {
        for (long word : words) {
            hash.add(word);
        }
    }
}
