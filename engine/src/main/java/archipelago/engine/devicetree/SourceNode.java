package archipelago.engine.devicetree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A node while its file is still being read. A later block may extend it, delete it, and bring it
/// back; what was deleted keeps its position, as in dtc, in case it comes back.
final class SourceNode {
    final String name;
    final SourceNode parent;
    /// Where it was first seen; of the root it is known only when it comes.
    Place place;
    final Set<String> labels = new LinkedHashSet<>();
    final Map<String, SourceProperty> properties = new LinkedHashMap<>();
    private final Map<String, SourceNode> children = new LinkedHashMap<>();
    boolean omittedIfUnused;
    boolean used;
    private boolean deleted;

    SourceNode(String name, SourceNode parent, Place place) {
        this.name = name;
        this.parent = parent;
        this.place = place;
    }

    /// A property while its file is being read.
    static final class SourceProperty {
        final Place place;
        final Set<String> labels = new LinkedHashSet<>();
        List<Part> parts = List.of();
        /// Labels inside the value; nothing can refer to them, but no other label may be like them.
        List<String> valueLabels = List.of();
        boolean deleted;

        SourceProperty(Place place) {
            this.place = place;
        }
    }

    List<SourceNode> children() {
        return children.values().stream().filter(child -> !child.deleted).toList();
    }

    Optional<SourceNode> child(String name) {
        return Optional.ofNullable(children.get(name)).filter(child -> !child.deleted);
    }

    boolean has(String property) {
        return properties.containsKey(property) && !properties.get(property).deleted;
    }

    /// The child with this name, made or brought back if there is none.
    SourceNode childFor(String name, Place place) {
        var child = children.computeIfAbsent(name, n -> new SourceNode(n, this, place));
        child.deleted = false;
        return child;
    }

    /// The property with this name, made or brought back if there is none.
    SourceProperty propertyFor(String name, Place place) {
        var property = properties.computeIfAbsent(name, n -> new SourceProperty(place));
        property.deleted = false;
        return property;
    }

    void deleteProperty(String name) {
        var property = properties.get(name);
        if (property != null) {
            property.deleted = true;
            property.labels.clear();
        }
    }

    void delete() {
        deleted = true;
        omittedIfUnused = false;
        labels.clear();
        properties.keySet().forEach(this::deleteProperty);
        children.values().forEach(SourceNode::delete);
    }

    String path() {
        return parent == null ? Node.ROOT : Node.join(parent.path(), name);
    }

    /// This node and all below it, parents first.
    List<SourceNode> all() {
        var found = new ArrayList<SourceNode>();
        collect(found);
        return found;
    }

    private void collect(List<SourceNode> found) {
        found.add(this);
        children().forEach(child -> child.collect(found));
    }

    /// The node at a path below this one.
    Optional<SourceNode> at(String path) {
        var found = Optional.of(this);
        for (var step : path.split("/")) {
            if (!step.isEmpty()) {
                found = found.flatMap(node -> node.child(step));
            }
        }
        return found;
    }
}
