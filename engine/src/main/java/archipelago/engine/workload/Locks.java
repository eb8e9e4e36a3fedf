package archipelago.engine.workload;

import archipelago.engine.base.Models;
import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Subject;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.KernelLock;
import archipelago.engine.state.Task;
import archipelago.engine.world.World;

/// Who has the locks inside kernels, and who waits for them in which order. Each kernel has its own, whatever
/// they are called in others: that, and nothing else, is what splitting a workload over kernels changes.
///
/// A line may wait in two ways. *Queued*, everybody looks at a word of his own, and a lock goes from hand to hand
/// with one transfer (`kernel/locking/qspinlock.c`, `osq_lock.c`). *Polling*, everybody looks at the lock: when it
/// is given back, all of them fetch its line, one after another, and the next has to wait for its turn among them.
@Models(
        value = Subject.WORK,
        exactly = "a lock belongs to one kernel, one task has it at a time, and who waits for it is served in order",
        approximately = {
            "a lock moves with what it guards, one cache line after another, from the core that had it last, at one"
                    + " price inside a socket and one between sockets",
            "where all who wait look at the lock, each fetches its line once when it is given back; whose turn among"
                    + " them is that of the next is drawn",
            "who waits keeps the core busy"
        },
        notAtAll = "locks for readers and writers, locks that sleep or let somebody pass, RCU, counters for each CPU;"
                + " what in a real kernel makes a line wait in one way or the other")
final class Locks {
    private final World world;

    Locks(World world) {
        this.world = world;
    }

    /// A task that comes for a lock gets it, or goes to the end of the line.
    ///
    /// @return whether it has it now
    boolean enter(int number, Kernel kernel, Workload.Locked step) {
        var lock = lock(kernel, step);
        if (!lock.taken()) {
            acquire(number, kernel, step, 0);
            return true;
        }
        var task = world.state.tasks.get(number);
        task.enter(Task.Stage.WAITING, world.now());
        task.behind = Task.NOBODY;
        if (lock.last == Task.NOBODY) {
            lock.first = number;
        } else {
            world.state.tasks.get(lock.last).behind = number;
        }
        lock.last = number;
        return false;
    }

    /// A task gives a lock back: nobody has it.
    void leave(Kernel kernel, Workload.Locked step) {
        lock(kernel, step).holder = Task.NOBODY;
    }

    /// Takes the first task out of the line.
    ///
    /// @return [Task#NOBODY] if nobody waits
    int first(Kernel kernel, Workload.Locked step) {
        var lock = lock(kernel, step);
        int first = lock.first;
        if (first != Task.NOBODY) {
            var task = world.state.tasks.get(first);
            lock.first = task.behind;
            lock.last = lock.first == Task.NOBODY ? Task.NOBODY : lock.last;
            task.behind = Task.NOBODY;
        }
        return first;
    }

    /// Gives a lock that nobody has to a task that has stood at the front of the line.
    void handTo(int number, Kernel kernel, Workload.Locked step) {
        var lock = lock(kernel, step);
        lock.contended++;
        acquire(number, kernel, step, step.waiters() == Workload.Waiters.POLLING ? pollsNs(lock) : 0);
    }

    /// Its lines come from the core that had them last, after what is in their way.
    private void acquire(int number, Kernel kernel, Workload.Locked step, long othersNs) {
        var lock = lock(kernel, step);
        var task = world.state.tasks.get(number);
        boolean crosses = lock.core != Kernel.NO_CORE && !world.machine.sameSocket(lock.core, task.core);
        long linesNs = Math.multiplyExact(1L + step.lines(), world.cost.lineNs(lock.core, task.core));
        lock.holder = number;
        lock.core = task.core;
        lock.acquisitions++;
        lock.crossings += crosses ? 1 : 0;
        task.enter(Task.Stage.HOLDING, world.now());
        task.movingNs = world.slowedNs(kernel, task.core, othersNs + linesNs);
    }

    /// How long those who fetch the line of a lock before the next one take for it. The next one has left the line
    /// of tasks; any number of the others may come before it, with equal chances.
    private long pollsNs(KernelLock lock) {
        int others = 0;
        for (int n = lock.first; n != Task.NOBODY; n = world.state.tasks.get(n).behind) {
            others++;
        }
        long before = lock.turns.nextBelow(others + 1L);
        long ns = 0;
        int n = lock.first;
        for (long done = 0; done < before; done++) {
            var task = world.state.tasks.get(n);
            ns += world.cost.lineNs(lock.core, task.core);
            n = task.behind;
        }
        return ns;
    }

    private KernelLock lock(Kernel kernel, Workload.Locked step) {
        var purpose = "turns at lock " + step.lock() + " of kernel " + kernel.slot;
        return world.state.tasks.lock(kernel, step.lock(), () -> new RandomStream(world.scenario.seed(), purpose));
    }
}
