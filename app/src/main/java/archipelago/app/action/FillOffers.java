package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.app.session.KernelOrder;
import archipelago.app.vm.PoolStock;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.frame.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a kernel becomes a host: it gives some of its CPUs of one node, and memory of the same node, to a pool.
final class FillOffers {
    private static final List<Integer> COUNTS = List.of(1, 2, 4, 8);
    private static final List<Long> SIZES = List.of(512 * Sizes.MIB, Sizes.GIB, 4 * Sizes.GIB);

    private final Situation now;
    private final PoolStock pool;

    FillOffers(Situation now, PoolStock pool) {
        this.now = now;
        this.pool = pool;
    }

    /// A menu in which somebody chooses CPUs, and then memory.
    Offer menu() {
        var choices = new ArrayList<Offer>();
        var kernel = now.frame().present(pool.keeper());
        for (int n = 0; kernel != null && n < InstanceOffers.nodes(now, kernel.slot()); n++) {
            var own = InstanceOffers.ofNode(now, kernel.slot(), cpus(kernel), n);
            for (int count = 1; count <= own.size(); count++) {
                if (COUNTS.contains(count) || count == own.size()) {
                    choices.add(of(kernel, own.subList(own.size() - count, own.size()), n));
                }
            }
        }
        if (choices.isEmpty()) {
            choices.add(new Offer.Note(Text.NO_CPU_TO_LEND.of(Offers.words(now).owner(pool.keeper()))));
        }
        return new Offer.More(Text.MENU_FILL.of(), "", choices);
    }

    /// Those that it runs on; the one that it booted on cannot be removed.
    private List<Long> cpus(KernelView kernel) {
        var cpus = new ArrayList<Long>();
        for (int core = 0; core < now.frame().owner.length; core++) {
            if (now.frame().owner[core] == kernel.slot()
                    && now.frame().executes(core, kernel.slot())
                    && core != kernel.bootCore()) {
                cpus.add(now.scenario().machine().physicalId(core));
            }
        }
        return cpus;
    }

    private Offer of(KernelView kernel, List<Long> cpus, int node) {
        var sizes = new ArrayList<Offer>();
        for (long bytes : SIZES) {
            var memory = List.of(new Command.MemoryRequest(bytes, node));
            var order = KernelOrder.on(now.frame(), kernel.slot(), new Command.FillPool(cpus, memory, List.of()));
            var why = KernelRules.answers(now, kernel.slot())
                    .or(() -> !kernel.host() && kernel.memoryBytes() < bytes
                            ? Optional.of(Text.NO_MEMORY_OF.of(kernel.name(), Sizes.shown(bytes)))
                            : Optional.empty());
            sizes.add(Offers.give(now, Sizes.shown(bytes), order, why));
        }
        return new Offer.More(InstanceOffers.words(now, kernel.slot(), cpus, node), "", sizes);
    }
}
