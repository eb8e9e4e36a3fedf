package archipelago.app.render;

import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Transaction;

/// Which file of which kernel's tree is read: the one that belongs to what is picked out.
///
/// @param host the slot of the kernel whose tree it is, the machine's host or an instance that is one
/// @param instance whose device tree is read; null if it is the pool's, or an overlay
/// @param transaction whose overlay is read; null if it is none
record ReadFile(int host, KernelView instance, Transaction transaction) {

    static ReadFile of(Frame frame, Selection selected) {
        return switch (selected) {
            case Selection.OfKernel(int place) -> at(frame, place);
            case Selection.OfCore(int core) -> at(
                    frame, frame.idle.get(core) ? CoreTable.pool(frame.owner[core]) : frame.owner[core]);
            case Selection.OfRegion(long base) -> frame.memory.stream()
                    .filter(range -> range.base() == base)
                    .map(range -> at(frame, range.inPool() ? CoreTable.pool(range.kernel()) : Math.max(
                            CoreTable.POOL, range.kernel())))
                    .findFirst()
                    .orElseGet(() -> at(frame, CoreTable.POOL));
            case Selection.OfTransaction(int host, int number) -> frame.transactionsOf(host).stream()
                    .filter(one -> one.number() == number)
                    .map(one -> new ReadFile(host, null, one))
                    .findFirst()
                    .orElseGet(() -> at(frame, CoreTable.pool(host)));
            default -> at(frame, CoreTable.POOL);
        };
    }

    /// The tree of what has a place in the books.
    private static ReadFile at(Frame frame, int place) {
        if (place < 0) {
            int host = CoreTable.keeper(place);
            return new ReadFile(frame.lenders.containsKey(host) ? host : 0, null, null);
        }
        var kernel = frame.kernel(place);
        return kernel == null || kernel.host()
                ? new ReadFile(0, null, null)
                : new ReadFile(kernel.lender(), kernel, null);
    }

    /// Whether it is what a pool has.
    boolean ofPool() {
        return instance == null && transaction == null;
    }
}
