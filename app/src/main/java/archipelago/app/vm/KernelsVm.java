package archipelago.app.vm;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The list of kernels, the host first, and what is idle in the pool.
public final class KernelsVm {
    /// @param slot the kernel's slot, or the pool of an instance as in [CoreTable#pool]
    /// @param detail `6 cores · 4 GiB`
    /// @param status the word of the status file
    /// @param phase what the kernel physically does, where the status does not tell it; else empty
    public record Row(int slot, String name, String detail, String status, Tone tone, String phase) {}

    private final FactWords words;
    private final Chronicle chronicle;
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper pool = new ReadOnlyStringWrapper("");

    KernelsVm(FactWords words, Chronicle chronicle) {
        this.chronicle = chronicle;
        this.words = words;
    }

    void update(Frame frame) {
        var list = new ArrayList<Row>();
        for (var kernel : frame.kernels) {
            list.add(new Row(
                    kernel.slot(),
                    kernel.name(),
                    detail(kernel.cores(), kernel.memoryBytes()),
                    kernel.status().word(),
                    tone(frame, kernel),
                    ended(frame, kernel)));
            if (frame.lenders.containsKey(kernel.slot())) {
                list.add(ofPool(new PoolStock(frame, kernel.slot())));
            }
        }
        for (var ghost : frame.ghosts) {
            list.add(new Row(
                    ghost.slot(), ghost.name(), Text.NO_RECORD_LONG.of(), Text.NO_RECORD.of(), Tone.WARN,
                    annotation(frame, ghost)));
        }
        if (!list.equals(rows.get())) {
            rows.set(List.copyOf(list));
        }
        long idleBytes = 0;
        for (var range : frame.memory) {
            idleBytes += range.kernel() < 0 ? range.bytes() : 0;
        }
        pool.set(frame.books.generation().hasPool()
                ? detail(new PoolStock(frame, 0).cores().size(), idleBytes)
                : Text.POOL_NONE.of());
    }

    /// The same as [#annotation(Frame, KernelView)], and why a kernel runs no more, which the word `loaded` does not tell.
    private String ended(Frame frame, KernelView kernel) {
        var annotation = annotation(frame, kernel);
        return annotation.isEmpty() && kernel.phase() == Phase.OFF && chronicle.panicked(kernel.slot())
                ? Text.TAG_PANICKED.of()
                : annotation;
    }

    /// What is idle in the pool of an instance.
    private Row ofPool(PoolStock stock) {
        var detail = detail(stock.cores().size(), stock.ownBytes());
        return new Row(stock.place(), words.owner(stock.place()), detail, "", Tone.NEUTRAL, "");
    }

    static String detail(int cores, long bytes) {
        return Text.CORES.count(cores) + " · " + Sizes.shown(bytes);
    }

    /// What the status word leaves open: that a kernel starts, halts or panics, that it hangs or is slow, or that
    /// it does not do what the word says.
    static String annotation(Frame frame, KernelView kernel) {
        if (frame.ended) {
            return Text.TILE_OFF.of();
        }
        int hung = hung(frame, kernel);
        if (hung > 0) {
            return Text.KERNEL_HUNG.count(hung);
        }
        if (kernel.phase() != Phase.UP && kernel.phase() != Phase.OFF) {
            return Terms.of(kernel.phase()).of();
        }
        if (belied(kernel)) {
            return (kernel.phase() == Phase.UP ? Text.PHASE_UP : Text.LANE_STOPPED).of();
        }
        if (kernel.slow() && kernel.phase() == Phase.UP) {
            return Text.TAG_SLOW.of(kernel.slowPercent());
        }
        return frame.cutLinks.stream()
                .filter(link -> link.from() == kernel.slot() && frame.present(link.to()) != null)
                .map(link -> Text.TAG_CUT.of(frame.present(link.to()).name()))
                .findFirst()
                .orElse("");
    }

    /// Whether a kernel is down that the books call active, or up when they do not.
    private static boolean belied(KernelView kernel) {
        boolean active = kernel.status() == Status.ACTIVE;
        return kernel.phase() == Phase.OFF && active || kernel.phase() == Phase.UP && !active;
    }

    private static int hung(Frame frame, KernelView kernel) {
        int hung = 0;
        for (int core = 0; core < frame.owner.length; core++) {
            hung += frame.hangs(core) && frame.executes(core, kernel.slot()) ? 1 : 0; // Few cores hang.
        }
        return hung;
    }

    static Tone tone(Frame frame, KernelView kernel) {
        if (frame.ended) {
            return Tone.NEUTRAL;
        }
        if (hung(frame, kernel) > 0) {
            return Tone.DANGER;
        }
        if (kernel.phase() != Phase.UP && kernel.phase() != Phase.OFF) {
            return FactWords.tone(kernel.phase());
        }
        return belied(kernel) || kernel.slow() && kernel.phase() == Phase.UP ? Tone.WARN : FactWords.tone(kernel.status());
    }

    public ReadOnlyObjectProperty<List<Row>> rows() {
        return rows.getReadOnlyProperty();
    }

    /// What is idle in the pool: `8 cores · 12 GiB`.
    public ReadOnlyStringProperty pool() {
        return pool.getReadOnlyProperty();
    }
}
