package archipelago.app.session;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;

/// What became of something that a person asked for.
///
/// @param atNs when the machine answered
/// @param errno [Errno#OK], or why it was refused
/// @param sentence what was done, or why not
public record Outcome(long atNs, Command command, Errno errno, String sentence) {
    public boolean refused() {
        return !errno.ok();
    }
}
