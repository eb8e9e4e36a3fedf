package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.devicetree.FlatNode;
import archipelago.engine.devicetree.FlattenedTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A baseline as the kernel reads it: memory first, since the park loop lives in it, then CPUs one by
/// one, then devices. All of it is read before any of it is done.
/// (`kernel/multikernel/kernfs.c`, `baseline.c`.)
///
/// @param changes what it asks for; nothing if it is refused
/// @param refusal why it is refused; empty if it is not
public record BaselineBlob(List<Change> changes, Optional<Change.Rejected> refusal) {
    private static final String ALIGNMENT = " not page-aligned";

    public BaselineBlob {
        changes = List.copyOf(changes);
    }

    /// Reads what was written to the root `device_tree` file, in the current format.
    public static BaselineBlob read(Blob blob) {
        return read(blob, TreeFormat.MK2);
    }

    /// Reads any bytes.
    public static BaselineBlob read(Blob blob, TreeFormat format) {
        var atTheFile = refusedByTheFile(blob);
        if (atTheFile.isPresent()) {
            return new BaselineBlob(List.of(), atTheFile);
        }
        var root = FlatNode.root(blob.bytes());
        var resources = root.child("resources");
        if (resources.isEmpty()) {
            return refused(Errno.EINVAL, "No /resources node found in baseline DTB");
        }
        var changes = switch (format) {
            case MK1 -> mk1(root, resources.get());
            case MK2 -> mk2(root, resources.get());
        };
        return changes.stream()
                .filter(change -> change instanceof Change.Rejected(var errno, var _) && errno != Errno.ENOMEM)
                .findFirst()
                .map(change -> new BaselineBlob(List.of(), Optional.of((Change.Rejected) change)))
                .orElseGet(() -> new BaselineBlob(changes, Optional.empty()));
    }

    /// What the file refuses before the kernel asks whether there is a pool already; the rest is refused
    /// after that.
    public static Optional<Change.Rejected> refusedByTheFile(Blob blob) {
        var bytes = blob.bytes();
        int fault = FlattenedTree.headerFault(bytes);
        if (fault != 0) {
            return Optional.of(invalid("Invalid device tree header: " + fault));
        }
        if (FlattenedTree.totalBytes(bytes) != bytes.length) {
            return Optional.of(invalid("DTB size mismatch: header says " + FlattenedTree.totalBytes(bytes)
                    + " bytes, received " + bytes.length + " bytes"));
        }
        boolean hasInstances = FlatNode.root(bytes)
                .child("instances")
                .filter(node -> !node.children().isEmpty())
                .isPresent();
        return hasInstances ? Optional.of(invalid("Device tree contains kernel instances")) : Optional.empty();
    }

    // --- the current format ---------------------------------------------------------------------

    private static List<Change> mk2(FlatNode root, FlatNode resources) {
        var cpus = resources.property("cpus");
        var changes = new ArrayList<>(cpusRefusal(cpus, 8, "must be an array of 64-bit physical CPU IDs").stream()
                .toList());
        var requests = resources.children().stream()
                .filter(node -> node.name().startsWith("memory@"))
                .toList();
        requests.stream().limit(KernelValues.MOST_NODES).map(BaselineBlob::memory).forEach(changes::add);
        if (requests.size() > KernelValues.MOST_NODES) {
            changes.add(new Change.Rejected(
                    Errno.E2BIG, "Baseline: more than " + KernelValues.MOST_NODES + " memory@ nodes"));
        }
        if (requests.isEmpty()) {
            changes.add(invalid(resources.has("memory-bytes")
                    ? "Baseline: memory-base/memory-bytes are no longer accepted; use memory@N"
                    : "Baseline has no memory@N node; the pool needs memory"));
        }
        cpus.filter(value -> value.length % 8 == 0)
                .ifPresent(value -> addCpus(changes, KernelValues.numbers(value, 8)));
        addDevices(changes, root, resources);
        return changes;
    }

    private static Change memory(FlatNode node) {
        var size = KernelValues.u64(node, "size");
        if (size.isEmpty()) {
            return invalid("Baseline " + node.name() + ": missing or invalid 'size'");
        }
        long bytes = size.get();
        if (!KernelValues.isWholePages(bytes)) {
            return invalid("Baseline " + node.name() + ": size " + KernelValues.hex(bytes)
                    + " not a positive page multiple");
        }
        var wanted = node.property("numa-node-id");
        if (wanted.isPresent() && wanted.get().length != 4) {
            return invalid("Baseline " + node.name() + ": invalid 'numa-node-id' length " + wanted.get().length);
        }
        int number = wanted.map(value -> (int) KernelValues.firstCell(value)).orElse(Change.ANY_NODE);
        if (number < Change.ANY_NODE || number >= KernelValues.MOST_NODES) {
            return invalid("Baseline " + node.name() + ": numa-node-id " + number + " out of range");
        }
        return KernelValues.canExist(bytes)
                ? new Change.PoolMemoryAdd(bytes, number)
                : new Change.Rejected(Errno.ENOMEM, "Baseline: failed to allocate " + KernelValues.megabytes(bytes)
                        + " on node " + number + ": " + -Errno.ENOMEM.number());
    }

    // --- the old format -------------------------------------------------------------------------

    private static List<Change> mk1(FlatNode root, FlatNode resources) {
        var cpus = resources.property("cpus");
        var changes = new ArrayList<>(cpusRefusal(cpus, 4, "must be multiple of 4").stream().toList());
        changes.add(claim(resources));
        cpus.filter(value -> value.length % 4 == 0)
                .ifPresent(value -> addCpus(changes, InstanceResources.mk1Cpus(value)));
        addDevices(changes, root, resources);
        return changes;
    }

    private static Change claim(FlatNode resources) {
        for (var name : List.of("memory-base", "memory-bytes")) {
            var value = resources.property(name);
            if (value.isEmpty()) {
                return invalid("No '" + name + "' property in baseline");
            }
            if (value.get().length != 8) {
                return invalid("Invalid '" + name + "' property length: " + value.get().length
                        + " (must be 8 bytes)");
            }
        }
        long base = KernelValues.u64(resources, "memory-base").orElseThrow();
        long bytes = KernelValues.u64(resources, "memory-bytes").orElseThrow();
        if (!KernelValues.isWholePages(bytes)) {
            return invalid(bytes == 0
                    ? "Invalid memory size 0 in baseline"
                    : "Memory size " + KernelValues.hex(bytes) + ALIGNMENT);
        }
        if (base != 0 && !KernelValues.isWholePages(base)) {
            return invalid("Memory base " + KernelValues.hex(base) + ALIGNMENT);
        }
        boolean fits = KernelValues.canExist(base) && KernelValues.canExist(bytes)
                && KernelValues.canExist(base + bytes);
        return fits
                ? new Change.PoolMemoryClaim(base, bytes)
                : invalid("Baseline memory (" + KernelValues.hex(base) + "-" + KernelValues.hex(base + bytes - 1)
                        + ") outside multikernel pool");
    }

    // --- both -----------------------------------------------------------------------------------

    private static Optional<Change> cpusRefusal(Optional<byte[]> cpus, int width, String rule) {
        if (cpus.isEmpty()) {
            return Optional.of(invalid("No 'cpus' property in baseline /resources node"));
        }
        int length = cpus.get().length;
        if (length % width != 0) {
            return Optional.of(invalid("Invalid 'cpus' property length: " + length + " (" + rule + ")"));
        }
        return length == 0 ? Optional.of(invalid("Empty CPU list in baseline")) : Optional.empty();
    }

    private static void addCpus(List<Change> changes, List<Long> cpus) {
        cpus.stream().distinct().forEach(cpu -> changes.add(new Change.PoolCpuAdd(cpu, Change.ANY_NODE)));
    }

    private static void addDevices(List<Change> changes, FlatNode root, FlatNode resources) {
        var devices = resources.child("devices");
        if (devices.isEmpty()) {
            return;
        }
        var aliases = new BaselineAliases(root, resources.name(), devices.get());
        for (var device : devices.get().children()) {
            // Only PCI functions are moved; others are listed, or passed over.
            if (device.looseText("device-type").equals(Optional.of("pci"))) {
                changes.add(device(device, aliases));
            }
        }
    }

    private static Change device(FlatNode node, BaselineAliases aliases) {
        var text = node.looseText("pci-id");
        if (text.isEmpty()) {
            return invalid("PCI device '" + node.name() + "' missing pci-id property");
        }
        var id = PciId.normal(text.get());
        if (id.isEmpty()) {
            return invalid("Invalid pci-id format '" + text.get() + "' for device '" + node.name() + "'");
        }
        for (var number : List.of("vendor-id", "device-id")) {
            if (KernelValues.u32(node, number).isEmpty()) {
                return invalid("PCI device '" + node.name() + "' missing or invalid " + number);
            }
        }
        return new Change.PoolDeviceAdd(id.get(), aliases.of(node));
    }

    private static Change.Rejected invalid(String why) {
        return new Change.Rejected(Errno.EINVAL, why);
    }

    private static BaselineBlob refused(Errno errno, String why) {
        return new BaselineBlob(List.of(), Optional.of(new Change.Rejected(errno, why)));
    }
}
