package archipelago.engine.kerf;

import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call;
import archipelago.engine.kernfs.TreePaths;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.OverlayWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kerf update`: what an instance is to have. The difference to what its tree says becomes one overlay.
@CommandLine.Command(
        name = "update",
        description = "Changes the CPUs, the memory or the devices of an instance.",
        mixinStandardHelpOptions = true)
final class UpdateCommand implements Callable<Integer> {
    private static final String PCI_ID = "[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-9a-fA-F]";

    private final KerfRun run;

    @Parameters(paramLabel = "NAME", description = "the instance")
    private String name;

    @Option(names = {"--cpus", "-c"}, paramLabel = "LIST", description = "all the CPUs that it is to have")
    private String cpus;

    @Option(names = {"--memory", "-m"}, paramLabel = "SIZE", description = "all the memory that it is to have")
    private String memory;

    @Option(names = "--memory-base", paramLabel = "ADDRESS", description = "where it is to begin")
    private String memoryBase;

    @Option(names = {"--devices", "-d"}, paramLabel = "PCI-IDS", description = "all the devices that it is to have")
    private String devices;

    @Option(names = "--dry-run", description = "check only")
    private boolean dryRun;

    @Option(names = {"--verbose", "-v"}, description = "say more")
    private boolean verbose;

    UpdateCommand(KerfRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws KerfStop {
        if (empty(cpus) && empty(memory) && empty(devices)) {
            throw KerfStop.usage("Error: give at least one of --cpus, --memory and --devices");
        }
        if (memoryBase != null && empty(memory)) {
            throw KerfStop.usage("Error: --memory-base needs --memory");
        }
        var found = InstanceFiles.named(run.files(), name);
        if (found.isEmpty()) {
            throw KerfStop.refused("Error: instance '" + name + "' does not exist");
        }
        var instance = found.get();
        var orders = new ArrayList<Command>();
        var changes = new ArrayList<Change>();
        memory(instance, orders, changes);
        cpus(instance, orders, changes);
        devices(instance, orders, changes);
        if (dryRun) {
            run.say("✓ Validation passed for updating instance '" + name + "'");
            changes.forEach(change -> run.say("  " + change.announced(false, 0).replaceFirst("^[^:]*: ", "")));
            run.say("✓ Instance would be updated (dry run); without --dry-run it is");
        } else if (changes.isEmpty()) {
            run.say("✓ Instance '" + name + "' already matches the request; nothing to do");
        } else {
            int number = run.overlay(changes.size() == 1 && orders.size() == 1
                    ? orders.getFirst()
                    : new Call.WriteFile(TreePaths.NEW_OVERLAY, OverlayWriter.overlay(changes)));
            run.say("✓ Updated instance '" + name + "' (transaction " + number + ")");
            if (verbose) {
                details();
            }
        }
        return 0;
    }

    private static boolean empty(String option) {
        return option == null || option.isEmpty();
    }

    private void details() {
        InstanceFiles.named(run.files(), name).ifPresent(now -> {
            run.say("  Instance ID: " + now.id());
            run.say("  CPUs: " + String.join(", ", CpuSpec.sorted(now.cpus()).stream().map(String::valueOf).toList()));
            run.say("  Memory: " + now.memoryBytes() + " bytes at 0x" + Long.toHexString(now.memoryBase()));
        });
    }

    // --- differences: each as the change that the overlay asks for, and as an order where there is one ------

    private void cpus(InstanceFiles now, List<Command> orders, List<Change> changes) throws KerfStop {
        if (empty(cpus)) {
            return;
        }
        var wanted = CpuSpec.parse(cpus);
        var more = wanted.stream().filter(cpu -> !now.cpus().contains(cpu)).toList();
        var pool = PoolTree.read(run.files());
        for (long cpu : more) {
            if (!pool.cpus().contains(cpu)) {
                throw KerfStop.refused("Error: resource allocation failed: CPU " + cpu + " is not in the pool",
                        "The pool has " + CpuSpec.shown(pool.cpus()) + ".");
            }
            if (!pool.free().contains(cpu)) {
                var user = InstanceFiles.all(run.files()).stream().filter(i -> i.cpus().contains(cpu)).findFirst();
                throw KerfStop.refused("Error: resource allocation failed: CPU " + cpu + " is not available ("
                        + user.map(i -> i.name() + " uses it").orElse("lent elsewhere") + ")");
            }
        }
        for (long cpu : CpuSpec.sorted(now.cpus())) {
            if (!wanted.contains(cpu)) {
                changes.add(new Change.CpuRemove(name, cpu));
                orders.add(new Command.RemoveCpu(name, cpu));
            }
        }
        for (long cpu : more) {
            changes.add(new Change.CpuAdd(
                    name, cpu, HostFacts.node(run.machine(), cpu).orElse(Change.ANY_NODE)));
            orders.add(new Command.AddCpu(name, cpu));
        }
    }

    private void memory(InstanceFiles now, List<Command> orders, List<Change> changes) throws KerfStop {
        if (empty(memory)) {
            return;
        }
        long wanted = MemorySpec.positive(memory);
        if (memoryBase != null) {
            moveMemory(now, wanted, address(memoryBase), changes);
            return;
        }
        long more = wanted - now.memoryBytes();
        if (more > 0) {
            orders.add(new Command.AddMemory(name, more, -1));
            changes.add(new Change.MemoryAdd(name, now.memoryBase() + now.memoryBytes(), more, Change.ANY_NODE));
        } else if (more < 0) {
            shrink(now, -more, orders, changes);
        }
    }

    /// A whole region if one is as large as what is to go, the last one first; else the end of the memory, which
    /// the kernel refuses, since it takes whole regions only.
    private void shrink(InstanceFiles now, long less, List<Command> orders, List<Change> changes) {
        for (var region : now.regions().reversed()) {
            if (region.bytes() == less && now.regions().size() > 1) {
                changes.add(new Change.MemoryRemove(name, region.base(), less));
                orders.add(new Command.RemoveMemory(name, region.base()));
                return;
            }
        }
        changes.add(new Change.MemoryRemove(name, now.memoryBase() + now.memoryBytes() - less, less));
    }

    /// With a base the memory is to lie there: the tool keeps what lies there already, and exchanges it else.
    private void moveMemory(InstanceFiles now, long wanted, long base, List<Change> changes) throws KerfStop {
        var chunks = PoolTree.read(run.files()).chunks();
        if (chunks.stream().noneMatch(chunk -> chunk.base() <= base && base + wanted <= chunk.end())) {
            throw KerfStop.refused("Error: resource allocation failed: memory at 0x" + Long.toHexString(base)
                    + " lies inside no chunk of the pool");
        }
        for (var other : InstanceFiles.all(run.files())) {
            for (var region : other.regions()) {
                boolean meets = base < region.base() + region.bytes() && region.base() < base + wanted;
                if (meets && !other.name().equals(name)) {
                    throw KerfStop.refused("Error: resource allocation failed: memory at 0x" + Long.toHexString(base)
                            + " overlaps with that of '" + other.name() + "'");
                }
            }
        }
        if (base != now.memoryBase()) {
            now.regions().forEach(region -> changes.add(new Change.MemoryRemove(name, region.base(), region.bytes())));
            changes.add(new Change.MemoryAdd(name, base, wanted, Change.ANY_NODE));
        } else if (wanted > now.memoryBytes()) {
            changes.add(new Change.MemoryAdd(
                    name, base + now.memoryBytes(), wanted - now.memoryBytes(), Change.ANY_NODE));
        } else if (wanted < now.memoryBytes()) {
            changes.add(new Change.MemoryRemove(name, base + wanted, now.memoryBytes() - wanted));
        }
    }

    private static long address(String text) throws KerfStop {
        var word = text.strip().toLowerCase(Locale.ROOT);
        boolean hex = word.startsWith("0x");
        if (!(hex ? word.matches("0x[0-9a-f]{1,15}") : word.matches("[0-9]{1,18}"))) {
            throw KerfStop.usage("Error: invalid memory base \"" + text + "\"",
                    "Expected a form like 0x80000000, or a decimal number.");
        }
        long address = hex ? Long.parseLong(word.substring(2), 16) : Long.parseLong(word);
        if (address % 4096 != 0) {
            throw KerfStop.refused("Error: resource allocation failed: the memory base " + text
                    + " is not page-aligned");
        }
        return address;
    }

    private void devices(InstanceFiles now, List<Command> orders, List<Change> changes) throws KerfStop {
        if (empty(devices)) {
            return;
        }
        var wanted = new ArrayList<String>();
        for (var word : MemorySpec.entries(devices)) {
            if (!word.matches(PCI_ID)) {
                throw KerfStop.usage("Error: invalid PCI id \"" + word + "\": expected a form like 0000:09:00.0");
            }
            wanted.add(word.toLowerCase(Locale.ROOT));
        }
        for (var device : now.devices()) {
            if (!wanted.contains(device.pciId())) {
                changes.add(new Change.DeviceRemove(name, device.pciId()));
                orders.add(new Command.RemoveDevice(name, device.pciId()));
            }
        }
        for (var id : wanted) {
            if (now.devices().stream().noneMatch(device -> device.pciId().equals(id))) {
                changes.add(new Change.DeviceAdd(name, id, ""));
                orders.add(new Command.AddDevice(name, id));
            }
        }
    }
}
