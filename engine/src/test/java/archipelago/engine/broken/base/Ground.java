package archipelago.engine.broken.base;

/// May be used by everything.
public final class Ground {}
