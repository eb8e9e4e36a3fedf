package archipelago.engine.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A reader of protobuf's binary form, made for tests and knowing nothing of the library that writes it.
final class Wire {
    /// A field of a message: a number, or bytes.
    record Field(int number, int type, long value, ByteBuffer bytes) {
        List<Field> message() {
            return fields(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN));
        }

        String text() {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }
    }

    private Wire() {}

    static List<Field> fields(byte[] bytes) {
        return fields(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static List<Field> fields(ByteBuffer in) {
        var fields = new ArrayList<Field>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            int type = (int) tag & 7;
            fields.add(switch (type) {
                case 0 -> new Field(number, type, varint(in), null);
                case 1 -> new Field(number, type, in.getLong(), null);
                case 2 -> {
                    int length = Math.toIntExact(varint(in));
                    var bytes = in.slice(in.position(), length);
                    in.position(in.position() + length);
                    yield new Field(number, type, 0, bytes);
                }
                default -> throw new AssertionError("a type of field that nobody writes: " + type);
            });
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new AssertionError("a number that does not end");
    }

    /// The only field of a number in a message.
    static Optional<Field> only(List<Field> fields, int number) {
        var found = fields.stream().filter(field -> field.number() == number).toList();
        if (found.size() > 1) {
            throw new AssertionError("field " + number + " stands there " + found.size() + " times");
        }
        return found.stream().findFirst();
    }
}
