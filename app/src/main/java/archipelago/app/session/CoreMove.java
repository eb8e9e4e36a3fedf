package archipelago.app.session;

import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/// A core that is to change its owner: the commands that do it, in turn. Every way between two
/// kernels leads through the pool, because the machine lends only from there.
///
/// @param core the core's dense number
/// @param from the slot of its owner in the books, or -1 for the pool
/// @param to the slot of its owner to be, or -1 for the pool
/// @param commands in turn; empty if there is nothing to do
public record CoreMove(int core, int from, int to, List<Command> commands) {
    public static final int POOL = -1;

    public CoreMove {
        commands = List.copyOf(commands);
    }

    /// The move of a core to a kernel that exists, or to the pool.
    public static CoreMove plan(Frame frame, Machine machine, int core, int to) {
        int from = frame.owner[core];
        long cpu = machine.physicalId(core);
        var commands = new ArrayList<Command>();
        if (from != to && to == 0 && frame.books.generation().series()) {
            commands.add(new Command.CpuToHost(cpu)); // There is no pool on the way.
        } else if (from != to) {
            if (from == 0) {
                commands.add(new Command.CpuToPool(cpu));
            } else if (from > 0) {
                commands.add(new Command.RemoveCpu(name(frame, from), cpu));
            }
            if (to == 0) {
                commands.add(new Command.CpuToHost(cpu));
            } else if (to > 0) {
                commands.add(new Command.AddCpu(name(frame, to), cpu));
            }
        }
        return new CoreMove(core, from, to, commands);
    }

    public boolean nothing() {
        return commands.isEmpty();
    }

    private static String name(Frame frame, int slot) {
        var kernel = frame.kernel(slot);
        return kernel == null ? "" : kernel.name();
    }
}
