package archipelago.engine.event;

import java.util.ArrayList;
import java.util.List;

/// The queue as its contract says it, with no thought for speed: a list that is kept sorted by
/// (time, priority, number of insertion). [TimingWheel] is compared with it.
final class SortedList {
    /// A pending event; its number tells it from all others.
    record Entry(long atNs, int priority, long number, long cause) {
        boolean after(Entry other) {
            if (atNs != other.atNs) {
                return atNs > other.atNs;
            }
            if (priority != other.priority) {
                return priority > other.priority;
            }
            return number > other.number;
        }
    }

    private final List<Entry> entries;

    SortedList() {
        entries = new ArrayList<>();
    }

    private SortedList(List<Entry> entries) {
        this.entries = new ArrayList<>(entries);
    }

    void add(Entry entry) {
        int place = entries.size();
        while (place > 0 && entries.get(place - 1).after(entry)) {
            place--;
        }
        entries.add(place, entry);
    }

    int size() {
        return entries.size();
    }

    long headTimeNs() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.getFirst().atNs();
    }

    Entry pop() {
        return entries.removeFirst();
    }

    List<Entry> inOrder() {
        return List.copyOf(entries);
    }

    SortedList copy() {
        return new SortedList(entries);
    }
}
