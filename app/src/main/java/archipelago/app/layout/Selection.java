package archipelago.app.layout;

/// What a person means: the thing under the pointer, or the thing that was picked.
public sealed interface Selection {
    Selection NOTHING = new Nothing();

    record Nothing() implements Selection {}

    /// A kernel, by its slot, or the pool of one, as in [archipelago.engine.state.CoreTable#pool].
    record OfKernel(int slot) implements Selection {}

    /// A core, by its dense number.
    record OfCore(int core) implements Selection {}

    /// A message under way or waiting, by its number in the run.
    record OfFlight(long message) implements Selection {}

    /// A PCI function, by its index among the machine's devices.
    record OfDevice(int index) implements Selection {}

    /// A piece of the pool's memory, by its first address.
    record OfRegion(long base) implements Selection {}

    /// A NUMA node, by its index.
    record OfNode(int index) implements Selection {}

    /// An overlay transaction, by the slot of the kernel in whose tree it stands, and its number there.
    record OfTransaction(int host, int number) implements Selection {}
}
