package archipelago.engine.kernfs;

import archipelago.engine.base.CpuList;
import archipelago.engine.machine.Machine;
import archipelago.engine.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `/sys/devices/system/node`. Lists of CPUs name those that are online in the host; memory that the pool
/// has stays in the totals, since the host has allocated it and not unplugged it.
final class NodeFiles {
    private final World world;
    private final HostCpus cpus;

    NodeFiles(World world) {
        this.world = world;
        cpus = new HostCpus(world);
    }

    FileNode directory() {
        return FileNode.kernfs(cpus::basis, files -> {
            files.put("online", FileNode.text(() -> list(_ -> true)));
            files.put("possible", FileNode.text(() -> list(_ -> true)));
            files.put("has_cpu", FileNode.text(() -> list(
                    node -> IntStream.range(0, cpus.count()).anyMatch(on(node)))));
            files.put("has_memory", FileNode.text(() -> list(node -> nodes().get(node).bytes() > 0)));
            for (int node = 0; node < nodes().size(); node++) {
                files.put("node" + nodes().get(node).number(), node(node));
            }
        });
    }

    private FileNode node(int node) {
        return FileNode.kernfs(files -> {
            files.put("cpulist", FileNode.text(() -> cpus.list(on(node))));
            files.put("cpumap", FileNode.text(() -> cpus.mask(on(node))));
            files.put("distance", FileNode.text(() -> distances(node)));
            files.put("meminfo", FileNode.text(() -> String.format(
                    Locale.ROOT,
                    "Node %d MemTotal:       %8d kB\n",
                    nodes().get(node).number(),
                    nodes().get(node).bytes() >> 10)));
        });
    }

    private List<Machine.Node> nodes() {
        return world.machine.nodes();
    }

    private IntPredicate on(int node) {
        return cpu -> world.machine.node(cpu) == node && cpus.online().has(cpu);
    }

    private String list(IntPredicate wanted) {
        return CpuList.text(byNumber().stream()
                        .filter(wanted::test)
                        .map(node -> (long) nodes().get(node).number())
                        .toList())
                + "\n";
    }

    /// To each node, in the order of their numbers.
    private String distances(int node) {
        return byNumber().stream()
                .map(other -> nodes().get(node).distances().get(other).toString())
                .collect(Collectors.joining(" ", "", "\n"));
    }

    private List<Integer> byNumber() {
        return IntStream.range(0, nodes().size())
                .boxed()
                .sorted(Comparator.comparingInt(node -> nodes().get(node).number()))
                .toList();
    }
}
