package archipelago.engine.frame;

import archipelago.engine.command.Command;
import java.util.Optional;

/// One of the futures of a session.
///
/// @param number 0 is the story as written
/// @param name what somebody calls it; may be empty
/// @param parent the branch that it left, or -1
/// @param forkedAtNs where it left it
/// @param furthestNs how far it has been computed
/// @param acts how many commands have been given on it in all, those that it has from its parent included
/// @param act the first command that was given on it; nothing for branch 0
/// @param undone the command of its parent that was taken back by it; else nothing
public record BranchView(
        int number,
        String name,
        int parent,
        long forkedAtNs,
        long furthestNs,
        int acts,
        Optional<Command> act,
        Optional<Command> undone) {}
