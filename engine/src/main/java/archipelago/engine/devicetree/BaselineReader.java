package archipelago.engine.devicetree;

import archipelago.engine.base.Reading;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a kerf baseline: what of a machine the host is to give to the pool, and, in the block
/// `topology`, the machine itself. It demands what the kernel demands, and beyond that all that
/// would make the kernel refuse the baseline later, on the machine that the file describes.
public final class BaselineReader {
    static final String TOPOLOGY_EXAMPLE =
            "topology { numa-nodes { node@0 { node-id = <0>; memory-base = /bits/ 64 <0x0>;"
            + " memory-size = /bits/ 64 <0x800000000>; cpus = /bits/ 64 <0 2 4 6>; distance-matrix = <0 10>; }; }; };";

    private static final String MEMORY_EXAMPLE =
            "memory@0 { size = /bits/ 64 <0x80000000>; numa-node-id = <0>; }; in resources";
    private static final String OVERLAY = "linux,multikernel-overlay";
    private static final int ANY_NODE = -1;
    private static final int MAX_REQUESTS = 1024;

    private final Findings findings;
    private final NodeFields fields;
    private final BaselineTopology topology;
    private final BaselineDevices devices;
    private final List<Long> cpus = new ArrayList<>();
    private final List<Command.MemoryRequest> memory = new ArrayList<>();
    private final Map<Integer, Long> requestedBytes = new HashMap<>();

    private BaselineReader(String file) {
        findings = Findings.ofMeaning(file);
        fields = new NodeFields(findings);
        topology = new BaselineTopology(findings);
        devices = new BaselineDevices(findings, topology);
    }

    /// @param file the name to use in problems
    /// @return the baseline; beside it there may be problems with names that mean nothing, which
    ///     the kernel does not look at
    public static Reading<Baseline> read(String file, String text) {
        var tree = DeviceTreeSource.read(file, text);
        return tree.value().isPresent()
                ? new BaselineReader(file).baseline(tree.value().get())
                : Reading.refused(tree.problems());
    }

    private Reading<Baseline> baseline(DeviceTree tree) {
        var root = tree.root();
        if (tree.plugin() || isOverlay(root)) {
            findings.add(root.place(), "this file is an overlay: it changes a pool that is there already",
                    "a baseline, with compatible = \"linux,multikernel-host\";");
            return Reading.refused(findings.inOrder());
        }
        fields.tellUnknownProperties(root, List.of());
        var instances = root.child("instances");
        instances.ifPresent(node -> findings.add(node.place(), "a baseline has no instances: the kernel refuses it",
                "no such node; instances are created later, with kerf create"));
        fields.tellUnknownChildren(root, instances.isPresent()
                ? List.of("resources", "aliases", "chosen", "instances")
                : List.of("resources", "aliases", "chosen"));
        root.child("resources").ifPresentOrElse(this::resources, () -> findings.add(root.place(),
                "the baseline has no node resources", "resources { cpus = …; memory@0 { … }; };"));
        var nodes = topology.machineNodes();
        if (findings.refusing()) {
            return Reading.refused(findings.inOrder());
        }
        var machine = new Machine(nodes, topology.cores(), devices.functions());
        var names = devices.functions().stream().map(Machine.PciFunction::name).toList();
        var request = new Command.FillPool(cpus, memory, names);
        return new Reading<>(Optional.of(new Baseline(machine, request)), findings.inOrder());
    }

    private static boolean isOverlay(Node root) {
        return root.property("compatible").stream()
                .flatMap(property -> property.strings().value().stream())
                .anyMatch(names -> names.contains(OVERLAY));
    }

    private void resources(Node resources) {
        tellOldForm(resources);
        fields.tellUnknownProperties(resources, List.of("cpus", "memory-base", "memory-bytes"));
        fields.tellUnknownChildren(resources, List.of("memory@", "devices", "topology"));
        resources.child("topology").ifPresentOrElse(topology::read, () -> findings.add(resources.place(),
                "resources has no topology, so the machine is not known", TOPOLOGY_EXAMPLE));
        pooledCpus(resources);
        pooledMemory(resources);
        resources.child("devices").ifPresent(devices::read);
    }

    private void tellOldForm(Node resources) {
        Stream.of("memory-base", "memory-bytes").flatMap(name -> resources.property(name).stream()).forEach(old ->
                findings.add(old.place(), old.name()
                        + " in resources is the form of older kernels and is refused now",
                        MEMORY_EXAMPLE));
    }

    private void pooledCpus(Node resources) {
        var property = resources.property("cpus");
        if (property.isEmpty()) {
            findings.add(resources.place(), "resources has no property cpus", "cpus = /bits/ 64 <4 6 8>;");
            return;
        }
        var seen = new HashSet<Long>();
        for (var cpu : CpuCells.read(property.get(), findings)) {
            if (!seen.add(cpu.id())) {
                findings.add(cpu.place(), "the cpu " + cpu.id() + " stands twice in the pool",
                        "each physical id once");
            } else if (topology.knowsCpus() && !topology.hasCpu(cpu.id())) {
                findings.add(cpu.place(), "the cpu " + cpu.id() + " is in no NUMA node of the topology",
                        "a physical id that a node lists");
            } else if (topology.bootCpu().filter(boot -> boot == cpu.id()).isPresent()) {
                findings.add(cpu.place(), "the cpu " + cpu.id() + " is the one that the computer starts with; Linux"
                        + " cannot take it offline", "any other cpu");
            } else {
                cpus.add(cpu.id());
            }
        }
    }

    private void pooledMemory(Node resources) {
        var requests = resources.children().stream().filter(child -> child.baseName().equals("memory")
                && child.unitAddress().isPresent()).toList();
        if (requests.isEmpty()) {
            findings.add(resources.place(), "resources has no node memory@", MEMORY_EXAMPLE);
        }
        if (requests.size() > MAX_REQUESTS) {
            findings.add(resources.place(), "there are " + requests.size() + " requests for memory", "at most "
                    + MAX_REQUESTS);
            return;
        }
        requests.forEach(this::memoryRequest);
    }

    private void memoryRequest(Node request) {
        fields.tellUnknownProperties(request, List.of("size", "numa-node-id", "device_type", "reg"));
        fields.tellUnknownChildren(request, List.of());
        request.property("reg").ifPresent(reg -> findings.add(reg.place(),
                "a request for memory has no address: the kernel chooses it", "size = /bits/ 64 <0x80000000>; only"));
        var size = fields.required(request, "size", "size = /bits/ 64 <0x80000000>;", Property::u64);
        int node = fields.optional(request, "numa-node-id", Property::u32)
                .map(id -> nodeIndex(topology, id, NodeFields.placeOf(request, "numa-node-id"), findings))
                .orElse(ANY_NODE);
        var place = NodeFields.placeOf(request, "size");
        if (size.isPresent() && usable(size.get(), false, "size", place, findings)) {
            memory.add(new Command.MemoryRequest(size.get(), node));
            checkRoom(size.get(), node, place);
        }
    }

    /// Checks that a node has what is asked of it; the whole machine, where any node will do.
    private void checkRoom(long bytes, int node, Place place) {
        long has = node == ANY_NODE ? topology.totalBytes() : topology.bytes(node);
        long asked = requestedBytes.getOrDefault(node, 0L);
        if (has < 0) {
            return;
        }
        if (bytes > has - asked) {
            findings.add(place, "the pool asks for " + Sizes.text(bytes)
                    + (asked > 0 ? " on top of " + Sizes.text(asked) : "")
                    + ", but " + (node == ANY_NODE ? "the machine" : topology.nodeName(node)) + " has "
                    + Sizes.text(has), "less memory");
        } else {
            requestedBytes.put(node, asked + bytes);
        }
    }

    /// The index of the NUMA node with an id, or -1 behind a problem.
    static int nodeIndex(BaselineTopology topology, long id, Place place, Findings findings) {
        int index = id > Integer.MAX_VALUE ? -1 : topology.indexOf((int) id);
        if (index < 0 && !topology.isEmpty()) {
            findings.add(place, "there is no NUMA node " + id, topology.knownIds());
        }
        return index;
    }

    /// Tells an amount or an address that no machine has.
    static boolean usable(long value, boolean mayBeZero, String name, Place place, Findings findings) {
        if (value == 0 && !mayBeZero) {
            findings.add(place, name + " is 0", "a number of bytes such as 0x80000000");
        } else if (value < 0 || value > BaselineTopology.MAX_ADDRESS) {
            findings.add(place, name + " is beyond 0x" + Long.toHexString(BaselineTopology.MAX_ADDRESS)
                    + ", where physical addresses end", "a smaller number");
        } else if (value % Sizes.PAGE != 0) {
            findings.add(place, name + " is not a multiple of a page, 0x1000", "0x"
                    + Long.toHexString(Math.max(Sizes.PAGE, value / Sizes.PAGE * Sizes.PAGE)));
        } else {
            return true;
        }
        return false;
    }
}
