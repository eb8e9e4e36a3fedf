package archipelago.engine.kernfs;

import archipelago.engine.machine.Machine;
import archipelago.engine.state.Kernel;
import archipelago.engine.world.World;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/// The files of `/proc` that kerf and its like read, as far as the model knows what is in them.
final class ProcFiles {
    private static final String KIMAGE_HEAD = """
            MK_ID  Type        Start Address   Segments  Mode  Cmdline
            -----  ----------  --------------  --------  ----  -------
            """;
    private static final String KIMAGE_HEAD_OF_OCTOBER = """
            MK_ID  Type        Start Address   Segments
            -----  ----------  --------------  --------
            """;
    private static final String KIMAGE_HEAD_OF_SEPTEMBER = """
            Type        Start Address   Segments
            ----------  --------------  --------
            """;

    private final World world;
    private final Kernel host;
    private final boolean mounted;

    /// @param host whose files
    /// @param mounted whether the multikernel file system is mounted
    ProcFiles(World world, Kernel host, boolean mounted) {
        this.world = world;
        this.host = host;
        this.mounted = mounted;
    }

    FileNode directory() {
        return new FileNode.Directory(0555, ReadOrder.PROC, files -> {
            files.put("iomem", FileNode.text(() -> Iomem.text(Books.of(world, host))));
            files.put("kimage", FileNode.text(this::kimage));
            if (!host.host()) {
                return; // What else an instance sees of the machine is not modelled.
            }
            files.put("cpuinfo", FileNode.text(this::cpuinfo));
            files.put("meminfo", FileNode.text(this::meminfo));
            files.put("mounts", FileNode.text(this::mounts));
            files.put("zoneinfo", FileNode.text(() -> Zones.text(world.machine)));
        });
    }

    /// The loaded images. (`kernel/kexec_core.c`.)
    private String kimage() {
        var out = new StringBuilder();
        var table = world.scenario.host().generation().imageTable();
        for (var kernel : world.state.instances(host.slot)) {
            if (!kernel.image.isEmpty()) {
                out.append(switch (table) {
                    case ADDRESSES -> image(kernel);
                    case IDS -> String.format(Locale.ROOT, "%5d  ", kernel.id) + image(kernel);
                    case COMMAND_LINES -> String.format(Locale.ROOT, "%5d  ", kernel.id) + image(kernel)
                            + String.format(Locale.ROOT, "  %-4s  \"%s\"", "file", kernel.cmdline);
                }).append('\n');
            }
        }
        var head = switch (table) {
            case ADDRESSES -> KIMAGE_HEAD_OF_SEPTEMBER;
            case IDS -> KIMAGE_HEAD_OF_OCTOBER;
            case COMMAND_LINES -> KIMAGE_HEAD;
        };
        return head + (out.isEmpty() ? "No kimages loaded\n" : out);
    }

    private static String image(Kernel kernel) {
        return String.format(
                Locale.ROOT,
                "%-10s  0x%012x  %8d",
                "multikernel",
                kernel.segments.getFirst().base(), // The kernel itself, whose entry is its start.
                kernel.segments.size());
    }

    /// The CPUs that are online, without what the model does not know, such as a model's name.
    private String cpuinfo() {
        var cpus = new HostCpus(world);
        var machine = world.machine;
        var out = new StringBuilder();
        for (int cpu = cpus.online().next(0); cpu >= 0 && cpu < cpus.count(); cpu = cpus.online().next(cpu + 1)) {
            int itself = cpu;
            long siblings = IntStream.range(0, cpus.count())
                    .filter(other -> cpus.online().has(other) && machine.sameSocket(itself, other))
                    .count();
            out.append("processor\t: ").append(cpu).append('\n');
            out.append("physical id\t: ").append(machine.socket(cpu)).append('\n');
            out.append("siblings\t: ").append(siblings).append('\n');
            out.append("core id\t\t: ").append(cpus.coreId(cpu)).append('\n');
            out.append("cpu cores\t: ").append(siblings).append('\n');
            out.append("apicid\t\t: ").append(machine.physicalId(cpu)).append('\n');
            out.append("initial apicid\t: ").append(machine.physicalId(cpu)).append('\n');
            out.append('\n');
        }
        return out.toString();
    }

    /// What the pool has counts: the host's allocator has given it away, as to any other user. How much is free
    /// is not modelled. (`kernel/multikernel/contig.c`.)
    private String meminfo() {
        return String.format(Locale.ROOT, "MemTotal:       %8d kB\n", world.machine.memoryBytes() >> 10);
    }

    private String mounts() {
        return "proc /proc proc rw,relatime 0 0\n"
                + "sysfs /sys sysfs rw,relatime 0 0\n"
                + (mounted ? "none /sys/fs/multikernel multikernel rw,relatime 0 0\n" : "");
    }

    /// `/proc/zoneinfo`: which addresses each node spans, from which kerf learns where a node's memory is.
    private static final class Zones {
        private static final String[] NAMES = {"DMA", "DMA32", "Normal"};
        private static final long[] STARTS = {0, 16L << 20, 4L << 30, Long.MAX_VALUE};
        private static final int PAGE_SHIFT = 12;

        static String text(Machine machine) {
            var out = new StringBuilder();
            machine.nodes().stream()
                    .sorted(Comparator.comparingInt(Machine.Node::number))
                    .forEach(node -> zones(node, out));
            return out.toString();
        }

        private static void zones(Machine.Node node, StringBuilder out) {
            for (int zone = 0; zone < NAMES.length; zone++) {
                long start = Math.max(node.base(), STARTS[zone]);
                long pages = Math.min(node.end(), STARTS[zone + 1]) - start >> PAGE_SHIFT;
                if (pages > 0) {
                    out.append(String.format(Locale.ROOT, "Node %d, zone %8s\n", node.number(), NAMES[zone]));
                    out.append("        spanned  ").append(pages).append('\n');
                    out.append("        present  ").append(pages).append('\n');
                    out.append("  start_pfn:           ").append(start >> PAGE_SHIFT).append('\n');
                }
            }
        }
    }
}
