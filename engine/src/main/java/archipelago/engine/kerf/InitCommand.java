package archipelago.engine.kerf;

import archipelago.engine.base.Blob;
import archipelago.engine.base.CpuList;
import archipelago.engine.command.Command.EmptyPool;
import archipelago.engine.kernfs.TreePaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `kerf init`: what the pool is to be. It compares this with the pool that there is and writes the difference
/// only, so that saying the same twice does nothing.
@Command(
        name = "init",
        description = "Fills the pool, changes it, or gives it back.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    private final KerfRun run;

    @Option(names = {"--input", "-i"}, paramLabel = "FILE.dtb", description = "a baseline blob, in place of the rest")
    private String input;

    @Option(names = {"--cpus", "-c"}, paramLabel = "LIST", description = "physical ids, such as 4-7,12, or none")
    private String cpus;

    @Option(names = {"--memory", "-m"}, paramLabel = "SIZE", description = "2GB, or 8GB@0,8GB@1 by node, or none")
    private String memory;

    @Option(names = {"--devices", "-d"}, paramLabel = "NAMES", description = "PCI functions, or none")
    private String devices;

    @Option(names = "--dry-run", description = "tell the plan only")
    private boolean dryRun;

    @Option(names = "--report", description = "print a report and change nothing")
    private boolean report;

    @Option(names = "--format", paramLabel = "text|json|yaml", description = "the form of the report")
    private Report.Format format = Report.Format.TEXT;

    @Option(names = {"--verbose", "-v"}, description = "say more")
    private boolean verbose;

    InitCommand(KerfRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws KerfStop {
        checkOptions();
        run.say(verbose, "Multikernel filesystem is mounted at " + TreePaths.ROOT);
        var now = PoolTree.read(run.files());
        var wanted = input == null ? fromOptions(now) : fromFile();
        if (!wanted.memory().isEmpty()) {
            var findings = Validator.pool(run, wanted);
            if (report) {
                new Report(run, wanted, findings).print(format);
                return findings.valid() ? 0 : KerfStop.REFUSED;
            }
            if (!findings.valid()) {
                throw findings.stop("Validation failed:");
            }
            run.say(verbose, "✓ Baseline validation passed");
            if (verbose) {
                findings.warnings().forEach(warning -> run.say("  ⚠ " + warning));
            }
        }
        reconcile(now, wanted);
        return 0;
    }

    private void checkOptions() throws KerfStop {
        if (input != null && (cpus != null || memory != null || devices != null)) {
            throw KerfStop.usage("Error: --input cannot stand beside --cpus, --memory or --devices",
                    "A file describes all of the pool; without one the options do.");
        }
        if (input == null && cpus == null) {
            throw KerfStop.usage("Error: give --input or --cpus",
                    "  kerf init --input=host.dtb",
                    "  kerf init --cpus=4-7 --memory=1GB",
                    "  kerf init --cpus=none --memory=none");
        }
        if (input == null && memory == null) {
            throw KerfStop.usage("Error: --memory is required with --cpus; none asks for no memory");
        }
    }

    // --- what is wanted -------------------------------------------------------------------------

    private PoolRequest fromOptions(PoolTree now) throws KerfStop {
        var cpuList = MemorySpec.none(MemorySpec.entries(cpus), "--cpus", List.of("none"))
                ? List.<Long>of()
                : CpuSpec.parse(cpus);
        var sizes = MemorySpec.pool(memory);
        var host = HostFacts.hostCpus(run.files());
        var valid = new ArrayList<>(host);
        valid.addAll(now.cpus()); // The host no longer lists a CPU that the pool has taken.
        var unknown = cpuList.stream().filter(cpu -> !valid.contains(cpu)).toList();
        if (!unknown.isEmpty()) {
            throw KerfStop.usage("Error: invalid CPU ids: " + unknown,
                    "Valid ids on this system: " + CpuSpec.shown(CpuSpec.sorted(valid)));
        }
        var reserved = new ArrayList<>(CpuSpec.sorted(valid));
        reserved.removeAll(cpuList);
        if (reserved.isEmpty() && cpuList.contains(0L)) {
            // The host keeps CPU 0 even if it is asked for everything.
            reserved.add(0L);
            cpuList = cpuList.stream().filter(cpu -> cpu != 0).toList();
        }
        return new PoolRequest(reserved, cpuList, placed(sizes, cpuList), PoolRequest.devices(names(), run.machine()));
    }

    private List<String> names() throws KerfStop {
        var names = devices == null ? List.<String>of() : MemorySpec.entries(devices);
        return MemorySpec.none(names, "--devices", List.of("none")) ? List.of() : names;
    }

    private Map<Integer, Long> placed(Map<Integer, Long> sizes, List<Long> cpuList) {
        var placed = new TreeMap<>(sizes);
        var bytes = placed.remove(MemorySpec.ANY_NODE);
        if (bytes != null) {
            int node = PoolRequest.nodeFor(cpuList, run.machine());
            placed.merge(node, bytes, Long::sum);
            run.say("Memory: " + (bytes >> 20) + " MB on node " + node + (cpuList.isEmpty()
                    ? " (no CPU says which, so the first)"
                    : " (that of CPUs " + CpuList.text(cpuList) + ")"));
        }
        return placed;
    }

    private PoolRequest fromFile() throws KerfStop {
        var blob = switch (run.host().given().read(input)) {
            case GivenFiles.Found.Content(Blob content) -> content;
            case GivenFiles.Found.Unreadable(var reason) -> throw KerfStop.file("Error: " + input + ": " + reason);
            case GivenFiles.Found.NotAFile _ -> throw KerfStop.file("Error: " + input + " is not a regular file");
            case GivenFiles.Found.Missing _, GivenFiles.Found.Image _ ->
                throw KerfStop.file("Error: there is no file " + input);
        };
        var wanted = InputTree.baseline(input, blob, run.machine());
        MemorySpec.check(wanted.memory());
        return new PoolRequest(
                wanted.hostCpus(), wanted.cpus(), placed(wanted.memory(), wanted.cpus()), wanted.devices());
    }

    // --- what is done ---------------------------------------------------------------------------

    private void reconcile(PoolTree now, PoolRequest wanted) throws KerfStop {
        if (!now.live()) {
            begin(wanted);
            return;
        }
        var difference = PoolDifference.between(now, wanted, HostFacts.busyChunks(run.files()));
        difference.lines().forEach(run::say);
        if (difference.empty()) {
            run.say("✓ Pool already matches the request; nothing to do");
            surplus(now, wanted);
            return;
        }
        if (dryRun) {
            run.say("These changes would be made (dry run)");
            surplus(now, wanted);
            return;
        }
        if (wanted.empty()) {
            var held = InstanceFiles.all(run.files()).stream().map(InstanceFiles::name).toList();
            if (!held.isEmpty()) {
                throw KerfStop.refused("Error: the pool still runs " + held.size() + " instance(s); delete "
                        + String.join(", ", held) + " first");
            }
        }
        int number = run.overlay(wanted.empty() ? new EmptyPool() : difference.order(run.machine()));
        run.say("✓ Pool updated (transaction " + number + ")");
        if (!wanted.empty()) {
            surplus(PoolTree.read(run.files()), wanted);
        }
    }

    private void begin(PoolRequest wanted) throws KerfStop {
        if (wanted.empty()) {
            run.say("Pool is already empty; nothing to do");
        } else if (dryRun) {
            run.say("Baseline validation passed; the baseline would be written (dry run)");
        } else {
            var answer = run.ask(PoolDifference.baseline(wanted, run.machine()));
            if (!answer.errno().ok()) {
                throw KerfStop.refused("Error: the kernel refused the baseline with " + KerfRun.sentence(answer),
                        KerfRun.DMESG);
            }
            run.say("✓ Baseline applied to kernel successfully");
        }
    }

    /// Memory that the pool keeps although less was asked for.
    private void surplus(PoolTree now, PoolRequest wanted) {
        wanted.memory().forEach((node, bytes) -> {
            long more = now.bytesOn(node) - bytes;
            if (more > 0) {
                run.note("Note: node " + node + " still holds " + (more >> 20) + " MB more than requested; only whole"
                        + " idle chunks can be returned");
            }
        });
    }
}
