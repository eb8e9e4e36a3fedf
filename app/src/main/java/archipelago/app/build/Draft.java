package archipelago.app.build;

import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A machine that somebody draws, and the kernels that shall share it. It may be wrong in every way; what is wrong is
/// told by the same checks that read files. Every change makes another draft, so that each can be come back to.
///
/// @param distances from node to node, as firmware counts
/// @param flows who talks to whom
public record Draft(
        String title,
        long seed,
        List<Node> nodes,
        List<List<Integer>> distances,
        List<Device> devices,
        List<Kernel> kernels,
        List<Flow> flows) {
    /// Owns a core that no instance owns.
    public static final String HOST = "host";
    /// Owns a core that waits for an instance.
    public static final String POOL = "pool";

    public static final int MOST_SOCKETS = 8;
    public static final int MOST_NODES_PER_SOCKET = 4;
    public static final int MOST_CORES_PER_NODE = 128;
    public static final int MOST_KERNELS = 24;
    public static final int LEAST_DISTANCE = 11;
    public static final int MOST_DISTANCE = 254;

    static final int OWN = Machine.Node.OWN_DISTANCE;
    private static final int NEAR = 12;
    private static final int FAR = 21;
    private static final long USUAL_EVERY_NS = 20 * Times.US;
    private static final List<String> NAMES =
            List.of("web-server", "database", "cache", "edge", "batch", "metrics", "search", "queue");

    /// A NUMA node.
    ///
    /// @param cpus the physical ids of its cores
    /// @param owners for each core the name of the kernel that gets it, [#HOST] or [#POOL]
    public record Node(int socket, long bytes, List<Long> cpus, List<String> owners) {
        public Node {
            cpus = List.copyOf(cpus);
            owners = List.copyOf(owners);
        }
    }

    /// A PCI function of the pool.
    ///
    /// @param owner the name of the kernel that gets it, or [#POOL]
    public record Device(String name, String pciId, int vendor, int device, int node, String owner) {}

    /// An instance.
    ///
    /// @param node where its memory comes from, by index
    public record Kernel(String name, long bytes, int node, String image) {}

    /// Requests from one kernel to another.
    public record Flow(Scenario.Traffic traffic) {}

    public Draft {
        nodes = List.copyOf(nodes);
        distances = distances.stream().map(List::copyOf).toList();
        devices = List.copyOf(devices);
        kernels = List.copyOf(kernels);
        flows = List.copyOf(flows);
    }

    /// A small machine to begin with: one socket, and one instance on it.
    public static Draft small(String title) {
        return new Draft(title, 1, List.of(), List.of(), List.of(), List.of(), List.of())
                .shaped(1, 1, 8, 16 * Sizes.GIB)
                .withKernel()
                .assigned(0, 4, NAMES.getFirst())
                .assigned(0, 5, NAMES.getFirst());
    }

    /// The machine of a scenario, and the instances that its story creates, each as it is created first.
    public static Draft of(Scenario scenario) {
        var machine = scenario.machine();
        var creates = given(scenario, Command.Create.class);
        var loads = given(scenario, Command.Load.class);
        var fill = given(scenario, Command.FillPool.class).stream().findFirst();
        var names = new ArrayList<String>();
        var kernels = new ArrayList<Kernel>();
        for (var create : creates) {
            if (!names.contains(create.instance())) {
                names.add(create.instance());
                var image = loads.stream().filter(load -> load.instance().equals(create.instance())).findFirst();
                int boot = create.cpus().isEmpty() ? 0 : Math.max(0, machine.coreOf(create.cpus().getFirst()));
                kernels.add(new Kernel(create.instance(), create.memoryBytes(),
                        create.node() >= 0 ? create.node() : machine.node(boot),
                        image.map(Command.Load::image).orElse("vmlinux")));
            }
        }
        var nodes = new ArrayList<Node>();
        for (int n = 0; n < machine.nodes().size(); n++) {
            int index = n;
            var cpus = machine.cores().stream().filter(c -> c.node() == index).map(Machine.Core::physicalId).toList();
            var owners = cpus.stream().map(cpu -> owner(cpu, creates, fill)).toList();
            nodes.add(new Node(machine.nodes().get(n).socket(), machine.nodes().get(n).bytes(), cpus, owners));
        }
        var devices = machine.devices().stream()
                .map(d -> new Device(d.name(), d.pciId(), d.vendor(), d.device(), d.node(), creates.stream()
                        .filter(create -> create.devices().contains(d.name()))
                        .map(Command.Create::instance)
                        .findFirst()
                        .orElse(POOL)))
                .toList();
        var flows = scenario.traffic().stream()
                .filter(t -> known(t.from(), names) && known(t.to(), names))
                .map(Flow::new)
                .toList();
        return new Draft(scenario.title(), scenario.seed(), nodes,
                machine.nodes().stream().map(Machine.Node::distances).toList(), devices, kernels, flows);
    }

    private static boolean known(String name, List<String> names) {
        return name.equals(HOST) || names.contains(name);
    }

    private static String owner(long cpu, List<Command.Create> creates, Optional<Command.FillPool> fill) {
        return creates.stream()
                .filter(create -> create.cpus().contains(cpu))
                .map(Command.Create::instance)
                .findFirst()
                .orElseGet(() -> fill.filter(f -> f.cpus().contains(cpu)).isPresent() ? POOL : HOST);
    }

    private static <C extends Command> List<C> given(Scenario scenario, Class<C> type) {
        return scenario.steps().stream()
                .filter(step -> step.deed() instanceof Scenario.Deed.Give)
                .map(step -> ((Scenario.Deed.Give) step.deed()).command())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    // --- its shape ------------------------------------------------------------------------------

    public int sockets() {
        return nodes.stream().mapToInt(Node::socket).max().orElse(-1) + 1;
    }

    public int nodesPerSocket() {
        return Math.max(1, nodes.size() / Math.max(1, sockets()));
    }

    public int coresPerNode() {
        return nodes.isEmpty() ? 0 : nodes.getFirst().cpus().size();
    }

    public int cores() {
        return nodes.stream().mapToInt(node -> node.cpus().size()).sum();
    }

    public long bytesPerNode() {
        return nodes.isEmpty() ? 0 : nodes.getFirst().bytes();
    }

    /// The distance between nodes of different sockets; of one socket, if there is only that.
    public int farDistance() {
        return distances.isEmpty() ? FAR : distances.getFirst().getLast() == OWN ? FAR : distances.getFirst().getLast();
    }

    /// Another shape. What is there in the old one and in the new one keeps its owner, and its ids where it can.
    public Draft shaped(int sockets, int nodesPerSocket, int coresPerNode, long bytes) {
        var grown = new ArrayList<Node>();
        for (int n = 0; n < sockets * nodesPerSocket; n++) {
            var old = n < nodes.size() ? nodes.get(n) : new Node(0, 0, List.of(), List.of());
            boolean same = old.cpus().size() == coresPerNode;
            var owners = new ArrayList<String>();
            for (int c = 0; c < coresPerNode; c++) {
                owners.add(c < old.owners().size() ? old.owners().get(c) : HOST);
            }
            grown.add(new Node(n / nodesPerSocket, bytes, same ? old.cpus() : ids(n, coresPerNode), owners));
        }
        var ids = grown.stream().flatMap(node -> node.cpus().stream()).toList();
        if (ids.stream().distinct().count() < ids.size()) {
            // Ids of another maker meet the new ones: then all are counted anew.
            for (int n = 0; n < grown.size(); n++) {
                var node = grown.get(n);
                grown.set(n, new Node(node.socket(), node.bytes(), ids(n, coresPerNode), node.owners()));
            }
        }
        int last = grown.size() - 1;
        return new Draft(title, seed, grown, matrix(grown, farDistance()),
                devices.stream().map(d -> new Device(d.name(), d.pciId(), d.vendor(), d.device(),
                        Math.min(d.node(), last), d.owner())).toList(),
                kernels.stream().map(k -> new Kernel(k.name(), k.bytes(), Math.min(k.node(), last), k.image())).toList(),
                flows);
    }

    private static List<Long> ids(int node, int cores) {
        long stride = cores <= 1 ? 1 : (long) Integer.highestOneBit(cores - 1) << 1;
        var ids = new ArrayList<Long>();
        for (int c = 0; c < cores; c++) {
            ids.add(node * stride + c);
        }
        return ids;
    }

    private List<List<Integer>> matrix(List<Node> all, int far) {
        boolean same = all.size() == nodes.size() && far == farDistance() && distances.size() == all.size();
        var rows = new ArrayList<List<Integer>>();
        for (int from = 0; from < all.size(); from++) {
            var row = new ArrayList<Integer>();
            for (int to = 0; to < all.size(); to++) {
                boolean socket = all.get(from).socket() == all.get(to).socket();
                row.add(same ? distances.get(from).get(to) : from == to ? OWN : socket ? NEAR : far);
            }
            rows.add(row);
        }
        return rows;
    }

    /// The same with another distance between sockets.
    public Draft withFar(int far) {
        return new Draft(title, seed, nodes, matrix(nodes, far), devices, kernels, flows);
    }

    public Draft titled(String words) {
        return new Draft(words, seed, nodes, distances, devices, kernels, flows);
    }

    // --- who has what ---------------------------------------------------------------------------

    /// Gives a core to a kernel, the pool or the host.
    public Draft assigned(int node, int core, String owner) {
        var old = nodes.get(node);
        var owners = new ArrayList<>(old.owners());
        owners.set(core, owner);
        var all = new ArrayList<>(nodes);
        all.set(node, new Node(old.socket(), old.bytes(), old.cpus(), owners));
        return new Draft(title, seed, all, distances, devices, kernels, flows);
    }

    /// One more kernel, with a name that none has, that talks to the host.
    public Draft withKernel() {
        var name = NAMES.stream().filter(n -> kernels.stream().noneMatch(k -> k.name().equals(n))).findFirst()
                .orElse("kernel-" + (kernels.size() + 1));
        var all = new ArrayList<>(kernels);
        all.add(new Kernel(name, 2 * Sizes.GIB, kernels.size() % Math.max(1, nodes.size()), "vmlinux"));
        var talk = new ArrayList<>(flows);
        talk.add(flow(HOST, name));
        return new Draft(title, seed, nodes, distances, devices, all, talk);
    }

    /// A kernel less; what it had goes back to the host and to the pool.
    public Draft withoutKernel(int index) {
        var name = kernels.get(index).name();
        var all = new ArrayList<>(kernels);
        all.remove(index);
        return owned(owner -> owner.equals(name) ? HOST : owner, owner -> owner.equals(name) ? POOL : owner)
                .with(all, flows.stream()
                        .filter(f -> !f.traffic().from().equals(name) && !f.traffic().to().equals(name))
                        .toList());
    }

    /// A kernel changed; what it had under its old name it has under the new one.
    public Draft withKernel(int index, Kernel kernel) {
        var old = kernels.get(index).name();
        var all = new ArrayList<>(kernels);
        all.set(index, kernel);
        UnaryOperator<String> renamed = owner -> owner.equals(old) ? kernel.name() : owner;
        return owned(renamed, renamed).with(all, flows.stream().map(flow -> {
            var t = flow.traffic();
            return new Flow(new Scenario.Traffic(renamed.apply(t.from()), renamed.apply(t.to()), t.everyNs(),
                    t.jitterNs(), t.bytes(), t.replyBytes(), t.workNs()));
        }).toList());
    }

    private Draft owned(UnaryOperator<String> cores, UnaryOperator<String> functions) {
        return new Draft(title, seed,
                nodes.stream().map(node -> new Node(node.socket(), node.bytes(), node.cpus(),
                        node.owners().stream().map(cores).toList())).toList(),
                distances,
                devices.stream().map(d -> new Device(d.name(), d.pciId(), d.vendor(), d.device(), d.node(),
                        functions.apply(d.owner()))).toList(),
                kernels, flows);
    }

    private Draft with(List<Kernel> others, List<Flow> talk) {
        return new Draft(title, seed, nodes, distances, devices, others, talk);
    }

    /// The same with one kernel asking another.
    public Draft withFlow(String from, String to) {
        var talk = new ArrayList<>(flows);
        talk.add(flow(from, to));
        return withFlows(talk);
    }

    private static Flow flow(String from, String to) {
        return new Flow(new Scenario.Traffic(from, to, USUAL_EVERY_NS, USUAL_EVERY_NS / 4, 256, 256, 2 * Times.US));
    }

    /// The same with other traffic.
    public Draft withFlows(List<Flow> others) {
        return with(kernels, others);
    }

    /// One more device: network cards and disks in turn.
    public Draft withDevice() {
        var all = new ArrayList<>(devices);
        int number = devices.size();
        boolean card = number % 2 == 0;
        all.add(new Device((card ? "nic" : "nvme") + number / 2, String.format(Locale.ROOT, "0000:%02x:00.0",
                0x10 + number), card ? 0x8086 : 0x144d, card ? 0x1592 : 0xa80a, number % Math.max(1, nodes.size()), POOL));
        return new Draft(title, seed, nodes, distances, all, kernels, flows);
    }

    public Draft withoutDevice(int index) {
        var all = new ArrayList<>(devices);
        all.remove(index);
        return new Draft(title, seed, nodes, distances, all, kernels, flows);
    }

    /// Gives a device to a kernel, or to the pool.
    public Draft given(int index, String owner) {
        var d = devices.get(index);
        var all = new ArrayList<>(devices);
        all.set(index, new Device(d.name(), d.pciId(), d.vendor(), d.device(), d.node(), owner));
        return new Draft(title, seed, nodes, distances, all, kernels, flows);
    }

    /// How many cores an owner has.
    public int coresOf(String owner) {
        return (int) nodes.stream().flatMap(node -> node.owners().stream()).filter(owner::equals).count();
    }
}
