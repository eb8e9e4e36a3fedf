package archipelago.engine.state;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Hash64;
import archipelago.engine.command.Command;
import archipelago.engine.command.CommandDigest;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.Plan;

/// A system call or a write to the file tree that the host, or an instance that is one itself, works on: how far
/// it has come. An immutable record; the table of operations holds the newest one of each.
///
/// @param number counts the calls that were made, from 1
/// @param act the number of the request that it serves; facts refer to it
/// @param command what was asked for
/// @param call what that kernel was asked: the command itself, or what kerf made of it
/// @param host the slot of the kernel that works on it, in whose tree the instance is
/// @param byStory whether the scenario's story asked, not a person
/// @param plan for a write to the file tree, the changes that it comes to
/// @param change which of them is being made
/// @param kernel the slot of the instance that it is about, or -1
/// @param stage counts its steps; an event for an earlier stage is void
/// @param step what it does next or waits for
/// @param cursor which of several like things it is at, such as the third core of a list
/// @param failures how many of them failed so far
/// @param kexec whether it holds the kexec lock
/// @param answer what the last wait came to; [Errno#OK] until something failed
/// @param sinceNs when the request was made
public record Operation(
        int number,
        int act,
        Command command,
        Command call,
        int host,
        boolean byStory,
        Plan plan,
        int change,
        int kernel,
        int stage,
        Step step,
        int cursor,
        int failures,
        boolean kexec,
        Errno answer,
        long sinceNs) {

    /// Files that are none of the multikernel's: the switches of CPUs.
    private static final String DEVICES = "/sys/devices/";

    /// What an operation can be doing.
    public enum Step {
        /// It waits for the overlay lock.
        WAIT_FOR_OVERLAY_LOCK,
        /// It begins.
        BEGIN,
        /// It reads the device tree that was written.
        READ_TREE,
        /// It makes a change.
        MAKE_CHANGE,
        /// It migrates pages out of the pool's memory.
        TAKE_MEMORY,
        /// It gives memory back.
        RETURN_MEMORY,
        /// It takes a core offline.
        OFFLINE_CORE,
        /// It brings a core online.
        ONLINE_CORE,
        /// It unbinds a driver.
        UNBIND_DEVICE,
        /// It binds a driver.
        BIND_DEVICE,
        /// It copies the image.
        COPY_IMAGE,
        /// It writes the manifest.
        BUILD_MANIFEST,
        /// It builds the page tables.
        BUILD_PAGE_TABLES,
        /// It waits for a parked core to move.
        MOVE_CORE,
        /// It waits for the boot core to wake.
        WAKE_BOOT_CORE,
        /// It waits for the other end of a connection.
        AWAIT_PEER,
        /// It waits for the instance's answer.
        AWAIT_ACK,
        /// It waits for a core to park in the pool.
        MOVE_CORE_HOME,
        /// It takes the core back after a failure.
        MOVE_CORE_BACK
    }

    /// The change that is being made; there must be a plan.
    public Change presentChange() {
        return plan.changes().get(change);
    }

    /// What was asked for, wherever it was.
    public Command order() {
        return command instanceof Command.In(var _, var order) ? order : command;
    }

    /// Whether it is a write to the multikernel file tree, which holds the overlay mutex meanwhile.
    public boolean writesTree() {
        return call instanceof Command.Call.WriteFile(var path, var _) && !path.startsWith(DEVICES)
                || call instanceof Command.Call.RemoveDirectory;
    }

    /// The same operation at its next stage.
    public Operation at(Step next, int nextCursor) {
        return with(plan, change, kernel, stage + 1, next, nextCursor, failures, kexec, answer);
    }

    /// The same operation, now with a plan.
    public Operation planned(Plan newPlan) {
        return with(newPlan, 0, kernel, stage, step, cursor, failures, kexec, answer);
    }

    /// The same operation, about to make another change of its plan: it remembers nothing of the one before.
    public Operation atChange(int index) {
        return with(plan, index, -1, stage, Step.MAKE_CHANGE, 0, 0, false, Errno.OK);
    }

    /// The same operation with one failure more.
    public Operation failedOnce() {
        return with(plan, change, kernel, stage, step, cursor, failures + 1, kexec, answer);
    }

    /// The same operation, now with the kexec lock.
    public Operation holdingKexec() {
        return with(plan, change, kernel, stage, step, cursor, failures, true, answer);
    }

    /// The same operation, now about the instance in this slot.
    public Operation about(int slot) {
        return with(plan, change, slot, stage, step, cursor, failures, kexec, answer);
    }

    /// The same operation with what its wait came to.
    public Operation answered(Errno errno) {
        return with(plan, change, kernel, stage, step, cursor, failures, kexec, errno);
    }

    private Operation with(
            Plan p, int c, int slot, int newStage, Step s, int newCursor, int f, boolean k, Errno a) {
        return new Operation(
                number, act, command, call, host, byStory, p, c, slot, newStage, s, newCursor, f, k, a, sinceNs);
    }

    /// Leaves out who asked, and in which words: the machine does not know.
    void digest(Hash64 hash) {
        hash.add(answer.number()).add(number).add(CommandDigest.of(call)).add(plan.hash()).add(change);
        if (host != State.HOST) {
            hash.add("in").add(host);
        }
        hash.add(kernel).add(stage).add(step.ordinal()).add(cursor).add(failures).add(kexec ? 1 : 0).add(sinceNs);
    }

    /// A request to another kernel whose ACK is awaited. Pending requests are found by what they
    /// ask for, not by instance and not by a number of their own, as in the real message layer.
    ///
    /// @param operation the kind that was asked
    /// @param resource the physical id or other number that the request is about
    /// @param call the number of the operation that waits
    public record Ask(long number, MessageKind operation, long resource, int call, long dueNs) {
        void digest(Hash64 hash) {
            hash.add(number).add(operation.ordinal()).add(resource).add(call).add(dueNs);
        }
    }
}
