package archipelago.app.layout;

import archipelago.engine.machine.Machine;
import java.util.SortedSet;
import java.util.TreeSet;

/// What rows a timeline shows: how far they are moved up, and which kernels have a row for each of their cores.
///
/// @param offset how many pixels of rows are hidden above
/// @param opened the slots of kernels whose cores have rows
/// @param machine whose cores they are; null where no core has a row
public record TimelineRows(double offset, SortedSet<Integer> opened, Machine machine) {
    /// One row for each kernel.
    public static final TimelineRows KERNELS = new TimelineRows(0, new TreeSet<>(), null);

    /// The same with the cores of a kernel shown, or no more.
    public TimelineRows toggled(int kernel, Machine whole) {
        var slots = new TreeSet<>(opened);
        if (!slots.remove(kernel)) {
            slots.add(kernel);
        }
        return new TimelineRows(offset, slots, whole);
    }

    public TimelineRows moved(double newOffset) {
        return new TimelineRows(newOffset, opened, machine);
    }
}
