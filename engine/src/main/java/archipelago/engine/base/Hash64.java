package archipelago.engine.base;

/// A running 64-bit hash over integers, the same on every platform. It tells runs apart; it is not
/// meant to withstand an adversary.
public final class Hash64 {
    private static final long START = 0x9E3779B97F4A7C15L;

    private long value = START;

    public Hash64() {}

    /// Continues from a value that [#value()] returned.
    public Hash64(long value) {
        this.value = value;
    }

    /// Adds one word.
    public Hash64 add(long word) {
        value = fold(value, word);
        return this;
    }

    /// Goes on from a value to which somebody has folded words on the way; see [#fold].
    public Hash64 resume(long folded) {
        value = folded;
        return this;
    }

    /// Adds the text's length and its UTF-16 units.
    public Hash64 add(CharSequence text) {
        add(text.length());
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
        return this;
    }

    public long value() {
        return value;
    }

    /// One step of the hash, for callers that keep the running value in a table of their own. Such
    /// a value should not begin at 0, which words of 0 leave as it is; `new Hash64().value()` is a
    /// good beginning.
    public static long fold(long hash, long word) {
        long x = hash ^ (word * 0xBF58476D1CE4E5B9L);
        x = Long.rotateLeft(x, 29) * 0x94D049BB133111EBL;
        return x ^ (x >>> 32);
    }

    /// Sixteen hexadecimal digits.
    public static String text(long hash) {
        var digits = Long.toHexString(hash);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
