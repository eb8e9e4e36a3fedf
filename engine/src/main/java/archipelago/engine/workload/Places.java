package archipelago.engine.workload;

import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Task;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.List;

/// Which core each task is on.
final class Places {
    private final World world;
    private final Clocks clocks;

    Places(World world, Clocks clocks) {
        this.world = world;
        this.clocks = clocks;
    }

    /// The cores that tasks of a group may run on, in the order in which they are given out.
    List<Integer> allowed(Kernel kernel, Workload.Group group) {
        var cores = new ArrayList<Integer>();
        for (long cpu : group.cpus()) {
            int core = world.machine.coreOf(cpu);
            if (core >= 0 && kernel.online.has(core)) {
                cores.add(core);
            }
        }
        return group.cpus().isEmpty() ? online(kernel) : cores;
    }

    /// The cores on which a kernel runs tasks.
    List<Integer> online(Kernel kernel) {
        var cores = new ArrayList<Integer>();
        for (int core = kernel.online.next(0); core >= 0; core = kernel.online.next(core + 1)) {
            if (world.state.cores.runs(core, kernel.slot)) {
                cores.add(core);
            }
        }
        return cores;
    }

    /// Gives a task the core with the fewest tasks, of several the first.
    void place(Task task, List<Integer> cores) {
        int[] onCore = world.state.tasks.onCore;
        int best = cores.getFirst();
        for (int core : cores) {
            best = onCore[core] < onCore[best] ? core : best;
        }
        task.core = best;
        onCore[best]++;
        clocks.placed(best);
    }

    void unplace(Task task) {
        world.state.tasks.onCore[task.core]--;
        clocks.placed(task.core);
        task.core = Kernel.NO_CORE;
    }

    /// Whether a task's core does not go on, and its kernel has not taken it off that core: nobody else can.
    boolean lost(Task task, Kernel kernel) {
        return !world.state.cores.works(task.core, kernel.slot) && kernel.online.has(task.core);
    }

    /// Whether more than one task wants a core.
    boolean crowded(int core) {
        return world.state.tasks.onCore[core] > 1;
    }
}
