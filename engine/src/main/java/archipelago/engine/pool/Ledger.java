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
    /// The number of the one node that an instance knows: it boots with NUMA switched off.
    public static final int INSTANCE_NODE = 0;

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

    /// Moves a core to another owner. Of those who lend it on, the books say that they have it all the same.
    ///
    /// @param to a kernel's slot, or a pool as in [CoreTable#pool]
    public void reassign(int core, int to) {
        var cores = world.state.cores;
        int from = cores.owner[core];
        Require.that(from != to, "a core moves to another owner", core);
        cores.owner[core] = (short) to;
        for (int slot = 0; slot < world.state.slots(); slot++) {
            var kernel = world.state.kernel(slot);
            boolean before = world.state.lending.listed(from, slot);
            boolean after = world.state.lending.listed(to, slot);
            if (kernel != null && before && !after) {
                kernel.lose(core);
            } else if (kernel != null && after && !before) {
                kernel.gain(core);
            }
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

    /// Whether a core belongs to nobody but the pool of a kernel.
    public boolean freeInPool(int core, Kernel host) {
        return world.state.cores.owner[core] == CoreTable.pool(host.slot);
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
    /// @param to a kernel's slot, or a pool as in [CoreTable#pool]
    public void reassignDevice(int device, int to) {
        int from = world.state.deviceOwner[device];
        if (from != to) {
            world.state.deviceOwner[device] = to;
            world.state.hostDriver[device] &= to != State.HOST; // There a driver of the host is as it should be.
            world.tell(new Happening.DeviceReassigned(device, from, to));
        }
    }

    /// Takes a chunk for the pool of a kernel out of that kernel's memory, from the top down.
    ///
    /// @param node the node, or -1 for the first that has room
    /// @return whether the kernel could give that much in one piece
    public boolean growPool(Kernel host, long bytes, int node) {
        var chunk = roomForChunk(host, bytes, node);
        chunk.ifPresent(host.pool::add);
        return chunk.isPresent();
    }

    /// The chunk that the pool would grow by; empty if the kernel has not that much in one piece.
    Optional<Pool.Chunk> roomForChunk(Kernel host, long bytes, int node) {
        var nodes = world.machine.nodes();
        if (!host.host()) {
            return OwnMemory.of(host, nodes).chunk(bytes, node);
        }
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

    /// The index of a NUMA node by the number that a kernel knows it by: -1 for "any", -2 if there is no such node.
    /// To an instance all that it has is node 0.
    public int nodeIndex(Kernel host, int number) {
        if (number == Change.ANY_NODE || !host.host()) {
            return number == Change.ANY_NODE || number == INSTANCE_NODE ? -1 : NO_NODE;
        }
        var nodes = world.machine.nodes();
        for (int n = 0; n < nodes.size(); n++) {
            if (nodes.get(n).number() == number) {
                return n;
            }
        }
        return NO_NODE;
    }

    /// The number by which a kernel knows the node with this index in the machine's list.
    public int nodeNumber(Kernel host, int index) {
        return host.host() ? world.machine.nodes().get(index).number() : INSTANCE_NODE;
    }

    /// Whether every core of a kernel is with itself: none in its pool, none with an instance of its.
    public boolean allCoresHome(Kernel host) {
        for (int core = 0; core < world.state.cores.count(); core++) {
            int owner = world.state.cores.owner[core];
            if (owner != host.slot && world.state.lending.inside(owner, host.slot)) {
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

    /// The instance of a kernel with this id, or null; that kernel itself is none.
    public Kernel instance(Kernel host, long id) {
        return world.state.lending.instances(host.slot).stream()
                .filter(kernel -> kernel.id == id)
                .findFirst()
                .orElse(null);
    }

    /// The instance that has this name in the tree of a kernel, or null.
    public Kernel instance(Kernel host, String label) {
        return world.state.lending.instances(host.slot).stream()
                .filter(kernel -> kernel.label().equals(label))
                .findFirst()
                .orElse(null);
    }

    /// Whether a name is taken in the list of a kernel: by an instance of its, or by itself or its lender, which an
    /// instance has there as well.
    public boolean named(Kernel host, String label) {
        return label.equals(host.label())
                || !host.host() && label.equals(world.state.host().name)
                || instance(host, label) != null;
    }

    /// Writes a line into a kernel's log.
    public void log(Kernel kernel, String line) {
        world.tell(new Happening.Logged(kernel.slot, line));
        logListener.logged(kernel, line);
    }
}
