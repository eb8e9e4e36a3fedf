package archipelago.app.render;

import archipelago.app.layout.Selection;

/// A core or a PCI function that is being dragged to another owner.
///
/// @param thing the core or the function
/// @param x where the pointer is, in pixels of the map
/// @param target the slot of the kernel under the pointer; -1 for the pool, [#NOWHERE] for neither
/// @param possible whether letting go here would be tried
/// @param verdict what letting go here would do, or why it cannot, as a sentence; may be empty
public record DragPreview(Selection thing, double x, double y, int target, boolean possible, String verdict) {
    public static final int NOWHERE = -2;
}
