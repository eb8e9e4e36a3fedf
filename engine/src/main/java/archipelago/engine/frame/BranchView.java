package archipelago.engine.frame;

import archipelago.engine.command.Command;
import java.util.Optional;

/// One of the futures of a session.
///
/// @param number 0 is the story as written
/// @param parent the branch that it left, or -1
/// @param forkedAtNs where it left it
/// @param act the command by which it parts from its parent; nothing for branch 0
public record BranchView(int number, int parent, long forkedAtNs, Optional<Command> act) {}
