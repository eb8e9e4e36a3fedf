package archipelago.engine.journal;

/// One thing that happened, with its place in time and among the causes.
///
/// @param atNs when it happened
/// @param event the number of the event that made it happen, from 1. What a person's command makes happen bears
///     the number of the event before it, and what was there at the start bears 0
/// @param what what happened
public record Fact(long atNs, long event, Happening what) {}
