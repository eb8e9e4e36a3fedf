package archipelago.engine.kernfs;

import archipelago.engine.machine.Machine;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The NUMA nodes that a kernel sees, in the order of their numbers. The machine's host knows them from the
/// firmware. An instance asks no firmware and boots with NUMA switched off, so all that it has is node 0 to it,
/// wherever it lies. (`arch/x86/kernel/platform-quirks.c`, `numa_set_off`.)
final class OwnNodes {
    private OwnNodes() {}

    /// One of them.
    ///
    /// @param distances to each node, in the order of their numbers
    /// @param memory its memory
    /// @param movable what was added to it while the kernel ran, a part of its memory
    /// @param cpus whether a logical CPU is on it
    record OwnNode(
            int number,
            List<Integer> distances,
            List<MemoryRange> memory,
            List<MemoryRange> movable,
            IntPredicate cpus) {

        long bytes() {
            return memory.stream().mapToLong(MemoryRange::bytes).sum();
        }
    }

    static List<OwnNode> of(World world, Kernel kernel, OwnCpus cpus) {
        if (!kernel.host()) {
            var added = kernel.memory.subList(Math.min(kernel.bootRanges, kernel.memory.size()), kernel.memory.size());
            return List.of(new OwnNode(0, List.of(Machine.Node.OWN_DISTANCE), kernel.memory, added, _ -> true));
        }
        var nodes = world.machine.nodes();
        var byNumber = IntStream.range(0, nodes.size())
                .boxed()
                .sorted(Comparator.comparingInt(index -> nodes.get(index).number()))
                .toList();
        return byNumber.stream()
                .map(index -> {
                    var node = nodes.get(index);
                    return new OwnNode(
                            node.number(),
                            byNumber.stream().map(node.distances()::get).toList(),
                            List.of(new MemoryRange(node.base(), node.bytes())),
                            List.of(),
                            cpu -> world.machine.node(cpus.core(cpu)) == index);
                })
                .toList();
    }
}
