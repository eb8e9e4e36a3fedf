package archipelago.engine.devicetree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a tree out of what the grammar yields: resolves references, gives phandles to the nodes
/// that need one, and checks what can only be checked on the whole. Nodes are visited in dtc's
/// order, so that they get dtc's phandles.
final class SourceLinker {
    /// The value of a reference to another tree, until an overlay is applied.
    static final long UNRESOLVED = 0xffffffffL;

    private static final String PHANDLE = "phandle";
    private static final String OLD_PHANDLE = "linux,phandle";

    private final SourceNode root;
    private final SourceParser.Parsed parsed;
    private final Findings findings;
    private final Map<String, SourceNode> labels = new LinkedHashMap<>();
    private final Map<SourceNode, Long> phandles = new HashMap<>();
    private final Set<Long> taken = new HashSet<>();
    private final SourceLabels known = new SourceLabels();
    private long nextPhandle = 1;

    SourceLinker(SourceParser.Parsed parsed, Findings findings) {
        this.root = parsed.root();
        this.parsed = parsed;
        this.findings = findings;
    }

    DeviceTree link() {
        var nodes = root.all();
        collectLabels(nodes);
        nodes.forEach(this::checkName);
        nodes.forEach(this::explicitPhandle);
        nodes.forEach(this::resolveCells);
        nodes.forEach(this::resolvePaths);
        nodes.stream().filter(node -> node.omittedIfUnused && !node.used).forEach(SourceNode::delete);
        return new DeviceTree(frozen(root, Node.ROOT), parsed.reservations(), parsed.plugin());
    }

    private void collectLabels(List<SourceNode> nodes) {
        var seen = new HashSet<String>();
        for (var reservation : parsed.reservations()) {
            reservation.labels().forEach(label -> once(seen, label, reservation.place()));
        }
        for (var node : nodes) {
            for (var label : node.labels) {
                once(seen, label, node.place);
                labels.putIfAbsent(label, node);
            }
            known.give(node, List.copyOf(node.labels));
            node.properties.values().stream().filter(property -> !property.deleted).forEach(property -> {
                property.labels.forEach(label -> once(seen, label, property.place));
                property.valueLabels.forEach(label -> once(seen, label, property.place));
            });
        }
    }

    private void once(Set<String> seen, String label, Place place) {
        if (!seen.add(label)) {
            findings.add(place, "the label " + SourceLiterals.shown(label) + " is used twice",
                    "another label here");
        }
    }

    /// A property `name` says again what the node is called; dtc drops it, and refuses another one.
    private void checkName(SourceNode node) {
        var name = node.properties.get("name");
        if (name == null || name.deleted) {
            return;
        }
        var base = node.name.replaceFirst("@.*", "");
        var text = frozen("name", name).string().value();
        if (text.isPresent() && text.get().equals(base)) {
            node.deleteProperty("name");
        } else {
            findings.add(name.place, "the property name does not say what its node is called",
                    "no such property, or \""
                    + base + "\"");
        }
    }

    private void explicitPhandle(SourceNode node) {
        var first = explicitPhandle(node, PHANDLE);
        var second = explicitPhandle(node, OLD_PHANDLE);
        var place = node.place;
        if (first.isPresent() && second.isPresent() && !first.get().equals(second.get())) {
            findings.add(place, "phandle and linux,phandle of this node differ", "phandle only");
        }
        first.or(() -> second).ifPresent(value -> {
            if (!taken.add(value)) {
                findings.add(place, "the phandle " + value + " is used twice",
                        "another number, or none and a label");
            }
            phandles.put(node, value);
        });
    }

    private Optional<Long> explicitPhandle(SourceNode node, String name) {
        if (!node.has(name)) {
            return Optional.empty();
        }
        var property = node.properties.get(name);
        if (property.parts.size() == 1 && property.parts.getFirst() instanceof Part.Cells array
                && array.cells().size() == 1 && array.cells().getFirst().isReference()) {
            if (target(array.cells().getFirst().reference()).orElse(null) != node) {
                findings.add(property.place, name + " refers to another node",
                        "a reference to its own node, or none");
            }
            return Optional.empty();
        }
        var value = frozen(name, property).u32();
        boolean right = value.value().isPresent() && value.value().get() != 0 && value.value().get() != UNRESOLVED;
        if (!right) {
            findings.add(property.place, name + " is not one number from 1 to 0xfffffffe", name + " = <1>;");
        }
        return right ? value.value() : Optional.empty();
    }

    private void resolveCells(SourceNode node) {
        // A node that refers to itself may get its phandle property on the way: hence the copy.
        for (var property : List.copyOf(node.properties.values())) {
            if (!property.deleted) {
                property.parts = property.parts.stream().map(this::resolveCells).toList();
            }
        }
    }

    private Part resolveCells(Part part) {
        if (!(part instanceof Part.Cells array) || array.cells().stream().noneMatch(Cell::isReference)) {
            return part;
        }
        var cells = new ArrayList<Cell>();
        for (var cell : array.cells()) {
            cells.add(cell.isReference() ? new Cell(handle(cell), cell.reference(), cell.place()) : cell);
        }
        return new Part.Cells(array.bits(), cells, array.place());
    }

    private long handle(Cell cell) {
        var node = target(cell.reference());
        if (node.isEmpty()) {
            if (!parsed.plugin() || cell.reference().startsWith("&{")) {
                tellLost(cell.reference(), cell.place());
            }
            return UNRESOLVED;
        }
        node.get().used = true;
        return phandles.computeIfAbsent(node.get(), this::newPhandle);
    }

    private long newPhandle(SourceNode node) {
        while (!taken.add(nextPhandle)) {
            nextPhandle++;
        }
        if (!node.has(PHANDLE)) {
            // Behind all that the file gives, where dtc puts it.
            node.properties.remove(PHANDLE);
            node.propertyFor(PHANDLE, node.place).parts =
                    List.of(new Part.Cells(32, List.of(Cell.number(nextPhandle, node.place)), node.place));
        }
        return nextPhandle;
    }

    private void resolvePaths(SourceNode node) {
        for (var property : node.properties.values()) {
            if (!property.deleted) {
                property.parts = property.parts.stream().map(this::resolvePath).toList();
            }
        }
    }

    private Part resolvePath(Part part) {
        if (!(part instanceof Part.Path path)) {
            return part;
        }
        var node = target(path.reference());
        node.ifPresentOrElse(found -> found.used = true, () -> tellLost(path.reference(), path.place()));
        return new Part.Path(path.reference(), node.map(SourceNode::path).orElse(""), path.place());
    }

    private void tellLost(String reference, Place place) {
        findings.add(place, "there is no node " + SourceLiterals.shown(reference), known.advice());
    }

    private Optional<SourceNode> target(String reference) {
        var target = SourceLabels.target(reference);
        return reference.startsWith("&{") ? root.at(target) : Optional.ofNullable(labels.get(target));
    }

    private static Node frozen(SourceNode node, String path) {
        var properties = new ArrayList<Property>();
        node.properties.forEach((name, property) -> {
            if (!property.deleted) {
                properties.add(frozen(name, property));
            }
        });
        var children = node.children().stream().map(child -> frozen(child, Node.join(path, child.name))).toList();
        return new Node(path, List.copyOf(node.labels), properties, children, node.place);
    }

    private static Property frozen(String name, SourceNode.SourceProperty property) {
        return new Property(name, List.copyOf(property.labels), property.parts, property.place);
    }
}
