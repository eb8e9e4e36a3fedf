package archipelago.engine.base;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Spans and instants of simulated time: nanoseconds inside, a number and a unit outside.
public final class Times {
    public static final long US = 1_000L;
    public static final long MS = 1_000_000L;
    public static final long S = 1_000_000_000L;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)\\s*(ns|us|µs|ms|s)");

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private Times() {}

    /// Reads `250ns`, `1.84ms`, `2s`; empty if the text has another form, a finer grain than a
    /// nanosecond, or does not fit into 64 bits.
    public static OptionalLong parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigDecimal(m.group(1))
                    .multiply(BigDecimal.valueOf(unitNs(m.group(2))))
                    .longValueExact());
        } catch (ArithmeticException finerThanANanosecond) {
            return OptionalLong.empty();
        }
    }

    private static long unitNs(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs" -> US;
            case "ms" -> MS;
            default -> S;
        };
    }

    /// The shortest exact text, in the largest unit that leaves a number of one or more: `1.84ms`.
    /// [#parse(String)] reads it back to the same value unless it is negative.
    public static String text(long ns) {
        long size = ns == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(ns);
        if (size < US) {
            return ns + "ns";
        }
        if (size < MS) {
            return shift(ns, 3) + "us";
        }
        return size < S ? shift(ns, 6) + "ms" : shift(ns, 9) + "s";
    }

    private static String shift(long ns, int digits) {
        return BigDecimal.valueOf(ns, digits).stripTrailingZeros().toPlainString();
    }

    /// For reading on a screen: at most `digits` decimals, `µs` for microseconds, a space before
    /// the unit: `1.84 ms`.
    public static String shown(long ns, int digits) {
        var exact = text(ns);
        int unitAt = exact.length();
        while (Character.isLetter(exact.charAt(unitAt - 1))) {
            unitAt--;
        }
        var number = new BigDecimal(exact.substring(0, unitAt)).abs();
        var unit = exact.substring(unitAt);
        if (number.scale() > digits) {
            number = number.setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros();
        }
        // Rounding can reach the next unit: 999.9996 ms is 1 s, not 1000 ms.
        if (number.compareTo(THOUSAND) == 0 && !unit.equals("s")) {
            number = BigDecimal.ONE;
            unit = unit.equals("us") ? "ms" : "s";
        }
        return (ns < 0 ? "−" : "") + number.toPlainString() + " " + unit.replace("us", "µs");
    }
}
