package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.Selection;
import archipelago.engine.base.Sizes;
import archipelago.engine.seek.FactQueryWords;
import archipelago.engine.state.Phase;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/// The charts behind the first ones: how long messages wait between two kernels, how often the cores are rung, who has
/// how much memory, and how long kernels took to come back.
final class RunCharts {
    private static final int MOST_CORES = 24;

    private final Moment moment;
    private final Stretch stretch;
    private final BarRows rows;

    RunCharts(Moment moment, Stretch stretch, ChartPlaces places) {
        this.moment = moment;
        this.stretch = stretch;
        rows = new BarRows(moment.theme(), stretch, places);
    }

    /// The median and the longest wait from publishing to taking, between two kernels; those that wait longest first,
    /// since not all may have room.
    void pairs(Pen pen, Rectangle2D box) {
        record Pair(int from, int to, Percentiles waits) {}
        var pairs = moment.history().talk().pairWaits(stretch.beginNs(), stretch.toNs()).stream()
                .map(waits -> new Pair(waits.from(), waits.to(), Percentiles.of(waits.ascendingNs())))
                .sorted(Comparator.comparingLong((Pair pair) -> pair.waits().p99()).reversed())
                .toList();
        long longest = pairs.stream().mapToLong(pair -> pair.waits().p99()).max().orElse(1);
        var bars = pairs.stream()
                .map(pair -> new BarRows.Bar(
                        name(pair.from()) + " → " + name(pair.to()),
                        pair.from(),
                        (double) pair.waits().p99() / Math.max(1, longest),
                        figure(pair.waits()),
                        new Selection.OfKernel(pair.from()),
                        query(FactQueryWords.between(name(pair.from()), name(pair.to())))))
                .toList();
        rows.paint(pen, box, Text.CHART_PAIRS.of(), Text.CHART_PAIRS_UNIT.of(), bars, Text.CHART_NO_WAIT);
    }

    private String figure(Percentiles wait) {
        return Text.CHART_PAIR_FIGURE.of(
                rate(wait.count()), KernelRows.shown(wait.p50()), KernelRows.shown(wait.p99()));
    }

    /// How often a doorbell went to each core: the cores that are rung most.
    void doorbells(Pen pen, Rectangle2D box) {
        var rung = moment.history().talk().sentToCores(stretch.beginNs(), stretch.toNs());
        int most = Math.max(1, IntStream.of(rung).max().orElse(1));
        var bars = IntStream.range(0, rung.length)
                .filter(core -> rung[core] > 0)
                .boxed()
                .sorted((one, other) -> rung[other] - rung[one])
                .limit(MOST_CORES)
                .map(core -> {
                    long id = moment.machine().physicalId(core);
                    return new BarRows.Bar(
                            Text.CPU.of(id),
                            moment.frame().owner[core],
                            (double) rung[core] / most,
                            rate(rung[core]),
                            new Selection.OfCore(core),
                            query(FactQueryWords.sentTo(id)));
                })
                .toList();
        rows.paint(pen, box, Text.CHART_DOORBELLS.of(), RateChart.UNIT, bars, Text.CHART_NO_TRAFFIC);
    }

    /// Who has how much of the machine's memory at this moment.
    void memory(Pen pen, Rectangle2D box) {
        var frame = moment.frame();
        long most = frame.kernels.stream().mapToLong(kernel -> kernel.memoryBytes()).max().orElse(1);
        var bars = frame.kernels.stream()
                .map(kernel -> new BarRows.Bar(
                        kernel.name(),
                        kernel.slot(),
                        (double) kernel.memoryBytes() / Math.max(1, most),
                        Sizes.shown(kernel.memoryBytes()),
                        new Selection.OfKernel(kernel.slot()),
                        FactQueryWords.about(kernel.name())))
                .toList();
        rows.paintAlways(pen, box, Text.CHART_MEMORY.of(), Text.CHART_NOW.of(), bars, Text.CHART_NO_WORK);
    }

    /// How long it took from each panic until the kernel was up again.
    void recovery(Pen pen, Rectangle2D box) {
        var history = moment.history();
        long now = moment.frame().nowNs;
        record Back(int kernel, long panicNs, long upNs) {}
        var found = new ArrayList<Back>();
        for (int kernel = 0; kernel < history.slots(); kernel++) {
            for (long panic : history.panics(kernel, 0, now)) {
                long up = history.stretches(kernel, panic, now).stream()
                        .filter(one -> one.fromNs() > panic && one.phase() == Phase.UP)
                        .mapToLong(History.Stretch::fromNs)
                        .findFirst()
                        .orElse(-1);
                found.add(new Back(kernel, panic, up));
            }
        }
        long longest = found.stream()
                .mapToLong(back -> (back.upNs() < 0 ? now : back.upNs()) - back.panicNs())
                .max()
                .orElse(1);
        var bars = found.stream()
                .map(back -> {
                    long took = (back.upNs() < 0 ? now : back.upNs()) - back.panicNs();
                    return new BarRows.Bar(
                            name(back.kernel()),
                            back.kernel(),
                            (double) took / Math.max(1, longest),
                            (back.upNs() < 0 ? Text.CHART_NOT_BACK : Text.CHART_BACK).of(KernelRows.shown(took)),
                            new Selection.OfKernel(back.kernel()),
                            FactQueryWords.about(name(back.kernel())) + " "
                                    + FactQueryWords.stretch(back.panicNs(), back.panicNs() + took));
                })
                .toList();
        rows.paintAlways(pen, box, Text.CHART_RECOVERY.of(), Text.CHART_WHOLE_RUN.of(), bars, Text.CHART_NO_PANIC);
    }

    private String name(int slot) {
        var kernel = moment.frame().present(slot);
        if (kernel != null) {
            return kernel.name();
        }
        var life = slot < moment.history().slots()
                ? moment.history().life(slot, moment.frame().nowNs, 0, moment.frame().nowNs)
                : null;
        return life == null ? Text.KERNEL_UNNAMED.of(slot) : life.name();
    }

    private String rate(int count) {
        double perSecond = count * 1e9 / Math.max(1, stretch.spanNs());
        return String.format(Locale.ROOT, "%.1f", perSecond / 1000) + " " + RateChart.UNIT;
    }

    private String query(String words) {
        return words + " " + FactQueryWords.stretch(stretch.beginNs(), stretch.toNs());
    }
}
