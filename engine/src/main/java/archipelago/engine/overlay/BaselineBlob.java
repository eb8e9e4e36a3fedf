package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.devicetree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A baseline as the kernel reads it: memory first, since the park loop lives in it, then CPUs one by
/// one, then devices. (`kernel/multikernel/baseline.c`.)
///
/// @param changes what it asks for; nothing if it is refused
/// @param refusal why it is refused; empty if it is not
public record BaselineBlob(List<Change> changes, Optional<Change.Rejected> refusal) {
    public BaselineBlob {
        changes = List.copyOf(changes);
    }

    /// Reads what was written to the root `device_tree` file.
    public static BaselineBlob read(Blob blob) {
        var bytes = blob.bytes();
        if (!FlattenedTree.headerIsRight(bytes)) {
            return refused("Invalid baseline DTB header");
        }
        if (FlattenedTree.totalBytes(bytes) != bytes.length) {
            return refused("Baseline DTB size mismatch: header=" + FlattenedTree.totalBytes(bytes) + ", provided="
                    + bytes.length);
        }
        var root = FlattenedTree.read("baseline", bytes).value().map(tree -> tree.root());
        var resources = root.flatMap(node -> node.child("resources"));
        if (resources.isEmpty()) {
            return refused("No /resources node found in baseline DTB");
        }
        if (root.get().child("instances").isPresent()) {
            return refused("a baseline has no /instances; create them with overlays");
        }
        return read(resources.get());
    }

    private static BaselineBlob read(Node resources) {
        var cpus = resources.property("cpus").flatMap(OverlayReader::cpuIds);
        if (cpus.isEmpty() || cpus.get().isEmpty()) {
            return refused(cpus.isEmpty()
                    ? "No 'cpus' property in baseline /resources node"
                    : "Empty CPU list in baseline");
        }
        if (resources.property("memory-base").isPresent() || resources.property("memory-bytes").isPresent()) {
            return refused("Baseline: memory-base/memory-bytes are no longer accepted; use memory@N");
        }
        var changes = new ArrayList<Change>();
        for (var child : resources.children()) {
            if (child.name().startsWith("memory@")) {
                var memory = memory(child);
                if (memory instanceof Change.Rejected) {
                    return refused(((Change.Rejected) memory).why());
                }
                changes.add(memory);
            }
        }
        if (changes.isEmpty()) {
            return refused("Baseline has no memory@N node; the pool needs memory");
        }
        cpus.get().stream().distinct().forEach(cpu -> changes.add(new Change.PoolCpuAdd(cpu, Change.ANY_NODE)));
        for (var device : resources.child("devices").map(Node::children).orElse(List.of())) {
            var change = device(device);
            if (change.isPresent() && change.get() instanceof Change.Rejected(var _, var why)) {
                return refused(why);
            }
            change.ifPresent(changes::add);
        }
        return new BaselineBlob(changes, Optional.empty());
    }

    private static Change memory(Node node) {
        var size = node.property("size").flatMap(OverlayReader::u64);
        if (size.isEmpty()) {
            return new Change.Rejected(Errno.EINVAL, "Baseline " + node.name() + ": missing or invalid 'size'");
        }
        if (size.get() <= 0 || size.get() % Sizes.PAGE != 0) {
            return new Change.Rejected(Errno.EINVAL, "Baseline " + node.name() + ": size 0x"
                    + Long.toHexString(size.get()) + " not a positive page multiple");
        }
        var wanted = node.property("numa-node-id");
        var number = wanted.flatMap(property -> property.u32().value());
        if (wanted.isPresent() && (number.isEmpty() || number.get() > Short.MAX_VALUE)) {
            return new Change.Rejected(Errno.EINVAL, "Baseline " + node.name() + ": invalid 'numa-node-id'");
        }
        return new Change.PoolMemoryAdd(size.get(), number.map(Long::intValue).orElse(Change.ANY_NODE));
    }

    /// Empty for a device that is passed over: only PCI functions are moved.
    private static Optional<Change> device(Node node) {
        if (!OverlayReader.text(node, "device-type").equals(Optional.of("pci"))) {
            return Optional.empty();
        }
        var id = OverlayReader.text(node, "pci-id").flatMap(PciId::normal);
        boolean known = node.property("vendor-id").isPresent() && node.property("device-id").isPresent();
        return Optional.of(id.isPresent() && known
                ? new Change.PoolDeviceAdd(id.get(), "")
                : new Change.Rejected(Errno.EINVAL, "PCI device '" + node.name() + "' missing "
                        + (id.isEmpty() ? "pci-id" : "vendor-id or device-id") + " property"));
    }

    private static BaselineBlob refused(String why) {
        return new BaselineBlob(List.of(), Optional.of(new Change.Rejected(Errno.EINVAL, why)));
    }
}
