package archipelago.engine.frame;

import archipelago.engine.command.Command;
import archipelago.engine.state.Operation;

/// Something that the host is doing on request and has not finished.
///
/// @param step what it waits for
/// @param sinceNs when it began
public record OperationView(int act, Command command, Operation.Step step, long sinceNs) {}
