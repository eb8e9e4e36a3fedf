package archipelago.engine.kernfs;

import archipelago.engine.machine.Machine;
import archipelago.engine.machine.Machine.Core;
import archipelago.engine.machine.Machine.Node;
import archipelago.engine.machine.Machine.PciFunction;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.State;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The hardware as programs on a kernel find it. On the machine's host it is the machine. On an instance there are the
/// cores, the memory and the PCI functions that it has, those that it has lent on too, and all lies on one node.
public final class OwnHardware {
    private OwnHardware() {}

    /// @param books of the kernel on which they look
    public static Machine of(Machine machine, Books books) {
        var keeper = books.keeper();
        if (keeper.slot() == State.HOST || cpus(books).findAny().isEmpty()) {
            return machine;
        }
        long base = keeper.memory().stream().mapToLong(MemoryRange::base).min().orElse(0);
        long bytes = keeper.memory().stream().mapToLong(MemoryRange::bytes).sum();
        int socket = keeper.bootCore() < 0 ? 0 : machine.socket(keeper.bootCore());
        var node = new Node(0, socket, base, bytes, List.of(Node.OWN_DISTANCE));
        return new Machine(
                List.of(node),
                cpus(books).map(cpu -> new Core(cpu, 0)).toList(),
                IntStream.range(0, machine.devices().size())
                        .filter(device -> has(books, books.deviceOwner().get(device)))
                        .mapToObj(machine.devices()::get)
                        .map(f -> new PciFunction(f.name(), f.pciId(), f.vendor(), f.device(), -1))
                        .toList());
    }

    /// By their physical ids, ascending.
    private static Stream<Long> cpus(Books books) {
        var lent = books.instances().stream().flatMap(instance -> instance.cpus().stream());
        return Stream.of(books.hostCpus().stream(), books.freeCpus().stream(), lent)
                .flatMap(ids -> ids)
                .distinct()
                .sorted();
    }

    private static boolean has(Books books, int owner) {
        int slot = books.keeper().slot();
        return owner == slot
                || owner == CoreTable.pool(slot)
                || books.instances().stream().anyMatch(instance -> instance.slot() == owner);
    }
}
