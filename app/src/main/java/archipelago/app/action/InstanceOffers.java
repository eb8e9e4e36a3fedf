package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.engine.base.CpuList;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.frame.MemoryView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The instances that can be made of what is idle in the pool: some CPUs of one node, and memory of the same node.
final class InstanceOffers {
    private static final List<Integer> COUNTS = List.of(1, 2, 4);
    private static final List<Long> SIZES = List.of(512 * Sizes.MIB, Sizes.GIB, 4 * Sizes.GIB);
    private static final String NAMES = "instance-";

    private final Situation now;

    InstanceOffers(Situation now) {
        this.now = now;
    }

    /// A menu in which somebody chooses CPUs, and then memory.
    Offer menu() {
        var choices = new ArrayList<Offer>();
        var nodes = now.scenario().machine().nodes();
        for (int n = 0; n < nodes.size(); n++) {
            var idle = idle(n);
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
        return new Offer.More(
                Text.MENU_CREATE.of(), "", sizes(List.of(now.cpu()), now.scenario().machine().node(now.core())));
    }

    private Offer of(List<Long> cpus, int node) {
        var place = Text.NODE_TITLE.of(now.scenario().machine().nodes().get(node).number());
        var label = cpus.size() == 1 ? Text.MENU_CREATE_CPU : Text.MENU_CREATE_CPUS;
        return new Offer.More(label.of(place, CpuList.text(cpus)), "", sizes(cpus, node));
    }

    private List<Offer> sizes(List<Long> cpus, int node) {
        var offers = new ArrayList<Offer>();
        for (long bytes : SIZES) {
            var why = KernelRules.hostAnswers(now)
                    .or(() -> idleBytes(node) < bytes
                            ? Optional.of(Text.NO_MEMORY_NODE.of(Sizes.shown(bytes)))
                            : Optional.empty());
            var command = new Command.Create(name(), 0, cpus, bytes, node, List.of());
            offers.add(Offers.give(now, Sizes.shown(bytes), command, why));
        }
        return offers;
    }

    /// In ascending order of their ids, as kerf takes them.
    private List<Long> idle(int node) {
        var machine = now.scenario().machine();
        var cpus = new ArrayList<Long>();
        for (long cpu : now.frame().books.freeCpus()) {
            if (machine.node(machine.coreOf(cpu)) == node) {
                cpus.add(cpu);
            }
        }
        cpus.sort(null);
        return cpus;
    }

    /// An instance's memory may come in pieces.
    private long idleBytes(int node) {
        return now.frame().memory.stream()
                .filter(range -> range.kernel() == MemoryView.IDLE && range.node() == node)
                .mapToLong(MemoryView::bytes)
                .sum();
    }

    /// The first number whose name nobody bears.
    private String name() {
        int number = 1;
        while (borne(NAMES + number)) {
            number++;
        }
        return NAMES + number;
    }

    private boolean borne(String name) {
        return now.frame().kernels.stream().anyMatch(kernel -> kernel.name().equals(name));
    }
}
