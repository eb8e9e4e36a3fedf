package archipelago.app.build;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.survey.Survey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a drawing begins with: a small machine, the machine of a scenario, or one that another program describes.
public final class Beginning {
    private static final long BOOT_SPEED = 30 * Times.MS;
    private static final long POOL_SPEED = Times.S;
    private static final long WORK_SPEED = 20 * Times.US;
    private static final long WORK_NS = 5 * Times.MS;
    /// Keeps cores that stand for themselves apart from numbers of physical cores.
    private static final long APART = 1L << 40;

    private Beginning() {}

    /// Nothing but a story in which the host fills its pool, and a time in which all work.
    private static Draft blank(String title) {
        var work = new Scenario.Chapter(Text.BUILT_WORK.of(), Text.BUILT_WORK_TEXT.of(), WORK_SPEED,
                List.of(new Scenario.Step(WORK_NS, new Scenario.Deed.Rest())));
        return new Draft(title, 1, List.of(), List.of(), List.of(), List.of(), List.of(),
                Tale.NONE.telling(List.of(poolIsFilled(), work)));
    }

    /// A small machine to begin with: one socket, and one instance on it.
    public static Draft small(String title) {
        return blank(title)
                .shaped(1, 1, 8, 16 * Sizes.GIB)
                .withKernel()
                .assigned(0, 4, Draft.NAMES.getFirst())
                .assigned(0, 5, Draft.NAMES.getFirst());
    }

    /// The machine of a scenario, and the instances that its story creates, each as it is created first.
    ///
    /// @param request what its baseline asks for the pool, if that is known
    public static Draft of(Scenario scenario, Optional<Command.FillPool> request) {
        var shares = Shares.of(scenario.story());
        return new Draft(scenario.title(), scenario.seed(), nodes(scenario.machine(), shares),
                scenario.machine().nodes().stream().map(Machine.Node::distances).toList(),
                scenario.machine().devices().stream()
                        .map(d -> new Draft.Device(d.name(), d.pciId(), d.vendor(), d.device(), d.node(), shares.owner(d.name())))
                        .toList(),
                shares.creates().keySet().stream().map(shares::kernel).toList(),
                scenario.traffic().stream().map(Draft.Flow::new).toList(),
                Tale.of(scenario, request));
    }

    private static List<Draft.Node> nodes(Machine machine, Shares shares) {
        var nodes = new ArrayList<Draft.Node>();
        for (int n = 0; n < machine.nodes().size(); n++) {
            int index = n;
            var node = machine.nodes().get(n);
            nodes.add(new Draft.Node(node.number(), node.socket(), node.base(), node.bytes(), machine.cores().stream()
                    .filter(core -> core.node() == index)
                    .map(c -> new Draft.Seat(c.physicalId(), c.cache(), c.body(), shares.owner(c.physicalId())))
                    .toList()));
        }
        return nodes;
    }

    /// The machine that another program describes. Where nobody has said yet who gets what of it, one kernel gets half
    /// of the last node to begin with.
    public static Draft of(Survey survey, String title) {
        var machine = survey.machine();
        var shares = Shares.of(List.of());
        var blank = blank(title);
        var drawn = new Draft(title, 1, nodes(machine, shares),
                machine.nodes().stream().map(Machine.Node::distances).toList(),
                machine.devices().stream()
                        .map(d -> new Draft.Device(d.name(), d.pciId(), d.vendor(), d.device(), d.node(), Draft.POOL)).toList(),
                List.of(), List.of(), blank.tale().guessing(survey.request(), survey.guesses())
                        .summed(Text.IMPORT_SUMMARY.of(survey.origin().word())));
        var asked = survey.request().map(Command.FillPool::cpus).orElse(List.of());
        drawn = drawn.seated(seat -> asked.contains(seat.cpu()) ? seat.of(Draft.POOL) : seat).withKernel();
        return withHalfOfLast(drawn, asked.isEmpty() ? Draft.HOST : Draft.POOL);
    }

    /// The same, called after the file in which it is described.
    public static Draft of(Survey survey, Path file) {
        var name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return of(survey, dot > 0 ? name.substring(0, dot) : name);
    }

    /// Gives the first kernel whole physical cores of the last node that has some, and its memory from there.
    private static Draft withHalfOfLast(Draft draft, String from) {
        var kernel = draft.kernels().getFirst();
        var nodes = draft.nodes();
        for (int n = nodes.size() - 1; n >= 0; n--) {
            var free = nodes.get(n).seats().stream().filter(seat -> seat.owner().equals(from)).toList();
            var bodies = free.stream().map(Beginning::bodyOf).distinct().sorted().toList();
            var upper = bodies.subList(bodies.size() / 2, bodies.size());
            boolean first = n == 0 && free.size() == nodes.get(n).seats().size() && upper.size() == bodies.size();
            if (!upper.isEmpty() && !first) {
                var given = free.stream().filter(seat -> upper.contains(bodyOf(seat))).map(Draft.Seat::cpu).toList();
                return draft.seated(seat -> given.contains(seat.cpu()) ? seat.of(kernel.name()) : seat)
                        .withKernel(0, kernel.with(kernel.bytes(), n));
            }
        }
        return draft;
    }

    /// What one physical core has in common; a core that has no sibling stands for itself.
    private static long bodyOf(Draft.Seat seat) {
        return seat.body() == Machine.Core.UNTOLD ? seat.cpu() + APART : seat.body();
    }

    // --- chapters of a new story ----------------------------------------------------------------

    static Scenario.Chapter poolIsFilled() {
        return new Scenario.Chapter(Text.BUILT_POOL.of(), Text.BUILT_POOL_TEXT.of(), POOL_SPEED,
                List.of(step(0, new Command.FillPool(List.of(), List.of(), List.of()))));
    }

    static Scenario.Chapter ofKernel(Draft.Kernel kernel) {
        var name = kernel.name();
        return new Scenario.Chapter(Text.BUILT_KERNEL.of(name), "", BOOT_SPEED, List.of(
                step(Times.MS, new Command.Create(name, 0, List.of(), kernel.bytes(), kernel.node(), List.of())),
                step(Times.MS, new Command.Load(name, kernel.image(), kernel.imageBytes(), 0, kernel.cmdline())),
                step(Times.MS, new Command.Exec(name)),
                new Scenario.Step(0, new Scenario.Deed.AwaitUp(name))));
    }

    private static Scenario.Step step(long afterNs, Command command) {
        return new Scenario.Step(afterNs, new Scenario.Deed.Give(command));
    }
}
