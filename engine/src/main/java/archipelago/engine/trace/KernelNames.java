package archipelago.engine.trace;

import archipelago.engine.journal.Happening;
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

    /// The name of the kernel in a slot; `the pool` for -1.
    public String of(int slot) {
        if (slot < 0) {
            return "the pool";
        }
        return slot < names.size() ? names.get(slot) : "kernel " + slot;
    }

    /// How many slots have been heard of.
    public int count() {
        return names.size();
    }
}
