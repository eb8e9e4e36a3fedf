package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.devicetree.Node;
import archipelago.engine.devicetree.Property;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads overlays as the kernel does: lazily. What cannot be read becomes a change that fails in its
/// turn, after those before it have been made. Fragments go by their unit address, operations by the
/// kernel's own order, items as they stand. (`kernel/multikernel/overlay.c`.)
public final class OverlayReader {
    private static final String FRAGMENT = "fragment@";
    private static final String POOL = "/resources";
    private static final String INSTANCES = "/instances";
    private static final int MOST_NODES = 1024;

    /// The operations of a fragment, in the order in which an instance's are done.
    private enum Op {
        INSTANCE_CREATE("instance-create"),
        MEMORY_REMOVE("memory-remove"),
        MEMORY_ADD("memory-add"),
        CPU_REMOVE("cpu-remove"),
        CPU_ADD("cpu-add"),
        DEVICE_REMOVE("device-remove"),
        DEVICE_ADD("device-add"),
        INSTANCE_REMOVE("instance-remove");

        private final String node;

        Op(String node) {
            this.node = node;
        }
    }

    private static final List<Op> INSTANCE_ORDER = List.of(Op.values());

    /// The pool gives memory back last: its park loop lives in it until the last CPU has gone home.
    private static final List<Op> POOL_ORDER = List.of(
            Op.INSTANCE_CREATE,
            Op.CPU_REMOVE,
            Op.DEVICE_REMOVE,
            Op.MEMORY_REMOVE,
            Op.MEMORY_ADD,
            Op.CPU_ADD,
            Op.DEVICE_ADD,
            Op.INSTANCE_REMOVE);

    private record Fragment(long unit, Node node) {}

    private final boolean undo;
    private final List<Change> changes = new ArrayList<>();

    private OverlayReader(boolean undo) {
        this.undo = undo;
    }

    /// Reads a blob whose header is right; the rest of it may be anything.
    public static Overlay read(Blob blob) {
        var root = FlattenedTree.read("overlay", blob.bytes()).value().map(tree -> tree.root());
        var target = root.flatMap(OverlayReader::firstTarget).orElse(Overlay.UNKNOWN);
        var resources = root.flatMap(node -> text(node, "mk,resources")).orElse(Overlay.UNKNOWN);
        return new Overlay(blob, target, resources, changes(root, false), changes(root, true));
    }

    private static List<Change> changes(Optional<Node> root, boolean undo) {
        var reader = new OverlayReader(undo);
        var fragments = root.map(OverlayReader::fragments).orElse(List.of());
        if (fragments.isEmpty()) {
            reader.reject("no usable fragment@N node: " + -Errno.EINVAL.number());
            return reader.changes;
        }
        (undo ? fragments.reversed() : fragments).forEach(fragment -> reader.fragment(fragment.node()));
        return reader.changes;
    }

    /// Empty if one of them has no number: the kernel then takes none.
    private static List<Fragment> fragments(Node root) {
        var fragments = new ArrayList<Fragment>();
        for (var node : root.children()) {
            if (node.name().startsWith(FRAGMENT)) {
                var unit = hex32(node.name().substring(FRAGMENT.length()));
                if (unit.isEmpty()) {
                    return List.of();
                }
                fragments.add(new Fragment(unit.get(), node));
            }
        }
        fragments.sort(Comparator.comparingLong(Fragment::unit));
        return fragments;
    }

    private static Optional<Long> hex32(String text) {
        var digits = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
        return digits.matches("[0-9a-fA-F]{1,8}") ? Optional.of(Long.parseLong(digits, 16)) : Optional.empty();
    }

    private static Optional<String> firstTarget(Node root) {
        return fragments(root).stream().findFirst().flatMap(fragment -> text(fragment.node(), "target-path"));
    }

    // --- a fragment -----------------------------------------------------------------------------

    private void fragment(Node fragment) {
        var path = text(fragment, "target-path");
        if (path.isEmpty()) {
            reject("fragment without a valid target-path");
            return;
        }
        var target = path.get();
        var instance = target.startsWith(INSTANCES + "/") ? target.substring(INSTANCES.length() + 1) : "";
        if (target.equals(POOL)) {
            changes.add(new Change.EnterPool());
        } else if (!instance.isEmpty() && instance.indexOf('/') < 0) {
            changes.add(new Change.EnterInstance(instance));
        } else if (target.startsWith(INSTANCES + "/")) {
            reject("'" + target + "' does not name an instance");
            return;
        } else if (!target.equals(INSTANCES)) {
            reject("unsupported target-path '" + target + "'");
            return;
        }
        var overlay = fragment.child("__overlay__");
        if (overlay.isEmpty()) {
            reject("fragment for " + target + " has no __overlay__ node");
            return;
        }
        var order = target.equals(POOL) ? POOL_ORDER : INSTANCE_ORDER;
        for (var op : undo ? order.reversed() : order) {
            overlay.get().child(op.node).ifPresent(node -> operation(op, node, target, instance));
        }
    }

    private void operation(Op op, Node node, String target, String instance) {
        boolean namespace = op == Op.INSTANCE_CREATE || op == Op.INSTANCE_REMOVE;
        if (namespace && !target.equals(INSTANCES)) {
            reject(op.node + " belongs under " + INSTANCES + ", not " + target);
        } else if (!namespace && target.equals(INSTANCES)) {
            reject(target + " is not a resource holder, " + op.node + " rejected");
        } else {
            switch (op) {
                case INSTANCE_CREATE -> create(node);
                case INSTANCE_REMOVE -> remove(node);
                case MEMORY_ADD -> items(node, "memory@", item -> memory(item, instance, true));
                case MEMORY_REMOVE -> items(node, "memory@", item -> memory(item, instance, false));
                case CPU_ADD -> items(node, "cpu@", item -> cpu(item, instance, !undo));
                case CPU_REMOVE -> items(node, "cpu@", item -> cpu(item, instance, undo));
                case DEVICE_ADD -> items(node, "pci@", item -> device(item, instance, !undo));
                case DEVICE_REMOVE -> items(node, "pci@", item -> device(item, instance, undo));
            }
        }
    }

    private interface Item {
        /// @return whether the item could be read; else the rest is not reached
        boolean read(Node item);
    }

    private static void items(Node node, String prefix, Item reader) {
        for (var item : node.children()) {
            if (item.name().startsWith(prefix) && !reader.read(item)) {
                return;
            }
        }
    }

    // --- items ----------------------------------------------------------------------------------

    private boolean cpu(Node item, String instance, boolean give) {
        var id = number(item, "reg");
        if (id.isEmpty()) {
            return reject("Invalid reg property in " + item.name());
        }
        var node = node(item);
        if (node.isEmpty()) {
            return false;
        }
        long cpu = id.get();
        changes.add(instance.isEmpty()
                ? give ? new Change.PoolCpuAdd(cpu, node.get()) : new Change.PoolCpuRemove(cpu, node.get())
                : give ? new Change.CpuAdd(instance, cpu, node.get()) : new Change.CpuRemove(instance, cpu));
        return true;
    }

    private boolean device(Node item, String instance, boolean give) {
        var text = text(item, "pci-id");
        if (text.isEmpty()) {
            return reject("Invalid pci-id property in " + item.name());
        }
        var pciId = PciId.normal(text.get());
        if (pciId.isEmpty()) {
            return reject("Invalid pci-id format '" + text.get() + "'");
        }
        var id = pciId.get();
        changes.add(instance.isEmpty()
                ? give
                        ? new Change.PoolDeviceAdd(id, text(item, "alias").orElse(""))
                        : new Change.PoolDeviceRemove(id)
                : give
                        ? new Change.DeviceAdd(instance, id, text(item, "driver").orElse(""))
                        : new Change.DeviceRemove(instance, id));
        return true;
    }

    private boolean memory(Node item, String instance, boolean add) {
        var node = node(item);
        if (node.isEmpty()) {
            return false;
        }
        return instance.isEmpty() && add ? poolGrowth(item, node.get()) : range(item, instance, node.get(), add);
    }

    private boolean poolGrowth(Node item, int node) {
        if (item.property("reg").isPresent()) {
            return reject(item.name() + " adds pool memory by size, not by reg");
        }
        var size = item.property("size").flatMap(OverlayReader::u64);
        if (size.isEmpty()) {
            return reject("Invalid size property in " + item.name());
        }
        long bytes = size.get();
        if (bytes <= 0 || bytes % Sizes.PAGE != 0) {
            return reject(item.name() + ": size 0x" + Long.toHexString(bytes) + " is not a positive page multiple");
        }
        changes.add(undo
                ? new Change.NotUndone("cannot release the " + (bytes >> 20) + " MB the pool grew by")
                : new Change.PoolMemoryAdd(bytes, node));
        return true;
    }

    private boolean range(Node item, String instance, int node, boolean add) {
        var reg = item.property("reg")
                .filter(property -> property.bytes().length == 16)
                .flatMap(property -> property.u64s().value());
        if (reg.isEmpty()) {
            return reject("Invalid reg property in " + item.name());
        }
        long base = reg.get().get(0);
        long bytes = reg.get().get(1);
        if (instance.isEmpty()) {
            changes.add(undo ? new Change.PoolMemoryAdd(bytes, node) : new Change.PoolMemoryRemove(base, bytes, node));
        } else {
            changes.add(add != undo
                    ? new Change.MemoryAdd(instance, base, bytes, node)
                    : new Change.MemoryRemove(instance, base, bytes));
        }
        return true;
    }

    // --- instances ------------------------------------------------------------------------------

    private void create(Node node) {
        var name = instanceName(node, "instance-create");
        if (name.isEmpty()) {
            return;
        }
        if (undo) {
            changes.add(new Change.InstanceUncreate(name.get()));
            return;
        }
        int id = node.property("id")
                .flatMap(property -> property.u32().value())
                .map(Long::intValue)
                .orElse(Change.ANY_ID);
        var resources = node.child("resources");
        if (resources.isEmpty()) {
            reject("instance-create requires a 'resources' subnode");
            return;
        }
        if (resources.get().property("device-names").isPresent()) {
            reject("device-names is not accepted; add devices with device-add on the instance");
            return;
        }
        var cpus = resources.get().property("cpus").map(OverlayReader::cpuIds).orElse(Optional.of(List.of()));
        var bytes = resources.get().property("memory-bytes").flatMap(OverlayReader::u64);
        if (cpus.isEmpty() || bytes.isEmpty()) {
            reject("Invalid " + (cpus.isEmpty() ? "cpus" : "memory-bytes") + " property in resources");
            return;
        }
        var nodes = resources.get()
                .property("numa-nodes")
                .flatMap(property -> property.u32s().value())
                .map(list -> list.stream().map(Long::intValue).toList())
                .orElse(List.of());
        changes.add(new Change.InstanceCreate(name.get(), id, bytes.get(), cpus.get(), nodes));
    }

    private void remove(Node node) {
        instanceName(node, "instance-remove").ifPresent(name -> changes.add(undo
                ? new Change.NotUndone(
                        "cannot restore removed instance '" + name + "', apply an instance-create overlay")
                : new Change.InstanceRemove(name)));
    }

    private Optional<String> instanceName(Node node, String op) {
        var name = text(node, "instance-name").filter(text -> !text.isEmpty());
        if (name.isEmpty()) {
            reject(op + " requires a valid 'instance-name'");
        } else if (name.get().indexOf('/') >= 0) {
            reject("instance name '" + name.get() + "' must not contain '/'");
            return Optional.empty();
        }
        return name;
    }

    // --- values ---------------------------------------------------------------------------------

    /// The kernel reads 64-bit ids; an array whose length is no multiple of 8 is of 32-bit ones.
    static Optional<List<Long>> cpuIds(Property property) {
        int bytes = property.bytes().length;
        return bytes == 0
                ? Optional.of(List.of())
                : bytes % 8 == 0 ? property.u64s().value() : property.u32s().value();
    }

    private Optional<Integer> node(Node item) {
        var property = item.property("numa-node-id");
        if (property.isEmpty()) {
            return Optional.of(Change.ANY_NODE);
        }
        var number = property.get().u32().value();
        if (number.isEmpty()) {
            reject("Invalid numa-node-id property in " + item.name());
            return Optional.empty();
        }
        if (number.get() >= MOST_NODES) {
            reject(item.name() + ": numa-node-id " + number.get() + " out of range");
            return Optional.empty();
        }
        return number.map(Long::intValue);
    }

    private static Optional<Long> number(Node node, String name) {
        return node.property(name).flatMap(property -> property.bytes().length == 4
                ? property.u32().value()
                : u64(property));
    }

    static Optional<Long> u64(Property property) {
        return property.u64().value();
    }

    /// A string property, up to its first zero byte, as the kernel's string functions see it.
    static Optional<String> text(Node node, String name) {
        return node.property(name)
                .flatMap(property -> property.strings().value())
                .map(List::getFirst);
    }

    private boolean reject(String why) {
        changes.add(new Change.Rejected(Errno.EINVAL, why));
        return false;
    }
}
