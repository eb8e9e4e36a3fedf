package archipelago.app.render;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.engine.base.Sizes;
import archipelago.engine.compare.Turn;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.journal.Involved;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Two futures at one instant, folded to what is not the same in them.
///
/// @param rows the kernels that are not in the same state, those of which most cores differ first
/// @param counting how many more kernels are in the same state on both sides, but have sent, taken or answered more on one
/// @param first what the first difference is about, if it is about a core or a kernel
record Fold(List<Row> rows, int counting, Optional<First> first) {

    /// A kernel, or the pool, on both sides.
    ///
    /// @param slot the slot of the kernel, on side A if it is there; -1 for the pool
    /// @param cores those of its cores that differ
    record Row(String name, int slot, BitSet cores, State a, State b) {}

    /// What a kernel is on one side.
    ///
    /// @param has what the books give it; empty if there is no such kernel
    /// @param wrong whether it has panicked or hangs
    record State(String words, String has, boolean wrong) {}

    /// @param core the core, or [Involved#NONE]
    /// @param kernel the name of the kernel
    record First(int core, String kernel) {}

    static Fold of(Beside beside, BitSet differing) {
        var rows = new ArrayList<Row>();
        int counting = 0;
        var left = (BitSet) differing.clone();
        for (var pair : pairs(beside)) {
            var cores = cores(beside, differing, pair);
            left.andNot(cores);
            var a = state(beside.a(), pair.a());
            var b = state(beside.b(), pair.b());
            if (!cores.isEmpty() || !a.equals(b) || !made(pair.a()).equals(made(pair.b()))) {
                var one = pair.a() == null ? pair.b() : pair.a();
                rows.add(new Row(one.name(), one.slot(), cores, a, b));
            } else if (!counts(pair.a()).equals(counts(pair.b()))) {
                counting++;
            }
        }
        if (!left.isEmpty()) {
            rows.add(new Row(Text.POOL.of(), -1, left, pooled(beside.a(), left), pooled(beside.b(), left)));
        }
        rows.sort(Comparator.comparingInt((Row row) -> -row.cores().cardinality()));
        return new Fold(List.copyOf(rows), counting, first(beside));
    }

    /// A kernel on both sides; null where it is not.
    private record Pair(KernelView a, KernelView b) {}

    /// Slots need not mean the same kernel on both sides; names do.
    private static List<Pair> pairs(Beside beside) {
        var pairs = new ArrayList<Pair>();
        for (var kernel : beside.a().frame().kernels) {
            pairs.add(new Pair(kernel, named(beside.b().frame(), kernel.name())));
        }
        for (var kernel : beside.b().frame().kernels) {
            if (named(beside.a().frame(), kernel.name()) == null) {
                pairs.add(new Pair(null, kernel));
            }
        }
        return pairs;
    }

    private static KernelView named(Frame frame, String name) {
        return frame.kernels.stream().filter(kernel -> kernel.name().equals(name)).findFirst().orElse(null);
    }

    /// The cores that differ and belong to a kernel on one side or the other.
    private static BitSet cores(Beside beside, BitSet differing, Pair pair) {
        var cores = new BitSet();
        differing.stream()
                .filter(core -> pair.a() != null && beside.a().frame().owner[core] == pair.a().slot()
                        || pair.b() != null && beside.b().frame().owner[core] == pair.b().slot())
                .forEach(cores::set);
        return cores;
    }

    private static State state(Beside.Side side, KernelView kernel) {
        if (kernel == null) {
            return new State(Text.COMPARE_ABSENT.of(), "", false);
        }
        var has = Text.CORES.count(kernel.cores()) + " · " + Sizes.shown(kernel.memoryBytes());
        boolean panicked = side.notes().panicked(kernel.slot()) && kernel.phase() != Phase.UP;
        var words = kernel.status().word();
        if (panicked) {
            return new State(words + ", " + Text.TAG_PANICKED.of(), has, true);
        }
        long hung = hung(side.frame(), kernel);
        if (hung > 0) {
            return new State(words + ", " + Text.KERNEL_HUNG.count((int) hung), has, true);
        }
        boolean told = kernel.phase() == (kernel.status() == Status.ACTIVE ? Phase.UP : Phase.OFF);
        return new State(told ? words : words + ", " + Terms.of(kernel.phase()).of(), has, false);
    }

    private static long hung(Frame frame, KernelView kernel) {
        long hung = 0;
        for (int core = 0; core < frame.owner.length; core++) {
            hung += frame.hangs(core) && frame.executes(core, kernel.slot()) ? 1 : 0;
        }
        return hung;
    }

    /// What the pool's cores that differ are: idle in it, or with whom.
    private static State pooled(Beside.Side side, BitSet cores) {
        long idle = cores.stream().filter(core -> side.frame().owner[core] < 0).count();
        return new State(Text.COMPARE_IN_POOL.of(idle, cores.cardinality()), "", false);
    }

    private static List<Object> made(KernelView kernel) {
        return kernel == null ? List.of() : List.of(kernel.image(), kernel.boots(), kernel.bootCore(), kernel.slowPercent());
    }

    private static List<Long> counts(KernelView kernel) {
        return List.of(kernel.sent(), kernel.taken(), kernel.refused(), kernel.served());
    }

    /// Of the earlier turn; where it names nobody, of the other one.
    private static Optional<First> first(Beside beside) {
        return beside.parting().flatMap(parting -> {
            boolean aFirst = parting.a().atNs() <= parting.b().atNs();
            var one = told(aFirst ? parting.a() : parting.b(), (aFirst ? beside.a() : beside.b()).frame());
            return one.or(() -> told(aFirst ? parting.b() : parting.a(), (aFirst ? beside.b() : beside.a()).frame()));
        });
    }

    private static Optional<First> told(Turn turn, Frame frame) {
        return turn.facts().stream()
                .map(fact -> Involved.in(fact.what()))
                .filter(involved -> frame.present(involved.kernel()) != null)
                .map(involved -> new First(involved.core(), frame.present(involved.kernel()).name()))
                .max(Comparator.comparing(first -> first.core() != Involved.NONE));
    }
}
