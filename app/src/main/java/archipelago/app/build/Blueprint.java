package archipelago.app.build;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.command.Command;
import archipelago.engine.frame.BeliefView;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.scenario.ScenarioWriter;
import archipelago.engine.scenario.TextFile;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a draft comes to: the two files that say it, what is wrong with them, and the machine as it would look.
public final class Blueprint {
    private static final Pattern STEP = Pattern.compile("\\(/story/(\\d{1,6})/steps/(\\d{1,6})[/)]");
    private static final ScenarioReader READER = new ScenarioReader();

    private final Draft draft;
    private final Machine machine;
    private final List<Scenario.Chapter> story;
    private final ScenarioWriter.Written written;
    private final Reading<ScenarioSource> reading;

    /// @param name of the scenario's file, without its ending
    public Blueprint(Draft draft, String name) {
        this.draft = draft;
        machine = machineOf();
        var telling = new Telling(draft);
        story = telling.story();
        var baseline = name + ".dts";
        written = ScenarioWriter.write(scenario(), telling.request(), baseline);
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

    /// Whether nothing keeps it from running; what is told beside is worth knowing.
    public boolean sound() {
        return reading.value().isPresent();
    }

    /// The number of the kernel that a problem is about; empty if it is about the machine or all of them.
    public Optional<Integer> kernelOf(Problem problem) {
        return stepOf(problem)
                .filter(Step::drawn)
                .flatMap(step -> Optional.ofNullable(instance(step.steps().getFirst())))
                .map(this::place)
                .filter(place -> place > 0)
                .map(place -> place - 1);
    }

    /// What does not fit of the story, besides what is drawn.
    public List<Trouble> troubles() {
        var troubles = new LinkedHashMap<Step, List<Problem>>();
        problems().forEach(problem -> stepOf(problem).filter(step -> !step.drawn())
                .ifPresent(step -> troubles.computeIfAbsent(step, _ -> new ArrayList<>()).add(problem)));
        return troubles.entrySet().stream()
                .map(entry -> new Trouble(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// A step of the story, or some equal ones that are written as one.
    ///
    /// @param chapter counted from 0, and so is `first`
    /// @param drawn whether it gives a kernel what is drawn
    public record Step(int chapter, int first, List<Scenario.Step> steps, boolean drawn) {}

    /// A step of the story, and what is wrong with it.
    public record Trouble(Step step, List<Problem> problems) {}

    /// Where in the story a problem is.
    public Optional<Step> stepOf(Problem problem) {
        var place = STEP.matcher(problem.sentence());
        if (!place.find() || Integer.parseInt(place.group(1)) >= story.size()) {
            return Optional.empty();
        }
        int chapter = Integer.parseInt(place.group(1));
        var steps = story.get(chapter).steps();
        int first = 0;
        for (int written = 0; first < steps.size(); written++) {
            int together = ScenarioWriter.together(steps.subList(first, steps.size()));
            if (written == Integer.parseInt(place.group(2))) {
                return Optional.of(new Step(
                        chapter, first, steps.subList(first, first + together), isDrawn(chapter, first)));
            }
            first += together;
        }
        return Optional.empty();
    }

    /// Whether a step is the one that fills the pool, or makes or loads a kernel, as it is drawn.
    private boolean isDrawn(int chapter, int first) {
        var step = story.get(chapter).steps().get(first);
        var shares = Shares.of(story);
        return step.deed() instanceof Scenario.Deed.Give give && switch (give.command()) {
            case Command.FillPool fill -> shares.fill().filter(told -> told == fill).isPresent();
            case Command.Create create -> shares.creates().get(create.instance()) == create;
            case Command.Load load -> shares.loads().get(load.instance()) == load;
            default -> false;
        };
    }

    private static String instance(Scenario.Step step) {
        return switch (step.deed()) {
            case Scenario.Deed.Give(Command.Create create, boolean _, var _) -> create.instance();
            case Scenario.Deed.Give(Command.Load load, boolean _, var _) -> load.instance();
            default -> null;
        };
    }

    /// The story as it will be told.
    public List<Scenario.Chapter> story() {
        return story;
    }

    public Machine machine() {
        return machine;
    }

    // --- as a scenario --------------------------------------------------------------------------

    private Machine machineOf() {
        var nodes = new ArrayList<Machine.Node>();
        var cores = new ArrayList<Machine.Core>();
        for (int n = 0; n < draft.nodes().size(); n++) {
            int index = n;
            var node = draft.nodes().get(n);
            nodes.add(new Machine.Node(
                    node.number(), node.socket(), node.base(), node.bytes(), draft.distances().get(n)));
            node.seats().forEach(seat -> cores.add(new Machine.Core(seat.cpu(), index, seat.cache(), seat.body())));
        }
        var devices = draft.devices().stream()
                .map(d -> new Machine.PciFunction(d.name(), d.pciId(), d.vendor(), d.device(), d.node()))
                .toList();
        return new Machine(nodes, cores, devices);
    }

    private Scenario scenario() {
        var title = draft.title().isBlank() ? Text.BUILD_UNTITLED.of() : draft.title();
        var tale = draft.tale();
        return new Scenario("", title, tale.summary(), draft.seed(), machine, tale.phenomenon(), tale.host(),
                tale.services(), draft.flows().stream().map(Draft.Flow::traffic).toList(), tale.work(), story);
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
