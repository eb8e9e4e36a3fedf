package archipelago.engine.kernfs;

import archipelago.engine.base.CpuList;
import archipelago.engine.kernfs.OwnNodes.OwnNode;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `/sys/devices/system/node` of a kernel. Lists of CPUs name those that are online in it; memory that its pool has
/// stays in the totals, since the kernel has allocated it and not unplugged it.
final class NodeFiles {
    private final OwnCpus cpus;
    private final List<OwnNode> nodes;

    NodeFiles(OwnCpus cpus, List<OwnNode> nodes) {
        this.cpus = cpus;
        this.nodes = nodes;
    }

    FileNode directory() {
        return FileNode.kernfs(this::basis, files -> {
            files.put("online", FileNode.text(() -> list(_ -> true)));
            files.put("possible", FileNode.text(() -> list(_ -> true)));
            files.put("has_cpu", FileNode.text(() -> list(
                    node -> IntStream.range(0, cpus.count()).anyMatch(on(node)))));
            files.put("has_memory", FileNode.text(() -> list(node -> node.bytes() > 0)));
            for (var node : nodes) {
                files.put("node" + node.number(), node(node));
            }
        });
    }

    private Object basis() {
        return List.of(cpus.basis(), nodes.stream().map(OwnNode::memory).toList());
    }

    private FileNode node(OwnNode node) {
        return FileNode.kernfs(files -> {
            files.put("cpulist", FileNode.text(() -> cpus.list(on(node))));
            files.put("cpumap", FileNode.text(() -> cpus.mask(on(node))));
            files.put("distance", FileNode.text(() -> node.distances().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(" ", "", "\n"))));
            files.put("meminfo", FileNode.text(() -> String.format(
                    Locale.ROOT,
                    "Node %d MemTotal:       %8d kB\n",
                    node.number(),
                    node.bytes() >> 10)));
        });
    }

    private IntPredicate on(OwnNode node) {
        return cpu -> cpus.online(cpu) && node.cpus().test(cpu);
    }

    private String list(Predicate<OwnNode> wanted) {
        return CpuList.text(nodes.stream().filter(wanted).map(node -> (long) node.number()).toList()) + "\n";
    }
}
