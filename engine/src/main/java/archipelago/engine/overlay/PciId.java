package archipelago.engine.overlay;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of a PCI function as text: `domain:bus:slot.function`, in hexadecimal.
public final class PciId {
    private static final String SPACE = "[\\s\u00a0]*";
    private static final String NUMBER = SPACE + "(?:0[xX]([0-9a-fA-F]*+)|([0-9a-fA-F]++))";
    private static final Pattern FORM =
            Pattern.compile(NUMBER + ":" + NUMBER + ":" + NUMBER + "\\." + NUMBER + ".*", Pattern.DOTALL);

    private PciId() {}

    /// As Linux prints it, `0000:3b:00.0`; empty if the text is none. Like the kernel's `sscanf`, it
    /// takes spaces and `0x` before a number, cuts numbers that are too great, and does not look at what
    /// follows.
    public static Optional<String> normal(String text) {
        var m = FORM.matcher(text);
        return m.matches()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%04x:%02x:%02x.%x",
                        number(m, 1) & 0xffff,
                        number(m, 2) & 0xff,
                        number(m, 3) & 0x1f,
                        number(m, 4) & 0x7))
                : Optional.empty();
    }

    /// `domain << 16 | bus << 8 | slot << 3 | function` of an address in the normal form: the number by
    /// which the message layer knows a device.
    public static long number(String normal) {
        var m = FORM.matcher(normal);
        if (!m.matches()) {
            return -1;
        }
        return number(m, 1) << 16 | number(m, 2) << 8 | number(m, 3) << 3 | number(m, 4);
    }

    /// The low 32 bits of the n-th number.
    private static long number(Matcher m, int n) {
        var digits = m.group(2 * n - 1) == null ? m.group(2 * n) : m.group(2 * n - 1);
        var low = digits.substring(Math.max(0, digits.length() - 8));
        return low.isEmpty() ? 0 : Long.parseLong(low, 16);
    }
}
