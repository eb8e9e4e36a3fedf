package archipelago.engine.kerf;

import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.kernfs.TreePaths;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kerf show`: the pool and the instances, for people.
@CommandLine.Command(
        name = "show",
        description = "Shows the pool and the instances.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    private static final String BANNER = "=".repeat(80);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KerfRun run;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "only this instance")
    private String name;

    @Option(names = {"--verbose", "-v"}, description = "say more")
    private boolean verbose;

    ShowCommand(KerfRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws KerfStop {
        var kimage = kimage(run.files());
        if (name != null) {
            var found = InstanceFiles.named(run.files(), name);
            if (found.isEmpty()) {
                throw KerfStop.refused("Error: instance '" + name + "' not found",
                        "See " + TreePaths.INSTANCES + " for those that there are.");
            }
            instance(found.get(), kimage);
            return 0;
        }
        var pool = PoolTree.read(run.files());
        if (pool.live()) {
            baseline(pool);
        } else {
            run.say("\nNo memory pool configured");
        }
        var instances = InstanceFiles.all(run.files());
        if (instances.isEmpty()) {
            run.say("\n" + BANNER + "\nNo instances found in " + TreePaths.INSTANCES + "/");
            run.say("\n/proc/kimage:\n" + BANNER + "\n" + InstanceFiles.text(run.files(), "/proc/kimage"));
            return 0;
        }
        run.say("\n" + BANNER + "\nMultikernel Instances\n" + BANNER);
        run.say("Total instances: " + instances.size());
        run.say(!kimage.isEmpty(), "Loaded kernels: " + kimage.size());
        run.say("");
        instances.forEach(instance -> instance(instance, kimage));
        run.say("");
        return 0;
    }

    // --- the pool -------------------------------------------------------------------------------

    private void baseline(PoolTree pool) {
        var host = HostFacts.hostCpus(run.files());
        run.say("\n" + BANNER + "\nBaseline Hardware Resources\n" + BANNER);
        run.say("\n  CPUs:");
        run.say("    Total:           " + (host.size() + pool.cpus().size()));
        run.say("    Host Reserved:   " + cpus(host));
        run.say("    Pool CPUs:       " + cpus(pool.cpus()));
        run.say("    Available CPUs:  " + cpus(pool.free()));
        if (verbose) {
            run.say("\n    Topology:");
            for (long cpu : pool.cpus()) {
                HostFacts.node(run.machine(), cpu).ifPresent(node -> run.say("      CPU " + cpu + ": NUMA " + node
                        + ", Socket " + run.machine().socket(run.machine().coreOf(cpu))));
            }
        }
        run.say("\n  Memory Pool:");
        if (pool.chunks().isEmpty()) {
            run.say("    No memory pool configured");
        } else {
            for (var chunk : pool.chunks()) {
                run.say("    Chunk:           0x" + Long.toHexString(chunk.base()) + "  "
                        + MemorySpec.gigabytes(chunk.bytes())
                        + (chunk.node() == MemorySpec.ANY_NODE ? "" : " node " + chunk.node()));
            }
            long lent = HostFacts.lent(run.files()).stream().mapToLong(range -> range.end() - range.base()).sum();
            run.say("    Pool Allocated:  " + MemorySpec.gigabytes(lent) + " (" + lent + " bytes)");
            run.say("    Pool Available:  " + MemorySpec.gigabytes(pool.bytes() - lent) + " (" + (pool.bytes() - lent)
                    + " bytes)");
        }
        topology();
        if (!pool.devices().isEmpty()) {
            run.say("\n  Devices:");
            for (var device : pool.devices()) {
                run.say("    " + device.name() + ":");
                run.say("      Type:          pci");
                run.say("      PCI ID:        " + device.pciId());
            }
        }
    }

    private static String cpus(List<Long> cpus) {
        return cpus.size() + " cpus: " + CpuSpec.shown(cpus);
    }

    private void topology() {
        run.say("\n  NUMA Topology:");
        for (int number : HostFacts.nodes(run.machine())) {
            int index = HostFacts.index(run.machine(), number).orElseThrow();
            var node = run.machine().nodes().get(index);
            var ids = run.machine().cores().stream().filter(core -> core.node() == index)
                    .map(core -> core.physicalId()).sorted().toList();
            run.say("    Node " + number + ":");
            run.say("      Memory:        " + MemorySpec.gigabytes(node.bytes()) + " (base: 0x"
                    + Long.toHexString(node.base()) + ")");
            run.say("      CPUs:          " + CpuSpec.shown(ids));
            if (verbose) {
                run.say("      Distance:      " + node.distances());
            }
        }
    }

    // --- an instance ----------------------------------------------------------------------------

    private void instance(InstanceFiles instance, Map<Integer, Map<String, String>> kimage) {
        run.say("\n" + BANNER + "\nInstance: " + instance.name() + "\n" + BANNER);
        run.say("  ID:              " + instance.id());
        run.say("  Status:          " + instance.status());
        var image = kimage.get(instance.id());
        if (image != null) {
            run.say("\n  Kernel Image:");
            image.forEach(this::row);
            note(instance.name());
        } else {
            run.say(verbose, "\n  Kernel Image:     (not loaded)");
        }
        var tree = PoolTree.tree(run.files(), TreePaths.INSTANCES + "/" + instance.name() + "/device_tree");
        tree.ifPresent(found -> {
            run.say("\n  Device Tree:");
            DeviceTreeText.write(found).lines().filter(line -> !line.isBlank()).forEach(line -> run.say("    " + line));
        });
    }

    private void row(String label, String value) {
        run.say("    " + label + " ".repeat(Math.max(1, 16 - label.length())) + value);
    }

    /// What the tool wrote down when it loaded the image; nothing if something else loaded it.
    private void note(String instance) {
        var text = run.host().userSpace().read(UserSpace.note(instance));
        if (text.isEmpty()) {
            return;
        }
        try {
            var note = JSON.readTree(text.get());
            row("Image", note.at("/kernel/path").asText());
            row("Format", format(note));
            if (!note.at("/initrd/path").isMissingNode()) {
                row("Initrd", note.at("/initrd/path").asText());
            }
            row("Loaded At", note.at("/loaded_at").asText());
        } catch (JsonProcessingException somebodyWroteIntoIt) {
            run.note("Warning: " + UserSpace.note(instance) + " cannot be read");
        }
    }

    private static String format(JsonNode note) {
        return switch (note.at("/kernel/format").asText()) {
            case "bzImage" -> "bzImage (vmlinux extracted at load)";
            case "vmlinux" -> "vmlinux (ELF)";
            case String other -> other;
        };
    }

    // --- /proc/kimage ---------------------------------------------------------------------------

    /// The rows of `/proc/kimage` by id: the dashes under the heads say where the columns begin.
    static Map<Integer, Map<String, String>> kimage(FileTree files) {
        var lines = InstanceFiles.text(files, "/proc/kimage").split("\n");
        var rows = new TreeMap<Integer, Map<String, String>>();
        var starts = new ArrayList<Integer>();
        var dashes = Pattern.compile("-+").matcher(lines.length > 1 ? lines[1] : "");
        while (dashes.find()) {
            starts.add(dashes.start());
        }
        for (int l = 2; l < lines.length && !starts.isEmpty(); l++) {
            var cells = new LinkedHashMap<String, String>();
            for (int c = 0; c < starts.size(); c++) {
                cells.put(title(cell(lines[0], starts, c)), cell(lines[l], starts, c));
            }
            var id = cells.getOrDefault("Mk Id", "");
            if (id.matches("[0-9]{1,9}")) {
                rows.put(Integer.parseInt(id), cells);
            }
        }
        return rows;
    }

    private static String cell(String line, List<Integer> starts, int column) {
        int from = Math.min(starts.get(column), line.length());
        int to = column + 1 < starts.size() ? Math.min(starts.get(column + 1), line.length()) : line.length();
        return line.substring(from, to).strip();
    }

    /// `MK_ID` as `Mk Id`.
    private static String title(String head) {
        var words = new ArrayList<String>();
        for (var word : head.split("[_ ]+")) {
            words.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1).toLowerCase(Locale.ROOT));
        }
        return String.join(" ", words);
    }
}
