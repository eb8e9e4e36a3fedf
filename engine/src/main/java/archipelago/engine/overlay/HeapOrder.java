package archipelago.engine.overlay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

/// The order in which the kernel's own sort leaves things. It is a heap sort that goes down to a leaf
/// first and takes the two greatest at a time, so things with equal keys do not stay as they stood: two
/// of them change places. (`lib/sort.c`.)
final class HeapOrder {
    private HeapOrder() {}

    static <T> List<T> sorted(List<T> list, ToLongFunction<T> key) {
        var heap = new ArrayList<>(list);
        if (heap.size() < 2) {
            return heap;
        }
        int end = heap.size();
        for (int at = end / 2 - 1; at >= 0; at--) {
            sink(heap, key, at, end);
        }
        while (end > 3) {
            Collections.swap(heap, 0, --end);
            int second = key.applyAsLong(heap.get(1)) <= key.applyAsLong(heap.get(2)) ? 2 : 1;
            Collections.swap(heap, second, --end);
            for (int at = second; at >= 0; at -= second) {
                sink(heap, key, at, end);
            }
        }
        Collections.swap(heap, 0, --end);
        if (end == 2 && key.applyAsLong(heap.get(0)) > key.applyAsLong(heap.get(1))) {
            Collections.swap(heap, 0, 1);
        }
        return heap;
    }

    /// Moves the thing at `from` down the path of the greater children to where it belongs.
    private static <T> void sink(List<T> heap, ToLongFunction<T> key, int from, int end) {
        int at = from;
        int left = 2 * at + 1;
        while (left + 1 < end) {
            at = key.applyAsLong(heap.get(left)) > key.applyAsLong(heap.get(left + 1)) ? left : left + 1;
            left = 2 * at + 1;
        }
        if (left + 1 == end) {
            at = left;
        }
        while (at != from && key.applyAsLong(heap.get(from)) >= key.applyAsLong(heap.get(at))) {
            at = (at - 1) / 2;
        }
        int place = at;
        while (at != from) {
            at = (at - 1) / 2;
            Collections.swap(heap, at, place);
        }
    }
}
