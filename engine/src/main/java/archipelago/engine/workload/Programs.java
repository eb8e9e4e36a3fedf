package archipelago.engine.workload;

import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Task;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the tasks of each group do, and which tasks do the same.
final class Programs {
    private final World world;
    private final List<Workload.Program> ofGroup;
    /// By name of the program: the numbers of its tasks, in the order of the scenario.
    private final Map<String, List<Integer>> tasks = new TreeMap<>();
    /// The core that each task is meant for.
    private final List<Integer> cores = new ArrayList<>();
    /// The program of each task.
    private final List<Workload.Program> doneBy = new ArrayList<>();
    private final Map<Workload.Shape, Tree> trees = new EnumMap<>(Workload.Shape.class);

    Programs(World world) {
        this.world = world;
        var work = world.scenario.work();
        ofGroup = work.groups().stream().map(group -> work.program(group.program())).toList();
        for (var group : work.groups()) {
            for (int n = 0; n < group.count(); n++) {
                tasks.computeIfAbsent(group.program(), _ -> new ArrayList<>()).add(cores.size());
                cores.add(core(world.machine, group, n));
                doneBy.add(work.program(group.program()));
            }
        }
    }

    private static int core(Machine machine, Workload.Group group, int number) {
        return group.cpus().isEmpty()
                ? Kernel.NO_CORE
                : machine.coreOf(group.cpus().get(number % group.cpus().size()));
    }

    Workload.Program of(Task task) {
        return ofGroup.get(task.group);
    }

    /// The step that a task is at.
    Workload.Step step(Task task) {
        return of(task).operation().get(task.step);
    }

    /// The tasks that do a program, by number; none if nobody does.
    List<Integer> doing(String program) {
        return tasks.getOrDefault(program, List.of());
    }

    /// The tree of a shape over all tasks whose programs have a step of it.
    Tree tree(Workload.Shape shape) {
        return trees.computeIfAbsent(shape, _ -> {
            var members = new ArrayList<Integer>();
            for (int number = 0; number < cores.size(); number++) {
                if (speaks(doneBy.get(number), shape)) {
                    members.add(number);
                }
            }
            return Tree.of(shape, members, members.stream().map(cores::get).toList(), world.machine, world.cost);
        });
    }

    private static boolean speaks(Workload.Program program, Workload.Shape shape) {
        return program.operation().stream().anyMatch(step -> switch (step) {
            case Workload.Gathered(var its) -> its == shape;
            case Workload.Spread(var its, boolean _) -> its == shape;
            default -> false;
        });
    }
}
