package archipelago.engine.workload;

import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Note;
import archipelago.engine.state.Task;
import archipelago.engine.world.World;

/// Messages that programs send each other through memory that both see, one cache line each, and look for by polling:
/// as URPC and UMP of Barrelfish do (`ump_impl.h`). No kernel has a part in it.
@Models(
        value = Subject.WORK,
        exactly = {
            "messages of programs between two tasks arrive in order, and a sender waits when all slots are full",
            "no kernel has a part in a message that is polled for"
        },
        approximately = "a sender is busy with writing its line, a receiver with fetching it; in between the line is on"
                + " its way",
        notAtAll = "a receiver that has many channels to look at, and one that gives up and sleeps")
final class Notes {
    /// 2048 bytes in each direction, of 64 each (`ump_impl.h`).
    private static final int SLOTS = 32;

    private final World world;
    private final Programs programs;

    /// What is next in a step that is about messages.
    sealed interface Part {
        record Send(int to) implements Part {}

        record Receive(int from) implements Part {}

        record Work(long workNs) implements Part {}

        /// What is needed is not there yet.
        record Wait() implements Part {}

        /// There is nothing to do here.
        record Skip() implements Part {}

        record Done() implements Part {}
    }

    Notes(World world, Programs programs) {
        this.world = world;
        this.programs = programs;
    }

    /// What a task does at the part of its step that it is at.
    Part part(int number, Task task) {
        return switch ((Workload.Talk) programs.step(task)) {
            case Workload.Gathered(var shape) -> {
                var tree = programs.tree(shape);
                var children = tree.children(number);
                if (task.part < children.size()) {
                    yield from(number, children.get(task.part));
                }
                int parent = tree.parent(number);
                yield task.part > children.size() || parent == Task.NOBODY ? new Part.Done() : to(number, parent);
            }
            case Workload.Spread spread -> part(number, task, spread);
            case Workload.Called(var program) when programs.doing(program).isEmpty() -> new Part.Wait();
            case Workload.Called(var program) -> {
                var servers = programs.doing(program);
                int server = servers.get(task.number % servers.size());
                yield switch (task.part) {
                    case 0 -> to(number, server);
                    case 1 -> from(number, server);
                    default -> new Part.Done();
                };
            }
            case Workload.Served(long answerNs) -> switch (task.part) {
                case 0 -> anyone(number);
                case 1 -> new Part.Work(answerNs);
                case 2 -> to(number, task.peer);
                default -> new Part.Done();
            };
        };
    }

    private Part part(int number, Task task, Workload.Spread spread) {
        var tree = programs.tree(spread.shape());
        int parent = tree.parent(number);
        var children = tree.children(number);
        if (task.part == 0) {
            return parent == Task.NOBODY ? new Part.Skip() : from(number, parent);
        }
        if (task.part <= children.size()) {
            return to(number, children.get(task.part - 1));
        }
        boolean over = !spread.returned() || task.part > children.size() + 1 || tree.last() == tree.root();
        if (!over && number == tree.last()) {
            return to(number, tree.root());
        }
        return !over && number == tree.root() ? from(number, tree.last()) : new Part.Done();
    }

    private Part to(int number, int to) {
        long under = world.state.tasks.notes().stream().filter(note -> note.between(number, to)).count();
        return under < SLOTS ? new Part.Send(to) : new Part.Wait();
    }

    private Part from(int number, int from) {
        boolean there = world.state.tasks.notes().stream()
                .anyMatch(note -> note.between(from, number) && note.visibleNs() <= world.now());
        return there ? new Part.Receive(from) : new Part.Wait();
    }

    private Part anyone(int number) {
        return world.state.tasks.notes().stream()
                .filter(note -> note.to() == number && note.visibleNs() <= world.now())
                .findFirst()
                .<Part>map(note -> new Part.Receive(note.from()))
                .orElse(new Part.Wait());
    }

    /// A task has written a message.
    void sent(int number, Task task) {
        var peer = world.state.tasks.get(task.peer);
        long flightNs = world.costNs(near(task, peer) ? Cost.NOTE_SAME_SOCKET : Cost.NOTE_CROSS_SOCKET);
        if (broadcasts(task)) { // Those who come later wait until the line has been to those before.
            flightNs += Math.multiplyExact(task.part - 1L, world.cost.lineNs(task.core, core(task.peer, task)));
        }
        world.state.tasks.notes().add(new Note(number, task.peer, world.now() + flightNs));
        world.after(flightNs, Priority.HARDWARE, new Event.NoteVisible(task.peer));
    }

    /// A task has taken a message.
    ///
    /// @return who sent it
    int taken(int number, Task task) {
        var notes = world.state.tasks.notes();
        for (int n = 0; n < notes.size(); n++) {
            if (notes.get(n).between(task.peer, number)) {
                return notes.remove(n).from();
            }
        }
        return task.peer; // It was forgotten with its sender.
    }

    long sendNs(Task task) {
        if (broadcasts(task) && task.part > 1) {
            return 0; // It has been written already.
        }
        return world.cost.sendNs(task.core, core(task.peer, task));
    }

    long receiveNs(Task task) {
        return world.cost.receiveNs(core(task.peer, task), task.core);
    }

    /// What was sent to or by a task that has ended is gone.
    void forget(int number) {
        world.state.tasks.notes().removeIf(note -> note.from() == number || note.to() == number);
    }

    /// Whether it speaks to all at once.
    private boolean broadcasts(Task task) {
        return programs.step(task) instanceof Workload.Spread spread && spread.shape() == Workload.Shape.BROADCAST
                && programs.tree(spread.shape()).root() == world.state.tasks.all().indexOf(task);
    }

    private boolean near(Task task, Task peer) {
        return peer.stage == Task.Stage.AWAY || world.machine.sameSocket(task.core, peer.core);
    }

    private int core(int peer, Task task) {
        var other = world.state.tasks.get(peer);
        return other.stage == Task.Stage.AWAY ? task.core : other.core;
    }
}
