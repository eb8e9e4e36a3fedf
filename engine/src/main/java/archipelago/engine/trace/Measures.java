package archipelago.engine.trace;

import archipelago.engine.base.Require;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Counts over time: the excerpt in intervals of one length, and in each interval a [Measure] for every kernel that
/// exists in it, the host first.
public final class Measures {
    /// More intervals than this are not counted.
    public static final long INTERVALS_MOST = 100_000;
    private static final int USUAL_INTERVALS = 100;

    private final Excerpt excerpt;
    private final long everyNs;
    private final Fates fates;
    private final KernelNames names = new KernelNames();
    private final Map<Integer, Count> counts = new TreeMap<>();
    private final TreeSet<Integer> present = new TreeSet<>(List.of(0));
    private final TreeSet<Integer> gone = new TreeSet<>();
    private final long[] busyUntilNs;
    private final List<Measure> measures = new ArrayList<>();
    private long fromNs;

    /// What one kernel has done in the present interval.
    private static final class Count {
        private long sent;
        private long sentBytes;
        private long lost;
        private long refused;
        private long doorbells;
        private long ring;
        private long ringMost;
        private long workNs;
        private final List<Long> latenciesNs = new ArrayList<>();

        private void waits(int more) {
            ring += more;
            ringMost = Math.max(ringMost, ring);
        }

        private void next() {
            sent = 0;
            sentBytes = 0;
            lost = 0;
            refused = 0;
            doorbells = 0;
            ringMost = ring;
            workNs = 0;
            latenciesNs.clear();
        }
    }

    private Measures(Excerpt excerpt, long everyNs) {
        this.excerpt = excerpt;
        this.everyNs = everyNs;
        fates = Fates.of(excerpt.facts());
        busyUntilNs = new long[excerpt.scenario().machine().coreCount()];
        fromNs = excerpt.fromNs();
    }

    /// The length of about a hundred intervals: one, two or five times a power of ten nanoseconds.
    public static long usualIntervalNs(Excerpt excerpt) {
        long wantedNs = Math.max(1, (excerpt.untilNs() - excerpt.fromNs()) / USUAL_INTERVALS);
        long ns = 1;
        while (ns < wantedNs) {
            long leading = ns;
            while (leading >= 10) {
                leading /= 10;
            }
            ns = leading == 2 ? ns / 2 * 5 : ns * 2;
        }
        return ns;
    }

    /// How many intervals there are; the last may be shorter.
    public static long intervals(Excerpt excerpt, long everyNs) {
        return Math.max(1, Math.ceilDiv(excerpt.untilNs() - excerpt.fromNs(), everyNs));
    }

    /// All measures, by interval and then by kernel.
    public static List<Measure> of(Excerpt excerpt, long everyNs) {
        Require.that(everyNs > 0, "an interval lasts", everyNs);
        Require.that(intervals(excerpt, everyNs) <= INTERVALS_MOST, "not too many intervals", everyNs);
        var measures = new Measures(excerpt, everyNs);
        for (int i = 0; i < excerpt.facts().size(); i++) {
            var fact = excerpt.facts().get(i);
            if (fact.atNs() > excerpt.untilNs()) {
                break;
            }
            if (fact.atNs() < excerpt.fromNs()) {
                measures.hear(fact);
                measures.forget();
            } else {
                measures.closeBefore(fact.atNs());
                measures.hear(fact);
            }
        }
        measures.closeBefore(excerpt.untilNs());
        measures.close(excerpt.untilNs());
        return measures.measures;
    }

    private void hear(Fact fact) {
        names.hear(fact.what());
        switch (fact.what()) {
            case Happening.InstanceCreated(int kernel, int _, var _) -> present.add(kernel);
            case Happening.InstanceRemoved(int kernel) -> gone.add(kernel);
            case Happening.CoreBusy(int core, int kernel, long untilNs) -> {
                count(kernel).workNs += untilNs - Math.max(fact.atNs(), busyUntilNs[core]);
                busyUntilNs[core] = untilNs;
            }
            case Happening.CoreWent(int core, var site, int _) -> {
                if (site.parked()) {
                    busyUntilNs[core] = Math.min(busyUntilNs[core], fact.atNs());
                }
            }
            case Happening.MessageSent sent -> {
                count(sent.fromKernel()).sent++;
                count(sent.fromKernel()).sentBytes += sent.bytes();
                count(sent.toKernel()).waits(1);
            }
            case Happening.MessageTaken taken -> {
                var fate = fates.of(taken.message());
                if (fate != null) {
                    count(taken.toKernel()).latenciesNs.add(fate.latencyNs());
                    count(taken.toKernel()).waits(-1);
                }
            }
            case Happening.MessageLost lost -> {
                count(lost.toKernel()).lost++;
                if (fates.of(lost.message()) != null) {
                    count(lost.toKernel()).waits(-1);
                }
            }
            case Happening.SendRefused refused -> count(refused.fromKernel()).refused++;
            case Happening.DoorbellLost(int kernel, int _) -> count(kernel).doorbells++;
            case Happening.DoorbellCut(int _, int to, int _) -> count(to).doorbells++;
            default -> {}
        }
    }

    private Count count(int kernel) {
        return counts.computeIfAbsent(kernel, _ -> new Count());
    }

    /// Ends all intervals that are over at an instant.
    private void closeBefore(long atNs) {
        while (atNs - fromNs >= everyNs && excerpt.untilNs() - fromNs > everyNs) {
            close(fromNs + everyNs);
        }
    }

    private void close(long untilNs) {
        for (int kernel : present) {
            measures.add(measure(kernel, untilNs));
        }
        forget();
        fromNs = untilNs;
    }

    private void forget() {
        counts.values().forEach(Count::next);
        present.removeAll(gone);
        gone.clear();
    }

    private Measure measure(int kernel, long untilNs) {
        var count = count(kernel);
        var latencies = count.latenciesNs.stream().sorted().toList();
        return new Measure(
                fromNs, untilNs, names.of(kernel), kernel, count.sent, count.sentBytes, latencies.size(), count.lost,
                count.refused, count.doorbells, count.ring, count.ringMost, rank(latencies, 0), rank(latencies, 50),
                rank(latencies, 99), rank(latencies, 100), count.workNs);
    }

    /// The nearest rank: the least of the sorted values that so many percent of them do not exceed.
    private static long rank(List<Long> sorted, int percent) {
        if (sorted.isEmpty()) {
            return Measure.NONE;
        }
        return sorted.get(Math.max(0, Math.ceilDiv(sorted.size() * percent, 100) - 1));
    }
}
