package archipelago.app.view;

import java.util.function.IntUnaryOperator;
import javafx.collections.ObservableListBase;

/// The rows of a long table, as numbers that are looked up where they stand: growing costs nothing for the rows that
/// are there.
final class RowList extends ObservableListBase<Integer> {
    private final IntUnaryOperator row;
    private int size;

    RowList(IntUnaryOperator row) {
        this.row = row;
    }

    void growTo(int rows) {
        if (rows > size) {
            beginChange();
            int from = size;
            size = rows;
            nextAdd(from, rows);
            endChange();
        }
    }

    @Override
    public Integer get(int index) {
        return row.applyAsInt(index);
    }

    @Override
    public int size() {
        return size;
    }
}
