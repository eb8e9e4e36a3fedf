package archipelago.engine.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// How many events a second the queue hands on in the hold model: take the earliest event, schedule
/// one in its place. It is a program, not a test, because a clock is no judge of right and wrong:
/// run its `main` with the engine's classes and test classes on the class path.
final class TimingWheelBenchmark {
    private static final int PASSES = 5;
    private static final int OPERATIONS = 3_000_000;
    private static final int DELAYS = 1 << 16;
    private static final String EVENT = "event";

    private TimingWheelBenchmark() {}

    public static void main(String[] arguments) {
        for (boolean bimodal : new boolean[] {false, true}) {
            var delaysNs = bimodal ? bimodalDelaysNs() : exponentialDelaysNs(10_000);
            for (int pending : new int[] {1_000, 100_000, 1_000_000}) {
                System.out.printf(
                        Locale.ROOT,
                        "%s, %,d pending: wheel %.1f, PriorityQueue %.1f million events per second%n",
                        bimodal ? "bimodal" : "exponential",
                        pending,
                        median(() -> wheelSeconds(pending, delaysNs)),
                        median(() -> heapSeconds(pending, delaysNs)));
            }
        }
    }

    private interface Pass {
        double seconds();
    }

    private static double median(Pass pass) {
        List<Double> rates = new ArrayList<>();
        for (int p = 0; p < PASSES; p++) {
            rates.add(OPERATIONS / pass.seconds() / 1e6);
        }
        rates.sort(Comparator.naturalOrder());
        return rates.get(PASSES / 2);
    }

    private static double wheelSeconds(int pending, long[] delaysNs) {
        var wheel = new TimingWheel<String>();
        for (int i = 0; i < pending; i++) {
            wheel.schedule(delaysNs[i % DELAYS], i & 3, EVENT, i);
        }
        long began = System.nanoTime();
        for (int i = 0; i < OPERATIONS; i++) {
            var event = wheel.pop();
            wheel.schedule(wheel.poppedTimeNs() + delaysNs[i % DELAYS], i & 3, event, i);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private record Entry(long atNs, int priority, long number, String event) {
        static final Comparator<Entry> ORDER = (a, b) -> {
            int byTime = Long.compare(a.atNs, b.atNs);
            int byPriority = byTime != 0 ? byTime : Integer.compare(a.priority, b.priority);
            return byPriority != 0 ? byPriority : Long.compare(a.number, b.number);
        };
    }

    private static double heapSeconds(int pending, long[] delaysNs) {
        var heap = new PriorityQueue<>(pending, Entry.ORDER);
        for (int i = 0; i < pending; i++) {
            heap.add(new Entry(delaysNs[i % DELAYS], i & 3, i, EVENT));
        }
        long began = System.nanoTime();
        for (int i = 0; i < OPERATIONS; i++) {
            var entry = heap.remove();
            heap.add(new Entry(entry.atNs + delaysNs[i % DELAYS], i & 3, pending + i, entry.event));
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static long[] exponentialDelaysNs(long meanNs) {
        var random = new SplittableRandom(1);
        var delaysNs = new long[DELAYS];
        Arrays.setAll(delaysNs, i -> (long) (-meanNs * Math.log(1 - random.nextDouble())));
        return delaysNs;
    }

    /// Nine messages in ten, and now and then something as long as a step of a boot.
    private static long[] bimodalDelaysNs() {
        var random = new SplittableRandom(2);
        var delaysNs = new long[DELAYS];
        Arrays.setAll(delaysNs, i -> random.nextInt(10) < 9 ? random.nextLong(10, 200) : 1_000_000);
        return delaysNs;
    }
}
