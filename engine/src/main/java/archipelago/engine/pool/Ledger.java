package archipelago.engine.pool;

import archipelago.engine.base.Models;
import archipelago.engine.base.Require;
import archipelago.engine.base.Subject;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine.PciFunction;
import archipelago.engine.overlay.Change;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Pool;
import archipelago.engine.state.State;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;
import java.util.Comparator;
import java.util.Optional;

/// The books: which kernel owns which core, memory and device, and in what state each instance is
/// said to be. Only accounting; where a core physically is, is not changed here.
@Models(
        value = Subject.POOL,
        exactly = "whose each core, each range of memory and each device is",
        approximately = "where in a node the pool's memory is taken from: from the top down, as if all of it"
                    + " were free, unless a fault says that it is in pieces")
public final class Ledger {
    /// Stands for a NUMA node that does not exist.
    public static final int NO_NODE = -2;

    private final World world;
    private Runnable statusListener = () -> {};
    private LogListener logListener = (kernel, line) -> {};

    /// Who reads what kernels log.
    public interface LogListener {
        void logged(Kernel kernel, String line);
    }

    public Ledger(World world) {
        this.world = world;
    }

    /// Who wants to know when a status has changed.
    public void tellTo(Runnable listener) {
        statusListener = listener;
    }

    /// Sets who reads the logs from now on.
    public void logTo(LogListener listener) {
        logListener = listener;
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

    /// Moves a PCI function to another owner.
    ///
    /// @param to a kernel's slot, or [CoreTable#POOL]
    public void reassignDevice(int device, int to) {
        int from = world.state.deviceOwner[device];
        if (from != to) {
            world.state.deviceOwner[device] = to;
            world.state.hostDriver[device] &= to != State.HOST; // There a driver of the host is as it should be.
            world.tell(new Happening.DeviceReassigned(device, from, to));
        }
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
            if (node < 0 || n == node) {
                long base = highestRoom(nodes.get(n).base(), nodes.get(n).end(), bytes, n);
                if (base >= 0 && bytes <= world.state.largestRunBytes(n)) {
                    return Optional.of(new Pool.Chunk(base, bytes, n));
                }
            }
        }
        return Optional.empty();
    }

    /// The highest address at which so much of a node is not in the pool, or -1.
    private long highestRoom(long from, long to, long bytes, int node) {
        var taken = world.state.pool.chunks().stream()
                .filter(chunk -> chunk.node() == node)
                .sorted(Comparator.comparingLong(Pool.Chunk::base).reversed())
                .toList();
        long end = to;
        for (var chunk : taken) {
            if (end - chunk.end() >= bytes) {
                return end - bytes;
            }
            end = chunk.base();
        }
        return end - bytes >= from ? end - bytes : -1;
    }

    /// The index of a NUMA node by the firmware's number: -1 for "any", -2 if there is no such node.
    public int nodeIndex(int number) {
        if (number == Change.ANY_NODE) {
            return -1;
        }
        var nodes = world.machine.nodes();
        for (int n = 0; n < nodes.size(); n++) {
            if (nodes.get(n).number() == number) {
                return n;
            }
        }
        return NO_NODE;
    }

    /// Whether every core is with the host or dead: none of the pool, none of an instance.
    public boolean allCoresHome() {
        for (int core = 0; core < world.state.cores.count(); core++) {
            if (world.state.cores.owner[core] != State.HOST) {
                return false;
            }
        }
        return true;
    }

    /// A core that a kernel has online and that does not get on with its code, or -1.
    public int hungCore(Kernel kernel) {
        for (int core = kernel.online.next(0); core >= 0; core = kernel.online.next(core + 1)) {
            if (world.state.cores.hang(core) != Hang.NONE) {
                return core;
            }
        }
        return Kernel.NO_CORE;
    }

    /// The instance with this id, or null; the host is none.
    public Kernel instance(long id) {
        for (int slot = State.HOST + 1; slot < world.state.slots(); slot++) {
            var kernel = world.state.kernel(slot);
            if (kernel != null && kernel.id == id) {
                return kernel;
            }
        }
        return null;
    }

    /// The instance of this name, or null; the host is none.
    public Kernel instance(String name) {
        var kernel = world.state.named(name);
        return kernel == null || kernel.host() ? null : kernel;
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
        logListener.logged(kernel, line);
    }

    /// Writes a line into the host's log.
    public void log(String line) {
        log(world.state.host(), line);
    }
}
