package archipelago.engine.operation;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.journal.Happening;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.world.World;

/// The requests that the host works on, and its two locks: the overlay mutex, on which writers of
/// the file tree queue, and the kexec lock, which is only ever tried (the loser gets `-EBUSY`).
/// (`kernel/multikernel/overlay.c`, `kernel/kexec_core.c`.)
public final class Operations {
    /// Who wants to know that a request is over.
    public interface Listener {
        void answered(int act);
    }

    private final World world;
    private Listener listener = act -> {};

    public Operations(World world) {
        this.world = world;
    }

    /// Sets who is told from now on.
    public void tellTo(Listener newListener) {
        listener = newListener;
    }

    /// Registers a request; what becomes of it is told later by [#finish] or [#refuse].
    public Operation open(Command command, boolean byStory) {
        int act = ++world.state.acts;
        world.tell(new Happening.Requested(act, command, byStory));
        var first = needsOverlayLock(command) ? Step.WAIT_FOR_OVERLAY_LOCK : Step.APPLY_OVERLAY;
        var operation = new Operation(
                act, command, byStory, -1, 0, first, 0, 0, false, Errno.OK, world.now());
        world.state.put(operation);
        return operation;
    }

    /// Whether nobody else holds the overlay mutex.
    public boolean overlayLockIsFree() {
        return world.state.operations().stream()
                .noneMatch(o -> needsOverlayLock(o.command()) && o.step() != Step.WAIT_FOR_OVERLAY_LOCK);
    }

    /// Whether nobody holds the kexec lock. An operation that needs it takes it with
    /// [Operation#holdingKexec()], or else must be refused with [#refuseForKexecLock].
    public boolean kexecLockIsFree() {
        return world.state.operations().stream().noneMatch(Operation::kexec);
    }

    /// Whether the operation that holds the kexec lock is about this instance: its image or its cores
    /// are being worked on.
    public boolean kexecLockIsAbout(int slot) {
        return world.state.operations().stream().anyMatch(o -> o.kexec() && o.kernel() == slot);
    }

    /// Whether an instance is on its way out; no system call finds it any more.
    public boolean removes(int slot) {
        return world.state.operations().stream()
                .anyMatch(o -> o.command() instanceof Command.Delete && o.kernel() == slot);
    }

    /// Goes on to a step that takes a while.
    public void next(Operation operation, Step step, int cursor, long delayNs) {
        var later = operation.at(step, cursor);
        world.state.put(later);
        world.after(delayNs, Priority.KERNEL, new Event.OperationDue(later.act(), later.stage()));
    }

    /// Goes on to a step that something else will end, through [#resume].
    public Operation await(Operation operation, Step step, int cursor) {
        var later = operation.at(step, cursor);
        world.state.put(later);
        return later;
    }

    /// Ends a wait: the operation is due again after a delay.
    public void resume(int act, Errno answer, long delayNs) {
        var operation = world.state.operation(act);
        if (operation != null) {
            world.state.put(operation.answered(answer));
            world.after(delayNs, Priority.KERNEL, new Event.OperationDue(act, operation.stage()));
        }
    }

    /// Refuses an operation because another one holds the kexec lock.
    public void refuseForKexecLock(Operation operation) {
        refuse(operation, Errno.EBUSY, "another load, exec or hot-plug holds the kexec lock");
    }

    /// Answers a request with success and a sentence about what was done.
    public void finish(Operation operation, String sentence) {
        end(operation, Errno.OK, sentence);
    }

    /// Answers a request with the errno of the real call and a sentence about why.
    public void refuse(Operation operation, Errno errno, String sentence) {
        end(operation, errno, sentence);
    }

    private void end(Operation operation, Errno errno, String sentence) {
        world.state.operations().removeIf(o -> o.act() == operation.act());
        world.tell(new Happening.Answered(operation.act(), operation.command(), errno, sentence));
        wakeOverlayWaiter();
        listener.answered(operation.act());
    }

    private void wakeOverlayWaiter() {
        if (!overlayLockIsFree()) {
            return;
        }
        for (var waiter : world.state.operations()) {
            if (waiter.step() == Step.WAIT_FOR_OVERLAY_LOCK) {
                next(waiter, Step.APPLY_OVERLAY, 0, 0);
                return;
            }
        }
    }

    /// Whether a command is a write to the multikernel file tree, not a system call or a fault.
    public static boolean needsOverlayLock(Command command) {
        return switch (command) {
            case Command.FillPool _,
                Command.EmptyPool _,
                Command.CpuToPool _,
                Command.CpuToHost _,
                Command.Create _,
                Command.Delete _,
                Command.AddCpu _,
                Command.RemoveCpu _ -> true;
            case Command.Load _,
                Command.Exec _,
                Command.Halt _,
                Command.ForceHalt _,
                Command.Unload _,
                Command.Panic _ -> false;
        };
    }
}
