package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.devicetree.FlatNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads overlays of the old format. Only `fragment@0` counts; each operation names its instance, the host
/// as `/`. (`kernel/multikernel/overlay.c` of the second RFC and of `mk1`.)
final class Mk1OverlayReader {
    private static final int INSTANCE_BYTES = 64;
    private static final int RESOURCES_BYTES = 256;

    private final boolean undo;
    private final List<Change> changes = new ArrayList<>();

    private Mk1OverlayReader(boolean undo) {
        this.undo = undo;
    }

    static Overlay read(Blob blob, FlatNode root) {
        // Where those kernels looked for it they never found anything that kerf had written.
        var inside = root.child("fragment-0").flatMap(node -> node.child("__overlay__"));
        return new Overlay(
                blob,
                shown(root, inside, "mk,instance", INSTANCE_BYTES),
                shown(root, inside, "mk,resources", RESOURCES_BYTES),
                changes(root, false),
                changes(root, true));
    }

    private static String shown(FlatNode root, Optional<FlatNode> inside, String property, int bytes) {
        return inside.flatMap(node -> shown(node, property))
                .or(() -> shown(root, property))
                .map(text -> KernelValues.cut(text, bytes))
                .orElse(Overlay.UNKNOWN);
    }

    private static Optional<String> shown(FlatNode node, String property) {
        return node.property(property)
                .filter(value -> value.length > 0)
                .flatMap(value -> node.looseText(property));
    }

    private static List<Change> changes(FlatNode root, boolean undo) {
        var reader = new Mk1OverlayReader(undo);
        var fragment = root.child("fragment@0");
        var overlay = fragment.flatMap(node -> node.child("__overlay__"));
        if (overlay.isEmpty()) {
            reader.reject(fragment.isEmpty() ? "No fragment@0 found in overlay" : "No __overlay__ found in fragment");
            return reader.changes;
        }
        for (var op : OverlayOp.order(OverlayOp.INSTANCE_ORDER, undo)) {
            overlay.get().child(op.node()).ifPresent(node -> reader.operation(op, node));
        }
        return reader.changes;
    }

    private void operation(OverlayOp op, FlatNode node) {
        if (op.isAboutInstances()) {
            aboutInstances(op, node);
            return;
        }
        var instance = node.property("mk,instance")
                .filter(value -> value.length > 0)
                .flatMap(value -> node.looseText("mk,instance"));
        if (instance.isEmpty()) {
            reject(op.node() + " requires mk,instance property");
            return;
        }
        var name = instance.get();
        changes.add(new Change.EnterOperation(name, op.node()));
        switch (op) {
            case MEMORY_ADD -> items(node, "region@", item -> memory(item, name, !undo));
            case MEMORY_REMOVE -> items(node, "region@", item -> memory(item, name, undo));
            case CPU_ADD -> items(node, "cpu@", item -> cpu(item, name, !undo));
            case CPU_REMOVE -> items(node, "cpu@", item -> cpu(item, name, undo));
            case DEVICE_ADD -> items(node, "pci@", item -> device(item, name, !undo));
            case DEVICE_REMOVE -> items(node, "pci@", item -> device(item, name, undo));
            case INSTANCE_CREATE, INSTANCE_REMOVE -> { }
        }
    }

    /// Reads items up to one that cannot be read.
    private static void items(FlatNode node, String prefix, Predicate<FlatNode> reader) {
        for (var item : node.children()) {
            if (item.name().startsWith(prefix) && !reader.test(item)) {
                return;
            }
        }
    }

    // --- items ----------------------------------------------------------------------------------

    private boolean memory(FlatNode item, String instance, boolean give) {
        var range = item.property("reg").flatMap(KernelValues::range);
        if (range.isEmpty()) {
            return reject("Invalid reg property in " + item.name());
        }
        long base = range.get().base();
        long bytes = range.get().bytes();
        if (give && !KernelValues.canExist(bytes)) {
            changes.add(new Change.Rejected(
                    Errno.ENOMEM, "Failed to send mem_add IPI: " + -Errno.ENOMEM.number()));
            return false;
        }
        return add(give
                ? new Change.MemoryAdd(instance, base, bytes, node(item))
                : new Change.MemoryRemove(instance, base, bytes));
    }

    private boolean cpu(FlatNode item, String instance, boolean give) {
        var id = KernelValues.u64(item, "reg").or(() -> KernelValues.leadingU32(item, "reg"));
        if (id.isEmpty()) {
            return reject("Invalid reg property in " + item.name());
        }
        return add(give
                ? new Change.CpuAdd(instance, id.get(), node(item))
                : new Change.CpuRemove(instance, id.get()));
    }

    private boolean device(FlatNode item, String instance, boolean give) {
        var text = item.looseText("pci-id");
        if (text.isEmpty()) {
            return reject("Invalid pci-id property in " + item.name());
        }
        var pciId = PciId.normal(text.get());
        if (pciId.isEmpty()) {
            return reject("Invalid pci-id format '" + text.get() + "'");
        }
        return add(give
                ? new Change.DeviceAdd(instance, pciId.get(), item.looseText("driver").orElse(""))
                : new Change.DeviceRemove(instance, pciId.get()));
    }

    /// Node 0 was meant where none was named, and a node that there cannot be was not noticed.
    private static int node(FlatNode item) {
        return KernelValues.leadingU32(item, "numa-node")
                .filter(node -> node < KernelValues.MOST_NODES)
                .map(Long::intValue)
                .orElse(0);
    }

    // --- instances ------------------------------------------------------------------------------

    private void aboutInstances(OverlayOp op, FlatNode node) {
        var text = node.property("instance-name")
                .filter(value -> value.length > 0)
                .flatMap(value -> node.looseText("instance-name"))
                .filter(name -> !name.isEmpty() && name.indexOf('/') < 0);
        if (text.isEmpty()) {
            reject(op.node() + " requires 'instance-name' property");
            return;
        }
        var name = text.get();
        if (op == OverlayOp.INSTANCE_REMOVE) {
            add(undo
                    ? new Change.NotUndone("Cannot automatically restore removed instance '" + name + "'")
                    : new Change.InstanceRemove(name));
        } else if (undo) {
            add(new Change.InstanceUncreate(name));
        } else {
            create(name, node);
        }
    }

    private void create(String name, FlatNode node) {
        int id = KernelValues.leadingU32(node, "id").map(Long::intValue).orElse(Change.ANY_ID);
        var resources = node.child("resources");
        if (resources.isEmpty()) {
            reject("instance-create requires 'resources' subnode");
            return;
        }
        var read = InstanceResources.mk1(resources.get());
        add(read.refusal().isPresent()
                ? read.refusal().get()
                : new Change.InstanceCreate(
                        name,
                        Math.max(id, Change.ANY_ID),
                        read.memoryBytes(),
                        read.cpus(),
                        read.nodes(),
                        read.memoryBase(),
                        read.devices()));
    }

    private boolean add(Change change) {
        changes.add(change);
        return true;
    }

    private boolean reject(String why) {
        changes.add(new Change.Rejected(Errno.EINVAL, why));
        return false;
    }
}
