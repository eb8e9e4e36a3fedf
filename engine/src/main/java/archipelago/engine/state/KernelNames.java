package archipelago.engine.state;

import java.util.List;

/// Finds kernels by name. What was asked for last is remembered beside the table, which alone says what is so.
final class KernelNames {
    /// How many names are remembered, a power of two.
    private static final int NAMES = 256;

    /// The table, in which slots may be empty.
    private final List<Kernel> kernels;
    /// Kernels that were asked for, each at a place that its name stands for.
    private final Kernel[] byName = new Kernel[NAMES];

    KernelNames(List<Kernel> kernels) {
        this.kernels = kernels;
    }

    /// See [State#named].
    Kernel recorded(String name) {
        int place = name.hashCode() & NAMES - 1;
        var known = byName[place];
        if (known != null && !known.ghost && kernels.get(known.slot) == known && known.name.equals(name)) {
            return known; // No two records have the same name.
        }
        for (var kernel : kernels) {
            if (kernel != null && !kernel.ghost && kernel.name.equals(name)) {
                byName[place] = kernel;
                return kernel;
            }
        }
        return null;
    }

    /// See [State#presentNamed].
    Kernel present(String name) {
        var found = recorded(name);
        for (int slot = kernels.size() - 1; found == null && slot >= 0; slot--) {
            var kernel = kernels.get(slot);
            found = kernel != null && kernel.name.equals(name) ? kernel : null;
        }
        return found;
    }
}
