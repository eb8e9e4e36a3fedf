package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.devicetree.FlatNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads overlays of the current format. Fragments go by their unit address, operations by the kernel's
/// own order, items as they stand. (`kernel/multikernel/overlay.c`, `dts.c`.)
final class Mk2OverlayReader {
    private static final String FRAGMENT = "fragment@";
    private static final String POOL = "/resources";
    private static final String INSTANCES = "/instances";
    private static final String LLC_WAYS = "llc-way-mask";
    private static final int TARGET_BYTES = 128;
    private static final int RESOURCES_BYTES = 256;

    private record Fragment(long unit, FlatNode node) {}

    /// The fragments in their order, or why the kernel takes none.
    private record Fragments(List<Fragment> list, Optional<String> refusal) {}

    private final boolean undo;
    private final List<Change> changes = new ArrayList<>();

    private Mk2OverlayReader(boolean undo) {
        this.undo = undo;
    }

    static Overlay read(Blob blob, FlatNode root) {
        var fragments = fragments(root);
        var target = fragments.list().stream()
                .findFirst()
                .flatMap(first -> shown(first.node(), "target-path", TARGET_BYTES))
                .orElse(Overlay.UNKNOWN);
        var resources = shown(root, "mk,resources", RESOURCES_BYTES).orElse(Overlay.UNKNOWN);
        return new Overlay(blob, target, resources, changes(fragments, false), changes(fragments, true));
    }

    private static Optional<String> shown(FlatNode node, String property, int bytes) {
        return node.property(property)
                .filter(value -> value.length > 0)
                .flatMap(value -> node.looseText(property))
                .map(text -> KernelValues.cut(text, bytes));
    }

    private static Fragments fragments(FlatNode root) {
        var fragments = new ArrayList<Fragment>();
        for (var node : root.children()) {
            if (!node.name().startsWith(FRAGMENT)) {
                continue;
            }
            var unit = KernelValues.hexU32(node.name().substring(FRAGMENT.length()));
            if (unit.isEmpty()) {
                return new Fragments(List.of(), Optional.of("'" + node.name() + "' has no valid unit address"));
            }
            fragments.add(new Fragment(unit.get(), node));
        }
        return fragments.isEmpty()
                ? new Fragments(List.of(), Optional.of("no usable fragment@N node: " + -Errno.EINVAL.number()))
                : new Fragments(HeapOrder.sorted(fragments, Fragment::unit), Optional.empty());
    }

    private static List<Change> changes(Fragments fragments, boolean undo) {
        var reader = new Mk2OverlayReader(undo);
        fragments.refusal().ifPresent(reader::reject);
        (undo ? fragments.list().reversed() : fragments.list()).forEach(fragment -> reader.fragment(fragment.node()));
        return reader.changes;
    }

    // --- a fragment -----------------------------------------------------------------------------

    private void fragment(FlatNode fragment) {
        var path = fragment.text("target-path");
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
        var order = target.equals(POOL) ? OverlayOp.POOL_ORDER : OverlayOp.INSTANCE_ORDER;
        for (var op : OverlayOp.order(order, undo)) {
            overlay.get().child(op.node()).ifPresent(node -> operation(op, node, target, instance));
        }
    }

    private void operation(OverlayOp op, FlatNode node, String target, String instance) {
        if (op.isAboutInstances() && !target.equals(INSTANCES)) {
            reject(op.node() + " belongs under " + INSTANCES + ", not " + target);
        } else if (!op.isAboutInstances() && target.equals(INSTANCES)) {
            reject(target + " is not a resource holder, " + op.logged() + " rejected");
        } else {
            switch (op) {
                case INSTANCE_CREATE -> create(node);
                case INSTANCE_REMOVE -> remove(node);
                case MEMORY_ADD -> items(node, "memory@", item ->
                        instance.isEmpty() ? poolGrowth(item) : memoryAdd(item, instance));
                case MEMORY_REMOVE -> items(node, "memory@", item -> memoryRemove(item, instance));
                case CPU_ADD -> items(node, "cpu@", item -> cpu(item, instance, !undo));
                case CPU_REMOVE -> items(node, "cpu@", item -> cpu(item, instance, undo));
                case DEVICE_ADD -> items(node, "pci@", item -> device(item, instance, !undo));
                case DEVICE_REMOVE -> items(node, "pci@", item -> device(item, instance, undo));
            }
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

    private boolean cpu(FlatNode item, String instance, boolean give) {
        var id = KernelValues.cpuReg(item);
        if (id.isEmpty()) {
            return reject("Invalid reg property in " + item.name());
        }
        var node = node(item);
        if (node.isEmpty()) {
            return false;
        }
        long cpu = id.get();
        return add(instance.isEmpty()
                ? give ? new Change.PoolCpuAdd(cpu, node.get()) : new Change.PoolCpuRemove(cpu, node.get())
                : give ? new Change.CpuAdd(instance, cpu, node.get()) : new Change.CpuRemove(instance, cpu));
    }

    private boolean device(FlatNode item, String instance, boolean give) {
        var text = item.text("pci-id");
        if (text.isEmpty()) {
            return reject("Invalid pci-id property in " + item.name());
        }
        var pciId = PciId.normal(text.get());
        if (pciId.isEmpty()) {
            return reject("Invalid pci-id format '" + text.get() + "'");
        }
        var id = pciId.get();
        return add(instance.isEmpty()
                ? give
                        ? new Change.PoolDeviceAdd(id, item.looseText("alias").orElse(""))
                        : new Change.PoolDeviceRemove(id)
                : give
                        ? new Change.DeviceAdd(instance, id, item.looseText("driver").orElse(""))
                        : new Change.DeviceRemove(instance, id));
    }

    private boolean poolGrowth(FlatNode item) {
        var node = node(item);
        if (node.isEmpty()) {
            return false;
        }
        if (item.has("reg")) {
            return reject(item.name() + " adds pool memory by size, not by reg");
        }
        var size = KernelValues.u64(item, "size");
        if (size.isEmpty()) {
            return reject("Invalid size property in " + item.name());
        }
        long bytes = size.get();
        if (!KernelValues.isWholePages(bytes)) {
            return reject(item.name() + ": size " + KernelValues.hex(bytes) + " is not a positive page multiple");
        }
        return undo
                ? add(new Change.NotUndone(
                        "cannot release the " + KernelValues.megabytes(bytes) + " the pool grew by"))
                : add(grown(bytes, node.get()));
    }

    private static Change grown(long bytes, int node) {
        return KernelValues.canExist(bytes)
                ? new Change.PoolMemoryAdd(bytes, node)
                : new Change.Rejected(
                        Errno.ENOMEM,
                        "Failed to grow the pool by " + KernelValues.megabytes(bytes) + ": " + -Errno.ENOMEM.number());
    }

    private boolean memoryAdd(FlatNode item, String instance) {
        var node = node(item);
        var range = node.flatMap(n -> range(item));
        return range.isPresent() && add(undo
                ? new Change.MemoryRemove(instance, range.get().base(), range.get().bytes())
                : given(instance, range.get(), node.get()));
    }

    private boolean memoryRemove(FlatNode item, String instance) {
        var range = range(item);
        var node = range.flatMap(r -> node(item));
        if (node.isEmpty()) {
            return false;
        }
        long base = range.get().base();
        long bytes = range.get().bytes();
        if (instance.isEmpty()) {
            return add(undo ? grown(bytes, node.get()) : new Change.PoolMemoryRemove(base, bytes, node.get()));
        }
        return add(undo
                ? given(instance, range.get(), node.get())
                : new Change.MemoryRemove(instance, base, bytes));
    }

    private static Change given(String instance, KernelValues.Range range, int node) {
        return KernelValues.canExist(range.bytes())
                ? new Change.MemoryAdd(instance, range.base(), range.bytes(), node)
                : new Change.Rejected(
                        Errno.ENOMEM, "Failed to send memory IPI: " + -Errno.ENOMEM.number());
    }

    private Optional<KernelValues.Range> range(FlatNode item) {
        var range = item.property("reg").filter(reg -> reg.length == 16).flatMap(KernelValues::range);
        if (range.isEmpty()) {
            reject("Invalid reg property in " + item.name());
        }
        return range;
    }

    private Optional<Integer> node(FlatNode item) {
        if (!item.has("numa-node-id")) {
            return Optional.of(Change.ANY_NODE);
        }
        var number = KernelValues.u32(item, "numa-node-id");
        if (number.isEmpty()) {
            reject("Invalid numa-node-id property in " + item.name());
            return Optional.empty();
        }
        if (number.get() >= KernelValues.MOST_NODES) {
            reject(item.name() + ": numa-node-id " + number.get() + " out of range");
            return Optional.empty();
        }
        return number.map(Long::intValue);
    }

    // --- instances ------------------------------------------------------------------------------

    private void create(FlatNode node) {
        var name = instanceName(node, OverlayOp.INSTANCE_CREATE);
        if (name.isEmpty()) {
            return;
        }
        if (undo) {
            add(new Change.InstanceUncreate(name.get()));
            return;
        }
        int id = KernelValues.u32(node, "id").map(Long::intValue).orElse(Change.ANY_ID);
        var resources = node.child("resources");
        if (resources.isEmpty()) {
            reject("instance-create requires a 'resources' subnode");
            return;
        }
        var read = InstanceResources.mk2(resources.get());
        if (read.refusal().isEmpty() && resources.get().has(LLC_WAYS)) {
            var mask = KernelValues.u32(resources.get(), LLC_WAYS);
            if (mask.isEmpty()) {
                reject("Invalid " + LLC_WAYS + " property");
                return;
            }
            add(new Change.LlcWays(name.get(), mask.get()));
        }
        add(read.refusal().isPresent()
                ? read.refusal().get()
                : new Change.InstanceCreate(
                        name.get(), Math.max(id, Change.ANY_ID), read.memoryBytes(), read.cpus(), read.nodes()));
    }

    private void remove(FlatNode node) {
        instanceName(node, OverlayOp.INSTANCE_REMOVE).ifPresent(name -> add(undo
                ? new Change.NotUndone(
                        "cannot restore removed instance '" + name + "', apply an instance-create overlay")
                : new Change.InstanceRemove(name)));
    }

    private Optional<String> instanceName(FlatNode node, OverlayOp op) {
        var name = node.text("instance-name").filter(text -> !text.isEmpty());
        if (name.isEmpty()) {
            reject(op.node() + " requires a valid 'instance-name'");
        } else if (name.get().indexOf('/') >= 0) {
            reject("instance name '" + name.get() + "' must not contain '/'");
            return Optional.empty();
        }
        return name;
    }

    /// @return true, because what was read is in order
    private boolean add(Change change) {
        changes.add(change);
        return true;
    }

    /// @return false, because the transaction ends here
    private boolean reject(String why) {
        changes.add(new Change.Rejected(Errno.EINVAL, why));
        return false;
    }
}
