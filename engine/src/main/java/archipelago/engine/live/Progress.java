package archipelago.engine.live;

import archipelago.engine.journal.Journal;

/// How far a machine has come, in numbers and facts: they are read without taking a frame.
///
/// @param eventsPerSecond how many events it handled lately in a second on the wall's clock; 0 where that is not known
/// @param sound whether no promise is broken
/// @param journal all facts known by now on the present branch; it does not change any more
/// @param happened how many of them have happened
public record Progress(
        long nowNs,
        long events,
        long messages,
        long fingerprint,
        long eventsPerSecond,
        boolean playing,
        boolean sound,
        Grade grade,
        Journal.View journal,
        int happened) {}
