package archipelago.engine.kerf;

import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.Node;
import archipelago.engine.devicetree.Property;
import archipelago.engine.kernfs.Content;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.kernfs.TreePaths;
import archipelago.engine.devicetree.FlattenedTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the tree of the pool says. Before there is a pool it names the host's own CPUs.
///
/// @param cpus all that the pool owns, lent or free
/// @param free those that are free; empty also if the tree does not say
/// @param devices those that are free
record PoolTree(boolean live, List<Long> cpus, List<Long> free, List<Chunk> chunks, List<TreeDevices.Device> devices) {
    static final PoolTree NONE = new PoolTree(false, List.of(), List.of(), List.of(), List.of());

    /// @param node the NUMA node's number, or -1
    record Chunk(long base, long bytes, int node) {
        long end() {
            return base + bytes;
        }
    }

    PoolTree {
        cpus = List.copyOf(cpus);
        free = List.copyOf(free);
        chunks = List.copyOf(chunks);
        devices = List.copyOf(devices);
    }

    static PoolTree read(FileTree files) {
        return tree(files, TreePaths.DEVICE_TREE).map(PoolTree::of).orElse(NONE);
    }

    /// The tree in a file, if there is one.
    static Optional<DeviceTree> tree(FileTree files, String path) {
        return files.read(path) instanceof Content.Bytes(var blob)
                ? FlattenedTree.read(path, blob.bytes()).value()
                : Optional.empty();
    }

    /// CPUs of a pool are no evidence of one: without a pool the tree lists the host's. Only a pool's tree
    /// names free CPUs, memory or devices.
    static PoolTree of(DeviceTree tree) {
        var resources = tree.node("/resources");
        if (resources.isEmpty()) {
            return NONE;
        }
        var free = resources.get().property("cpus-available");
        var chunks = new ArrayList<Chunk>();
        for (var child : resources.get().children()) {
            var reg = child.baseName().equals("memory") ? numbers(child, "reg") : List.<Long>of();
            if (reg.size() == 2) {
                int node = child.property("numa-node-id")
                        .flatMap(property -> property.u32().value())
                        .map(Long::intValue)
                        .orElse(MemorySpec.ANY_NODE);
                chunks.add(new Chunk(reg.get(0), reg.get(1), node));
            }
        }
        var devices = TreeDevices.of(tree);
        boolean live = free.isPresent() || !chunks.isEmpty() || !devices.isEmpty();
        return new PoolTree(
                live,
                live ? CpuSpec.sorted(numbers(resources.get(), "cpus")) : List.of(),
                CpuSpec.sorted(numbers(resources.get(), "cpus-available")),
                chunks,
                devices);
    }

    /// The 64-bit numbers of a property; none if there is no such property.
    static List<Long> numbers(Node node, String name) {
        return node.property(name).flatMap(PoolTree::numbers).orElse(List.of());
    }

    private static Optional<List<Long>> numbers(Property property) {
        return property.u64s().value();
    }

    long bytesOn(int node) {
        return chunks.stream().filter(chunk -> chunk.node() == node).mapToLong(Chunk::bytes).sum();
    }

    long bytes() {
        return chunks.stream().mapToLong(Chunk::bytes).sum();
    }

    /// The free device that a name stands for: an alias, kerf's own name, or a PCI id.
    Optional<TreeDevices.Device> device(String name) {
        return devices.stream().filter(device -> device.isCalled(name)).findFirst();
    }
}
