package archipelago.engine.cli;

import archipelago.engine.base.Require;
import java.util.ArrayList;
import java.util.List;

/// A table of plain text: its first column flush left, the others flush right.
final class TextTable {
    private static final String GAP = "   ";

    private final int columns;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... titles) {
        columns = titles.length;
        row(titles);
    }

    /// Adds a row; cells that are left out at its end are empty.
    void row(String... cells) {
        Require.that(cells.length <= columns, "a row has no more cells than the table has columns", cells.length);
        rows.add(List.of(cells));
    }

    /// The rows, each on a line, without spaces at their ends.
    String text() {
        var widths = new int[columns];
        for (var row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        var out = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                var room = " ".repeat(widths[c] - row.get(c).length());
                line.append(c == 0 ? row.get(c) + room : GAP + room + row.get(c));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString().stripTrailing();
    }
}
