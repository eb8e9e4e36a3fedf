package archipelago.engine.kernfs;

import archipelago.engine.kernfs.OwnNodes.OwnNode;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.world.World;
import java.util.List;
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
    private final OwnCpus cpus;
    private final List<OwnNode> nodes;

    /// @param host whose files
    /// @param mounted whether the multikernel file system is mounted
    ProcFiles(World world, Kernel host, boolean mounted, OwnCpus cpus, List<OwnNode> nodes) {
        this.world = world;
        this.host = host;
        this.mounted = mounted;
        this.cpus = cpus;
        this.nodes = nodes;
    }

    FileNode directory() {
        return new FileNode.Directory(0555, ReadOrder.PROC, files -> {
            files.put("iomem", FileNode.text(() -> Iomem.text(Books.of(world, host))));
            files.put("kimage", FileNode.text(this::kimage));
            files.put("cpuinfo", FileNode.text(this::cpuinfo));
            files.put("meminfo", FileNode.text(this::meminfo));
            files.put("mounts", FileNode.text(this::mounts));
            files.put("zoneinfo", FileNode.text(() -> Zones.text(nodes)));
            if (!host.host()) {
                files.put("cmdline", FileNode.text(() -> host.cmdline + "\n")); // The host's is not modelled.
            }
        });
    }

    /// The loaded images. (`kernel/kexec_core.c`.)
    private String kimage() {
        var out = new StringBuilder();
        var table = world.scenario.host().generation().imageTable();
        for (var kernel : world.state.lending.instances(host.slot)) {
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
        var out = new StringBuilder();
        for (int cpu = 0; cpu < cpus.count(); cpu++) {
            if (!cpus.online(cpu)) {
                continue;
            }
            int itself = cpu;
            long siblings = IntStream.range(0, cpus.count())
                    .filter(other -> cpus.online(other) && cpus.sameSocket(itself, other))
                    .count();
            long inSocket = IntStream.range(0, cpus.count())
                    .filter(other -> cpus.online(other) && cpus.sameSocket(itself, other))
                    .map(cpus::firstThread).distinct().count();
            out.append("processor\t: ").append(cpu).append('\n');
            out.append("physical id\t: ").append(cpus.socket(cpu)).append('\n');
            out.append("siblings\t: ").append(siblings).append('\n');
            out.append("core id\t\t: ").append(cpus.coreId(cpu)).append('\n');
            out.append("cpu cores\t: ").append(inSocket).append('\n');
            out.append("apicid\t\t: ").append(cpus.physicalId(cpu)).append('\n');
            out.append("initial apicid\t: ").append(cpus.physicalId(cpu)).append('\n');
            out.append('\n');
        }
        return out.toString();
    }

    /// What the pool has counts: the kernel's allocator has given it away, as to any other user. How much is free,
    /// and how much a kernel keeps for itself, is not modelled. (`kernel/multikernel/contig.c`.)
    private String meminfo() {
        long bytes = nodes.stream().mapToLong(OwnNode::bytes).sum();
        return String.format(Locale.ROOT, "MemTotal:       %8d kB\n", bytes >> 10);
    }

    private String mounts() {
        return "proc /proc proc rw,relatime 0 0\n"
                + "sysfs /sys sysfs rw,relatime 0 0\n"
                + (mounted ? "none /sys/fs/multikernel multikernel rw,relatime 0 0\n" : "");
    }

    /// `/proc/zoneinfo`: which addresses each node spans, from which kerf learns where a node's memory is.
    private static final class Zones {
        private static final String[] NAMES = {"DMA", "DMA32", "Normal"};
        /// Where memory goes that was added while the kernel ran.
        private static final String MOVABLE = "Movable";
        private static final long[] STARTS = {0, 16L << 20, 4L << 30, Long.MAX_VALUE};
        private static final int PAGE_SHIFT = 12;

        static String text(List<OwnNode> nodes) {
            var out = new StringBuilder();
            for (var node : nodes) {
                var booted = node.memory().stream().filter(range -> !node.movable().contains(range)).toList();
                for (int zone = 0; zone < NAMES.length; zone++) {
                    zone(node.number(), NAMES[zone], within(booted, STARTS[zone], STARTS[zone + 1]), out);
                }
                zone(node.number(), MOVABLE, node.movable(), out);
            }
            return out.toString();
        }

        /// What of some memory lies between two addresses.
        private static List<MemoryRange> within(List<MemoryRange> memory, long start, long end) {
            return memory.stream()
                    .filter(range -> Math.min(range.end(), end) > Math.max(range.base(), start))
                    .map(range -> {
                        long base = Math.max(range.base(), start);
                        return new MemoryRange(base, Math.min(range.end(), end) - base);
                    })
                    .toList();
        }

        private static void zone(int node, String name, List<MemoryRange> memory, StringBuilder out) {
            long start = memory.stream().mapToLong(MemoryRange::base).min().orElse(0) >> PAGE_SHIFT;
            long end = memory.stream().mapToLong(MemoryRange::end).max().orElse(0) >> PAGE_SHIFT;
            long present = memory.stream().mapToLong(MemoryRange::bytes).sum() >> PAGE_SHIFT;
            if (present > 0) {
                out.append(String.format(Locale.ROOT, "Node %d, zone %8s\n", node, name));
                out.append("        spanned  ").append(end - start).append('\n');
                out.append("        present  ").append(present).append('\n');
                out.append("  start_pfn:           ").append(start).append('\n');
            }
        }
    }
}
