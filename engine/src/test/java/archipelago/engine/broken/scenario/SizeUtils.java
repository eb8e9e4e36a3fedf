package archipelago.engine.broken.scenario;

/// Has a name that says nothing, and so has the class inside.
final class SizeUtils {
    static final class SizeInfo {}
}
