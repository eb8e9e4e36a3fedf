package archipelago.app.layout;

import archipelago.engine.frame.Frame;
import java.util.BitSet;

/// What of the machine belongs to a thing: the two cores of a message and their kernels, the kernel of a core, the devices
/// of a kernel.
///
/// @param message the number of a message, or -1
public record Related(BitSet kernels, BitSet cores, BitSet devices, long message) {
    public static final Related NONE = new Related(new BitSet(), new BitSet(), new BitSet(), -1);

    public static Related to(Selection thing, Frame frame, History history) {
        var related = new Related(
                new BitSet(), new BitSet(), new BitSet(), thing instanceof Selection.OfFlight(long number) ? number : -1);
        switch (thing) {
            case Selection.OfFlight(long number) -> related.endsOf(history.message(number));
            case Selection.OfCore(int core) -> {
                related.cores.set(core);
                related.kernel(frame.owner[core]);
            }
            case Selection.OfKernel(int slot) -> {
                related.kernel(slot);
                related.devicesOf(slot, frame);
            }
            case Selection.OfDevice(int index) -> {
                if (index >= 0 && index < frame.books.deviceOwner().size()) {
                    related.devices.set(index);
                    related.kernel(frame.books.deviceOwner().get(index));
                }
            }
            case Selection.OfRegion(long base) -> frame.memory.stream()
                    .filter(range -> range.base() == base)
                    .forEach(range -> related.kernel(range.kernel()));
            case Selection.Nothing _, Selection.OfNode _, Selection.OfTransaction _ -> {}
        }
        return related;
    }

    private void endsOf(History.Message message) {
        if (message != null) {
            kernel(message.fromKernel());
            kernel(message.toKernel());
            core(message.fromCore());
            core(message.toCore());
        }
    }

    private void devicesOf(int slot, Frame frame) {
        var owners = frame.books.deviceOwner();
        for (int device = 0; device < owners.size(); device++) {
            if (slot > 0 && owners.get(device) == slot) {
                devices.set(device);
            }
        }
    }

    private void kernel(int slot) {
        if (slot >= 0) {
            kernels.set(slot);
        }
    }

    private void core(int core) {
        if (core >= 0) {
            cores.set(core);
        }
    }

    /// What stands for the thing where only kernels and messages can be seen: the kernel of a core, a device or a piece of
    /// memory.
    public static Selection asKernel(Selection thing, Frame frame) {
        return switch (thing) {
            case Selection.OfCore(int core) when frame.owner[core] >= 0 -> new Selection.OfKernel(frame.owner[core]);
            case Selection.OfDevice _, Selection.OfRegion _ -> {
                var kernels = to(thing, frame, null).kernels;
                yield kernels.isEmpty() ? thing : new Selection.OfKernel(kernels.nextSetBit(0));
            }
            default -> thing;
        };
    }
}
