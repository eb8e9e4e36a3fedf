package archipelago.app.session;

import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/// A core that is to change its owner: the commands that do it, in turn. Every way between two
/// kernels leads through a pool, because a kernel lends only from there.
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

    /// Where a core may be: with a kernel, or in the pool of one.
    private record Place(int slot, boolean pool) {}

    /// The move of a core to a kernel that exists, or to the pool.
    public static CoreMove plan(Frame frame, Machine machine, int core, int to) {
        int from = frame.owner[core];
        var up = way(frame, from, from == POOL || frame.idle.get(core));
        var down = way(frame, to, to == POOL);
        int shared = 0;
        while (shared < up.size() && shared < down.size() && up.get(shared).equals(down.get(shared))) {
            shared++;
        }
        var commands = new ArrayList<Command>();
        long cpu = machine.physicalId(core);
        if (from != to && to == 0 && frame.books.generation().series()) {
            commands.add(new Command.CpuToHost(cpu)); // There is no pool on the way.
            return new CoreMove(core, from, to, commands);
        }
        for (int at = up.size() - 1; at >= shared; at--) {
            commands.add(back(frame, up.get(at), cpu));
        }
        for (int at = shared; at < down.size(); at++) {
            commands.add(on(frame, down.get(at), cpu));
        }
        return new CoreMove(core, from, to, commands);
    }

    /// All places on the way to one, from the host on.
    private static List<Place> way(Frame frame, int slot, boolean pool) {
        var way = new ArrayList<Place>();
        if (pool) {
            way.addFirst(new Place(Math.max(0, slot), true));
        }
        int at = Math.max(0, slot);
        way.addFirst(new Place(at, false));
        while (at > 0 && frame.present(at) != null) {
            at = frame.present(at).lender();
            way.addFirst(new Place(at, true));
            way.addFirst(new Place(at, false));
        }
        return way;
    }

    /// From a place to the one before it.
    private static Command back(Frame frame, Place place, long cpu) {
        return place.pool()
                ? KernelOrder.on(frame, place.slot(), new Command.CpuToHost(cpu))
                : KernelOrder.about(frame, frame.present(place.slot()), name -> new Command.RemoveCpu(name, cpu));
    }

    /// To a place from the one before it.
    private static Command on(Frame frame, Place place, long cpu) {
        return place.pool()
                ? KernelOrder.on(frame, place.slot(), new Command.CpuToPool(cpu))
                : KernelOrder.about(frame, frame.present(place.slot()), name -> new Command.AddCpu(name, cpu));
    }

    public boolean nothing() {
        return commands.isEmpty();
    }
}
