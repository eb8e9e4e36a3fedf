package archipelago.engine.trace;

import archipelago.engine.trace.Measure.Column;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Measures as a table. A latency that nobody measured is an empty cell, or null.
public final class MeasureTable {
    private static final String KERNEL = "kernel";

    private MeasureTable() {}

    /// Comma-separated values, with the names of the columns in the first line.
    public static void csv(List<Measure> measures, Writer out) throws IOException {
        out.write(KERNEL + "," + Arrays.stream(Column.values()).map(Column::heading).collect(Collectors.joining(","))
                + "\n");
        for (var measure : measures) {
            out.write('"' + measure.kernel().replace("\"", "\"\"") + '"');
            for (var column : Column.values()) {
                long value = column.of(measure);
                out.write(value == Measure.NONE ? "," : "," + value);
            }
            out.write('\n');
        }
        out.close();
    }

    /// An object a line.
    public static void jsonLines(List<Measure> measures, Writer out) throws IOException {
        try (var json = new JsonFactory().createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter(""))) {
            for (var measure : measures) {
                json.writeStartObject();
                json.writeStringField(KERNEL, measure.kernel());
                for (var column : Column.values()) {
                    if (column.of(measure) == Measure.NONE) {
                        json.writeNullField(column.heading());
                    } else {
                        json.writeNumberField(column.heading(), column.of(measure));
                    }
                }
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }
}
