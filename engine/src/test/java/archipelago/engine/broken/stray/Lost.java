package archipelago.engine.broken.stray;

/// Lives in a package that nobody gave a place.
final class Lost {}
