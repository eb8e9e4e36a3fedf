package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Defect;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.devicetree.NodeDraft;
import java.util.ArrayList;
import java.util.List;

/// Writes baselines and overlays in the current format, as kerf does: one fragment for each run of
/// changes with the same target. The old format is written as kerf 0.1.0 did.
public final class OverlayWriter {
    private static final String OVERLAY = "linux,multikernel-overlay";
    private static final String HOST = "linux,multikernel-host";

    private OverlayWriter() {}

    /// An overlay of the current format that asks for these changes. They are done in the kernel's order,
    /// not in theirs.
    public static Blob overlay(List<Change> changes) {
        return overlay(changes, TreeFormat.MK2);
    }

    /// An overlay that asks for these changes, which must be such as can be asked for. In the old format
    /// there is one instance for each operation, one instance to be made and one to be removed, and no pool.
    public static Blob overlay(List<Change> changes, TreeFormat format) {
        var root = NodeDraft.root().text("compatible", OVERLAY);
        switch (format) {
            case MK1 -> Mk1OverlayWriter.write(root, changes);
            case MK2 -> fragments(root, changes);
        }
        return blob(root.tree());
    }

    private static void fragments(NodeDraft root, List<Change> changes) {
        int fragments = 0;
        int from = 0;
        while (from < changes.size()) {
            int to = from + 1;
            while (to < changes.size() && goesWith(changes.get(to), changes.subList(from, to))) {
                to++;
            }
            var fragment = root.child("fragment@" + Integer.toHexString(fragments++))
                    .text("target-path", target(changes.get(from)));
            operations(fragment.child("__overlay__"), changes.subList(from, to));
            from = to;
        }
    }

    /// A fragment makes one instance and removes one; of other operations it holds any number of items.
    private static boolean goesWith(Change change, List<Change> fragment) {
        boolean once = change instanceof Change.InstanceCreate || change instanceof Change.InstanceRemove;
        return target(change).equals(target(fragment.getFirst()))
                && !(once && fragment.stream().anyMatch(before -> before.getClass() == change.getClass()));
    }

    /// A baseline that asks for CPUs, memory and PCI functions.
    public static Blob baseline(List<Long> cpus, List<Change.PoolMemoryAdd> memory, List<PciFunction> devices) {
        var root = NodeDraft.root().text("compatible", HOST);
        var resources = root.child("resources").u64s("cpus", cpus);
        for (int m = 0; m < memory.size(); m++) {
            var node = resources.child("memory@" + m).u64("size", memory.get(m).bytes());
            if (memory.get(m).node() != Change.ANY_NODE) {
                node.u32("numa-node-id", memory.get(m).node());
            }
        }
        devices(resources, devices);
        return blob(root.tree());
    }

    /// A baseline of the old format.
    public static Blob baseline(List<Long> cpus, Change.PoolMemoryClaim memory, List<PciFunction> devices) {
        var root = NodeDraft.root().text("compatible", HOST);
        var resources = root.child("resources");
        Mk1OverlayWriter.cpus(resources, cpus);
        resources.u64("memory-base", memory.base()).u64("memory-bytes", memory.bytes());
        devices(resources, devices);
        return blob(root.tree());
    }

    private static void devices(NodeDraft resources, List<PciFunction> devices) {
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
            case Change.InstanceCreate _, Change.InstanceRemove _, Change.LlcWays _ -> "/instances";
            case Change.CpuAdd c -> "/instances/" + c.instance();
            case Change.CpuRemove c -> "/instances/" + c.instance();
            case Change.MemoryAdd c -> "/instances/" + c.instance();
            case Change.MemoryRemove c -> "/instances/" + c.instance();
            case Change.DeviceAdd c -> "/instances/" + c.instance();
            case Change.DeviceRemove c -> "/instances/" + c.instance();
            case Change.EnterPool _,
                Change.EnterInstance _,
                Change.EnterOperation _,
                Change.PoolMemoryClaim _,
                Change.InstanceUncreate _,
                Change.InstanceDescribed _,
                Change.Rejected _,
                Change.NotUndone _ -> throw cannotBeAskedFor(change);
        };
    }

    private static void operations(NodeDraft overlay, List<Change> changes) {
        var names = new ArrayList<String>();
        var drafts = new ArrayList<NodeDraft>();
        var items = new ArrayList<Integer>();
        var ways = changes.stream().filter(c -> c instanceof Change.LlcWays).map(c -> (Change.LlcWays) c).toList();
        for (var change : changes) {
            if (change instanceof Change.LlcWays) {
                continue; // It stands with the instance that is made.
            }
            var name = operation(change);
            int at = names.indexOf(name);
            if (at < 0) {
                at = names.size();
                names.add(name);
                drafts.add(overlay.child(name));
                items.add(0);
            }
            int index = items.set(at, items.get(at) + 1);
            if (change instanceof Change.InstanceCreate create) {
                create(drafts.get(at), create, ways);
            } else {
                item(drafts.get(at), change, index);
            }
        }
    }

    static Defect cannotBeAskedFor(Change change) {
        return new Defect("only what can be asked for is written: " + change);
    }

    static String operation(Change change) {
        return switch (change) {
            case Change.PoolCpuAdd _, Change.CpuAdd _ -> "cpu-add";
            case Change.PoolCpuRemove _, Change.CpuRemove _ -> "cpu-remove";
            case Change.PoolMemoryAdd _, Change.MemoryAdd _ -> "memory-add";
            case Change.PoolMemoryRemove _, Change.MemoryRemove _ -> "memory-remove";
            case Change.PoolDeviceAdd _, Change.DeviceAdd _ -> "device-add";
            case Change.PoolDeviceRemove _, Change.DeviceRemove _ -> "device-remove";
            case Change.InstanceCreate _ -> "instance-create";
            case Change.InstanceRemove _ -> "instance-remove";
            default -> throw cannotBeAskedFor(change);
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
            case Change.InstanceRemove(var name) -> operation.text("instance-name", name);
            default -> throw cannotBeAskedFor(change);
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

    private static void create(NodeDraft operation, Change.InstanceCreate create, List<Change.LlcWays> ways) {
        operation.text("instance-name", create.instance());
        if (create.id() != Change.ANY_ID) {
            operation.u32("id", create.id());
        }
        var resources = operation.child("resources");
        if (create.memoryBytes() != 0) {
            resources.u64("memory-bytes", create.memoryBytes());
        }
        if (!create.cpus().isEmpty()) {
            resources.u64s("cpus", create.cpus());
        }
        if (!create.nodes().isEmpty()) {
            resources.u32("numa-nodes", create.nodes().stream().mapToLong(Integer::longValue).toArray());
        }
        ways.stream()
                .filter(way -> way.instance().equals(create.instance()))
                .forEach(way -> resources.u32("llc-way-mask", way.mask()));
    }
}
