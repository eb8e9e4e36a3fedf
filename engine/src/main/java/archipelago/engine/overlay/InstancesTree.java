package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.devicetree.FlatNode;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.devicetree.NodeDraft;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The tree of October 2025: one blob with many instances. An instance that cannot be read is passed over, and the
/// next one is looked at. (`kernel/multikernel/kernfs.c` and `dts.c` of the time.)
public final class InstancesTree {
    /// What is read from the file that takes the tree.
    public static final String INVITATION = "Write multikernel device tree here to propagate to instances\n";

    private static final String INSTANCES = "instances";
    private static final String RESOURCES = "resources";
    private static final String MEMORY = "memory-bytes";
    private static final String CPUS = "cpus";

    private InstancesTree() {}

    /// Why the file refuses a blob as a whole; empty if it does not.
    public static Optional<Change.Rejected> refusedByTheFile(Blob blob) {
        int fault = FlattenedTree.headerFault(blob.bytes());
        if (fault != 0) {
            return Optional.of(invalid("Invalid device tree header: " + fault));
        }
        return FlatNode.root(blob.bytes()).child(INSTANCES).isEmpty()
                ? Optional.of(invalid("No /instances node found in device tree"))
                : Optional.empty();
    }

    /// What it asks for.
    ///
    /// @param cpus how many the host can have; they are named by its own numbers
    public static List<Change> read(Blob blob, int cpus) {
        var changes = new ArrayList<Change>();
        FlatNode.root(blob.bytes()).child(INSTANCES).ifPresent(instances ->
                instances.children().forEach(node -> changes.add(instance(node, cpus))));
        return changes;
    }

    private static Change instance(FlatNode node, int cpus) {
        var id = KernelValues.leadingU32(node, "id");
        if (id.isEmpty()) {
            return invalid("No 'id' property found in instance '" + node.name() + "'");
        }
        var tree = Blob.of(FlattenedTree.write(alone(node).tree()));
        if (tree.length() > Sizes.PAGE) {
            return new Change.Rejected(Errno.ENOSPC, failed(node, "Failed to create instance DTB: -3"));
        }
        var resources = node.child(RESOURCES);
        if (resources.isEmpty()) {
            return new Change.Rejected(Errno.ENOENT, failed(node, "No resources node found in instance"));
        }
        return memoryRefusal(resources.get())
                .or(() -> cpusRefusal(resources.get(), cpus))
                .<Change>map(why -> invalid(failed(node, why)))
                .orElseGet(() -> new Change.InstanceDescribed(
                        node.name(),
                        id.get().intValue(),
                        KernelValues.u32(resources.get(), MEMORY).orElse(0L),
                        cpus(resources.get()),
                        tree));
    }

    private static String failed(FlatNode node, String why) {
        return "Failed to parse DTB for instance '" + node.name() + "': " + why;
    }

    private static Optional<String> memoryRefusal(FlatNode resources) {
        return resources.property(MEMORY).flatMap(value -> {
            if (value.length != 4) {
                return Optional.of("Invalid " + MEMORY + " property length: " + value.length
                        + " (must be 4 bytes for single u32 size)");
            }
            long bytes = KernelValues.firstCell(value);
            return KernelValues.isWholePages(bytes)
                    ? Optional.empty()
                    : Optional.of("Memory size " + KernelValues.hex(bytes) + " not page-aligned");
        });
    }

    private static Optional<String> cpusRefusal(FlatNode resources, int cpus) {
        return resources.property(CPUS).flatMap(value -> {
            if (value.length % 4 != 0) {
                return Optional.of("Invalid " + CPUS + " property length: " + value.length
                        + " (must be multiple of 4)");
            }
            return value.length == 0
                    ? Optional.of("Empty CPU list in " + CPUS)
                    : cpus(resources).stream()
                            .filter(cpu -> cpu >= cpus)
                            .findFirst()
                            .map(cpu -> "Invalid CPU ID " + cpu + " (max: " + (cpus - 1) + ") in " + CPUS);
        });
    }

    private static List<Long> cpus(FlatNode resources) {
        return resources.property(CPUS)
                .map(value -> KernelValues.numbers(value, 4).stream().distinct().sorted().toList())
                .orElse(List.of());
    }

    /// The description of one instance as a tree of its own, as deep as that kernel copied it.
    private static NodeDraft alone(FlatNode instance) {
        var root = NodeDraft.root().text("compatible", "multikernel-v1");
        var copy = root.child(INSTANCES).child(instance.name());
        copyProperties(instance, copy);
        for (var child : instance.children()) {
            copyProperties(child, copy.child(child.name()));
        }
        return root;
    }

    private static void copyProperties(FlatNode from, NodeDraft to) {
        var names = new LinkedHashSet<String>();
        from.looseTexts().forEach(property -> names.add(property.name()));
        names.forEach(name -> from.property(name).ifPresent(value -> to.bytes(name, value)));
    }

    /// What `device_tree_source` shows of it: numbers where there are four bytes, else the bytes.
    public static String source(Blob tree) {
        if (tree.length() == 0) {
            return "(no device tree loaded)\n";
        }
        var instance = FlatNode.root(tree.bytes()).child(INSTANCES).orElseThrow().children().getFirst();
        var out = new StringBuilder("/dts-v1/;\n\n/").append(instance.name()).append(" {\n");
        out.append("\tcompatible = \"multikernel-v1\";\n");
        properties(instance, "\t", out);
        for (var child : instance.children()) {
            out.append('\t').append(child.name()).append(" {\n");
            properties(child, "\t\t", out);
            out.append("\t};\n");
        }
        return out.append("};\n").toString();
    }

    private static void properties(FlatNode node, String indent, StringBuilder out) {
        for (var named : node.looseTexts()) {
            var value = node.property(named.name()).orElse(new byte[0]);
            out.append(indent).append(named.name());
            if (value.length == 4) {
                long number = KernelValues.firstCell(value);
                boolean memory = named.name().equals(MEMORY);
                out.append(memory
                        ? " = <" + KernelValues.hex(number) + ">; // " + (number >> 20) + " MB\n"
                        : " = <" + number + ">;\n");
            } else {
                out.append(" = [").append(hex(value)).append("];\n");
            }
        }
    }

    private static String hex(byte[] value) {
        return HexFormat.ofDelimiter(" ").formatHex(value);
    }

    private static Change.Rejected invalid(String why) {
        return new Change.Rejected(Errno.EINVAL, why);
    }
}
