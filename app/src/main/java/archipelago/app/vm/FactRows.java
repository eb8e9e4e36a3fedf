package archipelago.app.vm;

import archipelago.engine.base.Require;
import java.util.Arrays;

/// Which facts stand in a table, in their order: all of them, or those that were found so far. A row of a table of
/// everything costs nothing, one that was found costs a number.
final class FactRows {
    private final boolean all;
    private int[] found = new int[0];
    private int size;

    private FactRows(boolean all) {
        this.all = all;
    }

    static FactRows ofAll() {
        return new FactRows(true);
    }

    static FactRows ofFound() {
        return new FactRows(false);
    }

    int size() {
        return size;
    }

    /// Takes a fact in at the end.
    void add(int fact) {
        Require.that(size == 0 || get(size - 1) < fact, "rows are in the order of the facts", fact);
        if (!all) {
            if (size == found.length) {
                found = Arrays.copyOf(found, Math.max(64, size * 2));
            }
            found[size] = fact;
        }
        size++;
    }

    /// In a table of everything: takes all facts up to one in.
    void addUpTo(int facts) {
        Require.that(all, "only a table of everything takes facts unseen");
        size = facts;
    }

    int get(int row) {
        return all ? row : found[row];
    }

    /// How many rows stand before a fact.
    int before(int fact) {
        if (all) {
            return Math.min(fact, size);
        }
        int at = Arrays.binarySearch(found, 0, size, fact);
        return at >= 0 ? at : -at - 1;
    }
}
