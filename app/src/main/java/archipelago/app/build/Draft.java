package archipelago.app.build;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// A machine that somebody draws, and the kernels that shall share it. It may be wrong in every way; what is wrong is
/// told by the same checks that read files. Every change makes another draft, so that each can be come back to.
///
/// @param distances from node to node, as firmware counts
/// @param flows who talks to whom
/// @param tale what is told on the machine, and all that is not drawn
public record Draft(
        String title,
        long seed,
        List<Node> nodes,
        List<List<Integer>> distances,
        List<Device> devices,
        List<Kernel> kernels,
        List<Flow> flows,
        Tale tale) {
    /// Owns a core that no instance owns.
    public static final String HOST = "host";
    /// Owns a core that waits for an instance.
    public static final String POOL = "pool";
    /// Memory from whichever node has it.
    public static final int ANY_NODE = -1;

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
    private static final long IMAGE_BYTES = 64 * Sizes.MIB;
    static final List<String> NAMES =
            List.of("web-server", "database", "cache", "edge", "batch", "metrics", "search", "queue");

    /// A core and who gets it.
    ///
    /// @param cpu its physical id
    /// @param cache the last-level cache that it shares, and `body` the physical core, as [Machine.Core] counts them
    /// @param owner the name of the kernel that gets it, [#HOST] or [#POOL]
    public record Seat(long cpu, int cache, int body, String owner) {
        Seat(long cpu, String owner) {
            this(cpu, Machine.Core.UNTOLD, Machine.Core.UNTOLD, owner);
        }

        Seat of(String other) {
            return new Seat(cpu, cache, body, other);
        }
    }

    /// A NUMA node.
    ///
    /// @param number as the firmware counts it
    /// @param base the first address of its memory
    public record Node(int number, int socket, long base, long bytes, List<Seat> seats) {
        public Node {
            seats = List.copyOf(seats);
        }

        public List<Long> cpus() {
            return seats.stream().map(Seat::cpu).toList();
        }

        public List<String> owners() {
            return seats.stream().map(Seat::owner).toList();
        }

        Node with(List<Seat> others) {
            return new Node(number, socket, base, bytes, others);
        }
    }

    /// A PCI function of the pool.
    ///
    /// @param owner the name of the kernel that gets it, or [#POOL]
    public record Device(String name, String pciId, int vendor, int device, int node, String owner) {
        public Device of(String other) {
            return new Device(name, pciId, vendor, device, node, other);
        }
    }

    /// An instance.
    ///
    /// @param node where its memory comes from, by index, or [#ANY_NODE]
    /// @param image what it boots first; empty if the story loads nothing into it by a name
    public record Kernel(String name, long bytes, int node, String image, long imageBytes, String cmdline) {
        /// One that boots an ordinary image.
        public Kernel(String name, long bytes, int node) {
            this(name, bytes, node, "vmlinux", IMAGE_BYTES, "console=mktty0");
        }

        public Kernel named(String other) {
            return new Kernel(other, bytes, node, image, imageBytes, cmdline);
        }

        public Kernel with(long otherBytes, int otherNode) {
            return new Kernel(name, otherBytes, otherNode, image, imageBytes, cmdline);
        }

        public Kernel booting(String other, long otherBytes, String line) {
            return new Kernel(name, bytes, node, other, otherBytes, line);
        }
    }

    /// Requests from one kernel to another.
    public record Flow(Scenario.Traffic traffic) {}

    public Draft {
        nodes = List.copyOf(nodes);
        distances = distances.stream().map(List::copyOf).toList();
        devices = List.copyOf(devices);
        kernels = List.copyOf(kernels);
        flows = List.copyOf(flows);
    }

    Draft seated(UnaryOperator<Seat> change) {
        return new Draft(title, seed, nodes.stream()
                .map(node -> node.with(node.seats().stream().map(change).toList())).toList(),
                distances, devices, kernels, flows, tale);
    }

    /// The cores of an owner, node by node.
    List<Long> cpusOf(String owner) {
        return nodes.stream().flatMap(node -> node.seats().stream()).filter(seat -> seat.owner().equals(owner))
                .map(Seat::cpu).toList();
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
            var old = n < nodes.size() ? nodes.get(n) : new Node(n, 0, 0, 0, List.of());
            grown.add(new Node(old.number(), n / nodesPerSocket, old.base(),
                    old.bytes() > 0 && bytes == bytesPerNode() ? old.bytes() : bytes,
                    Shape.seats(old, n, coresPerNode)));
        }
        var all = Shape.apart(grown, coresPerNode);
        int last = all.size() - 1;
        return new Draft(title, seed, all, matrix(all, farDistance()),
                devices.stream().map(d -> new Device(d.name(), d.pciId(), d.vendor(), d.device(),
                        Math.min(d.node(), last), d.owner())).toList(),
                kernels.stream().map(k -> k.with(k.bytes(), Math.min(k.node(), last))).toList(),
                flows, tale);
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
        return new Draft(title, seed, nodes, matrix(nodes, far), devices, kernels, flows, tale);
    }

    public Draft titled(String words) {
        return new Draft(words, seed, nodes, distances, devices, kernels, flows, tale);
    }

    public Draft seeded(long other) {
        return new Draft(title, other, nodes, distances, devices, kernels, flows, tale);
    }

    public Draft summed(String words) {
        return telling(tale.summed(words));
    }

    public Draft on(HostKernel host) {
        return telling(tale.on(host));
    }

    public Draft withServices(List<Scenario.Service> services) {
        return telling(tale.with(services));
    }

    public Draft working(Workload work) {
        return telling(tale.with(work));
    }

    private Draft telling(Tale other) {
        return new Draft(title, seed, nodes, distances, devices, kernels, flows, other);
    }

    /// The same without some steps of the story, which stand together.
    public Draft withoutSteps(int chapter, int first, int count) {
        return telling(tale.without(chapter, first, count));
    }

    // --- who has what ---------------------------------------------------------------------------

    /// Gives a core to a kernel, the pool or the host.
    public Draft assigned(int node, int core, String owner) {
        var seats = new ArrayList<>(nodes.get(node).seats());
        seats.set(core, seats.get(core).of(owner));
        var all = new ArrayList<>(nodes);
        all.set(node, nodes.get(node).with(seats));
        return new Draft(title, seed, all, distances, devices, kernels, flows, tale);
    }

    /// One more kernel, with a name that none has, that talks to the host. Its chapter is told behind those of the others.
    public Draft withKernel() {
        var name = NAMES.stream().filter(this::isFree).findFirst().orElseGet(() -> {
            int number = kernels.size() + 1;
            while (!isFree("kernel-" + number)) {
                number++;
            }
            return "kernel-" + number;
        });
        var kernel = new Kernel(name, 2 * Sizes.GIB, kernels.size() % Math.max(1, nodes.size()));
        var all = new ArrayList<>(kernels);
        all.add(kernel);
        var talk = new ArrayList<>(flows);
        talk.add(flow(HOST, name));
        var told = tale.fillsThePool() ? tale : tale.begun(Beginning.poolIsFilled());
        return new Draft(title, seed, nodes, distances, devices, all, talk, told.begun(Beginning.ofKernel(kernel)));
    }

    /// A name for one more service.
    public String freeService() {
        int number = 1;
        while (!isFree("service-" + number)) {
            number++;
        }
        return "service-" + number;
    }

    /// Whether nobody has this name.
    public boolean isFree(String name) {
        return !name.equals(HOST) && !name.equals(POOL) && kernels.stream().noneMatch(k -> k.name().equals(name))
                && tale.services().stream().noneMatch(service -> service.name().equals(name));
    }

    /// A kernel less; what it had goes back to the host and to the pool. The steps that make and start it go with it,
    /// and its traffic; what else is told of it stays, and can be dropped by hand.
    public Draft withoutKernel(int index) {
        var name = kernels.get(index).name();
        var all = new ArrayList<>(kernels);
        all.remove(index);
        return owned(owner -> owner.equals(name) ? HOST : owner, owner -> owner.equals(name) ? POOL : owner)
                .telling(tale.without(step -> starts(step, name)))
                .with(all, flows.stream().filter(flow -> !isOf(flow, name)).toList());
    }

    private static boolean isOf(Flow flow, String kernel) {
        return flow.traffic().from().equals(kernel) || flow.traffic().to().equals(kernel);
    }

    private static boolean starts(Scenario.Step step, String name) {
        return switch (step.deed()) {
            case Scenario.Deed.AwaitUp(var instance) -> instance.equals(name);
            case Scenario.Deed.AwaitLoaded(var instance) -> instance.equals(name);
            case Scenario.Deed.Give(Command.Create create, boolean _, var _) -> create.instance().equals(name);
            case Scenario.Deed.Give(Command.Load load, boolean _, var _) -> load.instance().equals(name);
            case Scenario.Deed.Give(Command.Exec exec, boolean _, var _) -> exec.instance().equals(name);
            default -> false;
        };
    }

    /// A kernel changed; what it had under its old name it has under the new one.
    public Draft withKernel(int index, Kernel kernel) {
        var old = kernels.get(index).name();
        var all = new ArrayList<>(kernels);
        all.set(index, kernel);
        if (old.equals(kernel.name())) {
            return with(all, flows);
        }
        UnaryOperator<String> renamed = owner -> owner.equals(old) ? kernel.name() : owner;
        var told = tale.renamed(old, kernel.name());
        var titled = told.telling(told.story().stream()
                .map(chapter -> chapter.title().equals(Text.BUILT_KERNEL.of(old))
                        ? new Scenario.Chapter(Text.BUILT_KERNEL.of(kernel.name()), chapter.text(),
                                chapter.speedNsPerSecond(), chapter.steps())
                        : chapter)
                .toList());
        return owned(renamed, renamed).telling(titled).with(all, flows.stream().map(flow -> {
            var t = flow.traffic();
            return new Flow(new Scenario.Traffic(renamed.apply(t.from()), renamed.apply(t.to()), t.everyNs(),
                    t.jitterNs(), t.bytes(), t.replyBytes(), t.workNs()));
        }).toList());
    }

    private Draft owned(UnaryOperator<String> cores, UnaryOperator<String> functions) {
        var seated = seated(seat -> seat.of(cores.apply(seat.owner())));
        return new Draft(title, seed, seated.nodes(), distances,
                devices.stream().map(d -> d.of(functions.apply(d.owner()))).toList(), kernels, flows, tale);
    }

    private Draft with(List<Kernel> others, List<Flow> talk) {
        return new Draft(title, seed, nodes, distances, devices, others, talk, tale);
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
        boolean card = devices.size() % 2 == 0;
        var word = card ? "nic" : "nvme";
        int number = 0;
        while (isThere(word + number)) {
            number++;
        }
        int bus = 0x10;
        while (isAt(pciId(bus))) {
            bus++;
        }
        return withDevices(new Device(word + number, pciId(bus), card ? 0x8086 : 0x144d, card ? 0x1592 : 0xa80a,
                devices.size() % Math.max(1, nodes.size()), POOL));
    }

    private static String pciId(int bus) {
        return String.format(Locale.ROOT, "%04x:%02x:00.0", bus >> 8, bus & 0xff);
    }

    private boolean isThere(String name) {
        return devices.stream().anyMatch(device -> device.name().equals(name));
    }

    private boolean isAt(String pciId) {
        return devices.stream().anyMatch(device -> device.pciId().equals(pciId));
    }

    private Draft withDevices(Device device) {
        var all = new ArrayList<>(devices);
        all.add(device);
        return new Draft(title, seed, nodes, distances, all, kernels, flows, tale);
    }

    public Draft withoutDevice(int index) {
        var all = new ArrayList<>(devices);
        all.remove(index);
        return new Draft(title, seed, nodes, distances, all, kernels, flows, tale);
    }

    /// Gives a device to a kernel, or to the pool.
    public Draft given(int index, String owner) {
        var all = new ArrayList<>(devices);
        all.set(index, devices.get(index).of(owner));
        return new Draft(title, seed, nodes, distances, all, kernels, flows, tale);
    }

    /// How many steps its story has.
    public int steps() {
        return tale.steps();
    }

    /// How many cores an owner has.
    public int coresOf(String owner) {
        return cpusOf(owner).size();
    }
}
