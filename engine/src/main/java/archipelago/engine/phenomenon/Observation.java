package archipelago.engine.phenomenon;

/// One thing that somebody looked for in a run.
///
/// @param atNs when it was looked at
/// @param expected what must be seen, as a sentence without a full stop
/// @param happened what was seen
public record Observation(long atNs, String expected, String happened, boolean held) {}
