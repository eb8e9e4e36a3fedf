package archipelago.engine.devicetree;

import archipelago.engine.base.Reading;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A named value of a node. Two properties are equal if they say the same, wherever they stand.
///
/// @param labels in the order in which they were given
/// @param parts the pieces of the value; none for a property that only has to be there
/// @param place of the name
public record Property(String name, List<String> labels, List<Part> parts, Place place) {
    private static final int BYTES_SHOWN = 16;

    public Property {
        labels = List.copyOf(labels);
        parts = List.copyOf(parts);
    }

    /// The value as it stands in the binary form; numbers are big-endian.
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part.bytes());
        }
        return out.toByteArray();
    }

    /// The value as one 32-bit number, 0 to 2^32 - 1.
    public Reading<Long> u32() {
        var bytes = bytes();
        return bytes.length == 4
                ? Reading.of(Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt()))
                : refused("is not one 32-bit number", name + " = <1>;");
    }

    /// The value as one 64-bit number; above 2^63 - 1 it is negative, as an unsigned `long` is.
    public Reading<Long> u64() {
        var bytes = bytes();
        return bytes.length == 8
                ? Reading.of(ByteBuffer.wrap(bytes).getLong())
                : refused("is not one 64-bit number", name + " = /bits/ 64 <1>;");
    }

    /// The value as 32-bit numbers, at least one.
    public Reading<List<Long>> u32s() {
        return numbers(4, name + " = <1 2>;");
    }

    /// The value as 64-bit numbers, at least one.
    public Reading<List<Long>> u64s() {
        return numbers(8, name + " = /bits/ 64 <1 2>;");
    }

    private Reading<List<Long>> numbers(int width, String example) {
        var bytes = bytes();
        if (bytes.length == 0 || bytes.length % width != 0) {
            return refused("is not a list of " + width * 8 + "-bit numbers", example);
        }
        var buffer = ByteBuffer.wrap(bytes);
        var numbers = new ArrayList<Long>();
        while (buffer.hasRemaining()) {
            numbers.add(width == 4 ? Integer.toUnsignedLong(buffer.getInt()) : buffer.getLong());
        }
        return Reading.of(List.copyOf(numbers));
    }

    /// The value as one string.
    public Reading<String> string() {
        var strings = strings();
        return strings.value().isPresent() && strings.value().get().size() == 1
                ? Reading.of(strings.value().get().getFirst())
                : refused("is not one string", name + " = \"text\";");
    }

    /// The value as strings, at least one.
    public Reading<List<String>> strings() {
        var bytes = bytes();
        if (bytes.length == 0 || bytes[bytes.length - 1] != 0) {
            return refused("is not a list of strings", name + " = \"one\", \"two\";");
        }
        try {
            var all = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Reading.of(List.of(all.substring(0, all.length() - 1).split("\0", -1)));
        } catch (CharacterCodingException notText) {
            return refused("is not text", name + " = \"text\";");
        }
    }

    /// The place of the cell or part that gives the byte at `offset` of the value.
    public Place placeOfByte(int offset) {
        int start = 0;
        for (var part : parts) {
            int length = part.length();
            if (offset < start + length) {
                return part instanceof Part.Cells array
                        ? array.cells().get((offset - start) / (array.bits() / 8)).place()
                        : part.place();
            }
            start += length;
        }
        return place;
    }

    private <T> Reading<T> refused(String what, String example) {
        return Reading.refused(List.of(place.problem("the value of " + name + " " + what + ": it has "
                + shape(), example)));
    }

    private String shape() {
        var bytes = bytes();
        return switch (bytes.length) {
            case 0 -> "no value";
            case 1 -> "1 byte, [" + HexFormat.of().formatHex(bytes) + "]";
            default -> bytes.length + " bytes" + (bytes.length > BYTES_SHOWN ? "" : ", ["
                    + HexFormat.ofDelimiter(" ").formatHex(bytes) + "]");
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Property that
                && name.equals(that.name)
                && labels.equals(that.labels)
                && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + parts.hashCode();
    }
}
