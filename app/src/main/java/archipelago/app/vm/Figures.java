package archipelago.app.vm;

import archipelago.app.layout.TimeAxis;

/// Numbers as people read them on the screen: thousands apart by thin spaces.
public final class Figures {
    private static final char THIN_SPACE = '\u2009';

    private Figures() {}

    /// `1 842 306`, with thin spaces.
    public static String grouped(long number) {
        var digits = Long.toString(Math.abs(number));
        var out = new StringBuilder(number < 0 ? "−" : "");
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                out.append(THIN_SPACE);
            }
            out.append(digits.charAt(i));
        }
        return out.toString();
    }

    /// An instant in seconds with all its nanoseconds, in groups of three: `5.627 151 128`. The unit
    /// stays the same from the first nanosecond of a run to its last, so that readings can be
    /// compared; the groups are milliseconds, microseconds and nanoseconds.
    public static String seconds(long ns) {
        return TimeAxis.seconds(ns, 3);
    }

    /// Sixteen hexadecimal digits in two groups.
    public static String fingerprint(long value) {
        var hex = String.format(java.util.Locale.ROOT, "%016x", value);
        return hex.substring(0, 8) + THIN_SPACE + hex.substring(8);
    }
}
