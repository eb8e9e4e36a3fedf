package archipelago.app.layout;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;

/// What went from one lane to another through lanes that are hidden: a message that a hidden kernel sent, and the last
/// one that it had taken before. What is told of the kernels in sight stays in order so, though some of it is not drawn.
final class ThroughHidden {
    private final List<History.Message> messages;
    private final SortedSet<Integer> hidden;

    private ThroughHidden(List<History.Message> messages, SortedSet<Integer> hidden) {
        this.messages = messages;
        this.hidden = hidden;
    }

    /// @param first sent from a lane in sight into a hidden one
    /// @param last taken in a lane in sight from a hidden one; the same hidden one, or another that heard of it
    record Passage(History.Message first, History.Message last) {}

    /// @param messages of a window of time
    static List<Passage> of(List<History.Message> messages, SortedSet<Integer> hidden) {
        if (hidden.isEmpty()) {
            return List.of();
        }
        var taken = messages.stream()
                .filter(message -> message.takenNs() >= 0)
                .sorted(Comparator.comparingLong(History.Message::takenNs).reversed())
                .toList();
        return new ThroughHidden(taken, hidden).passages();
    }

    private List<Passage> passages() {
        record End(long first, int kernel) {}
        var found = new ArrayList<Passage>();
        var told = new HashSet<End>();
        // The earliest message that tells a kernel of another is the one that counts.
        for (var last : messages.reversed()) {
            if (hidden.contains(last.fromKernel()) && !hidden.contains(last.toKernel())) {
                var first = origin(last.fromKernel(), last.sentNs(), last.toKernel(), new BitSet());
                if (first != null && told.add(new End(first.number(), last.toKernel()))) {
                    found.add(new Passage(first, last));
                }
            }
        }
        return found;
    }

    /// The newest message from a lane in sight that a hidden kernel knew of at an instant; null if there is none.
    ///
    /// @param target who learns of it now, and needs nobody to be told of its own messages
    /// @param asked which kernels were gone through already
    private History.Message origin(int kernel, long beforeNs, int target, BitSet asked) {
        asked.set(kernel);
        for (var message : messages) {
            if (message.toKernel() == kernel && message.takenNs() <= beforeNs && message.fromKernel() != target) {
                int from = message.fromKernel();
                var first = !hidden.contains(from)
                        ? message
                        : asked.get(from) ? null : origin(from, message.sentNs(), target, asked);
                if (first != null) {
                    return first;
                }
            }
        }
        return null;
    }
}
