package archipelago.engine.devicetree;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A node that is being put together by a program: properties and children in the order in which they
/// are added.
public final class NodeDraft {
    private static final Place NOWHERE = Place.whole("generated");

    private final String path;
    private final List<Property> properties = new ArrayList<>();
    private final List<NodeDraft> children = new ArrayList<>();

    private NodeDraft(String path) {
        this.path = path;
    }

    public static NodeDraft root() {
        return new NodeDraft(Node.ROOT);
    }

    /// Adds an empty child; its name carries its unit address.
    public NodeDraft child(String name) {
        var child = new NodeDraft(Node.join(path, name));
        children.add(child);
        return child;
    }

    /// Adds a string, or several.
    public NodeDraft text(String name, String... texts) {
        return add(name, List.of(texts).stream().map(text -> (Part) new Part.Text(text, NOWHERE)).toList());
    }

    /// Adds bytes.
    public NodeDraft bytes(String name, byte[] value) {
        return add(name, value.length == 0 ? List.of() : List.of(new Part.Bytes(HexFormat.of().formatHex(value), NOWHERE)));
    }

    /// Adds a property without a value.
    public NodeDraft flag(String name) {
        return add(name, List.of());
    }

    /// Adds 32-bit cells; each number's low 32 bits count.
    public NodeDraft u32(String name, long... numbers) {
        return cells(name, 32, numbers);
    }

    public NodeDraft u64(String name, long... numbers) {
        return cells(name, 64, numbers);
    }

    public NodeDraft u64s(String name, List<Long> numbers) {
        return cells(name, 64, numbers.stream().mapToLong(Long::longValue).toArray());
    }

    private NodeDraft cells(String name, int bits, long... numbers) {
        var cells = new ArrayList<Cell>();
        for (long number : numbers) {
            cells.add(Cell.number(bits == 64 ? number : number & 0xffffffffL, NOWHERE));
        }
        return add(name, cells.isEmpty() ? List.of() : List.of(new Part.Cells(bits, cells, NOWHERE)));
    }

    private NodeDraft add(String name, List<Part> parts) {
        properties.add(new Property(name, List.of(), parts, NOWHERE));
        return this;
    }

    /// The node as it is now.
    public Node node() {
        return new Node(path, List.of(), properties, children.stream().map(NodeDraft::node).toList(), NOWHERE);
    }

    /// The tree whose root this is.
    public DeviceTree tree() {
        return new DeviceTree(node(), List.of(), false);
    }
}
