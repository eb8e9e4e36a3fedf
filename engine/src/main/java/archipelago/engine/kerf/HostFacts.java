package archipelago.engine.kerf;

import archipelago.engine.kernfs.FileTree;
import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What the tool learns of the computer. kerf 0.2.0 finds the node of a CPU only as long as the host runs on
/// it; here the firmware's table says it for good, so that placement by node can be seen at work.
final class HostFacts {
    private static final Pattern APIC_ID = Pattern.compile("apicid\\s*:\\s*([0-9]+)");
    private static final Pattern IOMEM = Pattern.compile("\\s*([0-9a-f]+)-([0-9a-f]+) : (.*)");

    private HostFacts() {}

    /// The physical ids of the CPUs that the host runs on, ascending: from `/proc/cpuinfo`, which no longer names
    /// those that the pool has.
    static List<Long> hostCpus(FileTree files) {
        var ids = new ArrayList<Long>();
        for (var line : InstanceFiles.text(files, "/proc/cpuinfo").split("\n")) {
            var m = APIC_ID.matcher(line);
            if (m.matches()) {
                ids.add(Long.parseLong(m.group(1)));
            }
        }
        return CpuSpec.sorted(ids);
    }

    /// The number of a CPU's node.
    static Optional<Integer> node(Machine machine, long cpu) {
        int core = machine.coreOf(cpu);
        return core < 0 ? Optional.empty() : Optional.of(machine.nodes().get(machine.node(core)).number());
    }

    /// The index of a node in the machine's list.
    static Optional<Integer> index(Machine machine, int number) {
        for (int node = 0; node < machine.nodes().size(); node++) {
            if (machine.nodes().get(node).number() == number) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    static List<Integer> nodes(Machine machine) {
        return machine.nodes().stream().map(Machine.Node::number).sorted().toList();
    }

    /// What udev finds under a name.
    static Optional<Machine.PciFunction> device(Machine machine, String name) {
        return machine.devices().stream()
                .filter(device -> device.name().equals(name) || device.pciId().equals(name))
                .findFirst();
    }

    /// A line of `/proc/iomem`.
    record Range(long base, long end, String name) {
        boolean chunk() {
            return name.equals("Multikernel Memory Pool");
        }
    }

    static List<Range> iomem(FileTree files) {
        var ranges = new ArrayList<Range>();
        for (var line : InstanceFiles.text(files, "/proc/iomem").split("\n")) {
            var m = IOMEM.matcher(line);
            if (m.matches()) {
                ranges.add(new Range(Long.parseLong(m.group(1), 16), Long.parseLong(m.group(2), 16) + 1, m.group(3)));
            }
        }
        return ranges;
    }

    /// The first addresses of the chunks in which something is lent.
    static TreeSet<Long> busyChunks(FileTree files) {
        var busy = new TreeSet<Long>();
        for (var range : lent(files)) {
            iomem(files).stream()
                    .filter(chunk -> chunk.chunk() && chunk.base() <= range.base() && range.end() <= chunk.end())
                    .forEach(chunk -> busy.add(chunk.base()));
        }
        return busy;
    }

    /// What is lent of the pool's memory.
    static List<Range> lent(FileTree files) {
        var all = iomem(files);
        return all.stream()
                .filter(range -> !range.chunk() && all.stream().anyMatch(
                        chunk -> chunk.chunk() && chunk.base() <= range.base() && range.end() <= chunk.end()))
                .toList();
    }
}
