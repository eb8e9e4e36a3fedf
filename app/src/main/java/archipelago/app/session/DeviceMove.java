package archipelago.app.session;

import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.CoreTable;
import java.util.List;

/// A PCI function that is to change its owner: the commands that do it, in turn. As with cores, every
/// way between two kernels leads through a pool.
///
/// @param device its index among the machine's functions
/// @param from its place in the books: the slot of a kernel, or the pool of one as in [CoreTable#pool]
/// @param to its place to be
/// @param commands in turn; empty if there is nothing to do
public record DeviceMove(int device, int from, int to, List<Command> commands) {
    public DeviceMove {
        commands = List.copyOf(commands);
    }

    /// The move of a function to a kernel that exists, or to a pool.
    public static DeviceMove plan(Frame frame, Machine machine, int device, int to) {
        int from = place(frame, device);
        var function = machine.devices().get(device).name();
        var way = new LendingWay(
                new Command.DeviceToPool(function),
                new Command.DeviceToHost(function),
                name -> new Command.AddDevice(name, function),
                name -> new Command.RemoveDevice(name, function));
        return new DeviceMove(device, from, to, way.between(frame, from, to));
    }

    /// Whose it is by the books; the host's where they say nothing. An instance that lends has books of its own
    /// of what it was lent.
    public static int place(Frame frame, int device) {
        int place = owner(frame, 0, device);
        while (place > 0 && frame.lenders.containsKey(place)) {
            int within = owner(frame, place, device);
            boolean lentOn = within > 0 && within != place && frame.present(within) != null
                    && frame.present(within).lender() == place;
            if (!lentOn) {
                return within == CoreTable.pool(place) ? within : place;
            }
            place = within;
        }
        return place;
    }

    private static int owner(Frame frame, int keeper, int device) {
        var owners = frame.booksOf(keeper).deviceOwner();
        return device < owners.size() ? owners.get(device) : 0;
    }
}
