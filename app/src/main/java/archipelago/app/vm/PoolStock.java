package archipelago.app.vm;

import archipelago.engine.frame.Frame;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.kernfs.Books;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What is idle in the pool of one kernel: the machine's host, or an instance that is a host itself.
public final class PoolStock {
    private final Frame frame;
    private final int keeper;

    /// @param keeper the slot of the kernel whose pool it is
    public PoolStock(Frame frame, int keeper) {
        this.frame = frame;
        this.keeper = keeper;
    }

    /// All pools that there are, the host's first.
    public static List<PoolStock> all(Frame frame) {
        var all = new ArrayList<PoolStock>();
        all.add(new PoolStock(frame, 0));
        frame.lenders.keySet().forEach(slot -> all.add(new PoolStock(frame, slot)));
        return all;
    }

    /// The pool in which a piece of memory is idle; empty if it is in none.
    public static Optional<PoolStock> of(Frame frame, MemoryView range) {
        return range.kernel() == MemoryView.IDLE
                ? Optional.of(new PoolStock(frame, 0))
                : range.inPool() ? Optional.of(new PoolStock(frame, range.kernel())) : Optional.empty();
    }

    /// Whether anything was ever given to it.
    public boolean there() {
        return books().pool();
    }

    /// Whether something of its kernel is in it, lent or not.
    public boolean filled() {
        return !books().chunks().isEmpty();
    }

    public int keeper() {
        return keeper;
    }

    /// What stands for it where the slot of a kernel is expected.
    public int place() {
        return CoreTable.pool(keeper);
    }

    public Books books() {
        return frame.booksOf(keeper);
    }

    /// The cores that are idle in it.
    public List<Integer> cores() {
        return IntStream.range(0, frame.owner.length)
                .filter(core -> keeper == 0
                        ? frame.owner[core] == CoreTable.POOL
                        : frame.owner[core] == keeper && frame.idle.get(core))
                .boxed()
                .toList();
    }

    /// Its idle memory, by address.
    public List<MemoryView> memory() {
        return frame.memory.stream()
                .filter(range -> keeper == 0
                        ? range.kernel() == MemoryView.IDLE
                        : range.kernel() == keeper && range.inPool())
                .toList();
    }

    public long bytes() {
        return memory().stream().mapToLong(MemoryView::bytes).sum();
    }

    /// What is not lent: what is idle, and what the pool itself uses.
    long ownBytes() {
        long chunks = books().chunks().stream().mapToLong(Pool.Chunk::bytes).sum();
        return chunks - books().regions().stream()
                .filter(region -> region.kernel() >= 0)
                .mapToLong(Pool.Region::bytes)
                .sum();
    }

    /// How much of it can be had in one piece.
    public long largestBytes() {
        return memory().stream().mapToLong(MemoryView::bytes).max().orElse(0);
    }

    /// How much of it is on a node. To an instance all that it has is on one.
    public long bytesOn(int node) {
        return memory().stream().filter(piece -> keeper > 0 || piece.node() == node).mapToLong(MemoryView::bytes).sum();
    }
}
