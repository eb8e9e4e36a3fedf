package archipelago.app.session;

import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.CoreTable;
import java.util.List;

/// A core that is to change its owner: the commands that do it, in turn. Every way between two
/// kernels leads through a pool, because a kernel lends only from there.
///
/// @param core the core's dense number
/// @param from its place in the books: the slot of a kernel, or the pool of one as in [CoreTable#pool]
/// @param to its place to be
/// @param commands in turn; empty if there is nothing to do
public record CoreMove(int core, int from, int to, List<Command> commands) {
    public static final int POOL = CoreTable.POOL;

    public CoreMove {
        commands = List.copyOf(commands);
    }

    /// The move of a core to a kernel that exists, or to a pool.
    public static CoreMove plan(Frame frame, Machine machine, int core, int to) {
        int from = place(frame, core);
        long cpu = machine.physicalId(core);
        if (from != to && to == 0 && frame.books.generation().series()) {
            return new CoreMove(core, from, to, List.of(new Command.CpuToHost(cpu))); // There is no pool on the way.
        }
        var way = new LendingWay(
                new Command.CpuToPool(cpu),
                new Command.CpuToHost(cpu),
                name -> new Command.AddCpu(name, cpu),
                name -> new Command.RemoveCpu(name, cpu));
        return new CoreMove(core, from, to, way.between(frame, from, to));
    }

    /// Whose a core is by the books.
    public static int place(Frame frame, int core) {
        int owner = frame.owner[core];
        return owner >= 0 && frame.idle.get(core) ? CoreTable.pool(owner) : owner;
    }

    public boolean nothing() {
        return commands.isEmpty();
    }
}
