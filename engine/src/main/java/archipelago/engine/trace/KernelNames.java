package archipelago.engine.trace;

import archipelago.engine.journal.Happening;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import java.util.ArrayList;
import java.util.List;

/// The names of kernels by their slots, learned from the facts in passing.
public final class KernelNames {
    private final List<String> names = new ArrayList<>(List.of("host"));

    public KernelNames() {}

    /// Takes note of a fact.
    public void hear(Happening what) {
        if (what instanceof Happening.InstanceCreated(int kernel, int _, var name)) {
            while (names.size() <= kernel) {
                names.add("");
            }
            names.set(kernel, name);
        }
    }

    /// The name of the kernel in a slot; `the pool` for -1, and for less that of an instance.
    public String of(int place) {
        if (place == CoreTable.POOL) {
            return "the pool";
        }
        int slot = CoreTable.keeper(place);
        var name = slot < names.size() ? names.get(slot) : "kernel " + slot;
        return place < 0 ? "the pool of " + name : name;
    }

    /// Whose instance the kernel in a slot is: `the host`, or the name of the instance that lends to it.
    public String lenderOf(int slot) {
        var path = of(slot);
        int below = path.lastIndexOf(Kernel.BELOW);
        return below < 0 ? "the host" : path.substring(0, below);
    }

    /// How many slots have been heard of.
    public int count() {
        return names.size();
    }
}
