package archipelago.engine.workload;

import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.SharedObject;
import archipelago.engine.state.Task;
import archipelago.engine.world.World;
import java.util.ArrayList;

/// The steps of operations: what each does when a task comes to it, and when the time that it took is over.
@Models(
        value = Subject.WORK,
        exactly = "a task does the steps of its operation one after another, and nothing else",
        approximately = "what a core was given before is done first; an interrupt that comes in the middle of a step"
                + " delays the next one")
final class Steps {
    private final World world;
    private final Programs programs;
    private final Places places;
    private final Clocks clocks;
    private final Scheduler scheduler;
    private final Locks locks;
    private final Tallies tallies;
    private final Streams streams;
    private final Notes notes;
    private final Flushes flushes;
    private final Sleepers sleepers;

    /// Who says which task has a core.
    interface Scheduler {
        /// A task is ready to go on.
        void goOn(int number, Task task, Kernel kernel);

        /// A task has left its core to others.
        void released(int core, Kernel kernel);

        /// The core of a task is gone: it goes on on another one.
        void move(int number, Kernel kernel);
    }

    Steps(World world, Programs programs, Places places, Clocks clocks, Scheduler scheduler) {
        this.world = world;
        this.programs = programs;
        this.places = places;
        this.clocks = clocks;
        this.scheduler = scheduler;
        locks = new Locks(world, programs);
        tallies = new Tallies(world);
        streams = new Streams(world);
        notes = new Notes(world, programs);
        flushes = new Flushes(world);
        sleepers = new Sleepers(world);
    }

    /// A task has its core and begins with the step that it is at.
    void begin(int number, Task task, Kernel kernel) {
        switch (programs.step(task)) {
            case Workload.Private(long workNs) -> work(number, task, kernel, workNs);
            case Workload.Locked step -> take(number, task, kernel, step);
            case Workload.Counted step -> take(number, task, kernel, step);
            case Workload.Tallied step -> {
                if (tallies.spills(kernel, task.core, step, object(kernel, task))) {
                    take(number, task, kernel, step);
                } else {
                    next(number, task, kernel);
                }
            }
            case Workload.Streamed(long bytes) -> {
                task.enter(Task.Stage.STREAMING, world.now());
                task.movingNs = streams.waitNs(kernel, task.core, bytes);
                occupy(number, task, kernel, 0);
            }
            case Workload.Talk _ -> talk(number, task, kernel);
            case Workload.Entered(long workNs, int entries) ->
                work(number, task, kernel, workNs + entries * sleepers.entryNs(kernel));
            case Workload.Flushed step -> flush(number, task, kernel, step);
            case Workload.Slept(var on) -> sleep(number, task, kernel, on);
            case Workload.Woken _ -> {
                task.enter(Task.Stage.WAKING, world.now());
                occupy(number, task, kernel, world.costNs(Cost.WAKE));
            }
        }
    }

    /// The time that a task's stage took is over.
    void over(int number, Task task, Kernel kernel) {
        switch (task.stage) {
            case PRIVATE, STREAMING -> {
                if (programs.step(task) instanceof Workload.Talk) {
                    partOver(number, task, kernel);
                } else {
                    next(number, task, kernel);
                }
            }
            case HOLDING -> {
                if (locks.releases(kernel, task, object(kernel, task))) {
                    occupy(number, task, kernel, 0);
                } else {
                    leave(number, task, kernel);
                }
            }
            case RELEASING -> leave(number, task, kernel);
            case SENDING -> {
                notes.sent(number, task);
                partOver(number, task, kernel);
            }
            case RECEIVING -> {
                int sender = notes.taken(number, task);
                partOver(number, task, kernel);
                again(sender);
            }
            case FLUSHING -> {
                task.enter(Task.Stage.AWAITING, world.now());
                if (task.awaited == 0) {
                    schedule(number, task, Math.max(0, task.answeredNs - world.now()));
                }
            }
            case AWAITING -> {
                spun(task);
                next(number, task, kernel);
            }
            case WAKING -> {
                wake(kernel, ((Workload.Woken) programs.step(task)).on(), task);
                next(number, task, kernel);
            }
            case AWAY, BEGINNING, READY, ASLEEP, WAITING, LISTENING -> { } // Nothing is due for them.
        }
    }

    /// Something may have come for a task that listens, or there may be room for what it wants to send.
    void look(int number, Task task, Kernel kernel) {
        if (task.stage == Task.Stage.LISTENING && !kernel.online.has(task.core)) {
            scheduler.move(number, kernel);
        } else if (task.stage == Task.Stage.LISTENING) {
            talk(number, task, kernel);
        }
    }

    /// A task has ended with its kernel.
    void forget(int number) {
        notes.forget(number);
        world.state.tasks.objects().stream()
                .filter(object -> object.belongsTo(SharedObject.NONE))
                .forEach(object -> locks.forget(number, object));
    }

    // --- one after another ----------------------------------------------------------------------

    private void next(int number, Task task, Kernel kernel) {
        advance(task);
        boolean slept = task.step == 0 && places.crowded(task.core) && world.now() >= task.sliceEndsNs;
        if (slept || !world.state.cores.runs(task.core, kernel.slot)) {
            task.enter(Task.Stage.READY, world.now());
            scheduler.goOn(number, task, kernel);
        } else {
            begin(number, task, kernel);
        }
    }

    private void advance(Task task) {
        task.part = 0;
        task.step++;
        if (task.step == programs.of(task).operation().size()) {
            task.step = 0;
            task.operations++;
        }
    }

    private void work(int number, Task task, Kernel kernel, long workNs) {
        task.enter(Task.Stage.PRIVATE, world.now());
        occupy(number, task, kernel, workNs);
    }

    /// Its core works for a task that has just entered a stage, after what it was given before.
    private void occupy(int number, Task task, Kernel kernel, long workNs) {
        var cores = world.state.cores;
        long fromNs = Math.max(world.now(), cores.busyUntilNs[task.core]);
        long untilNs = fromNs + task.movingNs + clocks.workNs(kernel, task.core, workNs);
        task.keptNs = fromNs - world.now();
        cores.busyUntilNs[task.core] = untilNs;
        if (untilNs > fromNs) {
            cores.addLoad(task.core, fromNs, untilNs);
        }
        schedule(number, task, untilNs - world.now());
    }

    void schedule(int number, Task task, long delayNs) {
        world.after(delayNs, Priority.OUTSIDE, new Event.TaskDue(number, ++task.turn));
    }

    // --- what tasks share -----------------------------------------------------------------------

    private void take(int number, Task task, Kernel kernel, Workload.Turn step) {
        if (locks.enter(number, kernel, object(kernel, task))) {
            occupy(number, task, kernel, step.workNs());
        }
    }

    private void leave(int number, Task task, Kernel kernel) {
        var object = object(kernel, task);
        locks.leave(task, object);
        handOver(object);
        next(number, task, kernel);
    }

    /// Gives an object to those who may have it now, one or several that read. Who has lost his core meanwhile is
    /// passed over, and comes again from another one; but one on a core that hangs gets it, since nobody knows.
    private void handOver(SharedObject object) {
        var gone = new ArrayList<Integer>();
        for (int to = locks.next(object); to != Task.NOBODY; to = locks.next(object)) {
            var task = world.state.tasks.get(to);
            var kernel = world.state.present(task.kernel);
            if (!kernel.online.has(task.core)) {
                gone.add(to);
                continue;
            }
            spun(task);
            locks.handTo(to, kernel, object);
            occupy(to, task, kernel, programs.step(task).workNs());
        }
        for (int number : gone) {
            scheduler.move(number, world.state.present(world.state.tasks.get(number).kernel));
        }
    }

    /// Spinning is work as well.
    private void spun(Task task) {
        if (world.now() > task.stageSinceNs) {
            world.state.cores.addLoad(task.core, task.stageSinceNs, world.now());
        }
    }

    /// What the step is about that a task is at.
    private SharedObject object(Kernel kernel, Task task) {
        return locks.object(kernel, task, ((Workload.Turn) programs.step(task)).object());
    }

    // --- messages of programs -------------------------------------------------------------------

    /// Does the part of a step that a task is at, or listens until it can.
    private void talk(int number, Task task, Kernel kernel) {
        boolean listened = task.stage == Task.Stage.LISTENING;
        switch (notes.part(number, task)) {
            case Notes.Part.Done _ -> next(number, task, kernel);
            case Notes.Part.Skip _ -> partOver(number, task, kernel);
            case Notes.Part.Wait _ -> {
                if (!listened) {
                    task.enter(Task.Stage.LISTENING, world.now());
                }
            }
            case Notes.Part.Work(long workNs) -> work(number, task, kernel, workNs);
            case Notes.Part.Send(int to) -> {
                spunIf(listened, task);
                task.enter(Task.Stage.SENDING, world.now());
                task.peer = to;
                task.movingNs = world.slowedNs(kernel, task.core, notes.sendNs(task));
                occupy(number, task, kernel, 0);
            }
            case Notes.Part.Receive(int from) -> {
                spunIf(listened, task);
                task.enter(Task.Stage.RECEIVING, world.now());
                task.peer = from;
                task.movingNs = world.slowedNs(kernel, task.core, notes.receiveNs(task));
                occupy(number, task, kernel, 0);
            }
        }
    }

    private void spunIf(boolean listened, Task task) {
        if (listened) {
            spun(task);
        }
    }

    private void partOver(int number, Task task, Kernel kernel) {
        task.part++;
        talk(number, task, kernel);
    }

    /// A slot has become free: its sender may wait for that.
    private void again(int number) {
        var task = world.state.tasks.get(number);
        var kernel = world.state.living(task.kernel, task.life);
        if (kernel != null && task.in(kernel.slot)) {
            look(number, task, kernel);
        }
    }

    // --- other cores ----------------------------------------------------------------------------

    private void flush(int number, Task task, Kernel kernel, Workload.Flushed step) {
        var others = flushes.others(task, step.of());
        task.enter(Task.Stage.FLUSHING, world.now());
        task.awaited = 0;
        task.answeredNs = 0;
        task.movingNs = world.slowedNs(kernel, task.core, flushes.tellsNs(task, step.by(), others));
        occupy(number, task, kernel, 0);
        if (step.by() == Workload.Flush.IPI) {
            flushes.sent(number, task, others, world.now() + task.keptNs);
        }
    }

    /// A core hears that page tables have changed.
    void arrives(Event.FlushArrives event, Task task, Kernel kernel) {
        boolean last = flushes.arrives(event, task, kernel);
        if (last && task.stage == Task.Stage.AWAITING) {
            schedule(event.task(), task, Math.max(0, task.answeredNs - world.now()));
        }
    }

    private void sleep(int number, Task task, Kernel kernel, String on) {
        var object = locks.object(kernel, task, new Workload.Shared(on));
        if (object.woken > 0) {
            object.woken--;
            next(number, task, kernel);
            return;
        }
        task.enter(Task.Stage.ASLEEP, world.now());
        locks.join(number, object);
        scheduler.released(task.core, kernel);
    }

    private void wake(Kernel kernel, String on, Task waker) {
        var object = locks.object(kernel, waker, new Workload.Shared(on));
        int sleeper = locks.leave(object);
        if (sleeper == Task.NOBODY) {
            object.woken++;
            return;
        }
        var task = world.state.tasks.get(sleeper);
        world.after(sleepers.exitNs(kernel, task), Priority.OUTSIDE, new Event.TaskWakes(sleeper, ++task.turn));
    }

    /// A task that was woken wants its core.
    void wakes(int number, Task task, Kernel kernel) {
        var cores = world.state.cores;
        advance(task);
        task.enter(Task.Stage.READY, world.now());
        if (cores.runs(task.core, kernel.slot)) {
            long fromNs = Math.max(world.now(), cores.busyUntilNs[task.core]);
            cores.busyUntilNs[task.core] = fromNs + world.slowedNs(kernel, task.core, world.costNs(Cost.SWITCH));
            cores.addLoad(task.core, fromNs, cores.busyUntilNs[task.core]);
        }
        scheduler.goOn(number, task, kernel);
    }
}
