package archipelago.engine.trace;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The forms in which an excerpt can be written into a file, each with the ending that such files have.
public enum RunForm {
    /// Perfetto's binary trace.
    PERFETTO(".pftrace"),
    /// Chrome's trace events.
    CHROME(".json"),
    /// A sequence diagram for PlantUML, shortened.
    PLANT_UML(".puml"),
    /// A sequence diagram for Mermaid, shortened.
    MERMAID(".mmd"),
    /// A line a fact.
    TRANSCRIPT(".txt"),
    /// A row a fact.
    FACTS_CSV(".csv"),
    /// An object a fact.
    FACTS_JSON(".jsonl"),
    /// A row for each kernel and interval.
    MEASURES_CSV(".metrics.csv"),
    /// An object for each kernel and interval.
    MEASURES_JSON(".metrics.jsonl");

    private final String ending;

    RunForm(String ending) {
        this.ending = ending;
    }

    public String ending() {
        return ending;
    }

    /// The form that the ending of a name says; the longest ending counts.
    public static Optional<RunForm> of(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(form -> name.endsWith(form.ending))
                .reduce((one, other) -> one.ending.length() >= other.ending.length() ? one : other);
    }

    /// Writes an excerpt and closes what it was written to. Diagrams are of all kernels, and measures are taken as
    /// often as is usual.
    public void write(Excerpt excerpt, OutputStream bytes) throws IOException {
        if (this == PERFETTO) {
            PerfettoTrace.write(excerpt, bytes);
            return;
        }
        try (var out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            write(excerpt, out);
        }
    }

    private void write(Excerpt excerpt, Writer out) throws IOException {
        var machine = excerpt.scenario().machine();
        switch (this) {
            case PERFETTO -> throw new IllegalStateException("a form that is no text");
            case CHROME -> ChromeTrace.write(excerpt, out);
            case PLANT_UML -> PlantUml.write(SequenceDiagram.of(excerpt, Set.of()).shortened(), out);
            case MERMAID -> Mermaid.write(SequenceDiagram.of(excerpt, Set.of()).shortened(), out);
            case TRANSCRIPT -> tell(excerpt, new Transcript(out, machine));
            case FACTS_CSV -> tell(excerpt, new FactCsv(out, machine));
            case FACTS_JSON -> tell(excerpt, new FactJsonLines(out, machine));
            case MEASURES_CSV -> MeasureTable.csv(Measures.of(excerpt, Measures.usualIntervalNs(excerpt)), out);
            case MEASURES_JSON -> MeasureTable.jsonLines(Measures.of(excerpt, Measures.usualIntervalNs(excerpt)), out);
        }
    }

    private static void tell(Excerpt excerpt, FactSink sink) throws IOException {
        try (sink) {
            excerpt.tell(sink);
        }
    }
}
