package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.app.session.KernelOrder;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.frame.KernelView;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.state.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What can be done with memory: sizes that make sense, and pieces that are there.
final class MemoryOffers {
    private static final List<Long> SIZES =
            List.of(Pool.BLOCK_BYTES, 512 * Sizes.MIB, Sizes.GIB, 4 * Sizes.GIB);

    private final Situation now;

    MemoryOffers(Situation now) {
        this.now = now;
    }

    /// How much an instance could be given.
    List<Offer> toKernel(KernelView kernel) {
        var offers = new ArrayList<Offer>();
        for (long bytes : SIZES) {
            var why = KernelRules.instanceAnswers(now)
                    .or(() -> !kernel.nested() && largestIdle() < bytes
                            ? Optional.of(Text.NO_MEMORY.of(size(bytes)))
                            : Optional.empty());
            var order = KernelOrder.about(now.frame(), kernel, name -> new Command.AddMemory(name, bytes, -1));
            offers.add(Offers.give(now, size(bytes), order, why));
        }
        return offers;
    }

    /// How much the pool could be given, by node.
    List<Offer> toPool() {
        var offers = new ArrayList<Offer>();
        var nodes = now.scenario().machine().nodes();
        for (int n = 0; n < nodes.size(); n++) {
            var sizes = new ArrayList<Offer>();
            for (long bytes : SIZES) {
                sizes.add(Offers.give(now, size(bytes), new Command.GrowPool(bytes, n), KernelRules.hostAnswers(now)));
            }
            offers.add(new Offer.More(Text.NODE_TITLE.of(nodes.get(n).number()), "", sizes));
        }
        return offers;
    }

    /// What can be done with a piece of the pool's memory.
    List<Offer> ofRegion(long base) {
        var range = now.region();
        if (range == null) {
            return List.of();
        }
        var offers = new ArrayList<Offer>();
        if (range.kernel() > 0 && now.frame().kernel(range.kernel()) != null) {
            var kernel = now.frame().kernel(range.kernel());
            offers.add(Offers.give(
                    now,
                    Text.MENU_TAKE_REGION.of(),
                    KernelOrder.about(now.frame(), kernel, name -> new Command.RemoveMemory(name, base)),
                    KernelRules.hostAnswers(now)));
            offers.add(new Offer.More(Text.ACTION_GIVE_MEMORY.of(), "", toKernel(kernel)));
        }
        if (range.kernel() == MemoryView.IDLE) {
            for (var kernel : now.frame().kernels) {
                if (!kernel.host() && !kernel.nested()) {
                    offers.add(new Offer.More(Text.MENU_GIVE_TO.of(kernel.name()), "", toKernel(kernel)));
                }
            }
        }
        for (var chunk : now.frame().books.chunks()) {
            if (base >= chunk.base() && base < chunk.end()) {
                offers.add(Offers.give(now, new Command.ShrinkPool(chunk.base()), whole(chunk.base(), chunk.end())));
            }
        }
        return offers;
    }

    /// Only a chunk of which nothing is lent goes back.
    private Optional<String> whole(long base, long end) {
        boolean lent = now.frame().memory.stream()
                .anyMatch(range -> range.kernel() > 0 && range.base() >= base && range.base() < end);
        return KernelRules.hostAnswers(now).or(() -> lent ? Optional.of(Text.CHUNK_LENT.of()) : Optional.empty());
    }

    private long largestIdle() {
        return now.frame().memory.stream()
                .filter(range -> range.kernel() == MemoryView.IDLE)
                .mapToLong(MemoryView::bytes)
                .max()
                .orElse(0);
    }

    private static String size(long bytes) {
        return bytes == Pool.BLOCK_BYTES
                ? Text.MEMORY_ONE_BLOCK.of(Sizes.shown(bytes))
                : Sizes.shown(bytes);
    }
}
