package archipelago.app.session;

import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/// A PCI function that is to change its owner: the commands that do it, in turn. As with cores, every
/// way between two kernels leads through the pool.
///
/// @param device its index among the machine's functions
/// @param from the slot of its owner in the books, or -1 for the pool
/// @param to the slot of its owner to be, or -1 for the pool
/// @param commands in turn; empty if there is nothing to do
public record DeviceMove(int device, int from, int to, List<Command> commands) {
    public DeviceMove {
        commands = List.copyOf(commands);
    }

    /// The move of a function to a kernel that exists, or to the pool.
    public static DeviceMove plan(Frame frame, Machine machine, int device, int to) {
        int from = owner(frame, device);
        var name = machine.devices().get(device).name();
        var commands = new ArrayList<Command>();
        if (from != to) {
            if (from == 0) {
                commands.add(new Command.DeviceToPool(name));
            } else if (from > 0) {
                commands.add(new Command.RemoveDevice(kernel(frame, from), name));
            }
            if (to == 0) {
                commands.add(new Command.DeviceToHost(name));
            } else if (to > 0) {
                commands.add(new Command.AddDevice(kernel(frame, to), name));
            }
        }
        return new DeviceMove(device, from, to, commands);
    }

    /// Whose it is by the books; the host's where they say nothing.
    public static int owner(Frame frame, int device) {
        var owners = frame.books.deviceOwner();
        return device < owners.size() ? owners.get(device) : 0;
    }

    public boolean nothing() {
        return commands.isEmpty();
    }

    private static String kernel(Frame frame, int slot) {
        var kernel = frame.kernel(slot);
        return kernel == null ? "" : kernel.name();
    }
}
