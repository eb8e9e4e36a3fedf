package archipelago.engine.workload;

import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Task;
import archipelago.engine.world.World;
import java.util.List;

/// Page tables that several cores use: who changes them has to tell the others. One address space is inside one kernel,
/// so no other kernel's cores are ever asked.
@Models(
        value = Subject.WORK,
        exactly = {
            "only cores are told on which the same address space is at work, all of one kernel",
            "who changes page tables goes on when the last core has answered; one that hangs without"
                    + " interrupts never does"
        },
        approximately = {
            "cores are told one after another, at one price inside a socket and one between sockets",
            "a core that is told is kept from its work by an interrupt"
        },
        notAtAll = "flushes that are put off or taken together, and cores that are lazy about them")
final class Flushes {
    private final World world;

    Flushes(World world) {
        this.world = world;
    }

    /// The cores that have to be told.
    List<Integer> others(Task task, Workload.Scope of) {
        return world.state.tasks.all().stream()
                .filter(other -> of == Workload.Scope.KERNEL || other.group == task.group)
                .filter(other -> other.in(task.kernel) && other.core != task.core)
                .map(other -> other.core)
                .distinct()
                .sorted()
                .toList();
    }

    /// How long a task is busy with telling all of them.
    long tellsNs(Task task, Workload.Flush by, List<Integer> others) {
        long ns = world.costNs(Cost.FLUSH_LOCAL);
        if (others.isEmpty()) {
            return ns;
        }
        if (by != Workload.Flush.IPI) {
            return ns + world.costNs(Cost.FLUSH_BROADCAST);
        }
        for (int core : others) {
            ns += tellsNs(task.core, core);
        }
        return ns;
    }

    /// The interrupts are on their way, one after another.
    ///
    /// @param fromNs when the task begins to tell
    void sent(int number, Task task, List<Integer> others, long fromNs) {
        task.awaited = others.size();
        task.answeredNs = 0;
        long sentNs = fromNs + world.costNs(Cost.FLUSH_LOCAL);
        for (int core : others) {
            sentNs += tellsNs(task.core, core);
            long flightNs = world.costNs(Cost.IPI_FLIGHT);
            var arrives = new Event.FlushArrives(number, task.turn, core);
            world.after(sentNs + flightNs - world.now(), Priority.HARDWARE, arrives);
        }
    }

    /// A core is interrupted, forgets, and answers.
    ///
    /// @return whether that was the last answer that the task waits for
    boolean arrives(Event.FlushArrives event, Task task, Kernel kernel) {
        var cores = world.state.cores;
        if (!cores.executes(event.core(), kernel.slot) || !cores.takesInterrupts(event.core())) {
            return false;
        }
        long tookNs = world.costNs(Cost.INTERRUPT) + world.costNs(Cost.FLUSH_LOCAL);
        long fromNs = Math.max(world.now(), cores.busyUntilNs[event.core()]);
        cores.busyUntilNs[event.core()] = fromNs + tookNs;
        cores.addLoad(event.core(), fromNs, fromNs + tookNs);
        long answeredNs = world.now() + tookNs + world.cost.lineNs(event.core(), task.core);
        task.answeredNs = Math.max(task.answeredNs, answeredNs);
        task.awaited--;
        return task.awaited == 0;
    }

    private long tellsNs(int from, int to) {
        return world.costNs(world.machine.sameSocket(from, to) ? Cost.FLUSH_SAME_SOCKET : Cost.FLUSH_CROSS_SOCKET);
    }
}
