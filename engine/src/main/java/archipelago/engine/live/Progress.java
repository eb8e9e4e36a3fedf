package archipelago.engine.live;

/// How far a machine has come, in numbers alone: they are read without taking a frame.
///
/// @param eventsPerSecond how many events it handled lately in a second on the wall's clock; 0 where that is not known
/// @param sound whether no promise is broken
public record Progress(
        long nowNs,
        long events,
        long messages,
        long fingerprint,
        long eventsPerSecond,
        boolean playing,
        boolean sound,
        Grade grade) {}
