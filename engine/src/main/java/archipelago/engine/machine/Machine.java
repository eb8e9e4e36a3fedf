package archipelago.engine.machine;

import archipelago.engine.base.Require;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The immutable facts of the hardware: which cores there are, where they sit, what memory belongs
/// to which node, and which PCI functions hang on it. Nothing here ever changes during a run.
///
/// A *core* is a dense number from 0, used inside the engine. A *physical id* is what the real
/// interfaces speak of: the APIC id on x86; ids are sparse.
public final class Machine {
    /// One NUMA node.
    ///
    /// @param number the node's number as the firmware counts it
    /// @param socket the socket that it belongs to, from 0
    /// @param base the first physical address of its memory
    /// @param bytes how much memory it has
    /// @param distances the ACPI SLIT row: own distance 10, one entry for each node in order
    public record Node(int number, int socket, long base, long bytes, List<Integer> distances) {
        /// To itself, as firmware and Linux count.
        public static final int OWN_DISTANCE = 10;

        public Node {
            distances = List.copyOf(distances);
        }

        public long end() {
            return base + bytes;
        }
    }

    /// One core, as Linux counts them: what executes one thread at a time.
    ///
    /// @param physicalId the hardware id
    /// @param node the index of its node in [Machine#nodes()]
    /// @param cache the last-level cache that it shares with others of its node, or [#UNTOLD]
    /// @param body the physical core whose units it shares with its SMT siblings, or [#UNTOLD]
    public record Core(long physicalId, int node, int cache, int body) {
        /// Nobody said which one. So the node has one cache for all of whom this is not said, and a core no sibling.
        public static final int UNTOLD = -1;

        /// A core of which no more is told than where it sits.
        public Core(long physicalId, int node) {
            this(physicalId, node, UNTOLD, UNTOLD);
        }
    }

    /// One PCI function.
    ///
    /// @param name a short name such as `nic0`
    /// @param pciId `domain:bus:slot.function` in hexadecimal
    /// @param vendor PCI vendor id
    /// @param device PCI device id
    /// @param node the index of its node in [Machine#nodes()], or -1 if it is not known
    public record PciFunction(String name, String pciId, int vendor, int device, int node) {}

    private final List<Node> nodes;
    private final List<Core> cores;
    private final List<PciFunction> devices;
    private final Map<Long, Integer> coreById = new HashMap<>();
    private final int sockets;
    private final CoreGroups caches;
    private final CoreGroups bodies;
    /// By core, since messages ask for it all the time.
    private final int[] nodeOf;
    private final int[] socketOf;

    public Machine(List<Node> nodes, List<Core> cores, List<PciFunction> devices) {
        Require.that(!nodes.isEmpty(), "a machine has a node");
        Require.that(!cores.isEmpty(), "a machine has a core");
        this.nodes = List.copyOf(nodes);
        bodies = CoreGroups.bodies(cores);
        caches = CoreGroups.caches(cores);
        this.cores = IntStream.range(0, cores.size())
                .mapToObj(c -> new Core(cores.get(c).physicalId(), cores.get(c).node(), caches.told(c), bodies.told(c)))
                .toList();
        this.devices = List.copyOf(devices);
        for (int c = 0; c < cores.size(); c++) {
            Integer twin = coreById.put(cores.get(c).physicalId(), c);
            Require.that(twin == null, "a physical id is used once", cores.get(c).physicalId());
        }
        nodeOf = cores.stream().mapToInt(Core::node).toArray();
        socketOf = cores.stream().mapToInt(core -> nodes.get(core.node()).socket()).toArray();
        sockets = nodes.stream().mapToInt(Node::socket).max().orElse(0) + 1;
    }

    public List<Node> nodes() {
        return nodes;
    }

    public List<Core> cores() {
        return cores;
    }

    public List<PciFunction> devices() {
        return devices;
    }

    public int socketCount() {
        return sockets;
    }

    public int coreCount() {
        return cores.size();
    }

    /// The core with this physical id, or -1 if the machine has none.
    public int coreOf(long physicalId) {
        return coreById.getOrDefault(physicalId, -1);
    }

    /// The hardware id of a core.
    public long physicalId(int core) {
        return cores.get(core).physicalId();
    }

    /// The index of a core's node.
    public int node(int core) {
        return nodeOf[core];
    }

    /// The socket that a core sits in.
    public int socket(int core) {
        return socketOf[core];
    }

    /// The same machine with cores of which more, or less, is told.
    public Machine with(List<Core> others) {
        return new Machine(nodes, others, devices);
    }

    /// How many last-level caches there are; at least one for each node.
    public int cacheCount() {
        return caches.count();
    }

    /// The last-level cache of a core: dense numbers from 0, in the order of their first cores.
    public int cache(int core) {
        return caches.group(core);
    }

    /// The cores that share a last-level cache, ascending.
    public List<Integer> coresOfCache(int cache) {
        return caches.members(cache);
    }

    /// Whether some node has more than one last-level cache.
    public boolean hasCaches() {
        return caches.told();
    }

    /// Whether some cores are SMT siblings.
    public boolean hasSiblings() {
        return bodies.told();
    }

    /// The cores that are made of the same physical core, this one included, ascending.
    public List<Integer> siblings(int core) {
        return bodies.members(bodies.group(core));
    }

    public boolean sameSocket(int core, int other) {
        return socket(core) == socket(other);
    }

    public long memoryBytes() {
        return nodes.stream().mapToLong(Node::bytes).sum();
    }
}
