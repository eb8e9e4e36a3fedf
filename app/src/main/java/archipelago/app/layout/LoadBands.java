package archipelago.app.layout;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// How busy the least busy of some cores was, all of them in the mean, and the busiest, in columns of time. What is known
/// of a column does not change any more, so a place that shows one window after the other asks only for what is new in
/// it. Columns lie at multiples of their width, wherever a window begins.
public final class LoadBands {
    /// The share of a core that was busy all the time.
    public static final int ALL = 200;

    private final Map<Integer, Band> bands = new HashMap<>();
    private History history;

    /// The columns of one kernel, beginning with column number `first`, which begins at `first * columnNs`: shares
    /// from 0 to [#ALL].
    public static final class Band {
        private final int[] cores;
        private final long columnNs;
        private final long first;
        private final byte[] least;
        private final byte[] mean;
        private final byte[] most;

        private Band(int[] cores, long columnNs, long first, int columns) {
            this.cores = cores;
            this.columnNs = columnNs;
            this.first = first;
            least = new byte[columns];
            mean = new byte[columns];
            most = new byte[columns];
        }

        public int columns() {
            return mean.length;
        }

        public int least(int column) {
            return least[column] & 0xFF;
        }

        public int mean(int column) {
            return mean[column] & 0xFF;
        }

        public int most(int column) {
            return most[column] & 0xFF;
        }

        private boolean continues(Band before) {
            return before != null && before.columnNs == columnNs && Arrays.equals(before.cores, cores);
        }

        /// Takes over what another band knows of the same columns, and asks for the others.
        private void fill(Band before, History history, int kernel) {
            int end = columns();
            if (!continues(before)) {
                ask(history, kernel, 0, end);
                return;
            }
            int from = Math.clamp(before.first - first, 0, end);
            int until = Math.clamp(before.first + before.columns() - first, from, end);
            int there = (int) (first + from - before.first);
            if (until > from) {
                System.arraycopy(before.least, there, least, from, until - from);
                System.arraycopy(before.mean, there, mean, from, until - from);
                System.arraycopy(before.most, there, most, from, until - from);
            }
            ask(history, kernel, 0, from);
            ask(history, kernel, until, end);
        }

        private void ask(History history, int kernel, int from, int until) {
            if (from == until || cores.length == 0) {
                return;
            }
            var instants = new long[until - from + 1];
            for (int i = 0; i < instants.length; i++) {
                instants[i] = (first + from + i) * columnNs;
            }
            var sums = new long[until - from];
            var low = new long[until - from];
            var high = new long[until - from];
            Arrays.fill(low, Long.MAX_VALUE);
            for (int core : cores) {
                var work = history.busyBefore(kernel, core, instants);
                for (int i = 0; i < sums.length; i++) {
                    long busyNs = work[i + 1] - work[i];
                    sums[i] += busyNs;
                    low[i] = Math.min(low[i], busyNs);
                    high[i] = Math.max(high[i], busyNs);
                }
            }
            for (int i = 0; i < sums.length; i++) {
                least[from + i] = share(low[i], columnNs);
                mean[from + i] = share(sums[i], columnNs * cores.length);
                most[from + i] = share(high[i], columnNs);
            }
        }

        private static byte share(long busyNs, long ofNs) {
            return (byte) Math.clamp(Math.ceilDiv(ALL * busyNs, ofNs), 0, ALL);
        }
    }

    /// The columns of a kernel that lie between two instants and are wholly known.
    ///
    /// @param cores whose work is told
    /// @param knownNs nothing behind this instant is known
    public Band of(History known, int kernel, int[] cores, long columnNs, long fromNs, long toNs, long knownNs) {
        if (history != known) {
            history = known;
            bands.clear();
        }
        long first = fromNs / columnNs;
        long end = Math.max(first, Math.min(Math.ceilDiv(toNs, columnNs), knownNs / columnNs));
        var band = new Band(cores, columnNs, first, (int) (end - first));
        band.fill(bands.get(kernel), history, kernel);
        bands.put(kernel, band);
        return band;
    }
}
