package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Defect;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.devicetree.NodeDraft;
import java.util.ArrayList;
import java.util.List;

/// Writes baselines and overlays in the current format, as kerf does: one fragment for each run of
/// changes with the same target.
public final class OverlayWriter {
    private OverlayWriter() {}

    /// An overlay that asks for these changes. They are done in the kernel's order, not in theirs.
    public static Blob overlay(List<Change> changes) {
        return blob(overlayTree(changes));
    }

    static DeviceTree overlayTree(List<Change> changes) {
        var root = NodeDraft.root().text("compatible", "linux,multikernel-overlay");
        int fragments = 0;
        int from = 0;
        while (from < changes.size()) {
            int to = from + 1;
            while (to < changes.size() && target(changes.get(to)).equals(target(changes.get(from)))) {
                to++;
            }
            var fragment = root.child("fragment@" + Integer.toHexString(fragments++))
                    .text("target-path", target(changes.get(from)));
            operations(fragment.child("__overlay__"), changes.subList(from, to));
            from = to;
        }
        return root.tree();
    }

    /// A baseline that asks for CPUs, memory and PCI functions.
    public static Blob baseline(List<Long> cpus, List<Change.PoolMemoryAdd> memory, List<PciFunction> devices) {
        var root = NodeDraft.root().text("compatible", "linux,multikernel-host");
        var resources = root.child("resources").u64s("cpus", cpus);
        for (int m = 0; m < memory.size(); m++) {
            var node = resources.child("memory@" + m).u64("size", memory.get(m).bytes());
            if (memory.get(m).node() != Change.ANY_NODE) {
                node.u32("numa-node-id", memory.get(m).node());
            }
        }
        if (!devices.isEmpty()) {
            var list = resources.child("devices");
            for (var device : devices) {
                list.child(device.name())
                        .text("device-type", "pci")
                        .text("pci-id", device.pciId())
                        .u32("vendor-id", device.vendor())
                        .u32("device-id", device.device());
            }
        }
        return blob(root.tree());
    }

    /// A PCI function as a baseline names it.
    public record PciFunction(String name, String pciId, int vendor, int device) {}

    private static Blob blob(DeviceTree tree) {
        return Blob.of(FlattenedTree.write(tree));
    }

    private static String target(Change change) {
        return switch (change) {
            case Change.PoolCpuAdd _,
                Change.PoolCpuRemove _,
                Change.PoolMemoryAdd _,
                Change.PoolMemoryRemove _,
                Change.PoolDeviceAdd _,
                Change.PoolDeviceRemove _ -> "/resources";
            case Change.InstanceCreate _, Change.InstanceRemove _ -> "/instances";
            case Change.CpuAdd c -> "/instances/" + c.instance();
            case Change.CpuRemove c -> "/instances/" + c.instance();
            case Change.MemoryAdd c -> "/instances/" + c.instance();
            case Change.MemoryRemove c -> "/instances/" + c.instance();
            case Change.DeviceAdd c -> "/instances/" + c.instance();
            case Change.DeviceRemove c -> "/instances/" + c.instance();
            case Change.EnterPool _,
                Change.EnterInstance _,
                Change.InstanceUncreate _,
                Change.Rejected _,
                Change.NotUndone _ -> "";
        };
    }

    private static void operations(NodeDraft overlay, List<Change> changes) {
        var names = new ArrayList<String>();
        var drafts = new ArrayList<NodeDraft>();
        var items = new ArrayList<Integer>();
        for (var change : changes) {
            var name = operation(change);
            int at = names.indexOf(name);
            if (at < 0) {
                at = names.size();
                names.add(name);
                drafts.add(overlay.child(name));
                items.add(0);
            }
            item(drafts.get(at), change, items.set(at, items.get(at) + 1));
        }
    }

    private static String operation(Change change) {
        return switch (change) {
            case Change.PoolCpuAdd _, Change.CpuAdd _ -> "cpu-add";
            case Change.PoolCpuRemove _, Change.CpuRemove _ -> "cpu-remove";
            case Change.PoolMemoryAdd _, Change.MemoryAdd _ -> "memory-add";
            case Change.PoolMemoryRemove _, Change.MemoryRemove _ -> "memory-remove";
            case Change.PoolDeviceAdd _, Change.DeviceAdd _ -> "device-add";
            case Change.PoolDeviceRemove _, Change.DeviceRemove _ -> "device-remove";
            case Change.InstanceCreate _ -> "instance-create";
            case Change.InstanceRemove _ -> "instance-remove";
            default -> throw new Defect("a change that can be asked for has an operation" + ": " + change);
        };
    }

    private static void item(NodeDraft operation, Change change, int index) {
        switch (change) {
            case Change.PoolCpuAdd(long cpu, int node) -> cpu(operation, index, cpu, node);
            case Change.PoolCpuRemove(long cpu, int node) -> cpu(operation, index, cpu, node);
            case Change.CpuAdd(var _, long cpu, int node) -> cpu(operation, index, cpu, node);
            case Change.CpuRemove(var _, long cpu) -> cpu(operation, index, cpu, Change.ANY_NODE);
            case Change.PoolMemoryAdd(long bytes, int node) ->
                node(operation.child("memory@" + index).u64("size", bytes), node);
            case Change.PoolMemoryRemove(long base, long bytes, int node) ->
                node(operation.child("memory@" + index).u64("reg", base, bytes), node);
            case Change.MemoryAdd(var _, long base, long bytes, int node) ->
                node(operation.child("memory@" + index).u64("reg", base, bytes), node);
            case Change.MemoryRemove(var _, long base, long bytes) ->
                operation.child("memory@" + index).u64("reg", base, bytes);
            case Change.PoolDeviceAdd(var id, var alias) ->
                optional(operation.child("pci@" + index).text("pci-id", id), "alias", alias);
            case Change.PoolDeviceRemove(var id) -> operation.child("pci@" + index).text("pci-id", id);
            case Change.DeviceAdd(var _, var id, var driver) ->
                optional(operation.child("pci@" + index).text("pci-id", id), "driver", driver);
            case Change.DeviceRemove(var _, var id) -> operation.child("pci@" + index).text("pci-id", id);
            case Change.InstanceCreate create -> create(operation, create);
            case Change.InstanceRemove(var name) -> operation.text("instance-name", name);
            default -> throw new Defect("a change that can be asked for has an item" + ": " + change);
        }
    }

    private static void cpu(NodeDraft operation, int index, long cpu, int node) {
        node(operation.child("cpu@" + index).u64("reg", cpu), node);
    }

    private static void node(NodeDraft item, int node) {
        if (node != Change.ANY_NODE) {
            item.u32("numa-node-id", node);
        }
    }

    private static void optional(NodeDraft item, String name, String text) {
        if (!text.isEmpty()) {
            item.text(name, text);
        }
    }

    private static void create(NodeDraft operation, Change.InstanceCreate create) {
        operation.text("instance-name", create.instance());
        if (create.id() != Change.ANY_ID) {
            operation.u32("id", create.id());
        }
        var resources = operation.child("resources")
                .u64("memory-bytes", create.memoryBytes())
                .u64s("cpus", create.cpus());
        if (!create.nodes().isEmpty()) {
            resources.u32("numa-nodes", create.nodes().stream().mapToLong(Integer::longValue).toArray());
        }
    }
}
