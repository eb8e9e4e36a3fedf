package archipelago.engine.devicetree;

import archipelago.engine.base.Require;
import java.util.List;
import java.util.Optional;

/// A node with what is inside of it. Two nodes are equal if they say the same at the same path,
/// wherever they stand in a file.
///
/// @param path from the root, `/` for the root itself
/// @param labels in the order in which they were given
/// @param properties in the order of the file, no name twice
/// @param children in the order of the file, no name twice
/// @param place of the name
public record Node(String path, List<String> labels, List<Property> properties, List<Node> children, Place place) {
    public static final String ROOT = "/";

    public Node {
        labels = List.copyOf(labels);
        properties = List.copyOf(properties);
        children = List.copyOf(children);
        for (var child : children) {
            Require.that(child.path.equals(join(path, child.name())), "a child's path begins with its parent's",
                    child.path);
        }
    }

    /// The path of a node that stands in another one.
    public static String join(String parentPath, String name) {
        return parentPath.equals(ROOT) ? ROOT + name : parentPath + "/" + name;
    }

    /// The full name with its unit address: `memory@0`; empty for the root.
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The name up to the `@`.
    public String baseName() {
        var name = name();
        int at = name.indexOf('@');
        return at < 0 ? name : name.substring(0, at);
    }

    /// What follows the `@` in the name.
    public Optional<String> unitAddress() {
        var name = name();
        int at = name.indexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(name.substring(at + 1));
    }

    /// The child with this full name.
    public Optional<Node> child(String name) {
        return children.stream().filter(child -> child.name().equals(name)).findFirst();
    }

    public Optional<Property> property(String name) {
        return properties.stream().filter(property -> property.name().equals(name)).findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Node that
                && path.equals(that.path)
                && labels.equals(that.labels)
                && properties.equals(that.properties)
                && children.equals(that.children);
    }

    @Override
    public int hashCode() {
        return path.hashCode() * 31 + properties.hashCode();
    }
}
