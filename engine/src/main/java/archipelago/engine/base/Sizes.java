package archipelago.engine.base;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts of memory: bytes inside, a number and a unit outside. As in kerf, `KB`, `MB`, `GB` and
/// `TB` are powers of 1024, and so are `KiB`, `MiB`, `GiB` and `TiB`.
public final class Sizes {
    public static final int PAGE_BITS = 12;
    public static final long PAGE = 1L << PAGE_BITS;
    public static final long KIB = 1L << 10;
    public static final long MIB = 1L << 20;
    public static final long GIB = 1L << 30;

    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,9})?)\\s*(b|kb|mb|gb|tb|kib|mib|gib|tib)?");

    private Sizes() {}

    /// Reads `512MB`, `4GiB`, `1.5GiB`, `4096`; empty if the text has another form, is not a whole
    /// number of bytes, or does not fit into 64 bits.
    public static OptionalLong parse(String text) {
        Matcher m = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigDecimal(m.group(1))
                    .multiply(BigDecimal.valueOf(unitBytes(m.group(2))))
                    .longValueExact());
        } catch (ArithmeticException notWholeBytes) {
            return OptionalLong.empty();
        }
    }

    private static long unitBytes(String unit) {
        if (unit == null) {
            return 1;
        }
        return switch (unit.charAt(0)) {
            case 'k' -> 1L << 10;
            case 'm' -> MIB;
            case 'g' -> GIB;
            case 't' -> 1L << 40;
            default -> 1;
        };
    }

    /// The largest unit that keeps the number whole: `4GiB`, `96KiB`, `17B`. [#parse(String)] reads
    /// it back to the same value.
    public static String text(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int u = 0;
        long n = bytes;
        while (u < units.length - 1 && n != 0 && n % 1024 == 0) {
            n /= 1024;
            u++;
        }
        return n + units[u];
    }

    /// For reading on a screen: at most one decimal and a space before the unit: `7.9 GiB`.
    public static String shown(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int u = 0;
        long unit = 1;
        while (u < units.length - 1 && bytes >= unit * 1024) {
            unit *= 1024;
            u++;
        }
        var n = new BigDecimal(bytes).divide(BigDecimal.valueOf(unit), 1, RoundingMode.DOWN).stripTrailingZeros();
        return n.toPlainString() + " " + units[u];
    }
}
