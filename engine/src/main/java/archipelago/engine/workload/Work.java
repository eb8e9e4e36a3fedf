package archipelago.engine.workload;

import archipelago.engine.base.Models;
import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Phase;
import archipelago.engine.state.SharedObject;
import archipelago.engine.state.Task;
import archipelago.engine.world.World;
import java.util.List;

/// Work inside kernels: tasks that do the operation of their program again and again. They begin when their
/// kernel has come up and end when it goes down. A task is bound to its core and leaves it only with the kernel:
/// if that takes the core offline, the work there stops, and the task goes on on another one, as the scheduler
/// pushes tasks off a CPU that goes away, wherever they were bound to (`kernel/sched/core.c`,
/// `select_fallback_rq`). If the core is lost without the kernel's knowing, or hangs, nobody pushes: the task stops
/// with it, and what it holds stays held.
@Models(
        value = Subject.WORK,
        exactly = {
            "work that no other task has a part in takes as long in one kernel as in another, however many there are",
            "a task stops with its kernel, and with a core that hangs or is lost; a lock that it has stays taken, and"
                    + " nobody of another kernel ever waits for it"
        },
        approximately = {
            "a task whose core goes offline goes to the core of its kernel with the fewest tasks, at the end of the"
                    + " step at hand; who waits for a lock begins to wait anew, when it is his turn",
            "tasks take turns on a core that they share, by time slices, at the end of an operation",
            "a task waits until its core has done what it was given before; an interrupt that comes in the middle"
                    + " of a step delays the next one"
        },
        notAtAll = "what programs do besides the steps of their operation; balancing of tasks over cores, priorities,"
                + " sleep")
public final class Work implements Steps.Scheduler {
    private final World world;
    private final Programs programs;
    private final Places places;
    private final Steps steps;

    public Work(World world) {
        this.world = world;
        programs = new Programs(world);
        var clocks = new Clocks(world);
        places = new Places(world, clocks);
        steps = new Steps(world, programs, places, clocks, this);
    }

    /// Puts the tasks into a new world; those of the host begin.
    public void begin() {
        var groups = world.scenario.work().groups();
        for (int g = 0; g < groups.size(); g++) {
            for (int n = 0; n < groups.get(g).count(); n++) {
                var purpose = "start of task " + n + " of group " + g;
                world.state.tasks.all().add(new Task(g, n, new RandomStream(world.scenario.seed(), purpose)));
            }
        }
        phaseChanged(world.state.host());
    }

    /// Lets tasks begin and end after their kernel has entered another phase.
    public void phaseChanged(Kernel kernel) {
        var tasks = world.state.tasks.all();
        var groups = world.scenario.work().groups();
        boolean allUp = groups.stream().filter(Workload.Group::together).allMatch(group -> up(group) != null);
        for (int g = 0, first = 0; g < groups.size(); first += groups.get(g++).count()) {
            var group = groups.get(g);
            var members = tasks.subList(first, first + group.count());
            if (kernel.phase != Phase.UP) {
                end(kernel, first, members);
            } else if (group.together() && allUp) {
                start(up(group), first, members);
            } else if (!group.together() && group.kernel().equals(kernel.name)) {
                start(kernel, first, members);
            }
        }
        if (kernel.phase != Phase.UP) { // Locks are memory of the kernel and begin free in its next life.
            var objects = world.state.tasks.objects();
            objects.stream().filter(object -> object.belongsTo(kernel.slot)).forEach(SharedObject::reset);
        }
    }

    /// The kernel of a group, if it is up.
    private Kernel up(Workload.Group group) {
        var kernel = world.state.named(group.kernel());
        return kernel != null && kernel.phase == Phase.UP ? kernel : null;
    }

    /// Lets those begin that are not at work yet; a kernel of this name that the books have forgotten may still run
    /// some of them.
    private void start(Kernel kernel, int first, List<Task> members) {
        var group = world.scenario.work().groups().get(members.getFirst().group);
        var cores = places.allowed(kernel, group);
        int began = 0;
        for (int n = 0; n < members.size() && !cores.isEmpty(); n++) {
            var task = members.get(n);
            if (task.stage == Task.Stage.AWAY) {
                begin(first + n, task, kernel, cores);
                began++;
            }
        }
        if (began > 0 || cores.isEmpty()) { // Nobody can be bound to a CPU that is not online.
            world.tell(new Happening.TasksBegan(kernel.slot, group.program(), began));
        }
    }

    private void begin(int number, Task task, Kernel kernel, List<Integer> cores) {
        task.kernel = kernel.slot;
        task.life = kernel.life;
        task.step = 0;
        task.part = 0;
        places.place(task, cores);
        task.enter(Task.Stage.BEGINNING, world.now());
        long spreadNs = world.costNs(Cost.TASK_START);
        steps.schedule(number, task, spreadNs == 0 ? 0 : task.start.nextBelow(spreadNs));
    }

    private void end(Kernel kernel, int first, List<Task> members) {
        long operations = 0;
        int ended = 0;
        for (int n = 0; n < members.size(); n++) {
            var task = members.get(n);
            if (task.in(kernel.slot)) {
                steps.forget(first + n);
                task.enter(Task.Stage.AWAY, world.now());
                task.turn++;
                task.behind = Task.NOBODY;
                places.unplace(task);
                ended++;
            }
            operations += task.operations;
        }
        if (ended > 0) {
            var program = world.scenario.work().groups().get(members.getFirst().group).program();
            world.tell(new Happening.TasksEnded(kernel.slot, program, ended, operations));
        }
    }

    // --- cores ----------------------------------------------------------------------------------

    /// The kernel has given the core of a task up, or is about to: the task goes on on another one, and with it who
    /// waited for that core.
    @Override
    public void move(int number, Kernel kernel) {
        var task = world.state.tasks.get(number);
        int from = task.core;
        var cores = places.online(kernel);
        places.unplace(task);
        if (cores.isEmpty()) {
            task.enter(Task.Stage.AWAY, world.now());
            return;
        }
        places.place(task, cores);
        world.tell(new Happening.TaskMoved(kernel.slot, programs.of(task).name(), from, task.core));
        task.enter(Task.Stage.READY, world.now());
        dispatch(task.core, kernel);
        var tasks = world.state.tasks.all();
        for (int other = 0; other < tasks.size(); other++) {
            if (tasks.get(other).in(kernel.slot) && tasks.get(other).core == from
                    && tasks.get(other).stage == Task.Stage.READY) {
                move(other, kernel);
            }
        }
    }

    /// Lets the task that has waited longest have a core, if it is free.
    private void dispatch(int core, Kernel kernel) {
        var tasks = world.state.tasks.all();
        int next = Task.NOBODY;
        for (int n = 0; n < tasks.size(); n++) {
            var task = tasks.get(n);
            if (task.core != core || !task.in(kernel.slot)) {
                continue;
            }
            if (task.stage.onCore()) {
                return;
            }
            boolean longer = next == Task.NOBODY || task.stageSinceNs < tasks.get(next).stageSinceNs;
            next = task.stage == Task.Stage.READY && longer ? n : next;
        }
        if (next != Task.NOBODY) {
            tasks.get(next).sliceEndsNs = world.now() + world.costNs(Cost.TIME_SLICE);
            steps.begin(next, tasks.get(next), kernel);
        }
    }

    /// A task that is ready gets its core or waits for it; if that is none of its kernel's any more, another one.
    @Override
    public void goOn(int number, Task task, Kernel kernel) {
        if (world.state.cores.runs(task.core, kernel.slot)) {
            dispatch(task.core, kernel);
        } else {
            move(number, kernel);
        }
    }

    @Override
    public void released(int core, Kernel kernel) {
        dispatch(core, kernel);
    }

    // --- what is due ----------------------------------------------------------------------------

    /// A task has come to the end of what it was at.
    public void due(Event.TaskDue event) {
        var task = world.state.tasks.get(event.task());
        if (task.turn != event.turn()) {
            return;
        }
        var kernel = world.state.living(task.kernel, task.life);
        if (kernel == null || places.lost(task, kernel)) {
            return;
        }
        if (task.stage == Task.Stage.BEGINNING) {
            task.enter(Task.Stage.READY, world.now());
            goOn(event.task(), task, kernel);
        } else {
            steps.over(event.task(), task, kernel);
        }
    }

    /// A message has come to where a task can see it.
    public void visible(Event.NoteVisible event) {
        var task = world.state.tasks.get(event.task());
        var kernel = world.state.living(task.kernel, task.life);
        if (kernel != null && !places.lost(task, kernel)) {
            steps.look(event.task(), task, kernel);
        }
    }

    /// A core hears that page tables have changed.
    public void arrives(Event.FlushArrives event) {
        var task = world.state.tasks.get(event.task());
        var kernel = world.state.living(task.kernel, task.life);
        if (kernel != null && task.turn == event.turn()) {
            steps.arrives(event, task, kernel);
        }
    }

    /// The core of a task that was woken is ready for it.
    public void wakes(Event.TaskWakes event) {
        var task = world.state.tasks.get(event.task());
        var kernel = world.state.living(task.kernel, task.life);
        if (kernel != null && task.turn == event.turn() && task.stage == Task.Stage.ASLEEP
                && !places.lost(task, kernel)) {
            steps.wakes(event.task(), task, kernel);
        }
    }
}
