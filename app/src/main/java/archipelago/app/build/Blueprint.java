package archipelago.app.build;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.frame.BeliefView;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.scenario.ScenarioWriter;
import archipelago.engine.scenario.TextFile;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a draft comes to: the two files that say it, what is wrong with them, and the machine as it would look.
public final class Blueprint {
    private static final long LEAST_POOL = Sizes.GIB;
    /// What the pool needs for itself, so that the memory of an instance fits into it.
    private static final long POOL_SPARE = 256 * Sizes.MIB;
    private static final long BOOT_SPEED = 30 * Times.MS;
    private static final long POOL_SPEED = Times.S;
    private static final long WORK_SPEED = 20 * Times.US;
    private static final long WORK_NS = 5 * Times.MS;
    private static final long IMAGE_BYTES = 64 * Sizes.MIB;
    private static final Pattern CHAPTER = Pattern.compile("\\(/story/(\\d+)/");
    private static final ScenarioReader READER = new ScenarioReader();

    private final Draft draft;
    private final Machine machine;
    private final Command.FillPool request;
    private final ScenarioWriter.Written written;
    private final Reading<ScenarioSource> reading;

    /// @param name of the scenario's file, without its ending
    public Blueprint(Draft draft, String name) {
        this.draft = draft;
        machine = machineOf();
        request = requestOf();
        var baseline = name + ".dts";
        written = ScenarioWriter.write(scenario(), request, baseline);
        reading = ScenarioSource.of(name + ScenarioSource.ENDING, written.scenario(),
                path -> new TextFile.Content(path, written.baseline()), READER);
    }

    /// The texts of the two files.
    public ScenarioWriter.Written written() {
        return written;
    }

    /// The scenario as `check` would find it.
    public Reading<ScenarioSource> reading() {
        return reading;
    }

    /// What is wrong, in the order of the files.
    public List<Problem> problems() {
        return reading.problems();
    }

    /// The number of the kernel that a problem is about; empty if it is about the machine or all of them.
    public Optional<Integer> kernelOf(Problem problem) {
        var chapter = CHAPTER.matcher(problem.sentence());
        if (!chapter.find()) {
            return Optional.empty();
        }
        int kernel = Integer.parseInt(chapter.group(1)) - 1;
        return kernel >= 0 && kernel < draft.kernels().size() ? Optional.of(kernel) : Optional.empty();
    }

    public Machine machine() {
        return machine;
    }

    // --- as a scenario --------------------------------------------------------------------------

    private Machine machineOf() {
        var nodes = new ArrayList<Machine.Node>();
        var cores = new ArrayList<Machine.Core>();
        long base = 0;
        for (int n = 0; n < draft.nodes().size(); n++) {
            int index = n;
            var node = draft.nodes().get(n);
            nodes.add(new Machine.Node(n, node.socket(), base, node.bytes(), draft.distances().get(n)));
            node.cpus().forEach(cpu -> cores.add(new Machine.Core(cpu, index)));
            base += node.bytes();
        }
        var devices = draft.devices().stream()
                .map(d -> new Machine.PciFunction(d.name(), d.pciId(), d.vendor(), d.device(), d.node()))
                .toList();
        return new Machine(nodes, cores, devices);
    }

    private Command.FillPool requestOf() {
        var cpus = new ArrayList<Long>();
        var bytes = new TreeMap<Integer, Long>();
        for (var node : draft.nodes()) {
            for (int c = 0; c < node.cpus().size(); c++) {
                if (!node.owners().get(c).equals(Draft.HOST)) {
                    cpus.add(node.cpus().get(c));
                }
            }
        }
        draft.kernels().forEach(kernel -> bytes.merge(kernel.node(), kernel.bytes() + POOL_SPARE, Long::sum));
        if (bytes.isEmpty()) {
            bytes.put(0, LEAST_POOL);
        }
        var memory = bytes.entrySet().stream()
                .map(entry -> new Command.MemoryRequest(entry.getValue(), entry.getKey()))
                .toList();
        return new Command.FillPool(cpus, memory, draft.devices().stream().map(Draft.Device::name).toList());
    }

    private Scenario scenario() {
        var story = new ArrayList<Scenario.Chapter>();
        story.add(new Scenario.Chapter(
                Text.BUILT_POOL.of(), Text.BUILT_POOL_TEXT.of(), POOL_SPEED, List.of(step(0, request))));
        draft.kernels().forEach(kernel -> story.add(new Scenario.Chapter(
                Text.BUILT_KERNEL.of(kernel.name()), "", BOOT_SPEED, start(kernel))));
        story.add(new Scenario.Chapter(Text.BUILT_WORK.of(), Text.BUILT_WORK_TEXT.of(), WORK_SPEED,
                List.of(new Scenario.Step(WORK_NS, new Scenario.Deed.Rest()))));
        var title = draft.title().isBlank() ? Text.BUILD_UNTITLED.of() : draft.title();
        return new Scenario("", title, "", draft.seed(), machine, Optional.empty(), HostKernel.USUAL, List.of(),
                draft.flows().stream().map(Draft.Flow::traffic).toList(), Workload.NONE, story);
    }

    private List<Scenario.Step> start(Draft.Kernel kernel) {
        var cpus = new ArrayList<Long>();
        for (var node : draft.nodes()) {
            for (int c = 0; c < node.cpus().size(); c++) {
                if (node.owners().get(c).equals(kernel.name())) {
                    cpus.add(node.cpus().get(c));
                }
            }
        }
        var devices = draft.devices().stream()
                .filter(device -> device.owner().equals(kernel.name()))
                .map(Draft.Device::name)
                .toList();
        return List.of(
                step(Times.MS, new Command.Create(kernel.name(), 0, cpus, kernel.bytes(), kernel.node(), devices)),
                step(Times.MS, new Command.Load(kernel.name(), kernel.image(), IMAGE_BYTES, 0, "console=mktty0")),
                step(Times.MS, new Command.Exec(kernel.name())),
                new Scenario.Step(0, new Scenario.Deed.AwaitUp(kernel.name())));
    }

    private static Scenario.Step step(long afterNs, Command command) {
        return new Scenario.Step(afterNs, new Scenario.Deed.Give(command));
    }

    // --- as a picture ---------------------------------------------------------------------------

    /// The machine as it would look with all kernels up.
    public Frame frame() {
        var frame = new Frame(machine.coreCount());
        int core = 0;
        for (var node : draft.nodes()) {
            for (var owner : node.owners()) {
                int place = place(owner);
                frame.owner[core] = (short) place;
                frame.site[core] = (byte) (place < 0 ? Site.PARKED_POOL : Site.RUNNING).ordinal();
                frame.siteKernel[core] = (short) place;
                core++;
            }
        }
        long lent = draft.kernels().stream().mapToLong(Draft.Kernel::bytes).sum();
        frame.kernels.add(kernel(frame, 0, Draft.HOST, Math.max(0, machine.memoryBytes() - lent), ""));
        for (int k = 0; k < draft.kernels().size(); k++) {
            var kernel = draft.kernels().get(k);
            frame.kernels.add(kernel(frame, k + 1, kernel.name(), kernel.bytes(), kernel.image()));
        }
        return frame;
    }

    private int place(String owner) {
        for (int k = 0; k < draft.kernels().size(); k++) {
            if (draft.kernels().get(k).name().equals(owner)) {
                return k + 1;
            }
        }
        return owner.equals(Draft.HOST) ? 0 : -1;
    }

    private KernelView kernel(Frame frame, int slot, String name, long bytes, String image) {
        int cores = 0;
        int boot = -1;
        for (int core = frame.owner.length - 1; core >= 0; core--) {
            if (frame.owner[core] == slot) {
                cores++;
                boot = core;
            }
        }
        return new KernelView(slot, slot, name, Status.ACTIVE, Phase.UP, cores, boot, bytes, image, 0, 1, 0, 0, 0, 0, 0,
                0, 100, false, 0, BeliefView.none(machine.coreCount()), slot == 0 ? -1 : 0);
    }
}
