package archipelago.app.build;

import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Scenario.Deed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The story of a drawing: as it was told, except where it shares out the machine. There the drawing has the last word,
/// as far as it says something else than the story did. So what nobody has touched stays as it was written.
final class Telling {
    private static final long LEAST_POOL = Sizes.GIB;
    /// What the pool needs for itself, so that the memory of an instance fits into it.
    private static final long POOL_SPARE = 256 * Sizes.MIB;

    private final Draft draft;
    private final Shares told;

    Telling(Draft draft) {
        this.draft = draft;
        told = Shares.of(draft.tale().story());
    }

    /// What the baseline asks for the pool.
    Command.FillPool request() {
        var asked = draft.tale().request();
        var fill = told.fill();
        if (fill.isPresent() && (asked.isEmpty() || asked.equals(fill))) {
            return fill(fill.get());
        }
        var drawn = draft.nodes().stream().flatMap(node -> node.cpus().stream()).toList();
        var there = asked.map(Command.FillPool::cpus).orElse(List.of()).stream()
                .filter(cpu -> drawn.indexOf(cpu) > 0)
                .toList();
        return new Command.FillPool(
                there.isEmpty() ? lent() : there,
                memory(asked.map(Command.FillPool::memory).orElse(List.of())),
                draft.devices().stream().map(Draft.Device::name).toList());
    }

    List<Scenario.Chapter> story() {
        return draft.tale().story().stream()
                .map(chapter -> Tale.withSteps(chapter, chapter.steps().stream().map(this::step).toList()))
                .toList();
    }

    private Scenario.Step step(Scenario.Step step) {
        return new Scenario.Step(step.afterNs(), step.deed() instanceof Deed.Give give
                ? new Deed.Give(command(give.command()), give.waits(), give.reply())
                : step.deed());
    }

    private Command command(Command command) {
        return switch (command) {
            case Command.FillPool fill when told.fill().filter(first -> first == fill).isPresent() -> fill(fill);
            case Command.Create create when told.creates().get(create.instance()) == create ->
                drawn(create.instance()).map(kernel -> create(create, kernel)).orElse(create);
            case Command.Load load when told.loads().get(load.instance()) == load -> drawn(load.instance())
                    .map(kernel -> new Command.Load(load.instance(), kernel.image(), kernel.imageBytes(), load.form(),
                            load.initrdBytes(), kernel.cmdline()))
                    .orElse(load);
            default -> command;
        };
    }

    private Optional<Draft.Kernel> drawn(String name) {
        return draft.kernels().stream().filter(kernel -> kernel.name().equals(name)).findFirst();
    }

    // --- what is given to whom ------------------------------------------------------------------

    private Command.Create create(Command.Create create, Draft.Kernel kernel) {
        var cpus = changed(create.cpus(),
                create.cpus().stream().filter(cpu -> told.owner(cpu).equals(kernel.name())).toList(),
                draft.cpusOf(kernel.name()));
        var devices = changed(create.devices(),
                create.devices().stream().filter(d -> told.owner(d).equals(kernel.name())).toList(),
                draft.devices().stream().filter(d -> d.owner().equals(kernel.name())).map(Draft.Device::name).toList());
        return new Command.Create(create.instance(), create.id(), cpus, kernel.bytes(), kernel.node(), devices,
                create.llcWayMask());
    }

    private Command.FillPool fill(Command.FillPool fill) {
        var lent = lent();
        var given = new TreeSet<>(fill.cpus());
        // What the story brings into the pool later is not there from the start.
        var later = draft.nodes().stream().flatMap(node -> node.cpus().stream())
                .filter(cpu -> !given.contains(cpu) && !told.owner(cpu).equals(Draft.HOST))
                .toList();
        var devices = draft.devices().stream().map(Draft.Device::name).toList();
        return new Command.FillPool(
                changed(fill.cpus(), fill.cpus(), lent.stream().filter(cpu -> !later.contains(cpu)).toList()),
                memory(fill.memory()),
                changed(fill.devices(), fill.devices(), devices.stream()
                        .filter(d -> fill.devices().contains(d) || !draft.tale().devices().contains(d)).toList()));
    }

    private List<Long> lent() {
        return draft.nodes().stream()
                .flatMap(node -> node.seats().stream())
                .filter(seat -> !seat.owner().equals(Draft.HOST))
                .map(Draft.Seat::cpu)
                .toList();
    }

    /// A list, of which the drawing shows a part, as that part is now; in its own order as far as it is still right.
    private static <T> List<T> changed(List<T> list, List<T> then, List<T> now) {
        var before = new HashSet<>(then);
        var after = new HashSet<>(now);
        var all = new ArrayList<T>();
        list.stream().filter(item -> !before.contains(item) || after.contains(item)).forEach(all::add);
        now.stream().filter(item -> !before.contains(item) && !all.contains(item)).forEach(all::add);
        return all;
    }

    // --- memory ---------------------------------------------------------------------------------

    /// What was asked for, and more where the kernels need it; less where a node has not so much any more.
    private List<Command.MemoryRequest> memory(List<Command.MemoryRequest> asked) {
        var kernels = draft.kernels().stream().map(Draft.Kernel::name).toList();
        boolean asTold = !asked.isEmpty()
                && kernels.equals(List.copyOf(told.creates().keySet()))
                && draft.kernels().stream().allMatch(k -> same(k, told.kernel(k.name())));
        var needed = asTold ? Map.<Integer, Long>of() : needed();
        var requests = new ArrayList<Command.MemoryRequest>();
        var covered = new TreeMap<Integer, Long>();
        for (var request : asked) {
            if (request.node() < draft.nodes().size()) {
                long room = request.node() < 0
                        ? Long.MAX_VALUE
                        : draft.nodes().get(request.node()).bytes() - covered.getOrDefault(request.node(), 0L);
                long bytes = Math.min(request.bytes(), Math.max(room, 0));
                if (bytes > 0) {
                    requests.add(new Command.MemoryRequest(bytes, request.node()));
                    covered.merge(request.node(), bytes, Long::sum);
                }
            }
        }
        needed.forEach((node, bytes) -> {
            long more = bytes - covered.getOrDefault(node, 0L);
            if (more > 0) {
                requests.add(new Command.MemoryRequest(more, node));
            }
        });
        return requests.isEmpty() ? List.of(new Command.MemoryRequest(LEAST_POOL, 0)) : requests;
    }

    private static boolean same(Draft.Kernel kernel, Draft.Kernel other) {
        return kernel.bytes() == other.bytes() && kernel.node() == other.node();
    }

    private Map<Integer, Long> needed() {
        var needed = new TreeMap<Integer, Long>();
        draft.kernels().forEach(kernel -> needed.merge(kernel.node(), kernel.bytes() + POOL_SPARE, Long::sum));
        return needed;
    }
}
