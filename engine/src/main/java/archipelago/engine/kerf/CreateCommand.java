package archipelago.engine.kerf;

import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call;
import archipelago.engine.command.Command.Create;
import archipelago.engine.kernfs.TreePaths;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.OverlayWriter;
import archipelago.engine.state.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kerf create`: an instance with resources of the pool, and no kernel yet.
@CommandLine.Command(
        name = "create",
        description = "Makes an instance out of CPUs, memory and devices of the pool.",
        mixinStandardHelpOptions = true)
final class CreateCommand implements Callable<Integer> {
    /// What can be said of how memory is to lie; the kernel's format of today does not carry it.
    enum MemoryPolicy {
        LOCAL,
        INTERLEAVE,
        BIND
    }

    private final KerfRun run;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "how the instance is to be called")
    private String name;

    @Option(names = "--id", paramLabel = "N", description = "1 to 511; without it the lowest free one")
    private Integer id;

    @Option(names = {"--cpus", "-c"}, paramLabel = "LIST", description = "physical ids, such as 16,18 or 4-7")
    private String cpus;

    @Option(names = "--cpu-count", paramLabel = "N", description = "as many CPUs of the pool, chosen by --cpu-affinity")
    private Integer cpuCount;

    @Option(names = "--cpu-affinity", paramLabel = "compact|spread|local", description = "how they lie")
    private CpuChoice.Affinity affinity = CpuChoice.Affinity.COMPACT;

    @Option(names = "--numa-nodes", paramLabel = "LIST", description = "nodes to take CPUs and memory from")
    private String numaNodes;

    @Option(names = "--memory-policy", paramLabel = "local|interleave|bind", description = "checked only")
    private MemoryPolicy memoryPolicy;

    @Option(names = {"--memory", "-m"}, paramLabel = "SIZE", description = "such as 2GB, 512MB or bytes")
    private String memory;

    @Option(names = {"--devices", "-d"}, paramLabel = "NAMES", description = "devices of the pool")
    private String devices;

    @Option(names = "--enable-host-kcore", description = "accepted; today's kernel has no use for it")
    private boolean hostKcore;

    @Option(names = "--uring", description = "accepted; today's kernel has no use for it")
    private boolean uring;

    @Option(names = "--uring-sq-entries", paramLabel = "N", description = "accepted, like --uring")
    private Integer uringSubmissions;

    @Option(names = "--uring-cq-entries", paramLabel = "N", description = "accepted, like --uring")
    private Integer uringCompletions;

    @Option(names = "--uring-shim-pages", paramLabel = "N", description = "accepted, like --uring")
    private Integer uringPages;

    @Option(names = {"--input", "-i"}, paramLabel = "FILE.dtb", description = "an instance's blob, from kerf dump")
    private String input;

    @Option(names = "--dry-run", description = "check only")
    private boolean dryRun;

    @Option(names = {"--verbose", "-v"}, description = "say more")
    private boolean verbose;

    CreateCommand(KerfRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws KerfStop {
        if (name == null || name.isBlank()) {
            throw KerfStop.usage("Error: an instance needs a name",
                    "Usage: kerf create NAME --cpus=LIST --memory=SIZE");
        }
        if (name.contains("/") || name.startsWith(".")) {
            throw KerfStop.usage("Error: \"" + name + "\" cannot be the name of a directory, as an instance's name"
                    + " must");
        }
        var wanted = wanted();
        var pool = PoolTree.read(run.files());
        var others = InstanceFiles.all(run.files());
        checkNames(others);
        var list = cpuCount == null
                ? wanted.cpus()
                : new CpuChoice(run.machine(), nodes()).choose(pool.free(), cpuCount, affinity);
        checkCpus(list, pool, others);
        var planned = new Validator.Planned(
                name, id == null ? 0 : id, list, 0, wanted.bytes(), wanted.devices(), nodes(), affinity);
        var findings = Validator.instance(run, pool, others, planned);
        if (!findings.valid()) {
            if (wanted.devices().contains("none")) {
                run.knownBug("--devices=none is taken for a device of that name; leave the option away");
            }
            throw findings.stop("Error: validation failed:");
        }
        if (dryRun) {
            run.say("✓ Validation passed for instance '" + name + "'");
            details(planned);
            findings.warnings().forEach(warning -> run.say("  ⚠ " + warning));
            run.say("✓ Instance would be created (dry run); without --dry-run it is");
            return 0;
        }
        int number = run.overlay(order(planned, pool));
        run.say("✓ Created instance '" + name + "' (transaction " + number + ")");
        if (verbose) {
            run.note("KeyError: '" + name + "'");
            run.knownBug("with --verbose it looks for the new instance in the tree of the pool, which names none, and"
                    + " ends with 1; the instance exists");
            return KerfStop.REFUSED;
        }
        return 0;
    }

    // --- what is wanted -------------------------------------------------------------------------

    private record Wanted(List<Long> cpus, long bytes, List<String> devices) {}

    private Wanted wanted() throws KerfStop {
        if (input != null) {
            if (cpus != null || cpuCount != null || memory != null || devices != null) {
                throw KerfStop.usage("Error: --input cannot stand beside --cpus, --cpu-count, --memory or --devices");
            }
            checkId();
            return fromFile();
        }
        if (cpus != null && cpuCount != null) {
            throw KerfStop.usage("Error: --cpus and --cpu-count exclude each other");
        }
        if (cpus == null && cpuCount == null) {
            throw KerfStop.usage("Error: give --cpus or --cpu-count");
        }
        if (cpuCount != null && cpuCount <= 0) {
            throw KerfStop.usage("Error: --cpu-count is at least 1, not " + cpuCount);
        }
        if (memory == null) {
            throw KerfStop.usage("Error: --memory is missing", "An instance needs memory, such as --memory=2GB.");
        }
        var list = cpus == null ? List.<Long>of() : CpuSpec.parse(cpus);
        long bytes = MemorySpec.positive(memory);
        nodes();
        checkId();
        return new Wanted(list, bytes, devices == null ? List.of() : MemorySpec.entries(devices));
    }

    private void checkId() throws KerfStop {
        if (id != null && (id < 1 || id > Kernel.MOST_ID)) {
            throw KerfStop.usage("Error: --id is from 1 to " + Kernel.MOST_ID + ", not " + id);
        }
    }

    private Wanted fromFile() throws KerfStop {
        if (!(run.host().given().read(input) instanceof GivenFiles.Found.Content(var blob))) {
            throw KerfStop.file("Error: the file " + input + " is not there or cannot be read");
        }
        var tree = InputTree.read(input, blob);
        var resources = tree.node("/resources");
        var bytes = resources.map(node -> PoolTree.numbers(node, "memory-bytes")).orElse(List.of());
        if (bytes.size() != 1) {
            throw KerfStop.usage("Error: " + input + " is no tree of an instance",
                    "kerf dump NAME -o FILE writes one.");
        }
        return new Wanted(
                CpuSpec.sorted(PoolTree.numbers(resources.get(), "cpus")),
                bytes.getFirst(),
                TreeDevices.of(tree).stream().map(TreeDevices.Device::pciId).toList());
    }

    private List<Integer> nodes() throws KerfStop {
        var nodes = new ArrayList<Integer>();
        for (var word : numaNodes == null ? List.<String>of() : MemorySpec.entries(numaNodes)) {
            if (!word.matches("[0-9]{1,4}")) {
                throw KerfStop.usage("Error: \"" + word + "\" in --numa-nodes is no NUMA node");
            }
            nodes.add(Integer.parseInt(word));
        }
        if (numaNodes != null && nodes.isEmpty()) {
            throw KerfStop.usage("Error: --numa-nodes names no node");
        }
        return nodes;
    }

    // --- what stands in the way -----------------------------------------------------------------

    private void checkNames(List<InstanceFiles> others) throws KerfStop {
        for (var other : others) {
            if (other.name().equals(name)) {
                throw KerfStop.refused("Error: resource allocation failed: instance '" + name + "' already exists");
            }
        }
        for (var other : others) {
            if (id != null && other.id() == id) {
                throw KerfStop.refused("Error: resource allocation failed: instance id " + id + " is in use by '"
                        + other.name() + "'");
            }
        }
    }

    private static void checkCpus(List<Long> wanted, PoolTree pool, List<InstanceFiles> others) throws KerfStop {
        var foreign = wanted.stream().filter(cpu -> !pool.cpus().contains(cpu)).toList();
        if (!foreign.isEmpty()) {
            throw KerfStop.refused("Error: resource allocation failed: CPUs " + foreign + " are not in the pool",
                    "The pool has " + CpuSpec.shown(pool.cpus()) + ".");
        }
        var taken = wanted.stream().filter(cpu -> !pool.free().contains(cpu)).toList();
        if (!taken.isEmpty()) {
            var users = new ArrayList<String>();
            for (var other : others) {
                var theirs = taken.stream().filter(other.cpus()::contains).toList();
                if (!theirs.isEmpty()) {
                    users.add(other.name() + " uses " + theirs);
                }
            }
            throw KerfStop.refused("Error: resource allocation failed: CPUs " + taken + " are not available ("
                    + (users.isEmpty() ? "lent elsewhere" : String.join(", ", users)) + ")");
        }
    }

    // --- what is done ---------------------------------------------------------------------------

    /// The order that the window gives too; one overlay by hand where an order has no word for it.
    private Command order(Validator.Planned planned, PoolTree pool) {
        var names = planned.devices().stream()
                .map(word -> pool.device(word).map(device -> word.equals(device.ownName()) ? device.pciId() : word)
                        .orElse(word))
                .toList();
        var index = planned.nodes().isEmpty()
                ? Optional.of(-1)
                : HostFacts.index(run.machine(), planned.nodes().getFirst());
        if (planned.nodes().size() <= 1 && index.isPresent()) {
            return new Create(name, planned.id(), planned.cpus(), planned.bytes(), index.get(), names);
        }
        var changes = new ArrayList<Change>();
        changes.add(new Change.InstanceCreate(
                name,
                planned.id() == 0 ? Change.ANY_ID : planned.id(),
                planned.bytes(),
                planned.cpus(),
                planned.nodes()));
        for (var word : names) {
            var pciId = pool.device(word).map(TreeDevices.Device::pciId).orElse(word);
            changes.add(new Change.DeviceAdd(name, pciId, ""));
        }
        return new Call.WriteFile(TreePaths.NEW_OVERLAY, OverlayWriter.overlay(changes));
    }

    private void details(Validator.Planned planned) {
        run.say("  CPUs: " + (cpuCount == null ? "" : cpuCount + " chosen: ")
                + String.join(", ", planned.cpus().stream().map(String::valueOf).toList()));
        run.say("  CPU affinity: " + affinity.word());
        if (!planned.nodes().isEmpty()) {
            run.say("  NUMA nodes: " + planned.nodes());
        }
        run.say("  Memory: " + MemorySpec.text(planned.bytes()) + ", where the kernel chooses");
        if (memoryPolicy != null) {
            run.say("  Memory policy: " + memoryPolicy.name().toLowerCase(Locale.ROOT));
        }
        if (!planned.devices().isEmpty()) {
            run.say("  Devices: " + String.join(", ", planned.devices()));
        }
        run.say("  Instance id: " + (planned.id() == 0 ? "the lowest free one" : planned.id()));
        boolean rings = uring || uringSubmissions != null || uringCompletions != null || uringPages != null;
        if (hostKcore || rings) {
            run.say("  Not in today's overlays: " + (hostKcore ? "host kcore" : "") + (hostKcore && rings ? ", " : "")
                    + (rings ? "io_uring" : ""));
        }
    }
}
