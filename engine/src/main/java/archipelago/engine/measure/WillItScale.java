package archipelago.engine.measure;

import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One program by many tasks at once, in one kernel or in several on the same machine: how often it is done in a second
/// (as `will-it-scale` measures it, one task to a core).
///
/// @param kernels one: the host does it all, unless it is given memory of its own; more: the tasks are dealt evenly
/// @param memoryBytes what each kernel that is started gets
public record WillItScale(
        Platform platform,
        Workload.Program program,
        int tasks,
        int kernels,
        Placement placement,
        OptionalLong memoryBytes) {
    /// What a kernel gets if nothing is said.
    public static final long USUAL_BYTES = 8 * Sizes.GIB;

    private static final long SEED = 1;
    private static final long IMAGE_BYTES = 64 * Sizes.MIB;
    /// What a node keeps for the host.
    private static final long HOST_BYTES = 2 * Sizes.GIB;
    private static final long SPEED_NS = 1_000_000;

    /// Why it cannot be done, as a sentence.
    public Optional<String> impossible() {
        int cores = placement.order(platform.machine()).size();
        if (kernels > Math.min(tasks, cores)) {
            return Optional.of(kernels + " kernels cannot share " + tasks + " tasks on " + cores + " cores");
        }
        if (kernels == 1 && memoryBytes.isPresent() && tasks >= cores && placement.order(platform.machine()).contains(0)) {
            return Optional.of("one kernel with memory of its own can have " + (cores - 1) + " cores: CPU 0 is the host's");
        }
        long wanted = started().size() * bytes();
        long room = platform.machine().nodes().stream().mapToLong(node -> node.bytes() - HOST_BYTES).sum();
        return wanted > room
                ? Optional.of(started().size() + " kernels of " + Sizes.text(bytes()) + " do not fit into "
                        + Sizes.text(room))
                : Optional.empty();
    }

    /// The experiment as a story: kernels are started, tasks begin when all of them are up.
    public Scenario scenario() {
        var steps = new ArrayList<Scenario.Step>();
        var started = started();
        if (!started.isEmpty()) {
            var cpus = started.stream().flatMap(share -> cpus(share).stream()).toList();
            var memory = platform.machine().nodes().stream()
                    .map(node -> new Command.MemoryRequest(node.bytes() - HOST_BYTES, node.number()))
                    .toList();
            steps.add(give(new Command.FillPool(cpus, memory, List.of())));
            for (var share : started) {
                steps.add(give(new Command.Create(share.kernel(), 0, cpus(share), bytes(), -1, List.of(), 0)));
                steps.add(give(new Command.Load(share.kernel(), "vmlinux", IMAGE_BYTES, Command.ImageForm.ELF, 0, "quiet")));
                steps.add(give(new Command.Exec(share.kernel())));
            }
            started.forEach(share -> steps.add(new Scenario.Step(0, new Deed.AwaitUp(share.kernel()))));
        }
        var groups = shares().stream()
                .map(share -> new Workload.Group(program.name(), share.kernel(), share.tasks(), cpus(share), true))
                .toList();
        var name = program.name() + "-" + tasks + "-tasks-" + kernels + "-kernels";
        var story = steps.isEmpty()
                ? List.<Scenario.Chapter>of()
                : List.of(new Scenario.Chapter("Start", "The kernels are started.", SPEED_NS, steps));
        return new Scenario(name, title(), program.about(), SEED, platform.machine(), List.of(), story)
                .with(new Workload(List.of(program), groups));
    }

    /// For people.
    public String title() {
        return program.name() + ": " + tasks + (tasks == 1 ? " task in " : " tasks in ")
                + (kernels == 1 ? "one kernel" : kernels + " kernels");
    }

    /// One task in the host, as that with which others are compared.
    public WillItScale alone() {
        return new WillItScale(platform, program, 1, 1, placement, OptionalLong.empty());
    }

    List<Deal.Share> shares() {
        var machine = platform.machine();
        return kernels == 1 && memoryBytes.isEmpty()
                ? Deal.one(machine, placement, tasks)
                : Deal.among(machine, placement, kernels, tasks);
    }

    private List<Deal.Share> started() {
        return shares().stream().filter(share -> !share.host()).toList();
    }

    private long bytes() {
        return memoryBytes.orElse(USUAL_BYTES);
    }

    private List<Long> cpus(Deal.Share share) {
        return share.cores().stream().map(platform.machine()::physicalId).toList();
    }

    private static Scenario.Step give(Command command) {
        return new Scenario.Step(0, new Deed.Give(command));
    }
}
