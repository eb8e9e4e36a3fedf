package archipelago.engine.state;

import java.util.List;

/// Who lends to whom, read from the table of kernels: a tree with the machine's host at its root. It keeps nothing.
public final class Lending {
    /// The table, in which slots may be empty.
    private final List<Kernel> kernels;

    Lending(List<Kernel> kernels) {
        this.kernels = kernels;
    }

    /// The kernel whose instance another one is, or null if that has been removed; the host has none.
    public Kernel lender(Kernel kernel) {
        return kernel.parent == State.NOBODY ? null : kernel(kernel.parent);
    }

    /// Whether a kernel or a pool is a kernel itself, its pool, or an instance that it has lent to, at first hand
    /// or not. To the books of the kernel that lent to `slot` all that is one.
    ///
    /// @param place a kernel's slot, or a pool as in [CoreTable#pool]
    public boolean inside(int place, int slot) {
        int at = CoreTable.keeper(place);
        while (at > slot && kernels.get(at) != null) {
            at = kernels.get(at).parent; // A lender is older than its instances.
        }
        return at == slot;
    }

    /// Whether the books give a kernel what a place has. The host's say what it has itself; those of others say
    /// what they were lent, whatever they have made of it.
    public boolean listed(int place, int slot) {
        return slot == State.HOST ? place == State.HOST : inside(place, slot);
    }

    /// How many kernels list what a place has: itself, and all that lent to it, up to the host.
    public int lists(int place) {
        int lists = place == State.HOST ? 1 : 0;
        for (int at = CoreTable.keeper(place); at > State.HOST && kernels.get(at) != null; at = kernels.get(at).parent) {
            lists++;
        }
        return lists;
    }

    /// Whose something is by the books of a kernel, which do not know what an instance makes of what it was lent.
    ///
    /// @param place a kernel's slot, or a pool as in [CoreTable#pool]
    public int seenBy(int place, int keeper) {
        if (place == keeper || place == CoreTable.pool(keeper)) {
            return place;
        }
        int at = CoreTable.keeper(place);
        while (at > keeper && kernels.get(at) != null && kernels.get(at).parent != keeper) {
            at = kernels.get(at).parent;
        }
        return at > keeper ? at : place;
    }

    /// The instances of a kernel that its books know, by slot.
    public List<Kernel> instances(int keeper) {
        return kernels.stream()
                .filter(kernel -> kernel != null && !kernel.ghost && kernel.parent == keeper)
                .toList();
    }

    /// The name by which people know an instance of a kernel.
    public String path(int keeper, String label) {
        return keeper == State.HOST ? label : kernels.get(keeper).name + Kernel.BELOW + label;
    }

    /// Whom a core or a function belongs to, in words.
    public String words(int place) {
        if (place == CoreTable.POOL) {
            return "the pool";
        }
        var kernel = kernels.get(CoreTable.keeper(place));
        var name = kernel == null ? "nobody" : kernel.name;
        return place < 0 ? "the pool of " + name : name;
    }

    private Kernel kernel(int slot) {
        var kernel = kernels.get(slot);
        return kernel == null || kernel.ghost ? null : kernel;
    }
}
