package archipelago.engine.measure;

import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// On which cores of a machine the tasks of an experiment are put.
public sealed interface Placement {
    /// The first socket is filled before the second one is touched.
    record Filled() implements Placement {}

    /// The sockets take turns; of several kernels each keeps to one socket as long as it has room.
    record Spread() implements Placement {}

    /// These nodes, one after another.
    record Nodes(List<Integer> nodes) implements Placement {
        public Nodes {
            nodes = List.copyOf(nodes);
        }
    }

    /// The cores in the order in which they are given out to one kernel.
    default List<Integer> order(Machine machine) {
        var cores = IntStream.range(0, machine.coreCount()).boxed().toList();
        return switch (this) {
            case Filled _ -> cores.stream().sorted(Comparator.comparingInt(machine::socket)).toList();
            case Spread _ -> turns(machine, cores);
            case Nodes(var nodes) -> nodes.stream()
                    .flatMap(node -> cores.stream().filter(core -> machine.node(core) == node))
                    .toList();
        };
    }

    private static List<Integer> turns(Machine machine, List<Integer> cores) {
        var left = new ArrayList<>(cores);
        var turns = new ArrayList<Integer>();
        for (int socket = 0; !left.isEmpty(); socket = (socket + 1) % machine.socketCount()) {
            int now = socket;
            left.stream().filter(core -> machine.socket(core) == now).findFirst().ifPresent(core -> {
                turns.add(core);
                left.remove(core);
            });
        }
        return turns;
    }
}
