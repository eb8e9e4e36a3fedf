package archipelago.app.render;

/// A core that is being dragged to another owner.
///
/// @param core the core
/// @param x where the pointer is, in pixels of the map
/// @param target the slot of the kernel under the pointer; -1 for the pool, [#NOWHERE] for neither
/// @param possible whether letting go here would be tried
/// @param verdict what letting go here would do, or why it cannot, as a sentence; may be empty
public record DragPreview(int core, double x, double y, int target, boolean possible, String verdict) {
    public static final int NOWHERE = -2;
}
