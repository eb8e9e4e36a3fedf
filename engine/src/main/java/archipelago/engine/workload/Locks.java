package archipelago.engine.workload;

import archipelago.engine.base.Models;
import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.SharedObject;
import archipelago.engine.state.Task;
import archipelago.engine.world.World;
import java.util.function.IntPredicate;

/// Who has what tasks share, and who waits for it. Each kernel has its own, whatever it is called in others: that,
/// and nothing else, is what splitting a workload over kernels changes.
///
/// Who waits may do so in three ways. *Queued*, everybody looks at a word of his own, and a lock goes from hand to hand
/// with one transfer (`kernel/locking/qspinlock.c`, `osq_lock.c`). *Polling*, everybody looks at the lock: when it
/// is given back, all of them fetch its line, one after another, and the next has to wait for its turn among them.
/// With *caches* there is no line that software keeps: the socket that has the word serves its own cores before it lets
/// the word go.
@Models(
        value = Subject.WORK,
        exactly = {
            "a lock belongs to one kernel, one task has it at a time, and who waits for it is served in order",
            "readers have a lock together, a writer has it alone, and nobody passes who waits"
        },
        approximately = {
            "a lock moves with what it guards, one cache line after another, from the core that had it last, at one"
                    + " price inside a socket and one between sockets",
            "where all who wait look at the lock, each fetches its line once when it is given back; whose turn among"
                    + " them is that of the next is drawn",
            "a word that all write stays in a socket for a while before cores of another one get it",
            "who waits keeps the core busy"
        },
        notAtAll = "locks that sleep or let somebody pass, RCU; what in a real kernel makes a line wait in one way or"
                + " the other")
final class Locks {
    private static final String MACHINE = "machine";

    private final World world;
    private final Programs programs;

    Locks(World world, Programs programs) {
        this.world = world;
        this.programs = programs;
    }

    /// What a task means when it names something that is shared.
    SharedObject object(Kernel kernel, Task task, Workload.Shared shared) {
        int slot = shared.of() == Workload.Scope.MACHINE ? SharedObject.NONE : kernel.slot;
        int part = switch (shared.of()) {
            case KERNEL, MACHINE -> SharedObject.NONE;
            case NODE -> world.machine.node(task.core);
            case GROUP -> task.group;
        };
        return world.state.tasks.object(slot, shared.name(), part, () -> {
            var owner = slot == SharedObject.NONE ? MACHINE : kernel.name;
            var purpose = "turns at " + shared.name() + (part == SharedObject.NONE ? "" : " " + part) + " of "
                    + (slot == SharedObject.NONE ? MACHINE : "kernel " + slot);
            return new SharedObject(slot, owner, shared.name(), part, new RandomStream(world.scenario.seed(), purpose));
        });
    }

    /// A task that comes for an object gets it, or goes to the end of the line.
    ///
    /// @return whether it has it now
    boolean enter(int number, Kernel kernel, SharedObject object) {
        var task = world.state.tasks.get(number);
        boolean free = reads(task) ? object.holder == Task.NOBODY : !object.taken();
        if (free && object.first == Task.NOBODY) {
            acquire(number, kernel, object, 0);
            return true;
        }
        task.enter(Task.Stage.WAITING, world.now());
        join(number, object);
        return false;
    }

    /// A task goes to the end of the line.
    void join(int number, SharedObject object) {
        world.state.tasks.get(number).behind = Task.NOBODY;
        if (object.last == Task.NOBODY) {
            object.first = number;
        } else {
            world.state.tasks.get(object.last).behind = number;
        }
        object.last = number;
    }

    /// The first one leaves the line.
    ///
    /// @return [Task#NOBODY] if nobody is there
    int leave(SharedObject object) {
        return take(object, _ -> true);
    }

    /// Who reads has to write that he is done, too: the line of the lock comes again.
    ///
    /// @return whether that takes time
    boolean releases(Kernel kernel, Task task, SharedObject object) {
        boolean far = world.cost.lineNs(object.core, task.core) > 0 || object.lineFreeNs > world.now();
        if (!reads(task) || !far) {
            return false;
        }
        task.enter(Task.Stage.RELEASING, world.now());
        task.movingNs = lineComesNs(kernel, task, object);
        return true;
    }

    /// A task gives an object back.
    void leave(Task task, SharedObject object) {
        if (reads(task)) {
            object.readers--;
        } else {
            object.holder = Task.NOBODY;
        }
    }

    /// Takes the task out of the line that may have the object next.
    ///
    /// @return [Task#NOBODY] if nobody waits, or if who waits cannot have it yet
    int next(SharedObject object) {
        if (object.holder != Task.NOBODY || object.first == Task.NOBODY) {
            return Task.NOBODY;
        }
        var first = world.state.tasks.get(object.first);
        if (object.readers > 0 && !reads(first)) {
            return Task.NOBODY;
        }
        if (waiters(first) != Workload.Waiters.CACHES || object.core == Kernel.NO_CORE) {
            return take(object, _ -> true);
        }
        boolean stays = world.now() - object.inSocketSinceNs < world.costNs(Cost.LINE_KEPT);
        int neighbour = take(object, n -> stays == world.machine.sameSocket(object.core, world.state.tasks.get(n).core));
        return neighbour == Task.NOBODY ? take(object, _ -> true) : neighbour;
    }

    /// Takes the first of whom something is true out of the line.
    private int take(SharedObject object, IntPredicate wanted) {
        int before = Task.NOBODY;
        int found = object.first;
        while (found != Task.NOBODY && !wanted.test(found)) {
            before = found;
            found = world.state.tasks.get(found).behind;
        }
        if (found == Task.NOBODY) {
            return Task.NOBODY;
        }
        var task = world.state.tasks.get(found);
        if (before == Task.NOBODY) {
            object.first = task.behind;
        } else {
            world.state.tasks.get(before).behind = task.behind;
        }
        object.last = object.last == found ? before : object.last;
        task.behind = Task.NOBODY;
        return found;
    }

    /// Gives an object to a task that [#next] has named.
    void handTo(int number, Kernel kernel, SharedObject object) {
        object.contended++;
        boolean polls = waiters(world.state.tasks.get(number)) == Workload.Waiters.POLLING;
        acquire(number, kernel, object, polls ? pollsNs(object) : 0);
    }

    /// Its lines come from the core that had them last, after what is in their way.
    private void acquire(int number, Kernel kernel, SharedObject object, long othersNs) {
        var task = world.state.tasks.get(number);
        task.enter(Task.Stage.HOLDING, world.now());
        object.acquisitions++;
        if (reads(task)) {
            object.readers++;
            task.movingNs = lineComesNs(kernel, task, object);
        } else {
            var step = (Workload.Turn) programs.step(task);
            long linesNs = Math.multiplyExact(1L + step.lines(), world.cost.lineNs(object.core, task.core));
            task.movingNs = world.slowedNs(kernel, task.core, othersNs + linesNs);
            object.holder = number;
            goesTo(task.core, object);
        }
    }

    /// How long a reader waits for the line in which he writes that he reads: behind all that have asked before.
    private long lineComesNs(Kernel kernel, Task task, SharedObject object) {
        long fromNs = Math.max(world.now(), object.lineFreeNs);
        long comesNs = world.slowedNs(kernel, task.core, world.cost.lineNs(object.core, task.core));
        object.lineFreeNs = fromNs + comesNs;
        goesTo(task.core, object);
        return object.lineFreeNs - world.now();
    }

    private void goesTo(int core, SharedObject object) {
        boolean known = object.core != Kernel.NO_CORE;
        if (!known || !world.machine.sameSocket(object.core, core)) {
            object.crossings += known ? 1 : 0;
            object.inSocketSinceNs = world.now();
        }
        object.core = core;
    }

    /// How long those who fetch the line of a lock before the next one take for it. The next one has left the line
    /// of tasks; any number of the others may come before it, with equal chances.
    private long pollsNs(SharedObject lock) {
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

    /// Takes a task that has ended with its kernel out of what stays. What it had there is never given back.
    void forget(int number, SharedObject object) {
        take(object, n -> n == number);
        object.holder = object.holder == number ? SharedObject.GONE : object.holder;
    }

    private boolean reads(Task task) {
        return programs.step(task) instanceof Workload.Locked locked && locked.reads();
    }

    private Workload.Waiters waiters(Task task) {
        return ((Workload.Turn) programs.step(task)).waiters();
    }
}
