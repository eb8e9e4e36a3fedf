package archipelago.engine.overlay;

import archipelago.engine.base.Sizes;
import archipelago.engine.devicetree.FlatNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the kernel takes numbers and texts out of properties. Numbers of 64 bits are unsigned there:
/// from 2^63 on they come negative here, and no memory is that long.
final class KernelValues {
    /// `MAX_NUMNODES` of distributions' kernels.
    static final int MOST_NODES = 1024;

    private KernelValues() {}

    /// A range of physical memory.
    record Range(long base, long bytes) {}

    static Optional<Long> u32(FlatNode node, String name) {
        return node.property(name).filter(value -> value.length == 4).map(KernelValues::firstCell);
    }

    static Optional<Long> u64(FlatNode node, String name) {
        return node.property(name)
                .filter(value -> value.length == 8)
                .map(value -> ByteBuffer.wrap(value).getLong());
    }

    /// The first cell of a value that may be longer.
    static Optional<Long> leadingU32(FlatNode node, String name) {
        return node.property(name).filter(value -> value.length >= 4).map(KernelValues::firstCell);
    }

    /// `reg` of a CPU: 32 or 64 bits.
    static Optional<Long> cpuReg(FlatNode item) {
        return u64(item, "reg").or(() -> u32(item, "reg"));
    }

    static Optional<Range> range(byte[] reg) {
        return reg.length < 16
                ? Optional.empty()
                : Optional.of(new Range(ByteBuffer.wrap(reg).getLong(0), ByteBuffer.wrap(reg).getLong(8)));
    }

    static long firstCell(byte[] value) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(value).getInt());
    }

    /// Numbers of this many bytes; the value's length must be a multiple of it.
    static List<Long> numbers(byte[] value, int width) {
        var numbers = new ArrayList<Long>();
        for (var in = ByteBuffer.wrap(value); in.hasRemaining(); ) {
            numbers.add(width == 8 ? in.getLong() : Integer.toUnsignedLong(in.getInt()));
        }
        return numbers;
    }

    static boolean isWholePages(long bytes) {
        return bytes != 0 && bytes % Sizes.PAGE == 0;
    }

    /// Whether there can be so much memory at all.
    static boolean canExist(long bytes) {
        return bytes >= 0;
    }

    static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    static String megabytes(long bytes) {
        return Long.toUnsignedString(bytes >>> 20) + " MB";
    }

    /// The text, cut as the kernel's copy into so many bytes with a zero at the end cuts it.
    static String cut(String text, int bytes) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (used > bytes - 1) {
                return text.substring(0, end);
            }
            end += Character.charCount(c);
        }
        return text;
    }

    /// A hexadecimal number of 32 bits: an optional sign, an optional `0x`, digits, an optional line end.
    /// (`kstrtou32` with base 16.)
    static Optional<Long> hexU32(String text) {
        int from = text.startsWith("+") ? 1 : 0;
        if (text.regionMatches(true, from, "0x", 0, 2)) {
            from += 2;
        }
        int to = text.endsWith("\n") ? text.length() - 1 : text.length();
        long number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            number = number << 4 | digit;
            if (digit < 0 || number > 0xffffffffL) {
                return Optional.empty();
            }
        }
        return from < to ? Optional.of(number) : Optional.empty();
    }
}
