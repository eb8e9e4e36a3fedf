package archipelago.engine.pool;

import archipelago.engine.base.Require;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine.PciFunction;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Pool;
import archipelago.engine.state.State;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;
import java.util.Optional;

/// The books: which kernel owns which core, memory and device, and in what state each instance is
/// said to be. Only accounting; where a core physically is, is not changed here.
public final class Ledger {
    private final World world;
    private Runnable statusListener = () -> {};

    public Ledger(World world) {
        this.world = world;
    }

    /// Who wants to know when a status has changed.
    public void tellTo(Runnable listener) {
        statusListener = listener;
    }

    /// Moves a core to another owner.
    ///
    /// @param to a kernel's slot, or [CoreTable#POOL]
    public void reassign(int core, int to) {
        var cores = world.state.cores;
        int from = cores.owner[core];
        Require.that(from != to, "a core moves to another owner", core);
        if (from != CoreTable.POOL && world.state.kernel(from) != null) {
            world.state.kernel(from).lose(core);
        }
        cores.owner[core] = (short) to;
        if (to != CoreTable.POOL) {
            world.state.kernel(to).gain(core);
        }
        world.tell(new Happening.CoreReassigned(core, from, to));
    }

    /// Writes a new word into an instance's `status` file; nothing happens if it is there already.
    public void status(Kernel kernel, Status to) {
        if (kernel.status != to) {
            world.tell(new Happening.StatusChanged(kernel.slot, kernel.status, to));
            kernel.status = to;
            statusListener.run();
        }
    }

    /// Whether a core belongs to nobody but the pool.
    public boolean freeInPool(int core) {
        return world.state.cores.owner[core] == CoreTable.POOL;
    }

    /// The index of a PCI function by its name or its PCI id, or -1.
    public int device(String nameOrId) {
        var devices = world.machine.devices();
        for (int d = 0; d < devices.size(); d++) {
            PciFunction device = devices.get(d);
            if (device.name().equals(nameOrId) || device.pciId().equals(nameOrId)) {
                return d;
            }
        }
        return -1;
    }

    /// Takes a chunk for the pool out of a node's memory, from the top down.
    ///
    /// @param node the node, or -1 for the first that has room
    /// @return whether the host could give that much in one piece
    public boolean growPool(long bytes, int node) {
        var chunk = roomForChunk(bytes, node);
        chunk.ifPresent(world.state.pool::add);
        return chunk.isPresent();
    }

    /// The chunk that the pool would grow by; empty if the host has not that much in one piece.
    Optional<Pool.Chunk> roomForChunk(long bytes, int node) {
        var nodes = world.machine.nodes();
        for (int n = 0; n < nodes.size(); n++) {
            if (node >= 0 && n != node) {
                continue;
            }
            long end = nodes.get(n).end();
            for (var chunk : world.state.pool.chunks()) {
                if (chunk.node() == n) {
                    end = Math.min(end, chunk.base());
                }
            }
            if (end - bytes >= nodes.get(n).base()) {
                return Optional.of(new Pool.Chunk(end - bytes, bytes, n));
            }
        }
        return Optional.empty();
    }

    /// How many instances there are.
    public int instances() {
        int n = 0;
        for (int slot = State.HOST + 1; slot < world.state.slots(); slot++) {
            if (world.state.kernel(slot) != null) {
                n++;
            }
        }
        return n;
    }

    /// Writes a line into a kernel's log.
    public void log(Kernel kernel, String line) {
        world.tell(new Happening.Logged(kernel.slot, line));
    }

    /// Writes a line into the host's log.
    public void log(String line) {
        log(world.state.host(), line);
    }
}
