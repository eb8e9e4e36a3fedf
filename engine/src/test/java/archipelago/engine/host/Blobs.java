package archipelago.engine.host;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Device-tree blobs put together by hand, as a program does that has no library for it.
final class Blobs {
    private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
    private final List<String> names = new ArrayList<>();

    Blobs begin(String name) {
        cell(1);
        return padded((name + "\0").getBytes(StandardCharsets.UTF_8));
    }

    Blobs end() {
        return cell(2);
    }

    Blobs text(String name, String text) {
        return property(name, (text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    Blobs u32(String name, int... numbers) {
        var value = ByteBuffer.allocate(4 * numbers.length);
        value.asIntBuffer().put(numbers);
        return property(name, value.array());
    }

    Blobs u64(String name, long... numbers) {
        var value = ByteBuffer.allocate(8 * numbers.length);
        value.asLongBuffer().put(numbers);
        return property(name, value.array());
    }

    private Blobs property(String name, byte[] value) {
        if (!names.contains(name)) {
            names.add(name);
        }
        int at = names.subList(0, names.indexOf(name)).stream().mapToInt(before -> before.length() + 1).sum();
        return cell(3).cell(value.length).cell(at).padded(value);
    }

    private Blobs cell(int number) {
        structure.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
        return this;
    }

    private Blobs padded(byte[] bytes) {
        structure.writeBytes(Arrays.copyOf(bytes, (bytes.length + 3) / 4 * 4));
        return this;
    }

    byte[] blob() {
        cell(9);
        var strings = (String.join("\0", names) + "\0").getBytes(StandardCharsets.UTF_8);
        int total = 56 + structure.size() + strings.length;
        return ByteBuffer.allocate(total)
                .putInt(0xd00dfeed).putInt(total).putInt(56).putInt(56 + structure.size()).putInt(40)
                .putInt(17).putInt(16).putInt(0).putInt(strings.length).putInt(structure.size())
                .putLong(0).putLong(0).put(structure.toByteArray()).put(strings).array();
    }
}
