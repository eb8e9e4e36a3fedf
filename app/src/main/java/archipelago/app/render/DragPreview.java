package archipelago.app.render;

import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.engine.state.CoreTable;

/// A core or a PCI function that is being dragged to another owner.
///
/// @param thing the core or the function
/// @param x where the pointer is, in pixels of the map
/// @param target whose ground is under the pointer, as in [MachineMapLayout#placeAt]
/// @param possible whether letting go here would be tried
/// @param verdict what letting go here would do, or why it cannot, as a sentence; may be empty
public record DragPreview(Selection thing, double x, double y, int target, boolean possible, String verdict) {

    /// Whether it would come to a kernel, or into the pool of an instance.
    boolean over(int slot) {
        return target == slot
                || target != MachineMapLayout.NOWHERE && target < CoreTable.POOL && CoreTable.keeper(target) == slot;
    }
}
