package archipelago.engine.kerf;

import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which CPUs of the pool an instance gets that asks for a number of them.
final class CpuChoice {
    /// How they should lie.
    enum Affinity {
        COMPACT,
        SPREAD,
        LOCAL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Machine machine;
    private final List<Integer> nodes;

    /// @param nodes the nodes that CPUs may come from; none for all
    CpuChoice(Machine machine, List<Integer> nodes) {
        this.machine = machine;
        this.nodes = List.copyOf(nodes);
    }

    /// @param free the pool's free CPUs
    /// @return ascending
    List<Long> choose(List<Long> free, int count, Affinity affinity) throws KerfStop {
        var candidates = CpuSpec.sorted(free).stream()
                .filter(cpu -> nodes.isEmpty() || HostFacts.node(machine, cpu).filter(nodes::contains).isPresent())
                .toList();
        if (candidates.size() < count) {
            throw KerfStop.refused("Error: not enough free CPUs" + (nodes.isEmpty() ? "" : " in NUMA nodes " + nodes)
                    + ": " + count + " wanted, " + candidates.size() + " available");
        }
        return CpuSpec.sorted(switch (affinity) {
            case COMPACT -> compact(candidates, count);
            case SPREAD -> nodes.isEmpty() ? even(candidates, count) : roundRobin(candidates, count);
            case LOCAL -> local(candidates, count);
        });
    }

    /// Neighbours if there are any, of one node if nodes were named; else the lowest.
    private List<Long> compact(List<Long> candidates, int count) {
        for (int node : nodes) {
            var here = on(node, candidates);
            if (here.size() >= count) {
                return neighbours(here, count);
            }
        }
        return neighbours(candidates, count);
    }

    private static List<Long> neighbours(List<Long> cpus, int count) {
        for (int from = 0; from + count <= cpus.size(); from++) {
            if (cpus.get(from + count - 1) - cpus.get(from) == count - 1) {
                return cpus.subList(from, from + count);
            }
        }
        return cpus.subList(0, count);
    }

    /// At even distances in the list.
    private static List<Long> even(List<Long> cpus, int count) {
        var chosen = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            chosen.add(cpus.get(count == 1 ? 0 : (int) ((long) i * (cpus.size() - 1) / (count - 1))));
        }
        return chosen;
    }

    /// One of each node in turn; a node that has none left is passed over.
    private List<Long> roundRobin(List<Long> candidates, int count) {
        var queues = new ArrayList<ArrayList<Long>>();
        for (int node : nodes) {
            var here = on(node, candidates);
            if (!here.isEmpty()) {
                queues.add(new ArrayList<>(here));
            }
        }
        var chosen = new ArrayList<Long>();
        for (int turn = 0; chosen.size() < count; turn++) {
            var own = queues.get(turn % queues.size());
            var from = own.isEmpty() ? queues.stream().filter(q -> !q.isEmpty()).findFirst().orElseThrow() : own;
            chosen.add(from.removeFirst());
        }
        return chosen;
    }

    /// All of one node.
    private List<Long> local(List<Long> candidates, int count) throws KerfStop {
        if (!nodes.isEmpty()) {
            var here = on(nodes.getFirst(), candidates);
            if (here.size() < count) {
                throw KerfStop.refused("Error: not enough free CPUs in NUMA node " + nodes.getFirst() + ": " + count
                        + " wanted, " + here.size() + " available");
            }
            return here.subList(0, count);
        }
        for (int node : HostFacts.nodes(machine)) {
            var here = on(node, candidates);
            if (here.size() >= count) {
                return here.subList(0, count);
            }
        }
        throw KerfStop.refused("Error: no single NUMA node has " + count + " free CPUs, as local affinity wants");
    }

    private List<Long> on(int node, List<Long> cpus) {
        return cpus.stream().filter(cpu -> HostFacts.node(machine, cpu).filter(n -> n == node).isPresent()).toList();
    }
}
