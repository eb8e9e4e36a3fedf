package archipelago.engine.overlay;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The address of a PCI function as text: `domain:bus:slot.function`, in hexadecimal.
public final class PciId {
    private static final Pattern FORM =
            Pattern.compile("\\s*([0-9a-fA-F]{1,8}):([0-9a-fA-F]{1,8}):([0-9a-fA-F]{1,8})\\.([0-9a-fA-F]{1,8}).*");

    private PciId() {}

    /// As Linux prints it, `0000:3b:00.0`; empty if the text is none. Like the kernel, it cuts numbers
    /// that are too great and does not look at what follows.
    public static Optional<String> normal(String text) {
        var m = FORM.matcher(text);
        return m.matches()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%04x:%02x:%02x.%x",
                        hex(m.group(1)) & 0xffff,
                        hex(m.group(2)) & 0xff,
                        hex(m.group(3)) & 0x1f,
                        hex(m.group(4)) & 0x7))
                : Optional.empty();
    }

    /// `domain << 16 | bus << 8 | slot << 3 | function` of an address in the normal form: the number by
    /// which the message layer knows a device.
    public static long number(String normal) {
        var m = FORM.matcher(normal);
        if (!m.matches()) {
            return -1;
        }
        return hex(m.group(1)) << 16 | hex(m.group(2)) << 8 | hex(m.group(3)) << 3 | hex(m.group(4));
    }

    private static long hex(String digits) {
        return Long.parseLong(digits, 16);
    }
}
