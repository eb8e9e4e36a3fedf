package archipelago.app.render;

import archipelago.app.layout.Selection;
import archipelago.engine.frame.KernelView;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.ToLongFunction;

/// Which kernels a chart shows that has no room for all.
final class Foremost {
    private Foremost() {}

    /// Those that weigh most, and the one that is picked, whatever it weighs; in their own order.
    static List<KernelView> of(
            List<KernelView> kernels, int count, ToLongFunction<KernelView> weight, Selection picked) {
        if (count >= kernels.size()) {
            return kernels;
        }
        var chosen = new HashSet<Integer>();
        kernels.stream()
                .sorted(Comparator.comparing((KernelView kernel) -> !picked.equals(new Selection.OfKernel(kernel.slot())))
                        .thenComparing(Comparator.comparingLong(weight).reversed())
                        .thenComparingInt(KernelView::slot))
                .limit(Math.max(0, count))
                .forEach(kernel -> chosen.add(kernel.slot()));
        return kernels.stream().filter(kernel -> chosen.contains(kernel.slot())).toList();
    }
}
