package archipelago.engine.bench;

/// What time it is. The machine has no clock; who measures it brings one along.
@FunctionalInterface
public interface Stopwatch {
    /// Nanoseconds since some instant.
    long nowNs();
}
