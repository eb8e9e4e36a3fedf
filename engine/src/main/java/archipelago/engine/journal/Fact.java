package archipelago.engine.journal;

/// One thing that happened, with its place in time and among the causes.
///
/// @param atNs when it happened
/// @param event the number of the event that made it happen, from 1; 0 for what was there at the start
/// @param what what happened
public record Fact(long atNs, long event, Happening what) {}
