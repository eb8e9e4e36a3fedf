package archipelago.engine.broken.live;

/// May read the clock.
final class Pacer {
    long nowNs() {
        return System.nanoTime();
    }
}
