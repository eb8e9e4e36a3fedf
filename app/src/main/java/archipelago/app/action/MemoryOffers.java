package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.app.session.KernelOrder;
import archipelago.app.vm.PoolStock;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.frame.KernelView;
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
            var why = KernelRules.answers(now, kernel.lender())
                    .or(() -> now.frame().kernel(kernel.slot()) == null
                            ? Optional.of(Text.NO_RECORD_ENOENT.of(kernel.name()))
                            : Optional.empty())
                    .or(() -> new PoolStock(now.frame(), Math.max(0, kernel.lender())).largestBytes() < bytes
                            ? Optional.of(Text.NO_MEMORY.of(size(bytes)))
                            : Optional.empty());
            var order = KernelOrder.about(now.frame(), kernel, name -> new Command.AddMemory(name, bytes, -1));
            offers.add(Offers.give(now, size(bytes), order, why));
        }
        return offers;
    }

    /// How much a pool could be given by its kernel, by node.
    List<Offer> toPool(PoolStock pool) {
        var offers = new ArrayList<Offer>();
        for (int n = 0; n < InstanceOffers.nodes(now, pool.keeper()); n++) {
            var sizes = new ArrayList<Offer>();
            for (long bytes : SIZES) {
                var order = KernelOrder.on(now.frame(), pool.keeper(), new Command.GrowPool(bytes, n));
                sizes.add(Offers.give(now, size(bytes), order, KernelRules.answers(now, pool.keeper())));
            }
            int number = pool.keeper() == 0 ? now.scenario().machine().nodes().get(n).number() : 0;
            offers.add(new Offer.More(Text.NODE_TITLE.of(number), "", sizes));
        }
        return offers;
    }

    /// What can be done with a piece of a pool's memory, by the kernel that has it and by all that lent it before.
    List<Offer> ofRegion(long base) {
        var range = now.region();
        if (range == null) {
            return List.of();
        }
        var offers = new ArrayList<Offer>();
        var idle = PoolStock.of(now.frame(), range);
        if (idle.isPresent()) {
            for (var kernel : now.frame().kernels) {
                if (kernel.lender() == idle.get().keeper()) {
                    offers.add(new Offer.More(Text.MENU_GIVE_TO.of(kernel.name()), "", toKernel(kernel)));
                }
            }
        } else if (range.kernel() > 0 && now.frame().kernel(range.kernel()) != null) {
            var kernel = now.frame().kernel(range.kernel());
            offers.add(takeBack(kernel, base));
            offers.add(new Offer.More(Text.ACTION_GIVE_MEMORY.of(), "", toKernel(kernel)));
        }
        for (var pool : PoolStock.all(now.frame()).reversed()) {
            for (var chunk : pool.books().chunks()) {
                if (base >= chunk.base() && base < chunk.end()) {
                    var order = KernelOrder.on(now.frame(), pool.keeper(), new Command.ShrinkPool(chunk.base()));
                    offers.add(Offers.give(now, order, whole(pool, chunk)));
                }
            }
        }
        return offers;
    }

    /// The whole region is meant, where its kernel has lent some of it on.
    private Offer takeBack(KernelView kernel, long base) {
        long first = now.frame().booksOf(kernel.lender()).regions().stream()
                .filter(region -> region.kernel() == kernel.slot() && base >= region.base() && base < region.end())
                .mapToLong(Pool.Region::base)
                .findFirst()
                .orElse(base);
        return Offers.give(
                now,
                Text.MENU_TAKE_REGION.of(),
                KernelOrder.about(now.frame(), kernel, name -> new Command.RemoveMemory(name, first)),
                KernelRules.answers(now, kernel.lender()));
    }

    /// Only a chunk of which nothing is lent goes back.
    private Optional<String> whole(PoolStock pool, Pool.Chunk chunk) {
        boolean lent = pool.keeper() == 0
                ? now.frame().memory.stream().anyMatch(range -> range.kernel() > 0 && in(chunk, range.base()))
                : pool.books().regions().stream().anyMatch(region -> region.kernel() > 0 && in(chunk, region.base()));
        return KernelRules.answers(now, pool.keeper())
                .or(() -> lent ? Optional.of(Text.CHUNK_LENT.of()) : Optional.empty());
    }

    private static boolean in(Pool.Chunk chunk, long address) {
        return address >= chunk.base() && address < chunk.end();
    }

    private static String size(long bytes) {
        return bytes == Pool.BLOCK_BYTES
                ? Text.MEMORY_ONE_BLOCK.of(Sizes.shown(bytes))
                : Sizes.shown(bytes);
    }
}
