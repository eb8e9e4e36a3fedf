package archipelago.engine.state;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Hash64;
import archipelago.engine.command.Command;
import archipelago.engine.command.CommandDigest;

/// A system call or a write to the file tree that the host works on: how far it has come. An
/// immutable record; the table of operations holds the newest one of each.
///
/// @param act the number of the request that it serves
/// @param command what was asked for
/// @param byStory whether the scenario's story asked, not a person
/// @param kernel the slot of the instance that it is about, or -1
/// @param stage counts its steps; an event for an earlier stage is void
/// @param step what it does next or waits for
/// @param cursor which of several like things it is at, such as the third core of a list
/// @param failures how many of them failed so far
/// @param kexec whether it holds the kexec lock
/// @param answer what the last wait came to; [Errno#OK] until something failed
/// @param sinceNs when the request was made
public record Operation(
        int act,
        Command command,
        boolean byStory,
        int kernel,
        int stage,
        Step step,
        int cursor,
        int failures,
        boolean kexec,
        Errno answer,
        long sinceNs) {

    /// What an operation can be doing.
    public enum Step {
        /// It waits for the overlay lock.
        WAIT_FOR_OVERLAY_LOCK,
        /// It applies the overlay.
        APPLY_OVERLAY,
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
        /// It waits for the instance's answer.
        AWAIT_ACK,
        /// It waits for a core to park in the pool.
        MOVE_CORE_HOME,
        /// It takes the core back after a failure.
        MOVE_CORE_BACK
    }

    /// The same operation at its next stage.
    public Operation at(Step next, int nextCursor) {
        return new Operation(
                act, command, byStory, kernel, stage + 1, next, nextCursor, failures, kexec, answer, sinceNs);
    }

    /// The same operation with one failure more.
    public Operation failedOnce() {
        return new Operation(
                act, command, byStory, kernel, stage, step, cursor, failures + 1, kexec, answer, sinceNs);
    }

    /// The same operation, now with the kexec lock.
    public Operation holdingKexec() {
        return new Operation(act, command, byStory, kernel, stage, step, cursor, failures, true, answer, sinceNs);
    }

    /// The same operation, now about the instance in this slot.
    public Operation about(int slot) {
        return new Operation(act, command, byStory, slot, stage, step, cursor, failures, kexec, answer, sinceNs);
    }

    /// The same operation with what its wait came to.
    public Operation answered(Errno errno) {
        return new Operation(act, command, byStory, kernel, stage, step, cursor, failures, kexec, errno, sinceNs);
    }

    void digest(Hash64 hash) {
        hash.add(answer.number()).add(act).add(CommandDigest.of(command)).add(byStory ? 1 : 0);
        hash.add(kernel).add(stage).add(step.ordinal()).add(cursor).add(failures).add(kexec ? 1 : 0).add(sinceNs);
    }

    /// A request to another kernel whose ACK is awaited. Pending requests are found by what they
    /// ask for, not by instance and not by a number of their own, as in the real message layer.
    ///
    /// @param operation the kind that was asked
    /// @param resource the physical id or other number that the request is about
    /// @param act the operation that waits
    public record Ask(long number, MessageKind operation, long resource, int act, long dueNs) {
        void digest(Hash64 hash) {
            hash.add(number).add(operation.ordinal()).add(resource).add(act).add(dueNs);
        }
    }
}
