package archipelago.engine.devicetree;

import archipelago.engine.base.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// Shorthand for tests about trees.
final class Trees {
    private Trees() {}

    static Reading<DeviceTree> read(String text) {
        return DeviceTreeSource.read("test.dts", text);
    }

    static DeviceTree tree(String text) {
        var reading = read(text);
        return reading.value().orElseThrow(() -> new AssertionError(told(reading)));
    }

    /// What stands between the braces of the root, as a whole file.
    static DeviceTree root(String body) {
        return tree("/dts-v1/; / { " + body + " };");
    }

    /// All problems as `line:column sentence`, one on a line.
    static String told(Reading<?> reading) {
        return reading.problems().stream()
                .map(p -> p.line() + ":" + p.column() + " " + p.sentence())
                .collect(Collectors.joining("\n"));
    }

    /// What both forms of a tree hold: names in order, and values as bytes.
    static String shape(Node node) {
        var out = new StringBuilder(node.path()).append('\n');
        for (var property : node.properties()) {
            out.append(property.name()).append('=').append(HexFormat.of().formatHex(property.bytes())).append('\n');
        }
        node.children().forEach(child -> out.append(shape(child)));
        return out.toString();
    }

    static String resource(String name) {
        try (InputStream in = Trees.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
