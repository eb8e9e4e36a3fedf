package archipelago.engine.frame;

import archipelago.engine.command.Command;
import archipelago.engine.state.Operation;

/// Something that a host is doing on request and has not finished.
///
/// @param step what it waits for
/// @param sinceNs when it began
/// @param holdsKexec whether it holds the kexec lock, so that everything else that tries it gets -EBUSY
/// @param holdsOverlays whether it holds the overlay mutex, so that other writes to the file tree wait
/// @param host the slot of the kernel that does it, whose locks these are
public record OperationView(
        int act,
        Command command,
        Operation.Step step,
        long sinceNs,
        boolean holdsKexec,
        boolean holdsOverlays,
        int host) {

    /// Whether an instance does it that is a host itself, and not the machine's own host.
    public boolean nested() {
        return host > 0;
    }
}
