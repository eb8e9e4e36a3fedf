package archipelago.app.layout;

import archipelago.engine.base.Require;
import java.util.Arrays;

/// A list of numbers that grows at its end, without a box around each of them.
final class LongColumn {
    private long[] values = new long[16];
    private int size;

    int size() {
        return size;
    }

    long get(int index) {
        return values[index];
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    void set(int index, long value) {
        Require.that(index >= 0 && index < size, "an index is inside the column", index);
        values[index] = value;
    }

    /// Takes the first values away.
    void drop(int count) {
        values = Arrays.copyOfRange(values, count, Math.max(size, count + 16));
        size -= count;
    }

    /// Puts a value into a column that is in ascending order, behind its equals.
    ///
    /// @return where it stands now
    int insert(long value) {
        add(value);
        int at = size - 1;
        // New values belong close to the end, so this walk is short.
        while (at > 0 && values[at - 1] > value) {
            values[at] = values[at - 1];
            at--;
        }
        values[at] = value;
        return at;
    }

    /// In a column in ascending order: how many values are smaller than a bound.
    int below(long bound) {
        return below(bound, 0, size);
    }

    /// In a column in ascending order: how many values are smaller than a bound, if it is known that so many are. It is
    /// quick where the answer is not far from what is known.
    int below(long bound, int known) {
        int low = known;
        int step = 1;
        while (low + step <= size && values[low + step - 1] < bound) {
            low += step;
            step *= 2;
        }
        return below(bound, low, Math.min(size, low + step - 1));
    }

    /// @param from so many are smaller
    /// @param to no more are
    private int below(long bound, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// In a column in ascending order: how many values lie in a closed range.
    int within(long from, long to) {
        if (from > to) {
            return 0;
        }
        return (to == Long.MAX_VALUE ? size : below(to + 1)) - below(from);
    }

    /// The values in ascending order, as a copy.
    long[] sorted() {
        var copy = Arrays.copyOf(values, size);
        Arrays.sort(copy);
        return copy;
    }
}
