package archipelago.engine.operation;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.journal.Happening;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.Plan;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.State;
import archipelago.engine.world.World;
import java.util.List;

/// The calls that a host works on, and its two locks: the overlay mutex, on which writers of the
/// file tree queue, and the kexec lock, which is only ever tried (the loser gets `-EBUSY`).
/// (`kernel/multikernel/overlay.c`, `kernel/kexec_core.c`.)
@Models(
        value = Subject.TRANSACTIONS,
        exactly = "one writer at a time holds the overlay mutex; who finds the kexec lock taken gets -EBUSY",
        approximately = "writers of the tree get the mutex in the order in which they came")
public final class Operations {
    /// Who wants to know that a request is over.
    public interface Listener {
        void answered(int act);
    }

    /// Who goes on with a plan when one of its changes is made, or has failed.
    public interface Planner {
        void changeMade(Operation operation, String sentence);

        void changeFailed(Operation operation, Errno errno, String sentence);
    }

    /// In place of the number of an act: nobody has asked.
    private static final int NOBODY = 0;

    private final World world;
    private Listener listener = act -> {};
    private Planner planner;

    public Operations(World world) {
        this.world = world;
    }

    /// Sets who is told from now on.
    public void tellTo(Listener newListener) {
        listener = newListener;
    }

    /// Sets who goes on with plans from now on.
    public void planWith(Planner newPlanner) {
        planner = newPlanner;
    }

    // --- beginning ------------------------------------------------------------------------------

    /// Takes in what a request asks of a kernel; what becomes of it is told later by [#finish] or [#refuse].
    ///
    /// @param call the command itself, or what kerf made of it
    /// @param host the kernel that is asked
    public Operation open(int act, Command command, Command call, Kernel host, boolean byStory) {
        var operation = new Operation(
                ++world.state.calls,
                act,
                command,
                call,
                host.slot,
                byStory,
                Plan.NONE,
                0,
                -1,
                0,
                Step.BEGIN,
                0,
                0,
                false,
                Errno.OK,
                world.now());
        world.state.put(operation);
        return operation;
    }

    /// Something that happens by itself, as if somebody had asked for it. Nobody is answered, and it is in no list.
    public Operation unasked(Command command) {
        return new Operation(
                0, NOBODY, command, command, State.HOST, false, Plan.NONE, 0, -1, 0, Step.BEGIN, 0, 0, false, Errno.OK,
                world.now());
    }

    /// Answers a request of which the host never hears: kerf refuses it itself.
    public void turnAway(int act, Command command, Errno errno, String sentence) {
        world.tell(new Happening.Answered(act, command, errno, sentence));
        listener.answered(act);
    }

    // --- locks ----------------------------------------------------------------------------------

    /// Whether nobody holds the overlay mutex of a kernel: each has one.
    public boolean overlayLockIsFree(int host) {
        return world.state.operations().stream().noneMatch(o -> o.host() == host && holdsOverlayLock(o));
    }

    /// Whether an operation holds the overlay mutex: it writes to the file tree and has begun with it.
    public static boolean holdsOverlayLock(Operation operation) {
        return operation.writesTree() && operation.step() != Step.BEGIN && !waitsForOverlayLock(operation);
    }

    public static boolean waitsForOverlayLock(Operation operation) {
        return operation.step() == Step.WAIT_FOR_OVERLAY_LOCK;
    }

    /// Lets the next writer in, if nobody has the overlay mutex of a kernel.
    public void wakeOverlayWaiter(int host) {
        if (!overlayLockIsFree(host)) {
            return;
        }
        for (var waiter : world.state.operations()) {
            if (waiter.host() == host && waitsForOverlayLock(waiter)) {
                next(waiter, Step.READ_TREE, 0, 0);
                return;
            }
        }
    }

    /// Whether nobody holds the kexec lock of the kernel that works on an operation: each has one. An operation
    /// that needs it takes it with [Operation#holdingKexec()], or else must be refused with [#refuseForKexecLock].
    public boolean kexecLockIsFree(Operation operation) {
        return world.state.operations().stream().noneMatch(o -> o.host() == operation.host() && o.kexec());
    }

    /// Whether the operation that holds the kexec lock is about this instance: its image or its cores
    /// are being worked on.
    public boolean kexecLockIsAbout(int slot) {
        return world.state.operations().stream().anyMatch(o -> o.kexec() && o.kernel() == slot);
    }

    /// Whether an instance is on its way out; no system call finds it any more.
    public boolean removes(int slot) {
        return world.state.operations().stream().anyMatch(o -> o.kernel() == slot && removesInstance(o));
    }

    private static boolean removesInstance(Operation operation) {
        return operation.plan().exists()
                && switch (operation.presentChange()) {
                    case Change.InstanceRemove _, Change.InstanceUncreate _ -> true;
                    default -> false;
                };
    }

    // --- going on -------------------------------------------------------------------------------

    /// Goes on to a step that takes a while.
    public void next(Operation operation, Step step, int cursor, long delayNs) {
        var later = operation.at(step, cursor);
        world.state.put(later);
        long takesNs = world.slowedNs(world.state.present(operation.host()), delayNs);
        world.after(takesNs, Priority.KERNEL, new Event.OperationDue(later.number(), later.stage()));
    }

    /// Goes on to a step that something else will end, through [#resume].
    public Operation await(Operation operation, Step step, int cursor) {
        var later = operation.at(step, cursor);
        world.state.put(later);
        return later;
    }

    /// Ends a wait: the operation is due again after a delay.
    public void resume(int call, Errno answer, long delayNs) {
        var operation = world.state.operation(call);
        if (operation != null) {
            world.state.put(operation.answered(answer));
            long takesNs = world.slowedNs(world.state.present(operation.host()), delayNs);
            world.after(takesNs, Priority.KERNEL, new Event.OperationDue(call, operation.stage()));
        }
    }

    /// Forgets an operation whose asker is gone; nobody is answered.
    public void drop(int call) {
        world.state.operations().removeIf(operation -> operation.number() == call);
    }

    /// Drops everything that is under way, unanswered: there is no machine any more on which it could go on.
    public void abandon() {
        world.state.operations().removeIf(operation -> !(operation.call() instanceof Command.Vsock));
        world.state.asks().clear();
    }

    /// Drops what a kernel works on as a host: it cannot go on with it any more. Whoever asked the machine's own
    /// host never hears of it again; whoever asked on an instance learns that it is down.
    public void abandon(Kernel kernel) {
        for (var operation : List.copyOf(world.state.operations())) {
            if (operation.host() == kernel.slot && !(operation.call() instanceof Command.Vsock)) {
                world.state.asks().removeIf(ask -> ask.call() == operation.number());
                if (kernel.host()) {
                    drop(operation.number());
                } else {
                    answer(operation, Errno.EHOSTDOWN, kernel.name + " does nothing for anybody any more");
                }
            }
        }
    }

    // --- ending ---------------------------------------------------------------------------------

    /// Refuses an operation because another one holds the kexec lock.
    public void refuseForKexecLock(Operation operation) {
        refuse(operation, Errno.EBUSY, "another load, exec or hot-plug holds the kexec lock");
    }

    /// Says that a call, or the present change of its plan, is done.
    public void finish(Operation operation, String sentence) {
        if (operation.plan().exists()) {
            planner.changeMade(operation, sentence);
        } else {
            answer(operation, Errno.OK, sentence);
        }
    }

    /// Says that a call, or the present change of its plan, fails with the errno of the real system.
    public void refuse(Operation operation, Errno errno, String sentence) {
        if (operation.plan().exists()) {
            planner.changeFailed(operation, errno, sentence);
        } else {
            answer(operation, errno, sentence);
        }
    }

    /// Answers a request, which is over then.
    public void answer(Operation operation, Errno errno, String sentence) {
        if (operation.act() == NOBODY) {
            return;
        }
        world.state.operations().removeIf(o -> o.number() == operation.number());
        world.tell(new Happening.Answered(operation.act(), operation.command(), errno, sentence));
        wakeOverlayWaiter(operation.host());
        listener.answered(operation.act());
    }
}
