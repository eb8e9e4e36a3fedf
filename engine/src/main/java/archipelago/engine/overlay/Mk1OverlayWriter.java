package archipelago.engine.overlay;

import archipelago.engine.base.Require;
import archipelago.engine.devicetree.NodeDraft;
import java.nio.ByteBuffer;
import java.util.List;

/// Writes one overlay of the old format: all operations in one fragment without a target, each with the
/// name of its instance.
final class Mk1OverlayWriter {
    private Mk1OverlayWriter() {}

    static void write(NodeDraft root, List<Change> changes) {
        var overlay = root.child("fragment@0").child("__overlay__");
        for (var op : OverlayOp.INSTANCE_ORDER) {
            var asked = changes.stream()
                    .filter(change -> OverlayWriter.operation(change).equals(op.node()))
                    .toList();
            if (!asked.isEmpty()) {
                operation(overlay.child(op.node()), op, asked);
            }
        }
    }

    private static void operation(NodeDraft node, OverlayOp op, List<Change> changes) {
        var names = changes.stream().map(Mk1OverlayWriter::instance).distinct().toList();
        Require.that(names.size() == 1, "an operation of the old format has one instance", names);
        Require.that(!op.isAboutInstances() || changes.size() == 1, "an instance is made or removed alone", changes);
        if (!op.isAboutInstances()) {
            node.text("mk,instance", names.getFirst());
        }
        for (int i = 0; i < changes.size(); i++) {
            item(node, i, changes.get(i));
        }
    }

    private static String instance(Change change) {
        return switch (change) {
            case Change.InstanceCreate c -> c.instance();
            case Change.InstanceRemove c -> c.instance();
            case Change.CpuAdd c -> c.instance();
            case Change.CpuRemove c -> c.instance();
            case Change.MemoryAdd c -> c.instance();
            case Change.MemoryRemove c -> c.instance();
            case Change.DeviceAdd c -> c.instance();
            case Change.DeviceRemove c -> c.instance();
            default -> throw OverlayWriter.cannotBeAskedFor(change);
        };
    }

    private static void item(NodeDraft operation, int index, Change change) {
        switch (change) {
            case Change.InstanceCreate create -> create(operation, create);
            case Change.InstanceRemove(var name) -> operation.text("instance-name", name);
            case Change.CpuAdd(var _, long cpu, int node) -> node(cpu(operation, cpu), node);
            case Change.CpuRemove(var _, long cpu) -> cpu(operation, cpu);
            case Change.MemoryAdd(var _, long base, long bytes, int node) ->
                node(operation.child("region@" + index).u64("reg", base, bytes), node);
            case Change.MemoryRemove(var _, long base, long bytes) ->
                operation.child("region@" + index).u64("reg", base, bytes);
            case Change.DeviceAdd(var _, var id, var driver) -> {
                var item = operation.child("pci@" + index).text("pci-id", id);
                if (!driver.isEmpty()) {
                    item.text("driver", driver);
                }
            }
            case Change.DeviceRemove(var _, var id) -> operation.child("pci@" + index).text("pci-id", id);
            default -> throw OverlayWriter.cannotBeAskedFor(change);
        }
    }

    private static NodeDraft cpu(NodeDraft operation, long cpu) {
        return operation.child("cpu@" + cpu).u32("reg", cpu);
    }

    private static void node(NodeDraft item, int node) {
        if (node != Change.ANY_NODE) {
            item.u32("numa-node", node);
        }
    }

    private static void create(NodeDraft operation, Change.InstanceCreate create) {
        operation.text("instance-name", create.instance());
        if (create.id() != Change.ANY_ID) {
            operation.u32("id", create.id());
        }
        var resources = operation.child("resources");
        if (!create.cpus().isEmpty()) {
            cpus(resources, create.cpus());
        }
        if (create.memoryBase() != Change.ANY_BASE) {
            resources.u64("memory-base", create.memoryBase());
        }
        if (create.memoryBytes() != 0) {
            resources.u64("memory-bytes", create.memoryBytes());
        }
        if (!create.devices().isEmpty()) {
            resources.text("device-names", create.devices().toArray(String[]::new));
        }
        if (!create.nodes().isEmpty()) {
            resources.u32("numa-nodes", create.nodes().stream().mapToLong(Integer::longValue).toArray());
        }
    }

    /// Ids of 32 bits, and of 64 where those of 32 would be taken for fewer ids of 64.
    static void cpus(NodeDraft resources, List<Long> cpus) {
        var narrow = ByteBuffer.allocate(4 * cpus.size());
        cpus.forEach(cpu -> narrow.putInt(cpu.intValue()));
        if (InstanceResources.mk1Cpus(narrow.array()).equals(cpus)) {
            resources.u32("cpus", cpus.stream().mapToLong(Long::longValue).toArray());
        } else {
            resources.u64s("cpus", cpus);
        }
    }
}
