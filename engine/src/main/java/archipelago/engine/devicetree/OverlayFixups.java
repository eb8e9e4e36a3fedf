package archipelago.engine.devicetree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The two nodes that an overlay carries along so that it can be joined to another tree:
/// `__fixups__` lists the cells that refer to labels of the other tree, `__local_fixups__` those
/// whose phandles must be moved out of the way.
final class OverlayFixups {
    private static final String OUTER = "__fixups__";
    private static final String INNER = "__local_fixups__";

    private final Map<String, List<String>> outer = new LinkedHashMap<>();

    private OverlayFixups() {}

    /// The root of the tree with both nodes at its end, as far as they are needed.
    static Node added(DeviceTree tree) {
        var fixups = new OverlayFixups();
        var root = tree.root();
        var inner = fixups.visit(root, Node.join(Node.ROOT, INNER));
        var children = new ArrayList<>(root.children());
        if (!fixups.outer.isEmpty()) {
            fixups.putOuter(children, root.place());
        }
        inner.ifPresent(children::add);
        return new Node(root.path(), root.labels(), root.properties(), children, root.place());
    }

    /// The node of `__local_fixups__` for a node, if anything in it has to be told.
    private Optional<Node> visit(Node node, String path) {
        var properties = new ArrayList<Property>();
        for (var property : node.properties()) {
            var offsets = references(node, property);
            if (!offsets.isEmpty()) {
                var cells = new Part.Cells(32, offsets, property.place());
                properties.add(new Property(property.name(), List.of(), List.of(cells), property.place()));
            }
        }
        var children = new ArrayList<Node>();
        for (var child : node.children()) {
            visit(child, Node.join(path, child.name())).ifPresent(children::add);
        }
        return properties.isEmpty() && children.isEmpty()
                ? Optional.empty()
                : Optional.of(new Node(path, List.of(), properties, children, node.place()));
    }

    /// The offsets of all cells that refer to nodes of this tree; the others go to the outer list.
    private List<Cell> references(Node node, Property property) {
        var offsets = new ArrayList<Cell>();
        int at = 0;
        for (var part : property.parts()) {
            if (part instanceof Part.Cells array) {
                for (int c = 0; c < array.cells().size(); c++) {
                    var cell = array.cells().get(c);
                    int offset = at + c * array.bits() / 8;
                    if (cell.isReference() && cell.value() == SourceLinker.UNRESOLVED) {
                        outer.computeIfAbsent(SourceLabels.target(cell.reference()), label -> new ArrayList<>())
                                .add(node.path() + ":" + property.name() + ":" + offset);
                    } else if (cell.isReference()) {
                        offsets.add(Cell.number(offset, cell.place()));
                    }
                }
            }
            at += part.length();
        }
        return offsets;
    }

    private void putOuter(List<Node> children, Place place) {
        var path = Node.join(Node.ROOT, OUTER);
        var properties = new ArrayList<Property>();
        outer.forEach((label, uses) -> properties.add(new Property(label, List.of(),
                uses.stream().map(use -> (Part) new Part.Text(use, place)).toList(), place)));
        children.removeIf(child -> child.path().equals(path));
        children.add(new Node(path, List.of(), properties, List.of(), place));
    }
}
