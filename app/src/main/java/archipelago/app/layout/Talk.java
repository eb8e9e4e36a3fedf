package archipelago.app.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the messages of a history come to together: who talks to whom, how long messages wait, and which cores are
/// rung. It counts one by one, within closed windows of time, and takes as long as there are messages in them.
public final class Talk {
    private final MessageTable messages;

    Talk(MessageTable messages) {
        this.messages = messages;
    }

    /// One kernel that sent another messages, and how many.
    public record Traffic(int from, int to, int messages) {}

    /// Who sent messages to whom within a closed window, in the order of the pairs.
    public List<Traffic> traffic(long fromNs, long toNs) {
        var found = new ArrayList<Traffic>();
        messages.pairs((from, to, traffic) -> {
            int sent = traffic.sent().within(fromNs, toNs);
            if (sent > 0) {
                found.add(new Traffic(from, to, sent));
            }
        });
        return found;
    }

    /// For each kernel that took messages within a closed window: how long each of them had waited
    /// since it was sent, in ascending order. By slot.
    public SortedMap<Integer, long[]> waits(long fromNs, long toNs) {
        var found = new ArrayList<LongColumn>();
        messages.takenWithin(fromNs, toNs, (_, kernel, waitedNs) -> {
            while (found.size() <= kernel) {
                found.add(new LongColumn());
            }
            found.get(kernel).add(waitedNs);
        });
        var sorted = new TreeMap<Integer, long[]>();
        for (int kernel = 0; kernel < found.size(); kernel++) {
            if (found.get(kernel).size() > 0) {
                sorted.put(kernel, found.get(kernel).sorted());
            }
        }
        return sorted;
    }

    /// What has not been taken by a kernel up to an instant.
    ///
    /// @param messages how many they are; positive
    /// @param longestNs how long the first of them has waited by then
    public record Untaken(int messages, long longestNs) {
        private Untaken with(long waitedNs) {
            return new Untaken(messages + 1, Math.max(longestNs, waitedNs));
        }
    }

    /// For each kernel that had not taken messages up to an instant: those of them that were not lost by then. By slot.
    public SortedMap<Integer, Untaken> untaken(long ns) {
        var found = new TreeMap<Integer, Untaken>();
        messages.untakenAt(ns, (_, kernel, waitedNs) ->
                found.put(kernel, found.getOrDefault(kernel, new Untaken(0, 0)).with(waitedNs)));
        return found;
    }

    /// The messages from one kernel to another that were taken within a closed window, and how long each of them had
    /// waited since it was sent, in ascending order.
    public record PairWaits(int from, int to, long[] ascendingNs) {}

    /// The same for each pair of kernels, in the order of the pairs.
    public List<PairWaits> pairWaits(long fromNs, long toNs) {
        var found = new HashMap<Integer, LongColumn>();
        messages.takenWithin(fromNs, toNs, (from, to, waitedNs) ->
                found.computeIfAbsent(from << 16 | to, none -> new LongColumn()).add(waitedNs));
        return found.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(pair -> new PairWaits(pair.getKey() >>> 16, pair.getKey() & 0xFFFF, pair.getValue().sorted()))
                .toList();
    }

    /// How many messages were sent to each core within a closed window.
    ///
    /// @return by core, up to the last one that was sent any
    public int[] sentToCores(long fromNs, long toNs) {
        var most = new int[] {-1};
        messages.targetsWithin(fromNs, toNs, core -> most[0] = Math.max(most[0], core));
        var counts = new int[most[0] + 1];
        messages.targetsWithin(fromNs, toNs, core -> {
            if (core >= 0) {
                counts[core]++;
            }
        });
        return counts;
    }
}
