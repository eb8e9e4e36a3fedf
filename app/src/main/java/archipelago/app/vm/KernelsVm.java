package archipelago.app.vm;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.state.Phase;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The list of kernels, the host first, and what is idle in the pool.
public final class KernelsVm {
    /// @param detail `6 cores · 4 GiB`
    /// @param status the word of the status file
    /// @param phase what the kernel physically does, where the status does not tell it; else empty
    public record Row(int slot, String name, String detail, String status, Tone tone, String phase) {}

    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper pool = new ReadOnlyStringWrapper("");

    void update(Frame frame) {
        var list = new ArrayList<Row>();
        for (var kernel : frame.kernels) {
            list.add(new Row(
                    kernel.slot(),
                    kernel.name(),
                    detail(kernel.cores(), kernel.memoryBytes()),
                    kernel.status().word(),
                    tone(kernel),
                    annotation(kernel)));
        }
        if (!list.equals(rows.get())) {
            rows.set(List.copyOf(list));
        }
        int idleCores = 0;
        for (int owner : frame.owner) {
            idleCores += owner < 0 ? 1 : 0;
        }
        long idleBytes = 0;
        for (var range : frame.memory) {
            idleBytes += range.kernel() < 0 ? range.bytes() : 0;
        }
        pool.set(detail(idleCores, idleBytes));
    }

    static String detail(int cores, long bytes) {
        return Text.CORES.count(cores) + " · " + Sizes.shown(bytes);
    }

    /// The phase in words if the status word leaves it open: while a kernel starts, halts, panics.
    static String annotation(KernelView kernel) {
        return kernel.phase() == Phase.UP || kernel.phase() == Phase.OFF
                ? ""
                : Terms.of(kernel.phase()).of();
    }

    static Tone tone(KernelView kernel) {
        return annotation(kernel).isEmpty() ? FactWords.tone(kernel.status()) : FactWords.tone(kernel.phase());
    }

    public ReadOnlyObjectProperty<List<Row>> rows() {
        return rows.getReadOnlyProperty();
    }

    /// What is idle in the pool: `8 cores · 12 GiB`.
    public ReadOnlyStringProperty pool() {
        return pool.getReadOnlyProperty();
    }
}
