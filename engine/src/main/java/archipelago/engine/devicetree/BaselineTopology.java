package archipelago.engine.devicetree;

import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The `topology` block of a baseline: NUMA nodes with their memory, cores and distances.
final class BaselineTopology {
    static final int MAX_NODES = 64;
    static final int MAX_CORES = 4096;
    /// Behind the last physical address of x86.
    static final long MAX_ADDRESS = 1L << 52;

    private static final int MAX_SOCKET = 255;
    private static final int MAX_NODE_ID = 1023;
    private static final int OWN_DISTANCE = 10;
    /// 255 is ACPI's word for a node that cannot be reached.
    private static final int MAX_DISTANCE = 254;
    private static final List<String> NODE_PROPERTIES = List.of("node-id", "memory-base", "memory-size", "cpus",
            "memory-type", "distance-matrix", "socket-id");

    private final Findings findings;
    private final NodeFields fields;
    private final List<Described> nodes = new ArrayList<>();
    private final Map<Integer, Integer> indexById = new HashMap<>();
    private final Map<Long, Integer> nodeByCpu = new HashMap<>();
    private final List<Machine.Core> cores = new ArrayList<>();
    private boolean knowsCpus = true;

    /// A NUMA node as the file describes it; a number that could not be read is -1.
    private record Described(Node node, int id, int socket, long base, long bytes) {
        String name() {
            return node.name();
        }
    }

    BaselineTopology(Findings findings) {
        this.findings = findings;
        fields = new NodeFields(findings);
    }

    /// Reads the block; what cannot be used of it is told.
    void read(Node topology) {
        fields.tellUnknownProperties(topology, List.of());
        fields.tellUnknownChildren(topology, List.of("numa-nodes"));
        var list = topology.child("numa-nodes");
        var described = list.map(Node::children).orElse(List.of()).stream()
                .filter(child -> child.baseName().equals("node")).toList();
        list.ifPresent(node -> {
            fields.tellUnknownProperties(node, List.of());
            fields.tellUnknownChildren(node, List.of("node@", "node"));
        });
        if (described.isEmpty()) {
            findings.add(list.orElse(topology).place(), "the topology has no NUMA node",
                    BaselineReader.TOPOLOGY_EXAMPLE);
        }
        if (described.size() > MAX_NODES) {
            findings.add(described.get(MAX_NODES).place(), "the machine has " + described.size() + " NUMA nodes",
                    "at most " + MAX_NODES);
            return;
        }
        described.forEach(this::numaNode);
        checkMemory();
        checkSockets();
    }

    private void numaNode(Node node) {
        fields.tellUnknownProperties(node, NODE_PROPERTIES);
        fields.tellUnknownChildren(node, List.of());
        int index = nodes.size();
        int id = fields.required32(node, "node-id", "node-id = <" + index + ">;", MAX_NODE_ID).orElse(-1);
        int socket = fields.optional32(node, "socket-id", MAX_SOCKET).orElse(-1);
        long base = memory(node, "memory-base", "memory-base = /bits/ 64 <0x0>;", true);
        long bytes = memory(node, "memory-size", "memory-size = /bits/ 64 <0x800000000>;", false);
        if (base >= 0 && bytes > MAX_ADDRESS - base) {
            findings.add(NodeFields.placeOf(node, "memory-size"), "the memory of " + node.name() + " ends beyond 0x"
                    + Long.toHexString(MAX_ADDRESS), "a smaller size or a lower base");
        }
        if (id >= 0 && indexById.putIfAbsent(id, index) != null) {
            findings.add(NodeFields.placeOf(node, "node-id"), "the node-id " + id + " is used twice",
                    "another number");
        }
        nodes.add(new Described(node, id, socket, base, bytes));
        if (node.property("cpus").isEmpty()) {
            findings.add(node.place(), "the node " + node.path() + " has no property cpus",
                    "cpus = /bits/ 64 <0 2 4 6>;");
        }
        var cpus = node.property("cpus").map(property -> CpuCells.read(property, findings)).orElse(List.of());
        knowsCpus &= !cpus.isEmpty();
        cpus.forEach(cpu -> core(cpu, index));
    }

    private long memory(Node node, String name, String example, boolean mayBeZero) {
        var value = fields.required(node, name, example, Property::u64);
        if (value.isEmpty() || !BaselineReader.usable(value.get(), mayBeZero, name,
                NodeFields.placeOf(node, name), findings)) {
            return -1;
        }
        return value.get();
    }

    private void core(CpuCells.Written cpu, int index) {
        Integer other = nodeByCpu.putIfAbsent(cpu.id(), index);
        if (other != null) {
            findings.add(cpu.place(), "the cpu " + cpu.id() + " " + (other == index ? "stands twice in "
                    + nodes.get(index).name() : "is in " + nodes.get(other).name() + " and in "
                            + nodes.get(index).name()),
                    "each physical id once");
            return;
        }
        if (cores.size() == MAX_CORES) {
            findings.add(cpu.place(), "the machine has more than " + MAX_CORES + " cores", "at most " + MAX_CORES);
        }
        if (cores.size() <= MAX_CORES) {
            cores.add(new Machine.Core(cpu.id(), index));
        }
    }

    private void checkMemory() {
        var known = nodes.stream().filter(node -> node.base >= 0 && node.bytes > 0)
                .sorted(Comparator.comparingLong(Described::base)).toList();
        for (int i = 1; i < known.size(); i++) {
            var low = known.get(i - 1);
            var high = known.get(i);
            if (high.base < low.base + low.bytes) {
                findings.add(NodeFields.placeOf(high.node, "memory-base"), "the memory of " + high.name()
                        + " overlaps that of " + low.name(), "a base of at least 0x"
                                + Long.toHexString(low.base + low.bytes));
            }
        }
    }

    private void checkSockets() {
        boolean given = nodes.stream().anyMatch(node -> node.socket >= 0);
        for (var node : nodes) {
            if (given && node.node.property("socket-id").isEmpty()) {
                findings.add(node.node.place(), node.name()
                        + " has no socket-id, but another one has",
                        "socket-id = <0>; in every node, or in none");
            }
        }
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /// The memory of all nodes, or -1 if that of one could not be read.
    long totalBytes() {
        boolean known = !nodes.isEmpty() && nodes.stream().allMatch(node -> node.bytes > 0);
        return known ? nodes.stream().mapToLong(Described::bytes).sum() : -1;
    }

    /// The index of the node with this id, or -1.
    int indexOf(int id) {
        return indexById.getOrDefault(id, -1);
    }

    String nodeName(int index) {
        return nodes.get(index).name();
    }

    /// The memory of a node, or -1 if it could not be read.
    long bytes(int index) {
        return nodes.get(index).bytes;
    }

    /// Whether the cores of all nodes could be read.
    boolean knowsCpus() {
        return !nodes.isEmpty() && knowsCpus;
    }

    boolean hasCpu(long id) {
        return nodeByCpu.containsKey(id);
    }

    /// The CPU that the firmware starts: the first of the first node.
    Optional<Long> bootCpu() {
        return cores.stream().findFirst().map(Machine.Core::physicalId);
    }

    String knownIds() {
        var ids = new TreeSet<>(indexById.keySet());
        return ids.size() == 1 ? "the only node-id, " + ids.first()
                : "one of the node-ids " + String.join(", ", ids.stream().map(String::valueOf).toList());
    }

    List<Machine.Core> cores() {
        return cores;
    }

    /// The nodes of the machine, once nothing is left to be told of them.
    List<Machine.Node> machineNodes() {
        var distances = distances();
        if (findings.refusing()) {
            return List.of();
        }
        var sockets = new ArrayList<>(new TreeSet<>(nodes.stream().map(Described::socket).toList()));
        var made = new ArrayList<Machine.Node>();
        for (int n = 0; n < nodes.size(); n++) {
            var node = nodes.get(n);
            int socket = node.socket < 0 ? n : sockets.indexOf(node.socket);
            made.add(new Machine.Node(node.id, socket, node.base, node.bytes, distances.get(n)));
        }
        return made;
    }

    private List<List<Integer>> distances() {
        var matrix = new int[nodes.size()][nodes.size()];
        for (int from = 0; from < nodes.size(); from++) {
            row(from, matrix[from]);
        }
        for (int from = 0; from < nodes.size(); from++) {
            for (int to = 0; to < from; to++) {
                if (matrix[from][to] != 0 && matrix[to][from] != 0 && matrix[from][to] != matrix[to][from]) {
                    findings.add(NodeFields.placeOf(nodes.get(from).node, "distance-matrix"), "the distance from "
                            + nodes.get(from).name() + " to " + nodes.get(to).name() + " is " + matrix[from][to]
                            + ", but that back is " + matrix[to][from], "the same distance in both nodes");
                }
            }
        }
        var rows = new ArrayList<List<Integer>>();
        for (var row : matrix) {
            rows.add(Arrays.stream(row).boxed().toList());
        }
        return rows;
    }

    /// Fills one row; a distance that is missing or wrong stays 0.
    private void row(int from, int[] row) {
        var node = nodes.get(from).node;
        if (nodes.size() == 1 && node.property("distance-matrix").isEmpty()) {
            row[0] = OWN_DISTANCE;
            return;
        }
        var pairs = fields.required(node, "distance-matrix", "distance-matrix = " + exampleRow(from) + ";",
                Property::u32s);
        if (pairs.isEmpty()) {
            return;
        }
        var property = node.property("distance-matrix").orElseThrow();
        if (pairs.get().size() % 2 != 0) {
            findings.add(property.place(), "distance-matrix is not made of pairs",
                    "a node-id and a distance for each node: "
                    + exampleRow(from));
            return;
        }
        for (int p = 0; p + 1 < pairs.get().size() && !findings.full(); p += 2) {
            pair(from, row, property, p, pairs.get().get(p), pairs.get().get(p + 1));
        }
        for (int to = 0; to < nodes.size(); to++) {
            if (row[to] == 0 && nodes.get(to).id >= 0 && !mentions(pairs.get(), nodes.get(to).id)) {
                findings.add(property.place(), "the distance from " + node.name() + " to " + nodes.get(to).name()
                        + " is missing", exampleRow(from));
            }
        }
    }

    private void pair(int from, int[] row, Property property, int at, long id, long distance) {
        int to = id > MAX_NODE_ID ? -1 : indexOf((int) id);
        if (to < 0) {
            findings.add(property.placeOfByte(at * 4), "there is no NUMA node " + id, knownIds());
        } else if (row[to] != 0) {
            findings.add(property.placeOfByte(at * 4), "the distance to the NUMA node " + id + " is given twice",
                    "one distance for each node");
        } else if (to == from && distance != OWN_DISTANCE) {
            findings.add(property.placeOfByte(at * 4 + 4), "the distance of a node to itself is " + distance
                    + " here", "<" + id + " " + OWN_DISTANCE + ">");
        } else if (distance < OWN_DISTANCE || distance > MAX_DISTANCE) {
            findings.add(property.placeOfByte(at * 4 + 4), "the distance " + distance + " is not from "
                    + OWN_DISTANCE
                    + " to " + MAX_DISTANCE, "<" + id + " 21>");
        } else {
            row[to] = (int) distance;
        }
    }

    private static boolean mentions(List<Long> pairs, int id) {
        for (int p = 0; p < pairs.size(); p += 2) {
            if (pairs.get(p) == id) {
                return true;
            }
        }
        return false;
    }

    private String exampleRow(int from) {
        var cells = new ArrayList<String>();
        for (int to = 0; to < nodes.size(); to++) {
            cells.add("<" + nodes.get(to).id + " " + (to == from ? OWN_DISTANCE : 21) + ">");
        }
        return String.join(", ", cells);
    }
}
