package archipelago.engine.devicetree;

import java.util.List;
import java.util.Optional;

/// A device tree: what a `.dts` file says once its references are resolved, or what a blob holds.
/// Equality leaves places aside.
///
/// @param plugin whether it is an overlay: references may point to labels of another tree
public record DeviceTree(Node root, List<Reservation> reservations, boolean plugin) {
    public DeviceTree {
        reservations = List.copyOf(reservations);
    }

    /// The node at an absolute path; names are compared with their unit addresses.
    public Optional<Node> node(String path) {
        var found = Optional.of(root);
        for (var name : path.split("/")) {
            if (!name.isEmpty()) {
                found = found.flatMap(node -> node.child(name));
            }
        }
        return found;
    }

    /// Memory that the tree asks to be left alone; both numbers are unsigned.
    public record Reservation(List<String> labels, long address, long bytes, Place place) {
        public Reservation {
            labels = List.copyOf(labels);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Reservation that
                    && labels.equals(that.labels)
                    && address == that.address
                    && bytes == that.bytes;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(address) * 31 + Long.hashCode(bytes);
        }
    }
}
