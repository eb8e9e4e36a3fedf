package archipelago.engine.devicetree;

import java.util.List;

/// Writes device-tree source that [DeviceTreeSource] reads back to an equal tree, and that dtc reads.
public final class DeviceTreeText {
    /// Numbers below this are written in decimal.
    private static final long HEX_FROM = 1024;

    private final StringBuilder out = new StringBuilder();

    private DeviceTreeText() {}

    /// The source text of a tree, with its labels and references.
    public static String write(DeviceTree tree) {
        var text = new DeviceTreeText();
        text.out.append("/dts-v1/;\n");
        if (tree.plugin()) {
            text.out.append("/plugin/;\n");
        }
        text.out.append('\n');
        for (var reservation : tree.reservations()) {
            text.labels(reservation.labels());
            text.out.append("/memreserve/ ").append(number(reservation.address()))
                    .append(' ').append(number(reservation.bytes())).append(";\n");
        }
        text.node(tree.root(), 0);
        return text.out.toString();
    }

    private void node(Node node, int depth) {
        indent(depth);
        labels(node.labels());
        out.append(depth == 0 ? "/" : node.name()).append(" {\n");
        for (var property : node.properties()) {
            property(property, depth + 1);
        }
        for (var child : node.children()) {
            node(child, depth + 1);
        }
        indent(depth);
        out.append("};\n");
    }

    private void property(Property property, int depth) {
        indent(depth);
        labels(property.labels());
        out.append(property.name());
        var separator = " = ";
        for (var part : property.parts()) {
            out.append(separator);
            part(part);
            separator = ", ";
        }
        out.append(";\n");
    }

    private void part(Part part) {
        switch (part) {
            case Part.Cells array -> cells(array);
            case Part.Text text -> string(text.text());
            case Part.Bytes bytes -> {
                out.append('[');
                for (int i = 0; i < bytes.hex().length(); i += 2) {
                    out.append(i == 0 ? "" : " ").append(bytes.hex(), i, i + 2);
                }
                out.append(']');
            }
            case Part.Path path -> out.append(path.reference());
        }
    }

    private void cells(Part.Cells array) {
        if (array.bits() != 32) {
            out.append("/bits/ ").append(array.bits()).append(' ');
        }
        var separator = "<";
        for (var cell : array.cells()) {
            out.append(separator).append(cell.isReference() ? cell.reference() : number(cell.value()));
            separator = " ";
        }
        out.append(array.cells().isEmpty() ? "<>" : ">");
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        out.append("\\x").append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static String number(long value) {
        return value >= 0 && value < HEX_FROM ? Long.toString(value) : "0x" + Long.toHexString(value);
    }

    private void labels(List<String> labels) {
        for (var label : labels) {
            out.append(label).append(": ");
        }
    }

    private void indent(int depth) {
        out.append("    ".repeat(depth));
    }
}
