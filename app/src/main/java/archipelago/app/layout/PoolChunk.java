package archipelago.app.layout;

import archipelago.engine.frame.Frame;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A contiguous stretch of the pool's memory and what of it is lent, as far as a frame tells: two
/// chunks of which the first ends and the second begins with lent memory look like one.
///
/// @param number counted from 1, by address, over the whole machine
/// @param ranges by address, without gaps
public record PoolChunk(int number, List<MemoryView> ranges) {
    public PoolChunk {
        ranges = List.copyOf(ranges);
    }

    public static List<PoolChunk> of(Machine machine, Frame frame) {
        var chunks = new ArrayList<PoolChunk>();
        var open = new ArrayList<MemoryView>();
        for (var range : frame.memory.stream().sorted(Comparator.comparingLong(MemoryView::base)).toList()) {
            if (!open.isEmpty() && !continues(machine, open.getLast(), range)) {
                chunks.add(new PoolChunk(chunks.size() + 1, open));
                open.clear();
            }
            open.add(range);
        }
        if (!open.isEmpty()) {
            chunks.add(new PoolChunk(chunks.size() + 1, open));
        }
        return List.copyOf(chunks);
    }

    /// Idle memory within a chunk is one range, so two idle neighbours belong to two chunks.
    private static boolean continues(Machine machine, MemoryView before, MemoryView next) {
        return before.base() + before.bytes() == next.base()
                && (before.kernel() != MemoryView.IDLE || next.kernel() != MemoryView.IDLE)
                && machine.nodes().stream().noneMatch(node -> node.base() == next.base());
    }

    public long base() {
        return ranges.getFirst().base();
    }

    public long bytes() {
        return ranges.stream().mapToLong(MemoryView::bytes).sum();
    }

    public long end() {
        return base() + bytes();
    }

    /// Whether it lies in a node's memory.
    public boolean in(Machine.Node node) {
        return base() >= node.base() && base() < node.end();
    }
}
