package archipelago.engine.phenomenon;

import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.trace.KernelNames;
import java.util.ArrayList;
import java.util.List;

/// The facts since the checkpoint before, with the names of the kernels in them. One that has been
/// removed still answers to its name, unless another one bears it now.
final class Recent {
    private static final int NOBODY = Integer.MIN_VALUE;

    private final KernelNames names = new KernelNames();
    private List<Fact> facts = new ArrayList<>();
    private long sinceNs;

    void add(Fact fact) {
        names.hear(fact.what());
        facts.add(fact);
    }

    /// What is told from now on is recent; everything before is not.
    void clear(long nowNs) {
        facts = new ArrayList<>();
        sinceNs = nowNs;
    }

    /// When the checkpoint before was.
    long sinceNs() {
        return sinceNs;
    }

    List<Happening> happenings() {
        return facts.stream().map(Fact::what).toList();
    }

    /// The lines that a kernel has logged.
    List<String> lines(String kernel) {
        var lines = new ArrayList<String>();
        for (var what : happenings()) {
            if (what instanceof Happening.Logged(int slot, var line) && slot == slot(kernel)) {
                lines.add(line);
            }
        }
        return lines;
    }

    /// The slot of the kernel that bears, or last bore, a name.
    int slot(String name) {
        for (int slot = names.count() - 1; slot >= 0; slot--) {
            if (names.of(slot).equals(name)) {
                return slot;
            }
        }
        return NOBODY;
    }
}
