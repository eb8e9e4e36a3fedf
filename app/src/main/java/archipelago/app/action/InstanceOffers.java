package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.app.session.KernelOrder;
import archipelago.app.vm.PoolStock;
import archipelago.engine.base.CpuList;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The instances that can be made of what is idle in a pool: some CPUs of one node, and memory of the same node.
final class InstanceOffers {
    private static final List<Integer> COUNTS = List.of(1, 2, 4);
    private static final List<Long> SIZES = List.of(512 * Sizes.MIB, Sizes.GIB, 4 * Sizes.GIB);
    private static final String NAMES = "instance-";

    private final Situation now;
    private final PoolStock pool;

    InstanceOffers(Situation now, PoolStock pool) {
        this.now = now;
        this.pool = pool;
    }

    /// A menu in which somebody chooses CPUs, and then memory.
    Offer menu() {
        var choices = new ArrayList<Offer>();
        for (int n = 0; n < nodes(now, pool.keeper()); n++) {
            var idle = ofNode(now, pool.keeper(), pool.books().freeCpus(), n);
            for (int count = 1; count <= idle.size(); count++) {
                if (COUNTS.contains(count) || count == idle.size()) {
                    choices.add(of(idle.subList(0, count), n));
                }
            }
        }
        if (choices.isEmpty()) {
            choices.add(new Offer.Note(Text.NO_IDLE_CPU.of()));
        }
        return new Offer.More(Text.MENU_CREATE.of(), "", choices);
    }

    /// The same with the one CPU that is meant, which is idle in the pool.
    Offer menuOfCore() {
        int node = pool.keeper() == 0 ? now.scenario().machine().node(now.core()) : 0;
        return new Offer.More(Text.MENU_CREATE.of(), "", sizes(List.of(now.cpu()), node));
    }

    private Offer of(List<Long> cpus, int node) {
        return new Offer.More(words(now, pool.keeper(), cpus, node), "", sizes(cpus, node));
    }

    /// How many nodes a kernel knows: an instance has one, whatever the machine has.
    static int nodes(Situation now, int kernel) {
        return kernel == 0 ? now.scenario().machine().nodes().size() : 1;
    }

    /// CPUs of one node, as a menu tells of them.
    static String words(Situation now, int kernel, List<Long> cpus, int node) {
        var place = Text.NODE_TITLE.of(kernel == 0 ? now.scenario().machine().nodes().get(node).number() : 0);
        var label = cpus.size() == 1 ? Text.MENU_CREATE_CPU : Text.MENU_CREATE_CPUS;
        return label.of(place, CpuList.text(cpus));
    }

    private List<Offer> sizes(List<Long> cpus, int node) {
        var offers = new ArrayList<Offer>();
        for (long bytes : SIZES) {
            var why = KernelRules.answers(now, pool.keeper())
                    .or(() -> pool.bytesOn(node) < bytes // An instance's memory may come in pieces.
                            ? Optional.of(Text.NO_MEMORY_NODE.of(Sizes.shown(bytes)))
                            : Optional.empty());
            var command = new Command.Create(name(), 0, cpus, bytes, node, List.of());
            offers.add(Offers.give(now, Sizes.shown(bytes), KernelOrder.on(now.frame(), pool.keeper(), command), why));
        }
        return offers;
    }

    /// Those of some CPUs that are on a node, in ascending order, as kerf takes them.
    static List<Long> ofNode(Situation now, int kernel, List<Long> cpus, int node) {
        var machine = now.scenario().machine();
        return cpus.stream()
                .filter(cpu -> kernel > 0 || machine.node(machine.coreOf(cpu)) == node)
                .sorted()
                .toList();
    }

    /// The first number whose name nobody bears in this tree.
    private String name() {
        int number = 1;
        while (borne(NAMES + number)) {
            number++;
        }
        return NAMES + number;
    }

    /// A kernel stands in its own tree under the name by which it was started.
    private boolean borne(String name) {
        return now.frame().kernels.stream()
                .filter(kernel -> kernel.slot() == pool.keeper() || Math.max(0, kernel.lender()) == pool.keeper())
                .anyMatch(kernel -> kernel.label().equals(name));
    }
}
