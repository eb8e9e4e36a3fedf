package archipelago.engine.kerf;

import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.kernfs.Content;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.kernfs.TreePaths;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the directory of an instance says, and `/proc/iomem` of its memory.
///
/// @param status the word in its `status` file
/// @param cpus in the order of its list
/// @param memoryBase where its memory begins
/// @param regions its pieces of memory, by number
record InstanceFiles(
        String name,
        int id,
        String status,
        List<Long> cpus,
        long memoryBase,
        long memoryBytes,
        List<Region> regions,
        List<TreeDevices.Device> devices) {
    private static final Pattern REGION =
            Pattern.compile("\\s*([0-9a-f]+)-([0-9a-f]+) : mk-instance-([0-9]+)-(.+)-region-([0-9]+)");

    record Region(long base, long bytes) {}

    InstanceFiles {
        cpus = List.copyOf(cpus);
        regions = List.copyOf(regions);
        devices = List.copyOf(devices);
    }

    /// All instances, by name.
    static List<InstanceFiles> all(FileTree files) {
        var all = new ArrayList<InstanceFiles>();
        files.list(TreePaths.INSTANCES).stream().sorted().forEach(name -> named(files, name).ifPresent(all::add));
        return all;
    }

    static Optional<InstanceFiles> named(FileTree files, String name) {
        var folder = TreePaths.INSTANCES + "/" + name;
        var id = text(files, folder + "/id");
        if (name.isEmpty() || name.contains("/") || name.startsWith(".") || !id.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        var tree = PoolTree.tree(files, folder + "/device_tree");
        var resources = tree.flatMap(found -> found.node("/resources"));
        return Optional.of(new InstanceFiles(
                name,
                Integer.parseInt(id),
                text(files, folder + "/status"),
                resources.map(node -> PoolTree.numbers(node, "cpus")).orElse(List.of()),
                number(tree, "memory-base"),
                number(tree, "memory-bytes"),
                regions(files, Integer.parseInt(id), name),
                tree.map(TreeDevices::of).orElse(List.of())));
    }

    private static long number(Optional<DeviceTree> tree, String property) {
        return tree.flatMap(found -> found.node("/resources"))
                .map(node -> PoolTree.numbers(node, property))
                .filter(numbers -> !numbers.isEmpty())
                .map(List::getFirst)
                .orElse(0L);
    }

    private static List<Region> regions(FileTree files, int id, String name) {
        var regions = new ArrayList<Region>();
        for (var line : text(files, "/proc/iomem").split("\n")) {
            var m = REGION.matcher(line);
            if (m.matches() && m.group(3).equals(Integer.toString(id)) && m.group(4).equals(name)) {
                long base = Long.parseLong(m.group(1), 16);
                regions.add(new Region(base, Long.parseLong(m.group(2), 16) - base + 1));
            }
        }
        return regions;
    }

    /// A text file without the end of its last line; empty if it cannot be read.
    static String text(FileTree files, String path) {
        return files.read(path) instanceof Content.Bytes(var blob)
                ? new String(blob.bytes(), StandardCharsets.UTF_8).stripTrailing()
                : "";
    }
}
