package archipelago.engine.frame;

import archipelago.engine.command.Command;

/// Something that the host is doing on request and has not finished.
///
/// @param step what it waits for, in words
/// @param sinceNs when it began
public record OperationView(int act, Command command, String step, long sinceNs) {}
