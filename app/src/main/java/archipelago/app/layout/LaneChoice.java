package archipelago.app.layout;

import archipelago.engine.machine.Machine;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which lanes there are: a kernel has one, or one for each of its cores, or none because somebody hid it.
///
/// @param opened the slots of kernels whose cores have lanes
/// @param hidden the slots of kernels that have none
/// @param machine whose cores they are; null where no core has a lane
public record LaneChoice(SortedSet<Integer> opened, SortedSet<Integer> hidden, Machine machine) {
    /// One lane for each kernel.
    public static final LaneChoice KERNELS = new LaneChoice(new TreeSet<>(), new TreeSet<>(), null);

    /// The same with lanes for the cores of a kernel, or no more. A kernel that was hidden comes back for it.
    public LaneChoice toggled(int kernel, Machine whole) {
        var slots = new TreeSet<>(opened);
        if (!slots.remove(kernel)) {
            slots.add(kernel);
        }
        var others = new TreeSet<>(hidden);
        others.remove(kernel);
        return new LaneChoice(slots, others, whole);
    }

    public LaneChoice without(int kernel) {
        var slots = new TreeSet<>(hidden);
        slots.add(kernel);
        return new LaneChoice(opened, slots, machine);
    }

    public LaneChoice withAll() {
        return new LaneChoice(opened, new TreeSet<>(), machine);
    }
}
